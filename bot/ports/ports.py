"""All ports in one value: stores, a clock, and chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from bot.clock import Clock, SystemClock
from bot.daily.ports import DailyStore
from bot.ports.store import Store
from bot.reviewing.ports import ReviewStore
from bot.rounds.ports import RoundStore


@dataclass(frozen=True, slots=True)
class Ports:
    """The outside world. Where things are kept has no default: a slip there would lose what members entrusted."""

    store: Store
    daily: DailyStore
    rounds: RoundStore
    reviews: ReviewStore
    clock: Clock = field(default_factory=SystemClock)
    chance: Random = field(default_factory=Random)
