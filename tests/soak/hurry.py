"""Time that runs faster than the machine's: one calendar for all processes, and event loops that keep pace with it.

Every wait and every time-out of asyncio, and so of the client library, goes by its loop's time. A loop whose time is
quick makes a lease of two minutes pass in two seconds without a change to what is tested.
"""

from __future__ import annotations

import asyncio
import selectors
import time
from ctypes import c_double
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerContext

from sqlalchemy import Dialect, event
from sqlalchemy.pool import ConnectionPoolEntry

from bot.clock import SystemClock
from bot.storage.database import PATIENCE, Database
from bot.storage.database_url import Address

EPOCH = datetime(2021, 1, 1, tzinfo=UTC)
"""When simulated time begins: long enough ago that it never overtakes the machine's."""


@dataclass(frozen=True)
class HurriedClock(SystemClock):
    """A clock that all processes of a soak share; it can be put forward, and runs on from there.

    Attributes:
        factor: how many times as fast as the machine's it runs.
        start: the machine's monotonic time at which it showed `EPOCH`.
        ahead: seconds by which it was put forward; shared memory without a lock, for those who hold one get killed.
    """

    factor: float
    start: float
    ahead: c_double

    @classmethod
    def starting(cls, factor: float, context: ForkServerContext) -> HurriedClock:
        """One that shows `EPOCH` now."""
        return cls(factor, time.monotonic(), context.RawValue(c_double, 0.0))

    def now(self) -> datetime:
        """The simulated instant."""
        return EPOCH + timedelta(seconds=(time.monotonic() - self.start) * self.factor + self.ahead.value)

    def monotonic(self) -> float:
        """Simulated seconds, which putting the clock forward does not touch."""
        return time.monotonic() * self.factor

    def put_forward(self, to: datetime) -> None:
        """Step to a later instant, as when a machine slept."""
        self.ahead.value += max(0.0, (to - self.now()).total_seconds())


class HurriedLoop(asyncio.SelectorEventLoop):
    """An event loop in which seconds pass `factor` times as fast."""

    def __init__(self, factor: float) -> None:
        self._factor = factor
        super().__init__(_HurriedSelector(factor))

    def time(self) -> float:
        """Simulated seconds."""
        return super().time() * self._factor


class _HurriedSelector(selectors.DefaultSelector):
    def __init__(self, factor: float) -> None:
        super().__init__()
        self._factor = factor

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout if timeout is None else timeout / self._factor)


def patient(address: Address, factor: float) -> Database:
    """A database with as much time to answer as it has when nobody hurries."""
    database = Database(address, patience=PATIENCE * factor)

    @event.listens_for(database.engine.sync_engine, "do_connect")
    def _wait(_dialect: Dialect, _record: ConnectionPoolEntry, _args: list[object], options: dict[str, float]) -> None:
        if address.on_postgresql:
            options.update(timeout=options["timeout"] * factor, command_timeout=options["command_timeout"] * factor)

    return database
