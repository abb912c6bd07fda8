"""Decisions about messages, apart from Discord."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.attention import CHANNEL_REST, MEMBER_REST, Attention, Heard, Restraint, attention
from bot.answering.conversation import FOLLOW_UP, FOLLOWED, REPEAT, Conversation, GivenReply
from bot.answering.expiring import ExpiringMap
from bot.answering.last_reply import LastReply
from bot.ports.server_settings import Care, ServerSettings, SpeakMode

OPEN = ServerSettings(channels=frozenset({7}))
CHAT = Heard(by_person=True, calls=False, between_people=False, server=1, places=frozenset({7}))
MODES = {SpeakMode.COMMANDS: Attention.NONE, SpeakMode.MENTIONS: Attention.CALLED, SpeakMode.CHANNELS: Attention.CALLED}


def test_a_message_in_an_open_channel_is_overheard() -> None:
    assert attention(CHAT, OPEN) is Attention.OVERHEARD


def test_a_message_in_a_thread_of_an_open_channel_is_overheard() -> None:
    assert attention(replace(CHAT, places=frozenset({7, 99})), OPEN) is Attention.OVERHEARD


def test_a_message_in_a_channel_that_is_not_open_is_not() -> None:
    assert attention(replace(CHAT, places=frozenset({8})), OPEN) is Attention.NONE
    assert attention(CHAT, ServerSettings()) is Attention.NONE


def test_talk_between_people_is_left_alone() -> None:
    assert attention(replace(CHAT, between_people=True), OPEN) is Attention.NONE


def test_no_mode_but_open_channels_overhears() -> None:
    for mode in (SpeakMode.COMMANDS, SpeakMode.MENTIONS):
        assert attention(CHAT, replace(OPEN, mode=mode)) is Attention.NONE


@pytest.mark.parametrize(("mode", "expected"), MODES.items())
def test_who_calls_is_heard_unless_the_server_wants_commands_only(mode: SpeakMode, expected: Attention) -> None:
    called = replace(CHAT, calls=True, between_people=True, places=frozenset({8}))
    assert attention(called, replace(OPEN, mode=mode)) is expected


def test_a_direct_message_is_always_a_call() -> None:
    assert attention(replace(CHAT, server=None), ServerSettings(mode=SpeakMode.COMMANDS)) is Attention.CALLED


def test_machines_are_never_heard() -> None:
    for heard in (CHAT, replace(CHAT, calls=True), replace(CHAT, server=None)):
        assert attention(replace(heard, by_person=False), OPEN) is Attention.NONE


def test_the_bot_rests_between_answers_in_a_channel_and_to_a_member() -> None:
    restraint = Restraint()
    assert restraint.until_allowed(7, 1, 0.0) == 0
    restraint.spoke(7, 1, 0.0)
    assert restraint.until_allowed(7, 2, 1.0) == CHANNEL_REST - 1
    assert restraint.until_allowed(7, 2, CHANNEL_REST) == 0
    assert restraint.until_allowed(7, 1, 1.0) == MEMBER_REST - 1
    assert restraint.until_allowed(7, 1, MEMBER_REST) == 0
    assert restraint.until_allowed(8, 1, 1.0) == 0


def test_a_member_who_calls_again_and_again_is_answered_six_times_in_half_a_minute() -> None:
    restraint = Restraint()
    assert [restraint.heeds(1, float(second)) for second in range(8)] == [True] * 6 + [False] * 2
    assert restraint.heeds(2, 9.0)
    assert restraint.until_heeded(1, 20.0) == 10.0
    assert restraint.until_heeded(1, 30.0) == 0.0
    assert restraint.heeds(1, 30.0)
    assert restraint.until_heeded(1, 30.0) == 1.0


def test_the_bot_waits_as_long_as_slow_mode_makes_members_wait() -> None:
    restraint = Restraint()
    restraint.spoke(7, 1, 0.0)
    assert restraint.until_allowed(7, 2, 119.0, slow_mode=120) == 1.0
    assert restraint.until_allowed(7, 2, 120.0, slow_mode=120) == 0.0


def test_doubt_is_shown_five_times_a_minute_and_what_cannot_be_done_is_told_once() -> None:
    restraint = Restraint()
    assert [restraint.doubts(1, float(second)) for second in range(7)] == [True] * 5 + [False] * 2
    assert restraint.doubts(1, 60.0)
    assert [restraint.tells(7, 1, float(second)) for second in (0, 1, 59)] == [True, False, False]
    assert restraint.tells(8, 1, 1.0)
    assert restraint.tells(7, 1, 60.0)


def test_care_moves_the_tolerated_share_of_wrong_answers() -> None:
    shares = [care.tolerance(0.01) for care in (Care.STRICT, Care.USUAL, Care.FREE)]
    assert shares == [0.0025, 0.01, 0.04]
    assert Care.FREE.tolerance(0.4) < 0.5


def shown(member: str) -> LastReply:
    return LastReply("en", request=("quote", member))


def test_a_message_is_about_the_last_reply_to_the_same_member_in_the_same_channel_for_ten_minutes() -> None:
    talk, mine = Conversation(), shown("mine")
    talk.note_reply_shown(7, 1, mine, 0.0)
    assert talk.last_reply(7, 1, FOLLOW_UP - 1) == mine
    assert talk.last_reply(7, 1, FOLLOW_UP) is None
    assert talk.last_reply(7, 2, 1.0) is None
    assert talk.last_reply(8, 1, 1.0) is None


def test_a_member_is_forgotten_on_demand() -> None:
    talk = Conversation()
    talk.note_reply_shown(7, 1, shown("mine"), 0.0)
    talk.note_reply_shown(7, 2, shown("yours"), 0.0)
    talk.forget_member(1)
    assert talk.last_reply(7, 1, 1.0) is None
    assert talk.last_reply(7, 2, 1.0) == shown("yours")


def test_replies_are_followed_for_an_hour_and_answers_stand_for_ten_minutes() -> None:
    talk = Conversation()
    given = GivenReply(reply=5, words="1", called=True)
    talk.note_reply(4, given, 0.0)
    talk.note_answer(7, "first-tram", 5, 0.0)
    assert talk.reply_to(4, FOLLOWED - 1) == given
    assert talk.reply_to(4, FOLLOWED) is None
    assert talk.standing_answer(7, "first-tram", REPEAT - 1) == 5
    assert talk.standing_answer(7, "first-tram", REPEAT) is None


def test_nothing_points_to_a_message_that_is_gone() -> None:
    talk = Conversation()
    talk.note_reply(4, GivenReply(reply=5, words="1", called=True), 0.0)
    talk.note_answer(7, "first-tram", 5, 0.0)
    talk.forget_message(5)
    assert talk.reply_to(4, 1.0) is None
    assert talk.standing_answer(7, "first-tram", 1.0) is None


def test_memory_stays_small() -> None:
    memory: ExpiringMap[int, int] = ExpiringMap(lifetime=10, most=3)
    for number in range(5):
        memory.put(number, number, float(number))
    assert len(memory) == 3
    assert memory.get(0, 5.0) is None
    memory.put(9, 9, 13.5)
    assert len(memory) == 2  # what had faded by then went, too
    memory.put(9, 10, 14.0)
    assert memory.get(9, 14.0) == 10
