"""The packs that tests answer from: the shipped one, a village library's and a tram's; each read once in a process."""

from __future__ import annotations

from functools import cache

from bot.pack.loader import load_pack
from bot.pack.models import Pack
from bot.settings import ROOT

SEEDS = ROOT / "seeds"
VILLAGE = ROOT / "tests" / "cli" / "pack"
TRAM = ROOT / "tests" / "discord_app" / "pack"


@cache
def village_pack() -> Pack:
    return load_pack(VILLAGE)


@cache
def shipped_pack() -> Pack:
    return load_pack(SEEDS)
