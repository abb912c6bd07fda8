"""Open channels, follow-ups, and what happens to a reply when its question is edited or deleted."""

from __future__ import annotations

import pytest

from bot.answering.attention import CALL_SPAN, CALLS, CHANNEL_REST, COST, COST_SPAN
from bot.ports.server_settings import ServerSettings, SpeakMode
from tests.support.clock import FakeClock

from .conftest import Town

QUESTION = "when does the first tram leave?"
OTHER = "when does the last tram leave?"


@pytest.fixture
async def open_town(town: Town) -> Town:
    await town.configure(ServerSettings(channels=frozenset({town.square.id})))
    return town


@pytest.mark.parametrize("chat", ["lol", "thank you", "where is the moon", "price of a card", "the harbour", "hello"])
async def test_chatter_and_doubtful_questions_get_silence(open_town: Town, chat: str) -> None:
    sent = await open_town.ann.send(open_town.square, chat)
    assert open_town.square.last_message == sent


async def test_a_reply_between_people_is_left_alone(open_town: Town) -> None:
    first = await open_town.ben.send(open_town.square, "good morning all")
    sent = await open_town.ann.send(open_town.square, QUESTION, reply_to=first)
    assert open_town.square.last_message == sent


async def test_a_question_to_another_member_is_left_alone(open_town: Town) -> None:
    sent = await open_town.ann.send(open_town.square, f"{open_town.ben.mention} {QUESTION}")
    assert open_town.square.last_message == sent


async def test_a_reply_to_the_bot_is_heard(open_town: Town, clock: FakeClock) -> None:
    await open_town.ann.send(open_town.square, QUESTION)
    reply = open_town.square.last_message
    assert reply is not None
    clock.pass_by(seconds=60)
    await open_town.ann.send(open_town.square, OTHER, reply_to=reply)
    assert "**When does the last tram leave?**" in open_town.said


async def test_an_answer_given_shortly_before_is_pointed_to(open_town: Town, clock: FakeClock) -> None:
    await open_town.ann.send(open_town.square, QUESTION)
    first = open_town.square.last_message
    assert first is not None
    clock.pass_by(seconds=60)
    await open_town.ben.send(open_town.square, "when does the first tram leave")
    assert "was answered above: https://discord.com/channels/" in open_town.said
    assert str(first.id) in open_town.said
    clock.pass_by(seconds=600)
    await open_town.ann.send(open_town.square, QUESTION)
    assert "**When does the first tram leave?**" in open_town.said


async def test_an_answer_that_was_removed_is_not_pointed_to(open_town: Town, clock: FakeClock) -> None:
    await open_town.ann.send(open_town.square, QUESTION)
    first = open_town.square.last_message
    assert first is not None
    await open_town.admin().delete(first)
    clock.pass_by(seconds=60)
    await open_town.ben.send(open_town.square, QUESTION)
    assert "**When does the first tram leave?**" in open_town.said


async def test_an_answer_that_an_edit_replaced_is_not_pointed_to(open_town: Town, clock: FakeClock) -> None:
    asked = await open_town.ann.send(open_town.square, QUESTION)
    await open_town.ann.edit(asked, OTHER)
    clock.pass_by(seconds=60)
    await open_town.ben.send(open_town.square, QUESTION)
    assert "**When does the first tram leave?**" in open_town.said


async def test_it_does_not_talk_without_a_rest(open_town: Town) -> None:
    await open_town.ann.send(open_town.square, QUESTION)
    sent = await open_town.ben.send(open_town.square, OTHER)
    await open_town.advance(CHANNEL_REST - 1)
    assert open_town.square.last_message == sent
    await open_town.advance(2)
    assert "**When does the last tram leave?**" in open_town.said


async def test_it_talks_no_faster_than_slow_mode_lets_members(open_town: Town) -> None:
    open_town.put_channel(open_town.square, slow_mode=120)
    await open_town.ann.send(open_town.square, QUESTION)
    sent = await open_town.ben.send(open_town.square, OTHER)
    await open_town.advance(119)
    assert open_town.square.last_message == sent
    await open_town.advance(2)
    assert "**When does the last tram leave?**" in open_town.said


async def test_machines_in_an_open_channel_are_never_answered(open_town: Town) -> None:
    machine = open_town.guild.add_member("machine", bot=True)
    hook = open_town.guild.add_webhook(open_town.square, "feed")
    sent = await machine.send(open_town.square, QUESTION)
    assert open_town.square.last_message == sent
    sent = await hook.send(QUESTION)
    assert open_town.square.last_message == sent


