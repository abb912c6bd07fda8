"""Two processes of one shard, as at every deployment: both are told of everything, and members see one bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.daily.models import State
from bot.discord_app.client import Footnote
from bot.ports.server_settings import ServerSettings

from .conftest import Town, text

QUESTION = "when does the first tram leave?"
ANSWER = "six o'clock"
MESSAGES = "/channels/{channel}/messages"


@pytest.fixture
async def older(town: Town) -> AsyncIterator[Footnote]:
    """The process that was there before; the town's bot is the one that came beside it."""
    older, running = town.bot, town.running
    assert running is not None
    await town.configure(ServerSettings(channels=frozenset({town.square.id})))
    await town.start(Footnote(older.settings, older.library, ports=older.ports))
    town.http_requests.clear()
    yield older
    await older.close()
    await running


def of_the_bot(town: Town) -> list[str]:
    messages = town.sandbox.world.messages[town.square.id].values()
    return [str(message.components) for message in messages if message.author == town.bot_id]


@pytest.mark.parametrize("called", [True, False])
async def test_both_answer_a_message_and_one_reply_stands(town: Town, older: Footnote, *, called: bool) -> None:
    assert older.is_ready()
    asked = await town.ann.send(town.square, f"{town.name} {QUESTION}" if called else QUESTION)
    sent = [each for each in town.http_requests if each.pattern == MESSAGES]
    assert [each.body["nonce"] for each in sent] == [f"re-{asked.id}"] * 2
    assert all(each.body["enforce_nonce"] for each in sent)
    assert len(of_the_bot(town)) == 1


async def test_of_two_responses_to_an_interaction_the_second_is_passed_over_quietly(
    town: Town, older: Footnote
) -> None:
    assert older.is_ready()
    shown = await town.ann.slash(town.square, "ask", question="where is the moon")
    form = await town.press(town.ann, shown, "💡")
    assert form.modal is not None
    control = form.modal["components"][0]["component"]["custom_id"]
    thanked = await town.ann.submit_modal(form, {control: "Where is the moon?"})
    assert thanked.response is not None
    removed = await town.ann.slash(town.square, "ask", question=QUESTION)
    await town.press(town.ann, removed, "👍")
    callbacks = [each.status for each in town.http_requests if each.path.endswith("/callback")]
    assert callbacks.count(200) == 5
    assert callbacks.count(400) >= 5
    assert town.errors == []


async def test_an_edit_and_a_deletion_are_followed_by_both_and_nothing_is_left(town: Town, older: Footnote) -> None:
    assert older.is_ready()
    asked = await town.ann.send(town.square, f"{town.name} {QUESTION}")
    await town.ann.edit(asked, f"{town.name} when does the last tram leave?")
    await town.advance(60)
    [reply] = of_the_bot(town)
    assert "When does the last tram leave?" in reply
    await town.ann.delete(asked)
    await town.settled()
    assert of_the_bot(town) == []


@pytest.mark.parametrize("by", ["command", "button"])
async def test_one_date_is_left_out_where_two_processes_are_told_to(town: Town, older: Footnote, by: str) -> None:
    assert older.is_ready()
    admin = town.admin()
    await admin.slash(town.square, "daily set", time="8pm", zone="Beijing")
    shown = await admin.slash(town.square, "daily show")
    if by == "command":
        shown = await admin.slash(town.square, "daily skip")
    else:
        shown = await town.press(admin, shown, "⏭️")
    assert "will be skipped." in text(shown)
    standing = await town.bot.ports.daily.standing(town.guild.id)
    assert [each.state for each in standing.deliveries] == [State.SKIPPED]


async def test_a_process_that_is_about_to_end_leaves_what_it_does_not_answer_to_the_other(
    town: Town, older: Footnote
) -> None:
    older.work.close()
    await town.ann.send(town.square, f"{town.name} {QUESTION}")
    [reply] = of_the_bot(town)
    assert ANSWER in reply
    result = await town.ann.slash(town.square, "ask", question=QUESTION)
    assert ANSWER in text(result)


async def test_what_is_in_hand_is_answered_before_a_process_ends(town: Town) -> None:
    town.fails("POST", "/channels/*/messages", status=429, retry_after=1.0)
    town.fails("POST", "/interactions/*/*/callback", status=429, retry_after=1.0)
    for doing in (
        lambda: town.ann.send(town.square, f"{town.name} {QUESTION}"),
        lambda: town.ann.slash(town.square, "ask", question=QUESTION),
    ):
        before = len(of_the_bot(town))
        await doing()
        ending = asyncio.create_task(town.bot.close())
        await town.advance(5)
        await ending
        assert len(of_the_bot(town)) == before + 1
        await town.start(Footnote(town.bot.settings, town.bot.library, ports=town.bot.ports))
