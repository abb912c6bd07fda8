"""Queries of servers' settings: rows in, `ServerSettings` out, and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.languages import known_language
from bot.ports.server_settings import ServerSettings, Setting
from bot.storage.database import insert_into
from bot.storage.tables import (
    CastVote,
    DailyDelivery,
    DailyServer,
    DiscussionRow,
    GivenReplyRow,
    OpenChannel,
    QuizRoundRow,
    Server,
    SuggestionRow,
    Table,
)

ERASED_WITH_SERVER: tuple[type[Table], ...] = (
    DailyServer,
    DailyDelivery,
    Server,
    OpenChannel,
    CastVote,
    DiscussionRow,
    SuggestionRow,
    GivenReplyRow,
    QuizRoundRow,
)
"""Tables whose rows of a server go when it is forgotten: all that have such a column."""
IN_ROW = tuple(setting for setting in Setting if setting is not Setting.CHANNELS)
"""Settings that have a column of their own in the server's row; the open channels have a table."""


async def read_settings(session: AsyncSession, server: int, *, to_change: bool = False) -> ServerSettings:
    """A server's settings; the defaults when it set nothing.

    Args:
        session: the transaction.
        server: id of the server.
        to_change: keep others from changing them until the transaction ends.
    """
    if to_change:
        defaults = insert_into(session, Server).values(_row(server, ServerSettings()))
        await session.execute(defaults.on_conflict_do_nothing())  # so that there is a row to lock
    found = select(Server).where(Server.server == server)
    row = (await session.scalars(found.with_for_update() if to_change else found)).one_or_none()
    if row is None:
        return ServerSettings()
    channels = await session.scalars(select(OpenChannel.channel).where(OpenChannel.server == server))
    return _settings(row, channels)


async def read_settings_of(session: AsyncSession, servers: Collection[int]) -> dict[int, ServerSettings]:
    """The settings of several servers at once, by their ids; the defaults of those that set nothing."""
    rows = await session.scalars(select(Server).where(Server.server.in_(servers)))
    channels: dict[int, list[int]] = {}
    for opened in await session.scalars(select(OpenChannel).where(OpenChannel.server.in_(servers))):
        channels.setdefault(opened.server, []).append(opened.channel)
    found = {row.server: _settings(row, channels.get(row.server, ())) for row in rows}
    return {server: found.get(server, ServerSettings()) for server in servers}


def _settings(row: Server, channels: Iterable[int]) -> ServerSettings:
    values = {setting.value: getattr(row, setting) for setting in IN_ROW}
    values[Setting.CURATORS.value] = frozenset(map(int, row.curators.split()))
    # A language that a later version knew may be one that this version does not speak.
    values[Setting.LANGUAGE.value] = known_language(row.language)
    return ServerSettings(**values, channels=frozenset(channels))


async def write_settings(session: AsyncSession, server: int, settings: ServerSettings) -> None:
    """Replace a server's settings."""
    row = _row(server, settings)
    await session.execute(
        insert_into(session, Server).values(row).on_conflict_do_update(index_elements=[Server.server], set_=row)
    )
    await session.execute(delete(OpenChannel).where(OpenChannel.server == server))
    if settings.channels:
        opened = [{"server": server, "channel": channel} for channel in sorted(settings.channels)]
        await session.execute(insert(OpenChannel), opened)


async def erase_server(session: AsyncSession, server: int) -> None:
    """Forget everything about a server."""
    for table in ERASED_WITH_SERVER:
        await session.execute(delete(table).where(table.__table__.c.server == server))


def _row(server: int, settings: ServerSettings) -> dict[str, object]:
    curators = " ".join(map(str, sorted(settings.curators)))
    values = {setting.value: getattr(settings, setting) for setting in IN_ROW}
    return {"server": server, **values, Setting.CURATORS.value: curators}
