"""Ports whose stores are fakes in memory, empty at first."""

from __future__ import annotations

from random import Random

from bot.clock import Clock, SystemClock
from bot.ports.ports import Ports
from tests.support.memory_daily import MemoryDaily
from tests.support.memory_store import MemoryStore


def nothing_stored(clock: Clock | None = None, chance: Random | None = None) -> Ports:
    """Ports on empty stores; by the machine's clock and fresh chance unless given."""
    store = MemoryStore()
    return Ports(store, MemoryDaily(), store.rounds, store.reviews, clock or SystemClock(), chance or Random())
