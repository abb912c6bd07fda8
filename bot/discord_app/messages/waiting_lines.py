"""Queue of messages that wait for their turn: lines per member, channel and urgency, bounded, each served in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import discord

from bot.answering.work_queue import Priority
from bot.clock import Clock

_Key = tuple[int, int, Priority]
"""Of a line: who wrote, in which channel, and how urgent it is."""
LEAST = 0.05
"""Shortest wait, in seconds: what clocks round off must not make a message wake again and again."""


@dataclass(slots=True)
class _Line:
    """Who stands in one line: whoever holds the lock is served next; the lock is passed on in order."""

    served: asyncio.Lock = field(default_factory=asyncio.Lock)
    standing: int = 0


class WaitingLines:
    """Lets messages wait; those that are deleted meanwhile leave their line, those that are edited stay in it.

    Whoever calls the bot does not stand behind what they said before to others: that may wait for long.

    Args:
        clock: by which they wait.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lines: dict[_Key, _Line] = {}
        self._waiting: dict[int, discord.Message] = {}
        self._tasks: set[asyncio.Task[object]] = set()

    def is_full(self, message: discord.Message, priority: Priority, most: int) -> bool:
        """Whether so many messages of its author wait in that line of its channel already."""
        line = self._lines.get(_key(message, priority))
        return line is not None and line.standing > most

    @asynccontextmanager
    async def turn(self, message: discord.Message, priority: Priority) -> AsyncGenerator[None]:
        """Inside, it is this message's turn: those of its author that came into that line before have been served."""
        key = _key(message, priority)
        line = self._lines.setdefault(key, _Line())
        line.standing += 1
        self._waiting[message.id] = message
        try:
            async with AsyncExitStack() as served:
                with self._patience():
                    await served.enter_async_context(line.served)
                yield
        finally:
            self._waiting.pop(message.id, None)
            line.standing -= 1
            if not line.standing:
                self._lines.pop(key, None)

    async def wait(self, message: discord.Message, seconds_left: Callable[[], float]) -> discord.Message | None:
        """Wait, at the head of the line, until no seconds are left; the message as it is then, None once deleted."""
        with self._patience():
            while message.id in self._waiting and (seconds := seconds_left()) > 0:
                await self._clock.wait(max(seconds, LEAST))
        return self._waiting.get(message.id)

    def put(self, message: discord.Message) -> bool:
        """Put an edited message in place of what it was; whether it waits."""
        waits = message.id in self._waiting
        if waits:
            self._waiting[message.id] = message
        return waits

    def drop(self, message: int) -> None:
        """Take a deleted message out of its line."""
        self._waiting.pop(message, None)

    def close(self) -> None:
        """Let nobody wait any longer: the process ends. Who is being served is served."""
        for task in tuple(self._tasks):
            task.cancel()

    @contextmanager
    def _patience(self) -> Generator[None]:
        """Inside, the task waits for its turn, and would be given up with it."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("only a task can wait")
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)


def _key(message: discord.Message, priority: Priority) -> _Key:
    return message.author.id, message.channel.id, priority
