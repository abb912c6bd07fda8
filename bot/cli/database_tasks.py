"""What the commands of `database_commands.py` do with the database that the settings name."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.cli.output.machine_object import MachineObject
from bot.clock import SystemClock
from bot.curating.worklist import StoredFeedback
from bot.ports.curating_store import QueuedQuestion
from bot.settings import load_settings
from bot.storage.database import Database
from bot.storage.database_url import Address, address_of
from bot.storage.migrating import EMPTY, MigratedSteps, migrate, opened, steps
from bot.storage.queries.curating_queries import mark, misses, of_the_same_member, queued, voted_down
from bot.storage.server_file.exporting import export_server, import_server
from bot.storage.upkeep import backing_up, restoring
from bot.storage.upkeep.backing_up import as_it_is
from bot.storage.upkeep.backup_file import BackupHeader

T = TypeVar("T")


class SuggestionObject(MachineObject):
    """A question in the curators' queue, as JSON; `server` is null where it was suggested in a direct message."""

    number: int
    text: str
    language: str
    server: str | None
    suggested: datetime

    @classmethod
    def of(cls, question: QueuedQuestion) -> SuggestionObject:
        """The object of a question."""
        return cls(
            number=question.number,
            text=question.text,
            language=question.language,
            server=None if question.server is None else str(question.server),
            suggested=question.suggested,
        )


def address() -> Address:
    """Where the database is that the settings name.

    Raises:
        UsageError: the address is none.
    """
    return address_of(load_settings().database_url)


def goes_down(to: str | None) -> bool:
    """Whether going to a step may drop what others hold; a step that is not known is refused later."""
    known = (EMPTY, *steps())
    return to in known and to != known[-1]


def go(to: str | None) -> MigratedSteps:
    """Bring the database to a step."""
    return asyncio.run(migrate(address(), to))


def back_up(file: Path) -> BackupHeader:
    """Write all of the database into a new file; the database may be of an earlier step, and is left at it."""

    async def work() -> BackupHeader:
        async with as_it_is(address()) as database:
            return await backing_up.back_up(database, file, SystemClock().now())

    return asyncio.run(work())


def bring_back(file: Path) -> BackupHeader:
    """Restore a backup into the database, which must be empty."""
    return asyncio.run(restoring.restore(address(), file))


def write(server: int) -> str:
    """A server's settings as JSON."""
    return _with_database(lambda database: export_server(database, server))


def read(content: bytes, name: str) -> int:
    """Replace a server's settings by those in a file; gives the server's id."""
    return _with_database(lambda database: import_server(database, content, name, SystemClock().now()))


def suggested() -> list[QueuedQuestion]:
    """The curators' queue, oldest first."""
    return _with_database(_queue)


def curating_data(days: int) -> StoredFeedback:
    """What the database knows that a curator works through; misses of so many days."""

    async def work(database: Database) -> StoredFeedback:
        since = (SystemClock().now() - timedelta(days=days)).date()
        async with database.reading() as session:
            return StoredFeedback(tuple(await queued(session)), await voted_down(session), await misses(session, since))

    return _with_database(work)


def mark_done(numbers: Collection[int] | None, *, reopen: bool = False, all_of_member: bool = False) -> list[int]:
    """Mark suggested questions as done, or as waiting again.

    Args:
        numbers: which; None: all.
        reopen: whether they wait again.
        all_of_member: whether all that the members suggested who suggested these go with them.

    Returns:
        The numbers of those that changed.
    """

    async def work(database: Database) -> list[int]:
        async with database.writing() as session:
            wanted = None if numbers is None else set(numbers)
            if wanted is not None and all_of_member:
                wanted |= {other for number in wanted for other in await of_the_same_member(session, number)}
            return await mark(session, wanted, None if reopen else SystemClock().now())

    return _with_database(work)


async def _queue(database: Database) -> list[QueuedQuestion]:
    async with database.reading() as session:
        return await queued(session)


def _with_database(do: Callable[[Database], Awaitable[T]]) -> T:
    """Open the database, brought up to date, for one piece of work."""

    async def work() -> T:
        async with opened(address()) as database:
            return await do(database)

    return asyncio.run(work())
