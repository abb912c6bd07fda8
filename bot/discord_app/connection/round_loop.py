"""The loop of the rounds of one client: begun once it is connected, ended before it disconnects."""

from __future__ import annotations

import asyncio
from contextvars import Context

from bot.discord_app.connection import error_reports
from bot.rounds.round_runner import RoundRunner


class RoundLoop:
    """Runs the loop once, however often the client connects. Every process plays the rounds of all servers."""

    def __init__(self, runner: RoundRunner) -> None:
        self._runner = runner
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Begin playing, unless begun."""
        if self._task is None:
            # In a context of its own: what it does belongs to no event that happened to begin it.
            self._task = Context().run(asyncio.create_task, self._run(), name="rounds of the quiz")

    async def end(self) -> None:
        """Begin nothing more, and wait for the requests under way."""
        if self._task is not None:
            self._runner.stop()
            await self._task

    async def _run(self) -> None:
        try:
            await self._runner.run()
        except Exception as error:  # noqa: BLE001 - the loop outlives every error it knows of; this one is new
            error_reports.report(error, "the loop of the rounds of the quiz")
