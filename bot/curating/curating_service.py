"""Curators' desk of a running bot: a server's worklist, and changes of the pack, each taken back by who made it."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from bot.clock import Clock
from bot.curating.pack_editor import Edited, NewEntry, PackEditor, Proposal
from bot.curating.worklist import DAYS, StoredFeedback, Tie, Worklist, near_ties, worklist
from bot.library.library import Edition
from bot.pack.importing.existing import question_files
from bot.pack.reading.draft import Draft, read_draft
from bot.ports.curating_store import CuratingStore
from bot.resources import INSTALLED, ROOT

MOST_STEPS = 200
"""Steps that can be taken back; older ones are in the pack for good."""


class Bar(StrEnum):
    """Why nothing can be written into the pack from a server."""

    NOT_ALLOWED = "not allowed"
    """The operator has not named the server in `BOT_CURATE_IN`."""
    INSTALLED = "installed"
    """The pack came with an installed package, whose files nobody edits."""
    READ_ONLY = "read-only"
    """The system lets the program not write there."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a curator did: a change of the pack, suggested questions marked as done, or both."""

    member: int
    edited: Edited | None
    numbers: tuple[int, ...]


class CuratingService:
    """What curators of any server do, one after the other; reading and writing the pack happens in worker threads.

    Args:
        folder: the pack's.
        store: where suggestions, votes and misses are kept.
        clock: for the days whose misses are counted.
        servers: ids of the servers whose curators may write into the pack.
    """

    def __init__(self, folder: Path, store: CuratingStore, clock: Clock, servers: Collection[int]) -> None:
        self._folder = folder
        self._store = store
        self._clock = clock
        self._servers = frozenset(servers)
        self._turn = asyncio.Lock()
        self._editor: PackEditor | None = None
        self._steps: deque[Step] = deque(maxlen=MOST_STEPS)
        self._read: tuple[str, Draft, Sequence[Tie]] | None = None

    async def worklist(self, edition: Edition, server: int) -> Worklist:
        """What waits: the server's own suggested questions, and votes and misses of all, which hold no words."""
        since = (self._clock.now() - timedelta(days=DAYS)).date()
        stored = StoredFeedback(
            await self._store.queued(server), await self._store.voted_down(), await self._store.misses(since)
        )
        async with self._turn:
            draft, ties = await self._pack_of(edition)
            return await asyncio.to_thread(worklist, draft, edition.engine, stored, ties)

    async def _pack_of(self, edition: Edition) -> tuple[Draft, Sequence[Tie]]:
        """The pack's files and its near ties, found once for an edition: in a large pack that takes seconds."""
        print_ = edition.pack.fingerprint
        if self._read is None or self._read[0] != print_:
            draft = await asyncio.to_thread(read_draft, self._folder)
            self._read = (print_, draft, await asyncio.to_thread(near_ties, draft, edition.engine))
        return self._read[1:]

    def barred(self, server: int) -> Bar | None:
        """Why nothing can be written from that server; None where it can."""
        if server not in self._servers:
            return Bar.NOT_ALLOWED
        if INSTALLED and self._folder.resolve().is_relative_to(ROOT):
            return Bar.INSTALLED
        places = {self._folder, *question_files(self._folder)}
        places |= {path.parent for path in places if path.is_file()}
        return None if all(os.access(path, os.W_OK) for path in places) else Bar.READ_ONLY

    async def propose(self, edition: Edition, change: tuple[str, str] | NewEntry) -> Proposal:
        """What would be written: a phrasing (id of the entry, and the words), or an entry.

        Raises:
            RefusedEditError: there is no such entry.
        """
        editor = self._editor_of(edition)
        if isinstance(change, NewEntry):
            return await asyncio.to_thread(editor.propose_question, change)
        return await asyncio.to_thread(editor.propose_phrasing, *change)

    async def write(
        self, edition: Edition, member: int, change: tuple[str, str] | NewEntry, numbers: Sequence[int] = ()
    ) -> Edited:
        """Write a phrasing (id of the entry, and the words) or an entry into the pack.

        Args:
            edition: the pack of the moment.
            member: who does it, and may take it back.
            change: what to write.
            numbers: suggested questions that are dealt with by it.

        Raises:
            EditError: the file is written in a way that cannot be added to.
            RefusedEditError: the pack would have a fault, or there is no such entry.
            OSError: the files cannot be written.
        """
        async with self._turn:
            editor = self._editor_of(edition)
            if isinstance(change, NewEntry):
                edited = await asyncio.to_thread(editor.add_question, change)
            else:
                edited = await asyncio.to_thread(editor.add_phrasing, *change)
            await self._did(member, edited, numbers)
            return edited

    async def dismiss(self, member: int, numbers: Sequence[int]) -> int:
        """Mark suggested questions as done without a change of the pack; gives how many still waited."""
        async with self._turn:
            return len((await self._did(member, None, numbers)).numbers)

    async def of_the_same_member(self, number: int) -> Sequence[int]:
        """The numbers of all waiting questions of whoever suggested that one."""
        return await self._store.of_the_same_member(number)

    async def undo(self, member: int) -> Step | None:
        """Take back the last that a curator did; None when there is nothing left.

        Raises:
            RefusedEditError: somebody has changed the file since.
            OSError: the files cannot be written.
        """
        async with self._turn:
            step = next((step for step in reversed(self._steps) if step.member == member), None)
            if step is None:
                return None
            if step.edited is not None and self._editor is not None:
                await asyncio.to_thread(self._editor.undo, step.edited)
            if step.numbers:
                await self._store.mark_suggestions(step.numbers, done=False)
            self._steps.remove(step)
            return step

    async def _did(self, member: int, edited: Edited | None, numbers: Sequence[int]) -> Step:
        marked = await self._store.mark_suggestions(numbers, done=True) if numbers else ()
        step = Step(member, edited, tuple(marked))
        self._steps.append(step)
        return step

    def _editor_of(self, edition: Edition) -> PackEditor:
        if self._editor is None:
            self._editor = PackEditor(self._folder, edition.pack.info.languages[0])
        return self._editor
