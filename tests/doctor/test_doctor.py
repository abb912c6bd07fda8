"""`doctor`: more than ten broken set-ups, each told with its remedy; nothing is changed, and no secret is shown."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.daily import planning
from bot.daily.models import Schedule
from bot.daily.ports import DeliveryOutcome
from bot.discord_app import inspection
from bot.discord_app.inspection import ApplicationFacts
from bot.doctor.checkup import check_everything
from bot.doctor.discord_checks import judged
from bot.ports.server_settings import ServerSettings
from bot.settings import load_settings
from bot.storage.database_url import address_of
from bot.storage.migrating import opened, steps
from bot.storage.queries.daily_queries import DatabaseDaily
from bot.storage.sql_store import DatabaseStore
from sandbox import DEFAULT_PERMISSIONS, Guild, InjectedFault, Overwrite, Permission, Sandbox, World
from sandbox.gateway.intents import Intent
from tests.discord_app.serving import Host, served
from tests.support.clock import FakeClock
from tests.support.command_line import command_line
from tests.support.packs import TRAM

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.a-token-that-nobody-must-see-at-all"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back the two addresses at which the library finds Discord; and no server is waited for long."""
    monkeypatch.setattr(inspection, "SETTLED", 0.05)
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)


@pytest.fixture
def host() -> Generator[Host]:
    with served(Sandbox(World(token=TOKEN))) as host:
        host.stops = False
        yield host


class Installation:
    """An installation that works, until a test breaks something of it."""

    def __init__(self, host: Host, folder: Path) -> None:
        self.host, self.folder = host, folder
        self.database = folder / "footnote.db"
        self.variables: dict[str, str | None] = {
            "DISCORD_TOKEN": TOKEN,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "BOT_SEEDS": str(TRAM),
            "BOT_DISCORD_API": host.sandbox.address,
            "XDG_CACHE_HOME": str(folder / "cache"),
        }

    @property
    def world(self) -> World:
        return self.host.sandbox.world

    def doctor(self, *options: str, code: int | None = None) -> list[dict[str, Any]]:
        """What `doctor` finds; no secret may stand in it."""
        result = command_line(**self.variables)("doctor", "--json", *options)
        for secret in filter(None, (self.variables["DISCORD_TOKEN"], "s3cr3t")):
            assert secret not in result.output
        assert result.exit_code in ((0, 1) if code is None else (code,)), result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    def told(self, check: str, *options: str) -> tuple[str, str, str]:
        """The first finding of a check that is not well: how bad, what, and the remedy."""
        found = [each for each in self.doctor(*options) if each["check"] == check]
        worst = next((each for each in found if each["grade"] != "ok"), found[0])
        return worst["grade"], worst["said"], worst["remedy"]

    def server(self, name: str = "Village") -> Guild:
        """A server that the bot is in."""
        owner = self.world.add_user(f"owner of {name}", "Owner")
        return self.world.add_guild(name, owner, everyone=DEFAULT_PERMISSIONS)

    def set_up(self, guild: Guild, settings: ServerSettings, schedule: Schedule) -> None:
        """Store what a server's admins chose."""

        async def store() -> None:
            async with opened(address_of(self.variables["DATABASE_URL"])) as database:
                await DatabaseStore(database, FakeClock(NOW)).change_settings(guild.id, lambda _: settings)
                daily = DatabaseDaily(database)
                await daily.change(guild.id, lambda standing: DeliveryOutcome(planning.start(standing, schedule, NOW)))

        asyncio.run(store())


@pytest.fixture
def installed(host: Host, tmp_path: Path) -> Installation:
    return Installation(host, tmp_path)


def test_an_installation_that_works_is_well_and_nothing_is_changed_by_looking(installed: Installation) -> None:
    installed.server()
    found = installed.doctor(code=0)
    assert {each["grade"] for each in found} == {"ok"}
    assert [each["check"] for each in found] == sorted((each["check"] for each in found), key=_ORDER.index)
    assert {each["check"] for each in found} == {*_ORDER}
    assert not installed.database.exists()
    assert {exchange.method for exchange in installed.host.exchanges} == {"GET"}


_ORDER = [
    "settings", "pack", "cache", "cards", "disk", "database", "token", "clock", "intents", "contexts", "commands",
    "shards", "servers",
]  # fmt: skip


def test_the_terminal_shows_each_finding_with_its_remedy_below(installed: Installation) -> None:
    installed.variables["DISCORD_TOKEN"] = None
    result = command_line(**installed.variables)("doctor")
    assert result.exit_code == 1
    assert "✓ settings  The settings are right." in result.stdout
    assert (
        "✗ token     DISCORD_TOKEN is not set, so the bot cannot log in.\n            → Copy it from" in result.stdout
    )


