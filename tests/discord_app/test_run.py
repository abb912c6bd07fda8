"""`run`: from the settings to a connection, and the words for everything that may stand in between."""

from __future__ import annotations

import asyncio
import logging
import shutil
import socket
import sqlite3
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discord_app.bot_process import UnreachableError, run, watched
from bot.discord_app.connection import stopping
from bot.errors import FootnoteError, UsageError
from bot.library.library import Library
from bot.pack.faults import PackError
from bot.settings import Settings, load_settings
from bot.storage.migrating import EMPTY, FutureError, steps
from sandbox import Sandbox, World
from sandbox.gateway.intents import Intent
from tests.support.packs import TRAM

from .serving import Host, served

TOKEN = "a-token-that-nobody-must-see"


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Put back what a run changes in the process: two addresses and the log."""
    # A busy machine may take longer than 4.5 seconds to stop a bot, and what would be ended then is the tests' process.
    monkeypatch.setattr(stopping, "LAST", 600)
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    root, library = logging.getLogger(), logging.getLogger("discord")
    before = (root.level, library.level, list(root.handlers))
    yield
    root.setLevel(before[0])
    library.setLevel(before[1])
    root.handlers[:] = before[2]


@pytest.fixture
def host() -> Generator[Host]:
    with served(Sandbox(World(token=TOKEN))) as host:
        yield host


def settings_for(host: Host, **others: Any) -> Settings:
    given = {"seeds": TRAM, "cache": False, "encoder": False, "discord_api": host.sandbox.address, **others}
    return load_settings(_env_file=None, DISCORD_TOKEN=TOKEN, **given)


def test_it_connects_and_stops_cleanly_when_told_to(host: Host) -> None:
    assert run(settings_for(host, encoder=True)) == 0
    [intents] = host.intents
    assert intents & Intent.MESSAGE_CONTENT


def test_metrics_and_health_are_served_while_it_runs_where_a_port_is_set(
    host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        with pytest.raises(UsageError, match="BOT_METRICS_PORT"):
            run(settings_for(host, metrics_port=port))
    assert run(settings_for(host, metrics_port=port)) == 0
    assert f"Metrics and health are served at http://127.0.0.1:{port}" in caplog.text


def test_a_missing_token_is_told_by_name_with_where_to_find_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    with pytest.raises(UsageError, match=r"DISCORD_TOKEN is not set.*Reset Token"):
        run(load_settings(_env_file=None, seeds=TRAM))


def test_a_refused_token_is_told_as_such_and_not_repeated(host: Host, caplog: pytest.LogCaptureFixture) -> None:
    host.sandbox.world.application = replace(host.sandbox.world.application, token="another")
    with pytest.raises(UsageError, match="refuses the token in DISCORD_TOKEN") as refused:
        run(settings_for(host))
    assert TOKEN not in str(refused.value)
    assert TOKEN not in caplog.text


def test_a_token_taken_back_while_connecting_is_told_the_same_way(host: Host) -> None:
    host.resets = True
    with pytest.raises(UsageError, match="refuses the token"):
        run(settings_for(host))
    assert [each.status for each in host.exchanges][:2] == [200, 200]


def test_without_the_message_content_intent_it_runs_without_message_content_and_says_so(
    host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    world = host.sandbox.world
    world.application = replace(world.application, privileged=world.application.privileged & ~Intent.MESSAGE_CONTENT)
    assert run(settings_for(host)) == 0
    [intents] = host.intents  # of the second connection; the first was refused for asking for too much
    assert not intents & Intent.MESSAGE_CONTENT
    assert "The message-content intent is off for this application, so the bot runs without it" in caplog.text


def test_the_intent_is_not_asked_for_when_the_settings_say_so(host: Host) -> None:
    assert run(settings_for(host, message_content=False)) == 0
    [intents] = host.intents
    assert not intents & Intent.MESSAGE_CONTENT


def test_intents_refused_even_so_are_an_error_of_usage(host: Host) -> None:
    host.closes = 4014
    with pytest.raises(UsageError, match="Privileged Gateway Intents"):
        run(settings_for(host, message_content=False))


@pytest.mark.parametrize("code", [4010, 4011])
def test_refused_shards_name_the_settings(host: Host, code: int) -> None:
    host.closes = code
    with pytest.raises(UsageError, match="BOT_SHARD_COUNT"):
        run(settings_for(host, shard_ids=(0,), shard_count=1))


def test_any_other_closing_is_told_with_its_code(host: Host) -> None:
    host.closes = 4012
    with pytest.raises(FootnoteError, match="code 4012"):
        run(settings_for(host))


def test_no_connection_is_told_with_what_to_check() -> None:
    with pytest.raises(UnreachableError, match="cannot be reached"):
        run(
            load_settings(
                _env_file=None, DISCORD_TOKEN=TOKEN, seeds=TRAM, cache=False, discord_api="http://127.0.0.1:9"
            )
        )


def test_a_pack_with_faults_is_told_before_anything_is_sent(host: Host, tmp_path: Path) -> None:
    folder = shutil.copytree(TRAM, tmp_path / "tram")
    (folder / "pack.yaml").write_text("title: nothing else\n", "utf-8")
    with pytest.raises(PackError):
        run(settings_for(host, seeds=folder))
    assert host.exchanges == []


def test_the_database_is_made_before_connecting_and_closed_at_the_end(
    host: Host, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"sqlite:///{tmp_path / 'footnote.db'}"
    assert run(settings_for(host, DATABASE_URL=url)) == 0
    assert f"footnote.db was brought from step {EMPTY} to {steps()[-1]}" in caplog.text
    assert [path.name for path in tmp_path.iterdir()] == ["footnote.db"]  # what is open has a log beside it


def test_a_database_from_the_future_is_refused_before_anything_is_sent(host: Host, tmp_path: Path) -> None:
    file = tmp_path / "footnote.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('9999')"
        )
    with pytest.raises(FutureError, match="Start the version that made it, or restore a backup"):
        run(settings_for(host, DATABASE_URL=f"sqlite:///{file}"))
    assert host.exchanges == []


async def test_a_running_bot_reads_a_saved_pack_unless_the_settings_say_otherwise(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TRAM, tmp_path / "tram"))
    info = folder / "pack.yaml"
    library = await Library.open(folder)
    title = library.edition.pack.info.title.first

    async def save(new: str) -> None:
        info.write_text(info.read_text("utf-8").replace(title, new, 1), "utf-8")

    settings = load_settings(_env_file=None, seeds=folder)
    async with watched(settings, library):
        await asyncio.sleep(0.2)  # until the system has been asked to tell of changes, which no event announces
        await save("Another tram")
        async with asyncio.timeout(15):
            while library.edition.pack.info.title.first == title:  # noqa: ASYNC110 - the swap is no event
                await asyncio.sleep(0.01)
    async with watched(settings.model_copy(update={"reload": False}), library):
        assert not [task for task in asyncio.all_tasks() if task.get_name() == "pack files"]
