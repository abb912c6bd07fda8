"""Replies to mentions, to direct messages, and silence everywhere else."""

from __future__ import annotations

import logging

import pytest

from .conftest import Town

REFERENCE_GONE = "Invalid Form Body\nIn message_reference: Unknown message"


async def test_a_mention_without_words_is_told_what_the_bot_does(town: Town) -> None:
    await town.ann.send(town.square, f"{town.name}")
    assert "I answer questions about The Tram" in town.said


async def test_a_mention_under_somebody_s_question_answers_that_question(town: Town) -> None:
    asked = await town.ben.send(town.square, "what does a ticket cost")
    await town.ann.send(town.square, f"{town.name}", reply_to=asked)
    assert "**What does a ticket cost?**" in town.said


async def test_a_question_that_the_articles_do_not_answer_is_told_so_when_asked_directly(town: Town) -> None:
    await town.ann.send(town.square, f"{town.name} where is the moon")
    assert "None of the 2 articles mentions “moon”" in town.said


async def test_a_question_in_reply_to_the_bot_is_answered_when_the_ping_was_left_on(town: Town) -> None:
    await town.ann.send(town.square, f"{town.name} first tram please")
    reply = town.square.last_message
    assert reply is not None
    await town.ann.send(town.square, "when does the last tram leave?", reply_to=reply)
    assert "**When does the last tram leave?**" in town.said


@pytest.mark.parametrize("words", ["thanks", "lol", "good bot"])
async def test_what_asks_nothing_in_reply_to_the_bot_gets_silence(town: Town, words: str) -> None:
    await town.ann.send(town.square, f"{town.name} first tram please")
    reply = town.square.last_message
    assert reply is not None
    sent = await town.ann.send(town.square, words, reply_to=reply)
    assert town.square.last_message == sent


async def test_a_direct_message_needs_no_mention(town: Town) -> None:
    await town.ann.send(town.ann.direct, "when does the last tram leave")
    message = town.ann.direct.last_message
    assert message is not None
    assert message.author == town.bot_id


@pytest.mark.parametrize(
    "words", ["when does the first tram leave", "@everyone first tram", "hello", "where is the moon"]
)
async def test_a_message_that_does_not_name_the_bot_gets_silence(town: Town, words: str) -> None:
    sent = await town.ann.send(town.square, words)
    assert town.square.last_message == sent


async def test_other_bots_are_never_answered(town: Town) -> None:
    machine = town.guild.add_member("machine", bot=True)
    sent = await machine.send(town.square, f"{town.name} first tram")
    assert town.square.last_message == sent


async def test_webhooks_are_never_answered(town: Town) -> None:
    hook = town.guild.add_webhook(town.square, "feed")
    sent = await hook.send(f"{town.name} first tram")
    assert town.square.last_message == sent


async def test_where_it_may_not_speak_it_says_so_in_the_log(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    quiet = town.guild.create_channel("quiet", bot_lacks="send_messages")
    sent = await town.ann.send(quiet, f"{town.name} first tram")
    assert quiet.last_message == sent
    assert f"No permission to send messages in channel {quiet.id}" in caplog.text
    assert "first tram" not in caplog.text


@pytest.mark.parametrize("right", ["embed_links", "attach_files", "read_message_history", "add_reactions"])
async def test_a_mention_is_answered_with_no_more_than_the_right_to_send_messages(town: Town, right: str) -> None:
    bare = town.guild.create_channel("bare", bot_lacks=right)
    sent = await town.ann.send(bare, f"{town.name} first tram please")
    assert bare.last_message != sent


async def test_a_chinese_mention_is_answered_in_chinese(town: Town) -> None:
    await town.ann.send(town.square, f"{town.name} 首班电车几点发车")
    assert "**首班电车几点发车？**" in town.said


async def test_a_server_set_to_chinese_is_answered_in_chinese(town: Town) -> None:
    guild = town.found("镇", locale="zh-CN")
    channel = guild.create_channel("广场")
    cai = guild.add_member("cai")
    await cai.send(channel, f"{town.name} first tram please")
    message = channel.last_message
    assert message is not None
    assert "首班电车几点发车" in str(message.components[0])


async def test_a_message_that_is_deleted_before_the_reply_is_left_alone(town: Town) -> None:
    town.fails("POST", "/channels/*/messages", status=400, code=50035, message=REFERENCE_GONE)
    sent = await town.ann.send(town.square, f"{town.name} first tram")
    assert town.square.last_message == sent
