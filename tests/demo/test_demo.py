"""The real bot in the demo's server: what a visitor finds there, and the night that can be skipped."""

from __future__ import annotations

import json
import re
import socket
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.demo.run import QUOTE_AT, prepared
from bot.errors import UsageError
from bot.matching import Decision, QuestionSource
from bot.settings import Settings
from bot.text import has_han
from sandbox import Permission
from tests.support.packs import TRAM

from .conftest import Visit


async def test_a_visitor_finds_an_open_channel_and_things_to_try_from_the_pack(visit: Visit) -> None:
    labels = [thing["label"] for thing in visit.world["extras"]["things_to_try"]]
    thing = visit.world["extras"]["things_to_try"][0]
    assert thing["channel"] == visit.channel("ask-here")
    edition = visit.client.library.edition
    assert labels[0] == thing["text"], "a chip is called what it asks"
    assert thing["text"] in [example.first for example in edition.pack.info.examples]
    assert edition.engine.ask(thing["text"], mode=QuestionSource.CHANNEL).decision is Decision.ANSWER
    assert {person["locale"] for person in visit.world["people"]} >= {"en-GB", "zh-CN"}


async def test_the_bot_answers_who_mentions_it_and_is_quiet_where_it_may_not_write(visit: Visit) -> None:
    question = f"<@{visit.world['bot']['id']}> {visit.client.library.edition.pack.questions[0].question}"
    await visit.say("no-bots", question)
    await visit.say("ask-here", question)
    answered = await visit.until("ask-here", 2)
    assert answered[0]["author"]["id"] == visit.world["bot"]["id"]
    assert len(await visit.messages("no-bots")) == 1


async def test_the_next_quote_of_the_day_can_be_skipped_to_again_and_again(visit: Visit) -> None:
    started = visit.client.ports.clock.now()
    first = await visit.act("skip")
    second = await visit.act("skip")
    assert f"{QUOTE_AT:%H:%M} in UTC. Posted: Quote of the day." in first
    assert first != second
    posts = await visit.messages("quote-of-the-day")
    assert len(posts) == 2
    assert len({json.dumps(post["components"]) for post in posts}) == 2
    assert visit.client.ports.clock.now() - started > timedelta(days=1)
    assert posts[0]["timestamp"][:10] > posts[1]["timestamp"][:10]


async def test_without_a_schedule_the_visitor_is_told_how_to_set_one(visit: Visit) -> None:
    server = int(visit.world["guild"]["id"])
    await visit.client.daily.pause(server)
    assert "/daily resume" in await visit.act("skip")
    await visit.client.daily.off(server)
    assert "/daily set" in await visit.act("skip")
    assert await visit.messages("quote-of-the-day") == []


async def test_whoever_skips_is_told_in_their_language_what_became_of_the_post(visit: Visit) -> None:
    said = await visit.act("skip", "zh-CN")
    assert re.fullmatch(r"现在是 .*UTC.* \d{4}年\d+月\d+日星期. 09:00。已发布：每日语录。", said)
    visit.sandbox.control.take_permission(int(visit.channel("quote-of-the-day")), int(Permission.SEND_MESSAGES))
    assert "Nothing was posted (skipped: Discord did not let me post)" in await visit.act("skip")
    resting = await visit.act("skip", "zh-CN")
    await visit.client.daily.resume(int(visit.world["guild"]["id"]))
    failed = await visit.act("skip", "zh-CN")
    await visit.client.daily.off(int(visit.world["guild"]["id"]))
    missing = await visit.act("skip", "zh-CN")
    assert "没有发布（未发布：" in failed
    assert ("已暂停" in resting, "没有设置" in missing) == (True, True)


async def test_everything_to_try_is_there_in_chinese(visit: Visit) -> None:
    things = visit.world["extras"]["things_to_try"]
    assert {"Settings", "Set up the post of the day"} <= {thing["label"] for thing in things}
    for thing in [*things, *visit.world["extras"]["actions"]]:
        assert has_han(thing["label_localizations"]["zh-CN"])
    examples = {example.text("zh") for example in visit.client.library.edition.pack.info.examples}
    asking = next(thing for thing in things if thing.get("command", "").startswith("/ask"))
    assert asking["command_localizations"]["zh-CN"].removeprefix("/ask question: ") in examples


async def test_a_taken_port_is_told_with_the_way_out(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UsageError, match="--port"):
        async with prepared(settings, taken.getsockname()[1]):
            pass


def test_the_command_tells_a_taken_port_and_a_faulty_pack_apart(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_CACHE", "false")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["demo", "--port", port, "--seeds", str(TRAM)])
    assert result.exit_code == 2
    assert f"Port {port}" in result.stderr
    (seeds / "quotes.yaml").write_text("- id: broken\n", "utf-8")
    result = CliRunner().invoke(app, ["demo", "--port", "0", "--seeds", str(seeds)])
    assert result.exit_code == 1
    assert "quotes.yaml:1: broken" in result.stderr