def test_a_wrong_setting_is_told_and_the_rest_is_skipped(installed: Installation) -> None:
    installed.variables["BOT_LOG_LEVEL"] = "loud"
    found = installed.doctor(code=1)
    assert "BOT_LOG_LEVEL: found 'LOUD'" in found[0]["said"]
    assert {each["grade"] for each in found[1:]} == {"skipped"}


def test_a_missing_token_is_told_with_where_to_find_one(installed: Installation) -> None:
    installed.variables["DISCORD_TOKEN"] = None
    grade, said, remedy = installed.told("token")
    assert (grade, said) == ("fault", "DISCORD_TOKEN is not set, so the bot cannot log in.")
    assert "Reset Token" in remedy


@pytest.mark.parametrize(
    ("copied", "taken_for"),
    [("0" * 64, "the public key"), ("a" * 32, "the client secret"), ("123456789012345678", "the application's id")],
)
def test_what_was_copied_instead_of_the_token_is_recognised(
    installed: Installation, copied: str, taken_for: str
) -> None:
    installed.variables["DISCORD_TOKEN"] = copied
    grade, said, _ = installed.told("token")
    assert grade == "fault"
    assert said.startswith("Discord refuses the token in DISCORD_TOKEN.")
    assert said.endswith(f"has the form of {taken_for}.")


def test_a_discord_that_is_not_to_be_reached_is_told(installed: Installation) -> None:
    installed.variables["BOT_DISCORD_API"] = "http://127.0.0.1:9"
    grade, said, _ = installed.told("clock")
    assert grade == "fault"
    assert said.startswith("Discord cannot be reached")


def test_an_address_that_discord_s_edge_has_banned_is_told_apart_from_a_wrong_token(installed: Installation) -> None:
    installed.host.sandbox.faults.add(InjectedFault(path="/users/@me", times=None, status=403))
    grade, said, _ = installed.told("token")
    assert grade == "fault"
    assert "this machine's address may be blocked for a while" in said


def test_the_intent_that_is_off_is_told_unless_the_settings_want_it_so(installed: Installation) -> None:
    installed.world.application = replace(
        installed.world.application, privileged=installed.world.application.privileged & ~Intent.MESSAGE_CONTENT
    )
    grade, said, remedy = installed.told("intents")
    assert grade == "advice"
    assert "open channels are not heard" in said
    assert "Privileged Gateway Intents" in remedy
    installed.variables["BOT_MESSAGE_CONTENT"] = "false"
    assert installed.told("intents")[0] == "ok"


@pytest.mark.parametrize(("installs", "grade", "switch"), [((0,), "advice", "User Install"), ((1,), "fault", "Guild")])
def test_an_installation_context_that_is_off_is_told_with_its_switch(
    installed: Installation, installs: tuple[int, ...], grade: str, switch: str
) -> None:
    installed.world.application = replace(installed.world.application, installs=installs)
    told, _, remedy = installed.told("contexts")
    assert told == grade
    assert switch in remedy
    assert "Installation Contexts" in remedy


def test_a_bot_in_no_server_is_told_how_to_invite_it(installed: Installation) -> None:
    grade, said, remedy = installed.told("servers")
    assert (grade, said) == ("advice", "The bot is in no server.")
    assert "applications.commands" in remedy


def test_what_a_server_lacks_for_what_its_admins_set_up_is_told_by_names(installed: Installation) -> None:
    guild = installed.server("Vil\x1b[2Jlage")
    shut = (Overwrite(installed.world.application.bot, is_member=True, deny=int(Permission.SEND_MESSAGES)),)
    news = installed.world.add_channel(guild, "news", overwrites=shut)
    schedule = Schedule(guild.id, news.id, time(8), "UTC")
    installed.set_up(guild, ServerSettings(channels=frozenset({news.id, 123})), schedule)
    found = [each for each in installed.doctor(code=0) if each["check"] == "servers"]
    assert {each["server"] for each in found} == {str(guild.id)}
    where = f"Vil[2Jlage ({guild.id}): "
    assert {each["said"] for each in found} == {
        f"{where}I cannot write in #news. Give me Send Messages there.",
        f"{where}A channel that was open is gone. Choose the open channels again.",
    }


