"""Event loop with simulated time: a test moves it, and can wait until nobody has anything left to do."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any


class SimulatedLoop(asyncio.SelectorEventLoop):
    """Runs on the machine's time plus what a test put it forward by.

    What waits for seconds (a retry, a time-out) is brought about with `put_forward`, so no test waits for it.
    """

    def __init__(self) -> None:
        self._ahead = 0.0
        self._in_threads = 0
        self._watchers: list[asyncio.Future[float | None]] = []
        super().__init__(_Selector(self.report_idle))

    def time(self) -> float:
        """Seconds, with those by which it was put forward."""
        return super().time() + self._ahead

    def put_forward(self, seconds: float) -> None:
        """Let so many seconds go by at once."""
        self._ahead += seconds

    async def idle(self) -> float | None:
        """Wait until there is nothing to do but to wait: no callback, no data, no thread of an executor.

        Returns:
            Seconds until the next timer; None when there is none.
        """
        watcher: asyncio.Future[float | None] = self.create_future()
        self._watchers.append(watcher)
        return await watcher

    def report_idle(self, seconds: float | None) -> bool:
        """Called when nothing is to be done; whether somebody was waiting for that."""
        if self._in_threads or not self._watchers:
            return False
        watchers, self._watchers = self._watchers, []
        for watcher in watchers:
            if not watcher.done():
                watcher.set_result(seconds)
        return True

    def run_in_executor(self, executor: Executor | None, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        """As usual; while a thread works, the loop is not idle."""
        future = super().run_in_executor(executor, func, *args)
        self._in_threads += 1
        future.add_done_callback(self._returned)
        return future

    def _returned(self, _: asyncio.Future[Any]) -> None:
        self._in_threads -= 1


class _Selector(selectors.DefaultSelector):
    """Says so when the loop is about to sleep."""

    def __init__(self, about_to_sleep: Callable[[float | None], bool]) -> None:
        super().__init__()
        self._about_to_sleep = about_to_sleep

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        events = super().select(0)
        if events or (timeout is not None and timeout <= 0) or self._about_to_sleep(timeout):
            return events
        return super().select(timeout)