@pytest.mark.parametrize("right", ["send_messages", "view_channel"])
async def test_an_open_channel_where_it_may_not_speak_gets_silence(open_town: Town, right: str) -> None:
    quiet = open_town.guild.create_channel("quiet", bot_lacks=right)
    await open_town.configure(ServerSettings(channels=frozenset({quiet.id})))
    sent = await open_town.ann.send(quiet, QUESTION)
    assert quiet.last_message == sent


async def test_a_mention_is_answered_without_a_rest(open_town: Town) -> None:
    await open_town.ann.send(open_town.square, QUESTION)
    await open_town.ann.send(open_town.square, f"{open_town.name} {OTHER}")
    assert "**When does the last tram leave?**" in open_town.said


async def test_a_server_that_wants_commands_only_gets_no_reply_to_a_mention(town: Town) -> None:
    await town.configure(ServerSettings(mode=SpeakMode.COMMANDS))
    sent = await town.ann.send(town.square, f"{town.name} {QUESTION}")
    assert town.square.last_message == sent


async def test_public_replies_speak_the_language_that_the_server_chose(town: Town) -> None:
    await town.configure(ServerSettings(language="zh"))
    await town.ann.send(town.square, f"{town.name} {QUESTION}")
    assert "**首班电车几点发车？**" in town.said


async def test_an_edited_question_is_answered_anew_in_the_same_reply(open_town: Town) -> None:
    asked = await open_town.ann.send(open_town.square, QUESTION)
    reply = open_town.square.last_message
    assert reply is not None
    await open_town.ann.edit(asked, OTHER)
    assert open_town.square.last_message == reply
    assert "**When does the last tram leave?**" in open_town.said


async def test_a_question_edited_into_chatter_loses_its_reply(open_town: Town) -> None:
    asked = await open_town.ann.send(open_town.square, QUESTION)
    await open_town.ann.edit(asked, "never mind")
    assert open_town.square.last_message == asked


async def test_an_edited_mention_is_answered_anew(town: Town) -> None:
    asked = await town.ann.send(town.square, f"{town.name} {QUESTION}")
    await town.ann.edit(asked, f"{town.name} {OTHER}")
    assert "**When does the last tram leave?**" in town.said
    await town.ann.edit(asked, OTHER)
    assert town.square.last_message == asked


@pytest.mark.parametrize("call", [True, False])
async def test_an_edit_and_a_deletion_are_followed_after_a_restart(open_town: Town, *, call: bool) -> None:
    name = f"{open_town.name} " if call else ""
    asked = await open_town.ann.send(open_town.square, name + QUESTION)
    reply = open_town.square.last_message
    await open_town.advance(60)
    await open_town.restart()
    await open_town.ann.edit(asked, name + OTHER)
    assert open_town.square.last_message == reply
    assert "**When does the last tram leave?**" in open_town.said
    await open_town.restart()
    await open_town.ann.delete(asked)
    assert open_town.square.last_message is None


async def test_after_a_restart_what_the_bot_never_answered_costs_no_request(open_town: Town) -> None:
    chatter = [await open_town.ann.send(open_town.square, f"nice weather, number {number}") for number in range(6)]
    await open_town.advance(60)
    await open_town.restart()
    before = len(open_town.http_requests)
    for sent in chatter[:3]:
        await open_town.ann.edit(sent, "bad weather")
        await open_town.ann.edit(sent, "no weather")
    for sent in chatter:
        await open_town.ann.delete(sent)
    assert len(open_town.http_requests) == before


async def test_a_purge_after_a_restart_costs_one_request_for_each_reply(open_town: Town) -> None:
    asked = await open_town.ann.send(open_town.square, QUESTION)
    chatter = [await open_town.ben.send(open_town.square, f"nice weather, number {number}") for number in range(9)]
    await open_town.advance(60)
    await open_town.restart()
    before = len(open_town.http_requests)
    await open_town.admin().delete(asked, *chatter)
    assert [each.method for each in open_town.http_requests[before:]] == ["DELETE"]
    assert open_town.square.last_message is None


async def test_edits_of_a_question_are_answered_as_seldom_as_calls_and_the_last_one_counts(open_town: Town) -> None:
    asked = await open_town.ann.send(open_town.square, f"{open_town.name} {QUESTION}")
    before = len(open_town.http_requests)
    for number in range(20):
        question = (QUESTION, OTHER)[number % 2]
        await open_town.ann.edit(asked, f"{open_town.name} {question}{'?' * number}")
    assert len(open_town.http_requests) - before < CALLS
    await open_town.advance(CALL_SPAN + 1)
    assert "**When does the last tram leave?**" in open_town.said
    assert len(open_town.http_requests) - before <= CALLS


