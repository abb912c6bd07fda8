"""A quiz: the same seed asks the same, nothing comes back soon, and a pack gives what it has."""

from __future__ import annotations

from itertools import islice

from bot.pack.models import Article, Question, Quote, Term
from bot.quizzing import Difficulty, Quiz, QuizQuestion
from bot.quizzing.quiz_material import entries_on
from bot.quizzing.wording import nearness
from bot.translations import voice
from tests.support.packs import shipped_pack
from tests.support.quizzes import shipped_quiz


def ten(quiz: Quiz, seed: int) -> list[QuizQuestion]:
    return list(islice(quiz.questions(seed), 10))


def test_the_same_seed_asks_the_same_and_another_something_else() -> None:
    assert ten(shipped_quiz(), 5) == ten(Quiz(shipped_pack(), voice("en")), 5)
    assert ten(shipped_quiz(), 5) != ten(shipped_quiz(), 6)


def test_no_entry_is_asked_about_twice_in_ten_questions() -> None:
    for seed in range(20):
        entries = [question.entry for question in ten(shipped_quiz(), seed)]
        assert len(set(entries)) == 10


def test_a_quiz_of_ten_is_of_many_kinds() -> None:
    assert min(len({question.kind for question in ten(shipped_quiz(), seed)}) for seed in range(20)) >= 4


def test_what_was_asked_does_not_depend_on_how_hard_it_is_but_the_wrong_choices_do() -> None:
    easy, hard = (
        list(islice(shipped_quiz().questions(5, [level] * 80), 80)) for level in (Difficulty.EASY, Difficulty.HARD)
    )
    assert [question.text for question in easy] == [question.text for question in hard]
    assert _plausibility(easy) < _plausibility(hard)


def _plausibility(questions: list[QuizQuestion]) -> float:
    return sum(
        nearness(question.choices[question.right].text, choice.text)
        for question in questions
        if question.kind in ("meaning", "term", "translation", "ending")
        for choice in question.choices
    )


def test_a_pack_without_quotes_or_terms_is_asked_about_the_rest() -> None:
    without = shipped_pack().having({Quote: (), Term: ()})
    kinds = {question.kind for question in islice(Quiz(without, voice("en")).questions(1), 60)}
    assert kinds == {"figure", "ending", "altered"}


def test_a_pack_of_nothing_but_a_few_terms_asks_about_them_and_one_with_nothing_asks_nothing() -> None:
    few = shipped_pack().having({Quote: (), Question: (), Article: (), Term: shipped_pack().terms[:12]})
    bare = few.having({Term: few.terms[:3]})
    assert {question.kind for question in islice(Quiz(few, voice("en")).questions(1), 30)} <= {
        "meaning", "term", "translation",
    }  # fmt: skip
    assert not Quiz(few, voice("en")).empty
    assert Quiz(bare, voice("en")).empty
    assert list(Quiz(bare, voice("en")).questions(1)) == []


def test_a_series_on_a_topic_keeps_to_it_and_its_questions_are_made_again_without_it() -> None:
    pack, quiz = shipped_pack(), shipped_quiz()
    for topic in pack.info.topics:
        series = [quiz.numbered(7, number, {topic.id}) for number in range(1, 13)]
        for each in series:
            assert each is not None
            assert each.asked.entry in entries_on(pack, {topic.id})
            assert quiz.again(7, each.key) == each.asked
        assert len({each.key.partition(".")[2] for each in series if each}) >= min(
            10, quiz.subjects_on({topic.id}) // 2
        )
    assert quiz.numbered(7, 1, {"cooking"}) is None
    assert quiz.subjects_on({"cooking"}) == 0
    assert quiz.subjects_on(()) == quiz.subjects
    assert quiz.again(7, f"1.{quiz.subjects}") is None


def test_a_wrong_meaning_tells_whose_it_is() -> None:
    questions = islice(shipped_quiz().questions(2), 60)
    meaning = next(question for question in questions if question.kind == "meaning")
    wrong = [choice for at, choice in enumerate(meaning.choices) if at != meaning.right]
    assert all(choice.told.startswith("That is “") for choice in wrong)
