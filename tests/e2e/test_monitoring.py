"""Metrics and health of a running bot over HTTP: what an operator sees, and that no member's words are in it."""

from __future__ import annotations

import socket
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot import __version__
from bot.discord_app.connection.monitored import monitored
from bot.errors import DatabaseFailure, StorageError, UsageError
from bot.monitoring.http_endpoints import served
from bot.monitoring.metrics import Metrics
from sandbox.tests.support.person import Person, option

from .live_town import ANSWER, LiveTown

Get = Callable[[str], Any]
SECRET = "my-secret-plan"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def watched(town: LiveTown) -> AsyncGenerator[Get]:
    """While inside, the bot is watched; yields what gets a page of it: status and text."""
    port = free_port()
    town.bot.settings = town.bot.settings.model_copy(update={"metrics_port": port})
    async with monitored(town.bot), aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:

        async def get(path: str) -> tuple[int, str]:
            async with http.get(path) as answer:
                return answer.status, await answer.text()

        yield get


async def test_an_operator_sees_what_the_bot_does_and_nothing_of_what_members_say(town: LiveTown, ben: Person) -> None:
    async with watched(town) as get:
        asked = await ben.says(f"{town.name} first tram please, says {SECRET}")
        await town.reply(asked)
        await town.quiet()
        status, text = await get("/metrics")
    assert status == 200
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert lines[f'footnote_build_info{{version="{__version__}"}}'] == "1.0"
    assert float(lines["footnote_messages_total"]) >= 1
    assert float(lines["footnote_servers"]) == 1
    assert float(lines['footnote_ready{part="discord"}']) == 1
    assert float(lines['footnote_work_waiting{priority="call"}']) == 0
    assert float(lines['footnote_ready{part="database"}']) == 1
    replies = [float(count) for name, count in lines.items() if name.startswith("footnote_replies_total{")]
    assert sum(replies) == 1
    sent = 'footnote_discord_requests_total{method="POST",path="/channels/*/messages",status="200"}'
    assert float(lines[sent]) >= 1
    assert float(lines["footnote_event_loop_lag_seconds_count"]) >= 0
    for kept_out in (SECRET, "tram", "Village", str(town.village.ben.id), str(town.village.guild.id)):
        assert kept_out not in text
    assert ANSWER not in text


async def test_the_time_from_a_command_to_discord_taking_its_response_is_measured(town: LiveTown, ben: Person) -> None:
    async with watched(town) as get:
        await ben.uses("ask", [option("question", "first tram please")])
        await ben.hears("MESSAGE_CREATE")
        await town.quiet()
        _, text = await get("/metrics")
    assert 'footnote_interactions_total{kind="application_command",name="ask"} 1.0' in text
    assert 'footnote_interaction_response_seconds_count{kind="application_command"} 1.0' in text
    path = 'path="/interactions/*/*/callback"'
    assert path in text


async def test_it_is_ready_only_while_discord_and_the_database_are_there(
    town: LiveTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(town) as get:
        assert await get("/healthz") == (200, '{"alive": true}')
        assert await get("/readyz") == (200, '{"ready": true, "discord": true, "database": true}')

        async def fails() -> None:
            raise StorageError("gone", DatabaseFailure.UNREACHABLE)

        monkeypatch.setattr(town.bot.ports.daily, "next_wake", fails)
        assert await get("/readyz") == (503, '{"ready": false, "discord": true, "database": false}')
        assert (await get("/healthz"))[0] == 200
        assert (await get("/settings"))[0] == 404


async def test_nothing_listens_unless_a_port_is_set(town: LiveTown) -> None:
    assert town.bot.settings.metrics_port is None
    assert town.bot.settings.metrics_host == "127.0.0.1"


async def test_a_port_that_is_taken_is_told_with_the_settings_to_change() -> None:
    metrics = Metrics(lambda: 0.0)

    async def parts() -> dict[str, bool]:
        return {}

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"127\.0\.0\.1, port {port}.*BOT_METRICS_PORT.*BOT_METRICS_HOST"):
            async with served(metrics, parts, host="127.0.0.1", port=port, refresh=lambda: None):
                pass