async def test_who_says_what_costs_much_is_passed_over_until_others_were_heard(open_town: Town) -> None:
    listener = open_town.bot.listener
    vars(listener)["_restraint"].cost(open_town.ann.id, 10 * COST, open_town.clock.monotonic())
    sent = await open_town.ann.send(open_town.square, QUESTION)
    assert open_town.square.last_message == sent
    assert sent.stored is not None
    assert [emoji for emoji, _ in sent.stored.reactions] == ["💤"]
    await open_town.ben.send(open_town.square, OTHER)
    assert "**When does the last tram leave?**" in open_town.said
    await open_town.advance(COST_SPAN * 10)
    await open_town.ann.send(open_town.square, QUESTION)
    assert "**When does the first tram leave?**" in open_town.said


async def test_what_was_asked_more_than_an_hour_ago_is_not_looked_for(open_town: Town) -> None:
    asked = await open_town.ann.send(open_town.square, QUESTION)
    await open_town.advance(3600)
    await open_town.restart()
    before = len(open_town.http_requests)
    await open_town.ann.delete(asked)
    assert len(open_town.http_requests) == before


async def test_an_edit_that_leaves_the_words_as_they_were_changes_nothing(town: Town) -> None:
    asked = await town.ann.send(town.square, f"{town.name} {QUESTION}")
    before = len(town.http_requests)
    await town.ann.edit(asked, f"{town.name} {QUESTION}")
    assert len(town.http_requests) == before


async def test_an_edit_of_any_other_message_changes_nothing(open_town: Town) -> None:
    sent = await open_town.ann.send(open_town.square, "good morning")
    before = len(open_town.http_requests)
    await open_town.ann.edit(sent, QUESTION)
    assert open_town.square.last_message == sent
    assert len(open_town.http_requests) == before, "replies are looked for only from before a restart"
    await open_town.ann.delete(sent)
    assert len(open_town.http_requests) == before


async def test_questions_deleted_in_bulk_take_their_replies_along(open_town: Town) -> None:
    asked = await open_town.ann.send(open_town.square, QUESTION)
    chat = await open_town.ben.send(open_town.square, "well")
    await open_town.admin().delete(asked, chat)
    assert open_town.square.last_message is None


async def test_an_error_while_following_an_edit_is_logged_without_the_words(
    open_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    asked = await open_town.ann.send(open_town.square, QUESTION)
    open_town.fails("PATCH", "/channels/*/messages/*", status=500, times=None)
    await open_town.ann.edit(asked, OTHER)
    await open_town.advance(60)  # the library tries again, four times
    assert open_town.errors
    assert "on_raw_message_edit failed" in caplog.text
    assert OTHER not in caplog.text


async def test_a_reply_that_was_removed_already_is_no_fault(open_town: Town) -> None:
    asked = await open_town.ann.send(open_town.square, QUESTION)
    reply = open_town.square.last_message
    assert reply is not None
    await open_town.admin().delete(reply)
    await open_town.ann.edit(asked, OTHER)
    await open_town.ann.delete(asked)
    assert open_town.square.last_message is None


async def test_threads_of_an_open_channel_are_open_if_the_bot_may_write_there(open_town: Town) -> None:
    thread = await open_town.thread()
    sent = await open_town.ann.send(thread, QUESTION)
    assert thread.last_message != sent


async def test_a_thread_where_it_may_not_write_gets_silence(open_town: Town) -> None:
    thread = await open_town.thread("send_messages_in_threads")
    sent = await open_town.ann.send(thread, QUESTION)
    assert thread.last_message == sent


def subject(town: Town, member: int) -> list[str]:
    """Ids of the entries that a member's next message in the square may be about."""
    answering = town.bot.answering
    last = answering.conversation.last_reply(town.square.id, member, town.bot.ports.clock.monotonic())
    return [entry.id for entry in last.entries] if last else []


async def test_the_last_reply_is_what_a_members_next_message_is_about(town: Town, clock: FakeClock) -> None:
    await town.ann.slash(town.square, "ask", question=QUESTION)
    assert subject(town, town.ann.id) == ["first-tram"]
    assert subject(town, town.ben.id) == []
    clock.pass_by(seconds=601)
    assert subject(town, town.ann.id) == []


async def test_nothing_overheard_becomes_the_subject(open_town: Town) -> None:
    await open_town.ann.send(open_town.square, QUESTION)
    assert subject(open_town, open_town.ann.id) == []


async def test_what_the_end_of_the_process_leaves_unread_is_no_flood(
    open_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    open_town.bot.work.close()
    sent = await open_town.ann.send(open_town.square, QUESTION)
    assert sent.stored is not None
    assert sent.stored.reactions == ()
    assert caplog.text == ""
