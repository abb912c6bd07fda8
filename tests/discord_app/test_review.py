"""`/quiz review`: what was missed comes back to members who opted in, and to nobody else."""

from __future__ import annotations

import pytest

from bot.quizzing import Difficulty
from bot.quizzing.quiz_progress import QuizProgress
from bot.reviewing.review_models import ReviewCard
from tests.support.clock import FakeClock
from tests.support.members import Post, Result
from tests.support.payloads import BUTTON, walk
from tests.support.quizzes import shipped_quiz

from .conftest import Town, labels, text
from .test_quiz import answer, asked, onward, presses

pytestmark = pytest.mark.thorough


async def cards(town: Town) -> list[ReviewCard]:
    return [*(await town.bot.ports.reviews.cards(town.ann.id) or ())]


async def opted_in(town: Town) -> Result:
    offered = await town.ann.slash(town.square, "quiz review")
    assert offered.ephemeral
    assert "which entries you missed, by their ids" in text(offered)
    return await town.ann.click(offered.shown, label="Yes, ask me again")


def choices(shown: Post) -> list[str]:
    ids = (str(each.get("custom_id")) for each in walk(shown.components) if each["type"] == BUTTON)
    return [each for each in ids if each.startswith("f1:review:") and each[-2:] in (":0", ":1", ":2", ":3")]


async def reply(town: Town, shown: Result, *, right: bool) -> Result:
    _, _, language, key, seed, difficulty, *_ = choices(shown.shown)[0].split(":")
    item = next(card.item for card in await cards(town) if card.item.key == key)
    made = shipped_quiz(language)
    question = made.about(item.kind, item.entry, int(seed, 16), Difficulty(int(difficulty)))
    assert question is not None
    chosen = question.right if right else (question.right + 1) % 4
    return await town.ann.click(shown.shown, custom_id=choices(shown.shown)[chosen])


async def test_what_was_missed_comes_back_when_it_is_due_and_it_says_when(shipped: Town, clock: FakeClock) -> None:
    await opted_in(shipped)
    shown = await shipped.ann.slash(shipped.square, "quiz start")
    missed = asked(shown.shown)
    told = await answer(shipped, shown.shown, right=False)
    told = await answer(shipped, (await onward(shipped, told.shown)).shown, right=True)
    [card] = await cards(shipped)
    assert card.item.entry == missed.entry
    early = await shipped.ann.slash(shipped.square, "quiz review")
    assert f"The next question comes back <t:{int(card.due.timestamp())}:R>" in text(early)
    clock.pass_by(minutes=11)
    due = await shipped.ann.slash(shipped.square, "quiz review")
    assert "Review · 1 question is due" in text(due)
    answered = await reply(shipped, due, right=True)
    assert "It comes back <t:" in text(answered)
    [card] = await cards(shipped)
    assert (card.due - clock.now()).days >= 1
    done = await shipped.ann.click(answered.shown, label="Next question")
    assert "Nothing is due." in text(done)


async def test_an_answer_that_is_pressed_twice_counts_once(shipped: Town, clock: FakeClock) -> None:
    await opted_in(shipped)
    shown = await shipped.ann.slash(shipped.square, "quiz start")
    wrong = presses(shown.shown)[(asked(shown.shown).right + 1) % 4]
    for again in (shown.shown, (await shipped.ann.slash(shipped.square, "quiz start")).shown):
        shipped.relabel(again, wrong)  # as it stands where a killed process could not put the outcome in its place
        await shipped.ann.click(again, custom_id=wrong)
    [card] = await cards(shipped)
    assert card.times == 1


async def test_nothing_is_stored_of_whoever_has_not_opted_in(shipped: Town) -> None:
    shown = await shipped.ann.slash(shipped.square, "quiz start")
    await answer(shipped, shown.shown, right=False)
    assert await shipped.bot.ports.reviews.cards(shipped.ann.id) is None
    assert (await shipped.store.stored_about(shipped.ann.id)).total == 0


@pytest.mark.parametrize("by", ["the button", "privacy"])
async def test_who_stops_leaves_nothing_behind(shipped: Town, by: str) -> None:
    await opted_in(shipped)
    shown = await shipped.ann.slash(shipped.square, "quiz start")
    await answer(shipped, shown.shown, right=False)
    told = await shipped.ann.slash(shipped.square, "privacy")
    assert "that you want to be asked again, and 1 question that comes back" in text(told)
    if by == "privacy":
        erased = await shipped.ann.click(told.shown, label="Erase what is stored about me")
        assert "Erased: 2 entries about you." in text(erased)
    else:
        idle = await shipped.ann.slash(shipped.square, "quiz review")
        ended = await shipped.ann.click(idle.shown, label="Stop, and erase it")
        assert "1 question that was to come back is erased" in text(ended)
    assert await shipped.bot.ports.reviews.cards(shipped.ann.id) is None


async def test_what_has_left_the_library_is_asked_no_more(shipped: Town, clock: FakeClock) -> None:
    await opted_in(shipped)
    shown = await shipped.ann.slash(shipped.square, "quiz start")
    await answer(shipped, shown.shown, right=False)
    clock.pass_by(minutes=11)
    shipped.put(terms=(), quotes=(), questions=(), articles=())
    assert "you have missed nothing since you opted in" in text(await shipped.ann.slash(shipped.square, "quiz review"))
    assert await cards(shipped) == []


async def test_the_end_of_a_quiz_leads_to_the_review(shipped: Town) -> None:
    shown = await shipped.ann.slash(shipped.square, "quiz start")
    for right in (False, *[True] * 9):
        told = await answer(shipped, shown.shown, right=right)
        shown = await onward(shipped, told.shown)
    offered = await shipped.ann.click(shown.shown, label="Ask me again what I missed")
    assert "Shall I ask you again what you miss?" in text(offered)
    assert "Start a quiz" in labels(await shipped.ann.click(offered.shown, label="Yes, ask me again"))


async def test_a_new_quiz_asks_more_of_the_kinds_that_were_missed(shipped: Town) -> None:
    await opted_in(shipped)
    shown = await shipped.ann.slash(shipped.square, "quiz start")
    kind = asked(shown.shown).kind
    await answer(shipped, shown.shown, right=False)
    following = await shipped.ann.slash(shipped.square, "quiz start")
    _, _, _, seed, *_ = presses(following.shown)[0].split(":")
    assert QuizProgress.read(seed, "").favoured == (kind,)
    made = shipped_quiz()

    def share(favoured: tuple[str, ...]) -> int:
        drawn = (made.questions(seed, (), favoured) for seed in range(20))
        return sum(next(each).kind == kind for each in drawn for _ in range(10))

    assert share((kind,)) > 1.3 * share(())


@pytest.mark.parametrize(
    ("locale", "offer"), [("zh-CN", "要不要把你答错的题以后再问你？"), ("es-ES", "¿Te vuelvo a preguntar")]
)
async def test_it_speaks_the_language_of_its_reader(shipped: Town, locale: str, offer: str) -> None:
    with shipped.speaking(locale):
        assert offer in text(await shipped.ann.slash(shipped.square, "quiz review"))
