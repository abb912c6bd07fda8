"""`/quiz round`: a round in a channel, played by everybody there; each post and each press once."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.rounds import playing
from bot.rounds.round_models import Phase, QuizRound
from sandbox import Moment, Overwrite, Permission
from tests.support.clock import FakeClock
from tests.support.members import Member, Post, Result
from tests.support.packs import shipped_pack
from tests.support.payloads import BUTTON, labels_of, walk
from tests.support.quizzes import shipped_quiz

from .conftest import Town, labels, text

pytestmark = pytest.mark.thorough


async def round_of(town: Town) -> QuizRound:
    """The round that is played in the square."""
    rounds = getattr(town.store, "rounds").rounds  # noqa: B009 - the fake's own
    [game] = [each for each in rounds.values() if each.channel == town.square.id]
    return game


async def pass_time(town: Town, clock: FakeClock, seconds: float) -> None:
    """Let time pass, and let the loop do what is due then."""
    clock.pass_by(seconds=seconds)
    town.bot.rounds.wake()
    await town.settled()


def posted(town: Town) -> list[Post]:
    """What the bot posted in the square, oldest first."""
    return [each for each in reversed(town.square.history()) if each.author == town.bot_id]


def button(post: Post, what: str) -> str:
    """The id of a button of the round: a number for a choice, "next", "stop"."""
    ids = [str(each.get("custom_id")) for each in walk(post.components) if each["type"] == BUTTON]
    return next(each for each in ids if each.startswith("f1:round:") and each.endswith(f":{what}"))


async def press(town: Town, member: Member, what: str) -> Result:
    await town.settled()
    return await member.click(posted(town)[-1], custom_id=button(posted(town)[-1], what))


def right_choice(game: QuizRound) -> int:
    asked = shipped_quiz(game.language).questions(game.seed)
    for _ in range(game.number):
        next(asked)
    return next(asked).right


async def test_everybody_answers_once_and_the_answer_names_who_was_right_without_a_ping(
    shipped: Town, clock: FakeClock
) -> None:
    begun = await shipped.ann.slash(shipped.square, "quiz round", seconds=30)
    assert begun.ephemeral
    assert "5 questions of 30 seconds" in text(begun)
    await shipped.settled()
    [question] = posted(shipped)
    game = await round_of(shipped)
    assert "Question 1 of 5 · the answer comes <t:" in question.text
    right = right_choice(game)
    noted = await press(shipped, shipped.ann, str(right))
    assert noted.ephemeral
    assert "Noted: " in text(noted)
    again = await press(shipped, shipped.ann, str((right + 1) % 4))
    assert "the first press counts" in text(again)
    await press(shipped, shipped.ben, str((right + 1) % 4))
    await pass_time(shipped, clock, 32)
    assert [each.id for each in posted(shipped)] == [question.id]
    assert f"Right: <@{shipped.ann.id}> (0.0 s)" in question.text
    assert str(shipped.ben.id) not in question.text
    assert "¶" in question.text
    await pass_time(shipped, clock, playing.READING.total_seconds())
    assert len(posted(shipped)) == 2
    shown = [each.body for each in shipped.http_requests if each.method != "GET" and "/channels/" in each.path]
    assert len(shown) == 4  # the question, its answer, the same without what is overtaken, the next question
    assert [each["allowed_mentions"]["parse"] for each in shown] == [[]] * 4


async def test_what_is_overtaken_keeps_no_button_of_the_round(shipped: Town, clock: FakeClock) -> None:
    begun = await shipped.ann.slash(shipped.square, "quiz round")
    await shipped.settled()
    noted = await press(shipped, shipped.ann, "0")
    assert "the answer is told in the channel" in text(noted)
    assert all("<t:" not in text(each) for each in (begun, noted))
    for number in range(5):
        assert "Go on" in labels_of(posted(shipped)[-1].components)
        await pass_time(shipped, clock, 22)
        assert "Go on" in labels_of(posted(shipped)[-1].components)
        await pass_time(shipped, clock, playing.READING.total_seconds())
        assert labels_of(posted(shipped)[number].components) == ["In context"]
        assert "On to the next" not in posted(shipped)[number].text
    assert labels_of(posted(shipped)[-1].components) == ["Another round"]


@pytest.mark.parametrize(("left", "said"), [(True, "This question is over."), (False, "This round is over.")])
async def test_buttons_that_stayed_under_an_old_question_go_with_the_first_press_which_is_told_so(
    shipped: Town, clock: FakeClock, left: bool, said: str
) -> None:
    await shipped.ann.slash(shipped.square, "quiz round")
    await shipped.settled()
    game, [old] = await round_of(shipped), posted(shipped)
    rounds = getattr(shipped.store, "rounds").rounds  # noqa: B009 - the fake's own
    rounds.pop(game.id)
    if left:
        rounds[game.id] = replace(game, number=game.number + 1)
    [told] = (await shipped.ben.click(old, custom_id=button(old, "1"))).followups
    assert told.ephemeral
    assert said in told.text
    assert labels_of(old.components) == []
    assert "Question 1 of 5" in old.text


async def test_what_is_missed_in_a_round_comes_back_to_whoever_opted_in_and_to_nobody_else(
    shipped: Town, clock: FakeClock
) -> None:
    offered = await shipped.ann.slash(shipped.square, "quiz review")
    assert "alone or in a round" in text(offered)
    await shipped.ann.click(offered.shown, label="Yes, ask me again")
    await shipped.ann.slash(shipped.square, "quiz round")
    await shipped.settled()
    wrong = str((right_choice(await round_of(shipped)) + 1) % 4)
    for member in (shipped.ann, shipped.ann, shipped.ben):  # she presses twice, and the first press counts
        await press(shipped, member, wrong)
    [card] = [*(await shipped.bot.ports.reviews.cards(shipped.ann.id) or ())]
    assert card.times == 1
    assert await shipped.bot.ports.reviews.cards(shipped.ben.id) is None
    told = await shipped.ann.slash(shipped.square, "privacy")
    assert "that you want to be asked again, and 1 question that comes back" in text(told)
    clock.pass_by(minutes=11)
    assert "Review · 1 question is due" in text(await shipped.ann.slash(shipped.square, "quiz review"))
    await shipped.ann.click(told.shown, label="Erase what is stored about me")
    assert await shipped.bot.ports.reviews.cards(shipped.ann.id) is None


async def test_next_and_stop_are_for_whoever_began_and_for_moderators_and_a_table_ends_it(
    shipped: Town, clock: FakeClock
) -> None:
    await shipped.ann.slash(shipped.square, "quiz round")
    await shipped.settled()
    await press(shipped, shipped.ben, str(right_choice(await round_of(shipped))))
    assert "Only whoever began the round" in text(await press(shipped, shipped.ben, "next"))
    for _ in range(2):  # ends the wait for answers, then the time to read
        await press(shipped, shipped.ann, "next")
        await shipped.settled()
    assert (await round_of(shipped)).number == 1
    assert "Only whoever began the round" in text(await press(shipped, shipped.ben, "stop"))
    await press(shipped, shipped.admin(), "stop")
    for _ in range(3):
        await pass_time(shipped, clock, 1)
    first, second, table = posted(shipped)
    assert "Nobody answered." in second.text
    assert "Go on" not in labels_of(second.components)
    assert f"🥇 <@{shipped.ben.id}> · 1 of 2 right" in table.text
    assert labels_of(table.components) == ["Another round"]
    assert labels_of(first.components) == ["In context"]
    await shipped.ben.click(table, label="Another round")
    await shipped.settled()
    assert (await round_of(shipped)).starter == shipped.ben.id


async def test_an_answer_that_stands_there_when_the_round_is_stopped_leads_nowhere_any_more(
    shipped: Town, clock: FakeClock
) -> None:
    await shipped.ann.slash(shipped.square, "quiz round")
    await shipped.settled()
    await pass_time(shipped, clock, 22)
    assert "On to the next" in posted(shipped)[0].text
    await press(shipped, shipped.ann, "stop")
    for _ in range(3):
        await pass_time(shipped, clock, 1)
    told, table = posted(shipped)
    assert "On to the next" not in told.text
    assert labels_of(told.components) == ["In context"]
    assert "Nobody played along." in table.text


async def test_a_channel_has_one_round_at_a_time(shipped: Town) -> None:
    await shipped.ann.slash(shipped.square, "quiz round")
    assert "A round is being played here." in text(await shipped.ben.slash(shipped.square, "quiz round"))
    assert len(posted(shipped)) == 1


async def test_a_round_is_refused_politely_where_the_bot_or_the_member_may_not_write(shipped: Town) -> None:
    assert "in a channel of a server" in text(await shipped.ann.slash(shipped.ann.direct, "quiz round"))
    started = await shipped.ann.slash(shipped.ann.direct, "quiz start")
    assert "Play here with others" not in labels(started)
    await shipped.take_rights(shipped.square, "send_messages")
    assert "I may not write in this channel" in text(await shipped.ann.slash(shipped.square, "quiz round"))
    assert "Play here with others" not in labels(await shipped.ann.slash(shipped.square, "quiz start"))
    assert posted(shipped) == []


async def test_the_private_quiz_offers_to_play_with_others(shipped: Town) -> None:
    started = await shipped.ann.slash(shipped.square, "quiz start")
    begun = await shipped.ann.click(started.shown, label="Play here with others")
    assert "5 questions of 20 seconds" in text(begun)
    await shipped.settled()
    assert "Question 1 of 5" in posted(shipped)[-1].text


async def test_a_round_goes_on_after_a_restart_with_every_press(shipped: Town, clock: FakeClock) -> None:
    await shipped.ann.slash(shipped.square, "quiz round")
    await shipped.settled()
    await press(shipped, shipped.ann, str(right_choice(await round_of(shipped))))
    await shipped.restart()
    await press(shipped, shipped.ben, "0")
    await pass_time(shipped, clock, 22)
    assert f"<@{shipped.ann.id}>" in posted(shipped)[0].text
    await pass_time(shipped, clock, 13)
    assert len(posted(shipped)) == 2


@pytest.mark.parametrize("moment", [*Moment])
async def test_a_question_whose_answer_got_lost_on_the_line_is_not_posted_twice(
    shipped: Town, clock: FakeClock, moment: Moment
) -> None:
    shipped.fails("POST", "/channels/*/messages", status=500, moment=moment, times=6)
    await shipped.ann.slash(shipped.square, "quiz round")
    for _ in range(4):
        await shipped.advance(30)
        await pass_time(shipped, clock, 46)
        if (await round_of(shipped)).phase is not Phase.POSTING:
            break
    assert sum("Question 1 of 5" in each.text for each in posted(shipped)) == 1


async def test_a_channel_that_is_closed_to_the_bot_ends_the_round(shipped: Town, clock: FakeClock) -> None:
    await shipped.ann.slash(shipped.square, "quiz round")
    await shipped.settled()
    await shipped.take_rights(shipped.square, "view_channel")
    await pass_time(shipped, clock, 22)
    assert getattr(shipped.store, "rounds").rounds == {}  # noqa: B009 - the fake's own


async def test_a_question_that_somebody_deletes_is_passed_over(shipped: Town, clock: FakeClock) -> None:
    await shipped.ann.slash(shipped.square, "quiz round")
    await shipped.settled()
    await shipped.admin().delete(posted(shipped)[0])
    await pass_time(shipped, clock, 22)
    await pass_time(shipped, clock, 13)
    assert "Question 2 of 5" in posted(shipped)[0].text


async def test_a_question_that_the_library_no_longer_asks_is_left_out(shipped: Town, clock: FakeClock) -> None:
    await shipped.ann.slash(shipped.square, "quiz round")
    await shipped.settled()
    shipped.put(terms=shipped_pack().terms[:40], quotes=shipped_pack().quotes[:9])
    assert "It is left out." in text(await press(shipped, shipped.ben, "0"))
    await pass_time(shipped, clock, 22)
    assert "It is left out." in posted(shipped)[0].text


async def test_whoever_wants_to_be_forgotten_is_gone_from_the_round(shipped: Town, clock: FakeClock) -> None:
    await shipped.ann.slash(shipped.square, "quiz round")
    await shipped.settled()
    await press(shipped, shipped.ann, str(right_choice(await round_of(shipped))))
    told = await shipped.ann.slash(shipped.square, "privacy")
    assert "1 answer in a round, 1 round that you began" in text(told)
    await shipped.ann.click(told.shown, label="Erase what is stored about me")
    await pass_time(shipped, clock, 22)
    assert str(shipped.ann.id) not in posted(shipped)[0].text
    assert "Only whoever began" in text(await press(shipped, shipped.ann, "next"))


@pytest.mark.parametrize(("locale", "counted"), [("zh-CN", "第 1 题，共 5 题"), ("es-ES", "Pregunta 1 de 5")])
async def test_a_round_is_in_the_language_of_whoever_began_it(shipped: Town, locale: str, counted: str) -> None:
    with shipped.speaking(locale):
        await shipped.ann.slash(shipped.square, "quiz round")
    await shipped.settled()
    assert counted in posted(shipped)[-1].text
    assert re.search(r"<t:\d+:R>", posted(shipped)[-1].text)


async def test_a_member_who_may_not_write_has_nobody_else_do_it(shipped: Town) -> None:
    role = shipped.guild.create_role("quiet", 0)
    hush = Overwrite(role.id, is_member=False, deny=int(Permission.SEND_MESSAGES))
    shipped.put_channel(shipped.square, overwrites=(hush,))
    quiet = shipped.guild.add_member("quinn", role)
    assert "You may not write in this channel" in text(await quiet.slash(shipped.square, "quiz round"))
