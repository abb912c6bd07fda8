"""How a worker dies by itself: with SIGKILL, at or shortly after a step that it takes."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from random import Random


class Step(StrEnum):
    """What a worker has just done, or is about to do."""

    CLAIMED = "claimed"
    LOOKING = "looking"
    LOOKED = "looked"
    SENDING = "sending"
    SENT = "sent"
    SETTLING = "settling"
    SETTLED = "settled"


@dataclass(frozen=True)
class Doom:
    """When a worker dies.

    Attributes:
        count: how often it takes the step.
        after: simulated seconds from then.
    """

    step: Step
    count: int
    after: float

    @classmethod
    def drawn(cls, random: Random) -> Doom | None:
        """Any doom, more often soon after claims and sends; or none, as often as not."""
        if random.random() < 0.5:
            return None
        step = random.choice([*Step, Step.CLAIMED, Step.SENDING, Step.SENT])
        count = 1 if step is Step.CLAIMED else random.randint(1, 25)
        return cls(step, count, random.choice([0.0, random.uniform(0, 2), random.uniform(0, 15)]))


class Fate:
    """Watches over the steps of one worker."""

    def __init__(self, doom: Doom | None) -> None:
        self._doom = doom
        self._taken: Counter[Step] = Counter()

    def step(self, step: Step) -> None:
        """Take a step, and perhaps die of it."""
        self._taken[step] += 1
        doom = self._doom
        if doom is None or doom.step is not step or self._taken[step] != doom.count:
            return
        if doom.after <= 0:
            _die()
        asyncio.get_running_loop().call_later(doom.after, _die)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
