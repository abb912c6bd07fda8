"""Engines of the packs that tests answer from, built once in a process."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache

from bot.library.engine_cache import build_engine
from bot.library.library import Edition
from bot.matching import Decision, Engine
from bot.pack.loader import load_pack
from tests.support.packs import TRAM, shipped_pack
from tests.support.steering import steered


@contextmanager
def _unmeasured() -> Generator[None]:
    """Coverage would take longer than the building, and show nothing that tests of building do not."""
    trace = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(trace)


@cache
def shipped_engine() -> Engine:
    """From the user's cache where it has been built before."""
    with _unmeasured():
        return build_engine(shipped_pack())


@cache
def tram_edition() -> Edition:
    """The tram's pack with the real engine, steered where a test needs a certain decision."""
    pack = load_pack(TRAM)
    decisions = {
        "first tram please": Decision.ANSWER,
        "price of a card": Decision.SUGGEST,
        "the harbour": Decision.PASSAGES,
        "where is the moon": Decision.NOTHING,
    }
    with _unmeasured():
        return Edition(pack, steered(Engine.build(pack), decisions))
