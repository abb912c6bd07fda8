"""A server's schedule in the file that `export` writes and `import` reads."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.daily import planning
from bot.daily.models import IN_TURN, Reason, Schedule, Standing
from bot.daily.ports import DeliveryOutcome
from bot.storage.database import Database
from bot.storage.queries.daily_queries import DatabaseDaily
from bot.storage.server_file.exporting import FaultyFileError, export_server, import_server

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
SCHEDULE = Schedule(
    1, 2**62, time(8, 30), "Asia/Shanghai", frozenset({1, 3}), frozenset({"lending"}), True, 2**61, IN_TURN, True
)


async def begin(database: Database, *, paused: bool = False) -> None:
    def decide(standing: Standing) -> DeliveryOutcome:
        started = planning.start(standing, SCHEDULE, NOW)
        return DeliveryOutcome(planning.pause(started, Reason.FORBIDDEN, NOW) if paused else started)

    await DatabaseDaily(database).change(1, decide)


async def test_a_schedule_that_is_exported_and_imported_is_the_same(database: Database) -> None:
    await begin(database)
    before = await DatabaseDaily(database).standing(1)
    file = await export_server(database, 1)
    await DatabaseDaily(database).erase(1)
    assert await import_server(database, file.encode(), "backup.json", NOW) == 1
    assert await DatabaseDaily(database).standing(1) == before


async def test_a_schedule_that_rested_rests_after_the_import(database: Database) -> None:
    await begin(database, paused=True)
    file = await export_server(database, 1)
    await DatabaseDaily(database).erase(1)
    await import_server(database, file.encode(), "backup.json", NOW + timedelta(hours=1))
    standing = await DatabaseDaily(database).standing(1)
    assert standing.schedule == SCHEDULE
    assert standing.pause is not None
    assert standing.due is None


async def test_a_file_without_a_schedule_leaves_the_present_one_alone(database: Database) -> None:
    empty = await export_server(database, 1)
    assert json.loads(empty)["daily"] is None
    await begin(database)
    await import_server(database, empty.encode(), "backup.json", NOW)
    assert (await DatabaseDaily(database).standing(1)).schedule == SCHEDULE


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("zone", "Mars/Olympus", "daily.zone: found 'Mars/Olympus'"),
        ("days", [], "daily.days: "),
        ("days", [8], "daily.days.0: found 8"),
        ("at", "25:00", "daily.at: found '25:00'"),
        ("kinds", ["poem"], "daily.kinds.0: found 'poem'"),
        ("kinds", ["term", "term"], "daily.kinds: "),
        ("hour", 8, "daily.hour: is not known"),
    ],
)
async def test_a_fault_in_a_schedule_is_told_and_nothing_imported(
    database: Database, field: str, value: object, said: str
) -> None:
    await begin(database)
    file = json.loads(await export_server(database, 1))
    file["daily"] |= {field: value, "channel": "77"}
    with pytest.raises(FaultyFileError) as caught:
        await import_server(database, json.dumps(file).encode(), "backup.json", NOW)
    assert f"backup.json: {said}" in str(caught.value)
    assert (await DatabaseDaily(database).standing(1)).schedule == replace(SCHEDULE)
