"""What each process did and when, a line at a time, so that it outlives the process."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.clock import Clock
from bot.daily.models import Delivery


class What(StrEnum):
    """What happened."""

    CLAIMED = "claimed"
    LOOKING = "looking"
    FOUND = "found"
    NOT_FOUND = "not found"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CHANGED = "changed"
    """A change of a delivery was stored."""
    STORED = "stored"
    """The message server has a new post."""
    REPEATED = "repeated"
    """The message server gave back the post that the nonce had made."""
    FAULT = "fault"
    """The message server misbehaved."""
    ERROR = "error"
    """The process logged something that nobody thought of."""
    PULSE = "pulse"
    """How the process fares: `detail` is its memory in MiB, and by how many seconds it was late: in all, by itself."""


class Event(BaseModel):
    """One line.

    Attributes:
        server: whose; for the message server, the channel's.
        attempt: which claim of the delivery.
    """

    model_config = ConfigDict(frozen=True)

    at: datetime
    who: str
    what: What
    server: int = 0
    day: date | None = None
    attempt: int = 0
    detail: str = ""

    def __str__(self) -> str:
        attempt = f"#{self.attempt} " if self.attempt else ""
        return f"{self.at:%m-%d %H:%M:%S.%f} {self.who:>12} {self.what} {attempt}{self.detail}"


class Journal:
    """One process's file."""

    def __init__(self, folder: Path, who: str, clock: Clock) -> None:
        self._who = who
        self._clock = clock
        self._file = (folder / f"{who}.jsonl").open("a", buffering=1)  # a line is written whole, or not at all

    def note(self, what: What, delivery: Delivery | None = None, detail: object = "") -> None:
        """Write what happened, about a delivery."""
        event = Event(at=self._clock.now(), who=self._who, what=what, detail=str(detail))
        about = delivery and {"server": delivery.server, "day": delivery.day, "attempt": delivery.attempts}
        self._write(event.model_copy(update=about))

    def note_of(self, what: What, channel: int, detail: object = "") -> None:
        """Write what happened in a channel."""
        self._write(Event(at=self._clock.now(), who=self._who, what=what, server=channel, detail=str(detail)))

    def close(self) -> None:
        """Close the file; nothing is noted any more."""
        self._file.close()

    def _write(self, event: Event) -> None:
        self._file.write(event.model_dump_json(exclude_defaults=True) + "\n")


def read(*files: Path) -> list[Event]:
    """What is written in these files, in the order in which it happened. A last line cut short by death is left out."""
    lines = (line for file in files if file.exists() for line in file.read_text().splitlines(keepends=True))
    events = (Event.model_validate_json(line) for line in lines if line.endswith("}\n"))
    return sorted(events, key=lambda event: event.at)


def in_hand(events: Iterable[Event]) -> int:
    """How many deliveries a process had claimed, and not settled, when its journal ends."""
    open_now: set[tuple[int, date | None]] = set()
    for event in events:
        if event.what is What.CLAIMED:
            open_now.add((event.server, event.day))
        elif event.what is What.CHANGED:
            open_now.discard((event.server, event.day))
    return len(open_now)
