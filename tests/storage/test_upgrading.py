"""An upgrade from the release before: its database, with something in every table, is read as it was meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from bot.daily.models import Schedule, State
from bot.ports.feedback import Stored, Tally, Vote
from bot.ports.server_settings import Care, ServerSettings, SpeakMode
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.migrating import migrate, opened
from bot.storage.queries.daily_queries import DatabaseDaily
from bot.storage.sql_store import DatabaseStore
from tests.storage.conftest import run
from tests.support.clock import FakeClock

RELEASED = "0002"
"""The last step of version 0.1.0."""
TOWN, SQUARE, ANN = 2**62 + 1, 2**61 + 3, 77
ROWS = (
    f"INSERT INTO servers VALUES ({TOWN}, 'channels', 'strict', 'zh', false)",
    f"INSERT INTO open_channels VALUES ({TOWN}, {SQUARE}), ({TOWN}, 5)",
    f"INSERT INTO votes VALUES ('what', {ANN}, {TOWN}, 'up'), ('what', 78, NULL, 'down')",
    "INSERT INTO suggestions (text, language, member, server, suggested) "
    f"VALUES ('首班车几点？', 'zh', {ANN}, {TOWN}, '2026-02-01 08:00:00'), "
    "('And?', 'en', 78, NULL, '2026-02-02 08:00:00')",
    f"INSERT INTO daily_servers VALUES ({TOWN}, {SQUARE}, '08:30:00', 'Asia/Shanghai', '12345', 'fares', true, NULL, "
    "'2026-03-02', '2026-03-02 00:30:00', NULL, NULL, '2026-03-02 00:30:00', '{\"q1\": 1}', 'q1')",
    f"INSERT INTO daily_deliveries VALUES ({TOWN}, '2026-02-27', {SQUARE}, 'q1', 1, '2026-02-27 00:30:00', 'sent', "
    "NULL, 1, 99, NULL)",
)


async def test_the_database_of_the_release_before_is_brought_up_with_all_it_holds(
    empty_address: Address, clock: FakeClock
) -> None:
    await migrate(empty_address, RELEASED)
    older = Database(empty_address)
    await run(older, *ROWS)
    await older.close()
    async with opened(empty_address) as database:
        store, daily = DatabaseStore(database, clock), DatabaseDaily(database)
        assert await store.settings(TOWN) == ServerSettings(
            mode=SpeakMode.CHANNELS,
            channels=frozenset({SQUARE, 5}),
            care=Care.STRICT,
            language="zh",
            keep_suggestions=False,
        )
        assert [(each.text, each.language) for each in await store.queued(TOWN)] == [("首班车几点？", "zh")]
        assert await store.vote("what", 79, TOWN, Vote.UP) == Tally(2, 1)
        assert await store.stored_about(ANN) == Stored(1, 1)
        standing = await daily.standing(TOWN)
        assert standing.schedule == Schedule(
            TOWN, SQUARE, time(8, 30), "Asia/Shanghai", frozenset({1, 2, 3, 4, 5}), frozenset({"fares"}), thread=True
        )
        assert (standing.day, standing.due) == (date(2026, 3, 2), datetime(2026, 3, 2, 0, 30, tzinfo=UTC))
        assert [(each.day, each.state, each.message) for each in standing.deliveries] == [
            (date(2026, 2, 27), State.SENT, 99)
        ]
        assert await daily.next_wake() == datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
