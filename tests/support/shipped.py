"""The pack that ships and its engine, read and built once in a test process."""

from __future__ import annotations

from functools import cache

from bot.library.engine_cache import build_engine
from bot.matching import Engine
from bot.pack.loader import load_pack
from bot.pack.models import Pack
from bot.settings import ROOT


@cache
def shipped_pack() -> Pack:
    return load_pack(ROOT / "seeds")


@cache
def shipped_engine() -> Engine:
    """From the user's cache where it has been built before."""
    return build_engine(shipped_pack())
