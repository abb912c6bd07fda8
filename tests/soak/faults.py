"""What goes wrong at the message server: chosen at random, by a seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """One way in which a request goes wrong."""

    ERROR_BEFORE = "5xx before storing"
    ERROR_AFTER = "5xx after storing"
    SILENCE_BEFORE = "silence before storing"
    SILENCE_AFTER = "silence after storing"
    CUT_AFTER = "connection cut after storing"
    LATE = "stored long after the asker gave up"
    BUSY = "429"


FOR_POSTS: Mapping[Fault, float] = {
    Fault.ERROR_BEFORE: 0.06,
    Fault.ERROR_AFTER: 0.06,
    Fault.SILENCE_BEFORE: 0.02,
    Fault.SILENCE_AFTER: 0.03,
    Fault.CUT_AFTER: 0.03,
    Fault.LATE: 0.02,
    Fault.BUSY: 0.04,
}
"""How often each happens to a request that posts."""
FOR_LOOKS: Mapping[Fault, float] = {Fault.ERROR_BEFORE: 0.06, Fault.SILENCE_BEFORE: 0.02, Fault.BUSY: 0.04}
"""How often each happens to a request that only reads."""
STATUSES = (500, 502, 503, 504)


@dataclass
class Faults:
    """Draws faults and delays.

    Attributes:
        often: by how much faults are more frequent than stated above; 0 for none.
    """

    seed: int
    often: float = 1.0
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)

    def draw(self, *, posting: bool) -> Fault | None:
        """What happens to the next request."""
        chance = self.random.random()
        for fault, share in (FOR_POSTS if posting else FOR_LOOKS).items():
            chance -= share * self.often
            if chance < 0:
                return fault
        return None

    def status(self) -> int:
        """A fault's status code."""
        return self.random.choice(STATUSES)

    def between(self, least: float, most: float) -> float:
        """Some number of seconds."""
        return self.random.uniform(least, most)
