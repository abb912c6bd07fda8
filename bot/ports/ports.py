"""What the use cases need from outside: a place to keep things, a clock, and chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from bot.clock import Clock, SystemClock
from bot.daily.memory import MemoryDaily
from bot.daily.ports import DailyStore
from bot.ports.memory_store import MemoryStore
from bot.ports.store import Store


@dataclass(frozen=True, slots=True)
class Ports:
    """The outside world; what is not given is kept in memory, by the machine's clock and fresh chance."""

    store: Store = field(default_factory=MemoryStore)
    clock: Clock = field(default_factory=SystemClock)
    chance: Random = field(default_factory=Random)
    daily: DailyStore = field(default_factory=MemoryDaily)