def test_shards_that_discord_refuses_are_told(installed: Installation) -> None:
    installed.host.closes = 4011
    installed.server()
    grade, said, _ = installed.told("servers")
    assert grade == "fault"
    assert "BOT_SHARD_COUNT" in said


def test_a_clock_that_is_wrong_is_told(installed: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in installed.variables.items():
        monkeypatch.setenv(name, value or "")
    for ahead, grade in ((timedelta(seconds=20), "advice"), (timedelta(hours=-1), "fault")):
        clock = FakeClock(datetime.now(UTC) + ahead)
        [clock_finding] = [each for each in asyncio.run(check_everything(None, clock)) if each.check == "clock"]
        assert clock_finding.grade == grade
        assert "NTP" in clock_finding.remedy


def test_a_pack_with_faults_is_told_with_file_line_and_remedy(installed: Installation) -> None:
    folder = shutil.copytree(TRAM, installed.folder / "tram")
    (folder / "glossary.yaml").write_text("- term: 5\n", "utf-8")
    installed.variables["BOT_SEEDS"] = str(folder)
    grade, said, remedy = installed.told("pack", "--offline")
    assert grade == "fault"
    assert said.startswith("glossary.yaml:")
    assert remedy
    installed.variables["BOT_SEEDS"] = str(installed.folder / "nowhere")
    assert "There is no folder" in installed.told("pack", "--offline")[1]


def test_a_database_of_a_later_version_is_told_and_left_alone(installed: Installation) -> None:
    with closing(sqlite3.connect(installed.database)) as connection:
        connection.executescript(
            "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('9')"
        )
    before = installed.database.read_bytes()
    grade, said, remedy = installed.told("database", "--offline")
    assert grade == "fault"
    assert f"'9', which this version does not know: its last is {steps()[-1]!r}" in said
    assert "restore a backup" in remedy
    assert installed.database.read_bytes() == before


def test_a_damaged_database_is_told(installed: Installation) -> None:
    installed.database.write_bytes(b"no database at all" * 100)
    grade, said, _ = installed.told("database", "--offline")
    assert grade == "fault"
    assert "cannot be used" in said


def test_a_database_server_that_is_not_there_is_told_without_its_password(installed: Installation) -> None:
    installed.variables["DATABASE_URL"] = "postgresql://user:s3cr3t@127.0.0.1:9/db"
    grade, said, _ = installed.told("database", "--offline")
    assert grade == "fault"
    assert "“db” on 127.0.0.1:9 cannot be reached" in said


def test_a_database_that_others_may_read_is_told(installed: Installation) -> None:
    installed.set_up(installed.server(), ServerSettings(), Schedule(1, 2, time(8), "UTC"))
    installed.database.chmod(0o644)
    grade, _, remedy = installed.told("database", "--offline")
    assert (grade, remedy) == ("advice", f"chmod 600 {installed.database}")


def test_a_host_that_throws_files_away_is_told_before_the_database_is_made(installed: Installation) -> None:
    installed.variables["DYNO"] = "worker.1"
    grade, said, remedy = installed.told("database", "--offline")
    assert grade == "advice"
    assert said.startswith("Heroku throws files away")
    assert "volume" in remedy


def test_a_cache_in_which_others_may_write_is_told(installed: Installation) -> None:
    folder = installed.folder / "cache" / "footnote"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    grade, _, remedy = installed.told("cache", "--offline")
    assert (grade, remedy) == ("advice", f"Let only this user write there: chmod 700 {folder}")


def test_a_full_disk_is_told(installed: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    def nearly_full(_folder: Path) -> SimpleNamespace:
        return SimpleNamespace(total=10**9, used=10**9, free=20_000_000)

    monkeypatch.setattr("shutil.disk_usage", nearly_full)
    grade, said, remedy = installed.told("disk", "--offline")
    assert grade == "fault"
    assert said.startswith("20 MB are free for the database")
    assert "Make room" in remedy


@pytest.mark.parametrize(
    ("left", "grade", "told"), [(0, "fault", "lets the bot connect no more for 3 hours"), (20, "advice", "20 times")]
)
def test_starts_that_run_out_are_told_before_discord_resets_the_token(left: int, grade: str, told: str) -> None:
    facts = ApplicationFacts(
        name="Bot",
        content_intent=True,
        installs=frozenset({0, 1}),
        commands=14,
        shards=1,
        starts_left=left,
        starts_again=timedelta(hours=3),
    )
    [found] = [each for each in judged(load_settings(_env_file=None), facts) if each.check == "shards"]
    assert found.grade == grade
    assert told in found.said
    assert "restarts it" in found.remedy
