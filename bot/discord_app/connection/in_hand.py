"""Tasks that answer somebody: a process that is told to stop lets them come to their end before it disconnects."""

from __future__ import annotations

import asyncio


class InHand:
    """The tasks of one client in which a call or an interaction is being answered."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()

    def note(self) -> None:
        """Count the task that calls this among them, until it ends."""
        task = asyncio.current_task()
        if task is not None and task not in self._tasks:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def finished(self, seconds: float) -> bool:
        """Wait until those there are have ended, at most so many seconds; whether they have."""
        tasks = set(self._tasks)
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
        return all(task.done() for task in tasks)
