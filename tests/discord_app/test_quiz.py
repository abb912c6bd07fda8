"""`/quiz start`: ten questions for one member, whose buttons carry all of it."""

from __future__ import annotations

import pytest

from bot.quizzing import QuizQuestion
from bot.quizzing.figures import GAP
from bot.quizzing.quiz_progress import QuizProgress
from tests.support.members import Post, Result
from tests.support.packs import shipped_pack
from tests.support.payloads import BUTTON, walk
from tests.support.quizzes import shipped_quiz

from .conftest import Town, labels, text, with_the_shipped_pack

pytestmark = pytest.mark.thorough


def presses(shown: Post) -> list[str]:
    """The ids of the quiz's buttons on a message, in order."""
    ids = (str(each.get("custom_id")) for each in walk(shown.components) if each["type"] == BUTTON)
    return [custom_id for custom_id in ids if custom_id.startswith("f1:quiz:")]


def asked(shown: Post) -> QuizQuestion:
    """The question that a message asks, made again from what stands in its buttons."""
    _, _, language, seed, marks, *_ = presses(shown)[0].split(":")
    progress = QuizProgress.read(seed, marks)
    return progress.asked(shipped_quiz(language))[-1]


async def answer(town: Town, shown: Post, *, right: bool) -> Result:
    question = asked(shown)
    chosen = question.right if right else (question.right + 1) % 4
    return await town.ann.click(shown, custom_id=presses(shown)[chosen])


async def onward(town: Town, shown: Post) -> Result:
    return await town.ann.click(shown, custom_id=presses(shown)[0])


async def test_ten_questions_are_asked_one_by_one_and_nobody_else_sees_them(shipped: Town) -> None:
    shown = await shipped.ann.slash(shipped.square, "quiz start")
    assert shown.ephemeral
    for number in range(1, 11):
        assert f"Question {number} of 10" in text(shown)
        told = await answer(shipped, shown.shown, right=True)
        assert "✅ **Right!**" in text(told)
        assert f"{number} right" in text(told)
        shown = await onward(shipped, told.shown)
    assert "### 10 of 10 right." in text(shown)
    assert labels(shown) == ["Another quiz"]


async def test_a_wrong_answer_shows_the_right_one_with_its_passage_and_the_end_offers_what_was_missed(
    shipped: Town,
) -> None:
    shown = await shipped.ann.slash(shipped.square, "quiz start")
    missed = asked(shown.shown)
    told = await answer(shipped, shown.shown, right=False)
    assert "❌ **It is " in text(told)
    assert f"¶{missed.citations[0].paragraph}" in text(told)
    assert "In context" in labels(told)
    for _ in range(9):
        told = await answer(shipped, (await onward(shipped, told.shown)).shown, right=True)
    ended = await onward(shipped, told.shown)
    assert "9 of 10 right." in text(ended)
    assert "🟥🟩🟩🟩🟩🟩🟩🟩🟩🟩" in text(ended)
    assert labels(ended)[1:] == ["Another quiz", "Ask me again what I missed"]
    opened = await shipped.ann.click(ended.shown, label=labels(ended)[0])
    assert opened.ephemeral
    again = await shipped.ann.click(ended.shown, label="Another quiz")
    assert "Question 1 of 10" in text(again)


async def test_an_answered_question_shows_its_line_once_whole(shipped: Town) -> None:
    shown, seen = await shipped.ann.slash(shipped.square, "quiz start"), 0
    for _ in range(10):
        question = asked(shown.shown)
        told = await answer(shipped, shown.shown, right=True)
        if question.kind in {"figure", "ending", "speaker"}:
            seen += 1
            first_words = question.body.strip("“")[:24].partition(GAP)[0]
            assert text(told).count(first_words) == 1, question
            assert GAP not in text(told)
        shown = await onward(shipped, told.shown)
    assert seen


async def test_a_quiz_goes_on_after_a_restart(shipped: Town) -> None:
    shown = await shipped.ann.slash(shipped.square, "quiz start")
    told = await answer(shipped, shown.shown, right=True)
    await shipped.restart()
    with_the_shipped_pack(shipped)
    following = await onward(shipped, told.shown)
    assert "Question 2 of 10 · 1 right" in text(following)
    assert "2 right" in text(await answer(shipped, following.shown, right=True))


async def test_a_quiz_whose_library_has_changed_says_so_and_offers_another(shipped: Town) -> None:
    shown = await shipped.ann.slash(shipped.square, "quiz start")
    shipped.put(terms=shipped_pack().terms[:40], quotes=shipped_pack().quotes[:9])
    changed = await shipped.ann.click(shown.shown, custom_id=presses(shown.shown)[0])
    assert "The library has changed" in text(changed)
    assert "Question 1 of 10" in text(await shipped.ann.click(changed.shown, label="Another quiz"))


@pytest.mark.parametrize(
    ("locale", "counted"),
    [("zh-CN", "第 1 题，共 10 题"), ("zh-TW", "第 1 題，共 10 題"), ("es-ES", "Pregunta 1 de 10")],
)
async def test_it_is_asked_in_the_language_of_its_player(shipped: Town, locale: str, counted: str) -> None:
    with shipped.speaking(locale):
        shown = await shipped.ann.slash(shipped.square, "quiz start")
    assert counted in text(shown)


async def test_a_pack_that_has_little_asks_few_questions_and_one_that_has_nothing_says_so(town: Town) -> None:
    assert "Question 1 of 2" in text(await town.ann.slash(town.square, "quiz start"))
    town.put(terms=(), quotes=(), questions=(), articles=())
    assert "nothing here that I could make a quiz of yet" in text(await town.ann.slash(town.square, "quiz start"))


@pytest.mark.parametrize(
    "words",
    [
        "quiz me",
        "can you quiz me please?",
        "let's play a quiz",
        "考考我",
        "来做个测验吧",
        "hazme un quiz",
        "ponme a prueba",
        "review what I missed",
        "what did i get wrong last time",
        "复习一下错题",
        "quiero repasar mis fallos",
    ],
)
async def test_who_writes_for_a_quiz_is_offered_one_and_whoever_presses_gets_their_own(town: Town, words: str) -> None:
    await town.ann.send(town.square, f"{town.name} {words}")
    offered = town.square.last_message
    assert offered is not None
    assert presses(offered) == ["f1:quiz:new"]
    for member in (town.ann, town.ben):
        begun = await member.click(offered, custom_id="f1:quiz:new")
        assert begun.ephemeral
        assert len(presses(begun.shown)) == 4
    assert presses(offered) == ["f1:quiz:new"]
