"""Running the loop while time stands still, and letting time pass only when everybody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.daily.runner import Runner
from tests.support.clock import FakeClock


class Conductor:
    """Moves the time of some runners."""

    def __init__(self, time: FakeClock, runners: dict[asyncio.Task[None], Runner]) -> None:
        self.time = time
        self._runners = runners

    async def until(self, moment: datetime) -> None:
        """Let time pass, in steps in which everybody who waited for less gets his turn."""
        await self.settle()
        while (left := (moment - self.time.now()).total_seconds()) > 0:
            nearest = min((until for until, _ in self.time.waiting.values()), default=float("inf"))
            step = min(left, max(0.000_001, nearest - self.time.monotonic()))
            self.time.pass_by(timedelta(seconds=step))
            await self.settle()

    async def settle(self) -> None:
        """Go on until nobody has anything to do but wait."""
        while self._is_busy():  # noqa: ASYNC110 - it is others that move
            await asyncio.sleep(0)

    def _is_busy(self) -> bool:
        waiting, now = self.time.waiting, self.time.monotonic()
        tasks = [task for run, runner in self._runners.items() if not run.done() for task in (run, *runner.in_hand)]
        return any(task not in waiting for task in tasks) or any(
            until <= now or event.is_set() for until, event in waiting.values()
        )


@asynccontextmanager
async def running(time: FakeClock, *runners: Runner) -> AsyncGenerator[Conductor]:
    """The runners at work; stopped at the end."""
    tasks = {asyncio.create_task(runner.run()): runner for runner in runners}
    try:
        yield Conductor(time, tasks)
    finally:
        for runner in runners:
            runner.stop()
        await asyncio.gather(*tasks, return_exceptions=True)
