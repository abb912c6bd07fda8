"""Discuss: a thread under an answer, in which follow-ups are answered uncalled, until it is closed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ports.server_settings import ServerSettings, SpeakMode
from tests.support.members import Member, Place, Post, Result

from .conftest import Town, labels, text

ASKED = "first tram"


async def menu(town: Town, *, private: bool = False) -> Result:
    """The private menu of an answer in the square."""
    answer = await town.ann.slash(town.square, "ask", question=ASKED, private=private)
    return await town.press(town.ann, answer, "More")


async def opened(town: Town) -> Place:
    """A discussion of an answer."""
    told = await town.press(town.ann, await menu(town), "Discuss")
    await town.settled()
    [thread] = town.store.discussions
    assert f"<#{thread}>" in text(told)
    return Place(town.scene, thread)


def newest(place: Place) -> Post:
    message = place.last_message
    assert message is not None
    return message


def last(place: Place) -> str:
    return newest(place).text


async def says(town: Town, member: Member, place: Place, words: str) -> str:
    """What the bot answers to a message in a place; empty where it keeps silent."""
    said = await member.send(place, words)
    await town.settled()
    return last(place) if newest(place).id != said.id else ""


async def archive(town: Town, place: Place) -> None:
    """Archive a thread, as Discord does when nobody writes."""
    state = place.channel.thread
    assert state is not None
    town.put_channel(place, thread=replace(state, archived=True))
    await town.settled()


async def test_a_thread_named_by_the_question_opens_under_the_answer(town: Town) -> None:
    place = await opened(town)
    assert place.channel.name == "When does the first tram leave?"
    assert place.channel.parent == town.square.id
    assert "Ask on here; you need not mention me." in last(place)


async def test_follow_ups_of_anybody_act_on_the_answer_and_talk_gets_nothing(town: Town) -> None:
    place = await opened(town)
    assert await says(town, town.ben, place, "lol I was late again this morning") == ""
    assert "Ada Brook" in await says(town, town.ben, place, "who said that?")
    assert await says(town, town.ann, place, "thanks!") == ""
    assert "ticket" in (await says(town, town.ann, place, "what does a ticket cost?")).casefold()
    assert "Town Paper" in await says(town, town.ben, place, "which article is that from?")


async def test_what_members_say_to_each_other_there_is_theirs(town: Town) -> None:
    place = await opened(town)
    assert await says(town, town.ben, place, f"<@{town.ann.id}> who said that?") == ""


async def test_a_discussion_goes_on_after_a_restart_and_after_hours(town: Town) -> None:
    place = await opened(town)
    await town.restart()
    assert "Ada Brook" in await says(town, town.ben, place, "who said that?")
    await town.advance(5 * 3600)
    assert "Ada Brook" in await says(town, town.ben, place, "who said that?")


async def test_other_threads_are_no_discussions(town: Town) -> None:
    aside = await town.thread()
    assert await says(town, town.ben, aside, "what does a ticket cost?") == ""


async def test_whoever_opened_it_closes_it_with_what_was_answered_and_cited(town: Town) -> None:
    place = await opened(town)
    opening = newest(place)
    await says(town, town.ben, place, "what does a ticket cost?")
    refused = await town.ben.click(opening, label="Close")
    assert "Only who opened it, or a moderator" in text(refused)
    await town.ann.click(opening, label="Close")
    await town.settled()
    said = last(place)
    assert "**Closed. Answered here:**\n- When does the first tram leave?\n- What does a ticket cost?" in said
    assert "Cited: Ada Brook 2021, ¶2" in said
    assert place.channel.thread is not None
    assert place.channel.thread.archived
    assert not town.store.discussions


@pytest.mark.parametrize("by_hand", [True, False], ids=["by its button", "by Discord's archiving"])
async def test_it_is_closed_in_the_language_that_it_was_opened_in(town: Town, *, by_hand: bool) -> None:
    with town.speaking("zh-CN"):
        answer = await town.ann.slash(town.square, "ask", question=ASKED)
        await town.press(town.ann, await town.press(town.ann, answer, "更多"), "讨论")
    await town.settled()
    [thread] = town.store.discussions
    place = Place(town.scene, thread)
    assert place.channel.name == "首班电车几点发车？"
    if by_hand:
        await town.admin().click(newest(place), label="关闭")
        await town.settled()
    else:
        await archive(town, place)
    assert "讨论已关闭。这里回答过：**\n- 首班电车几点发车？" in last(place)


async def test_a_moderator_closes_it_too(town: Town) -> None:
    place = await opened(town)
    await town.admin().click(newest(place), label="Close")
    await town.settled()
    assert "Closed. Answered here:" in last(place)


async def test_discord_s_archiving_closes_it_once(town: Town) -> None:
    place = await opened(town)
    await archive(town, place)
    assert last(place).count("Closed. Answered here:") == 1
    assert place.channel.thread is not None
    assert place.channel.thread.archived
    before = len([*place.history()])
    await archive(town, place)
    assert len([*place.history()]) == before


async def test_a_thread_that_is_deleted_is_forgotten(town: Town) -> None:
    place = await opened(town)
    await town.remove(place)
    assert not town.store.discussions


@pytest.mark.parametrize(
    ("right", "remedy"),
    [
        ("CREATE_PUBLIC_THREADS", "Give me Create Public Threads there."),
        ("SEND_MESSAGES_IN_THREADS", "Give me Send Messages in Threads there."),
    ],
)
async def test_what_the_bot_lacks_is_said_with_the_remedy(town: Town, right: str, remedy: str) -> None:
    shown = await menu(town)
    await town.take_rights(town.square, right)
    assert remedy in text(await town.press(town.ann, shown, "Discuss"))
    assert not town.store.discussions


async def test_an_answer_is_discussed_in_one_thread(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question=ASKED)
    shown = await town.press(town.ann, answer, "More")
    again = await town.press(town.ben, answer, "More")
    await town.press(town.ann, shown, "Discuss")
    assert "It is discussed here: <#" in text(await town.press(town.ben, again, "Discuss"))
    assert len(town.store.discussions) == 1


async def test_a_refusal_of_discord_s_is_told_and_leaves_nothing(town: Town) -> None:
    shown = await menu(town)
    town.fails("POST", "/channels/*/messages/*/threads", status=400, code=160004)
    assert "There is a thread under that answer already" in text(await town.press(town.ann, shown, "Discuss"))
    assert not town.store.discussions


async def test_it_is_not_offered_where_no_thread_can_stand_or_nothing_can_be_heard(town: Town) -> None:
    assert "Discuss" not in labels(await menu(town, private=True))
    answer = await town.ann.slash(town.ann.direct, "ask", question=ASKED)
    assert "Discuss" not in labels(await town.press(town.ann, answer, "More"))
    aside = await town.thread()
    inside = await town.ann.slash(aside, "ask", question=ASKED)
    assert "Discuss" not in labels(await town.press(town.ann, inside, "More"))
    await town.configure(ServerSettings(mode=SpeakMode.COMMANDS))
    assert "Discuss" not in labels(await menu(town))
    await town.configure(ServerSettings())
    assert "Discuss" in labels(await menu(town))
