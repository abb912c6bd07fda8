"""Every question has exactly one right choice: held by rule over 1,000 of the shipped pack and 200 of an example's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from bot.pack.loader import load_pack
from bot.pack.models import Pack
from bot.pack.queries.term_names import term_names
from bot.quizzing import KINDS, QuizQuestion
from bot.quizzing.figures import GAP
from bot.quizzing.term_meanings import meaning
from bot.settings import ROOT
from bot.text import fold
from tests.support.packs import shipped_pack
from tests.support.quizzes import questions_of


@cache
def makers_space() -> Pack:
    return load_pack(ROOT / "examples" / "makers-space")


def held(pack: Pack, question: QuizQuestion) -> str:
    """What proves a question: the paragraphs it cites, or the whole answer its line stands in."""
    if question.citations:
        return "\n".join(pack.passage(citation).text for citation in question.citations)
    return question.line


def rights(pack: Pack, question: QuizQuestion, language: str) -> list[int]:
    """The choices that are right, found again from the pack's entries and passages alone."""
    rule = RULES[question.kind]
    return [at for at, choice in enumerate(question.choices) if rule(pack, question, choice.text, language)]


def _means(pack: Pack, question: QuizQuestion, choice: str, language: str) -> bool:
    return choice == meaning(pack.term_by_id[question.entry.id], language)


@cache
def _meanings(folder: Path, language: str) -> dict[str, str]:
    return {term.id: meaning(term, language) for term in load_pack(folder).terms}


def _is_meant(pack: Pack, question: QuizQuestion, choice: str, language: str) -> bool:
    meant = [term for term in pack.terms if _meanings(pack.folder, language)[term.id] == question.body]
    return any(fold(choice) in map(fold, term_names(term)) for term in meant)


def _translates(pack: Pack, question: QuizQuestion, choice: str, _language: str) -> bool:
    shown = re.search(r"[“«](.+)[”»]", question.prompt)
    assert shown
    named = [term for term in pack.terms if shown[1] in term_names(term)]
    return any(fold(choice) in map(fold, term_names(term)) for term in named)


def _said(pack: Pack, question: QuizQuestion, choice: str, language: str) -> bool:
    """Whoever is quoted in the article may have said it: no two choices may be of one article."""
    article = question.citations[0].article
    voices = {quote.speaker for quote in pack.quotes if quote.article == article}
    return choice in {pack.speaker_by_id[speaker].name.text(language) for speaker in voices}


def _fills(pack: Pack, question: QuizQuestion, choice: str, _language: str) -> bool:
    line = question.body.splitlines()[-1].strip("“”")
    return line.replace(GAP, choice) in held(pack, question)


def _ends(pack: Pack, question: QuizQuestion, choice: str, _language: str) -> bool:
    head = question.body.splitlines()[-1].strip("“”").removesuffix(" …")
    return f"{head} {choice.removeprefix('… ')}" in held(pack, question)


def _stands(pack: Pack, question: QuizQuestion, choice: str, _language: str) -> bool:
    texts = [paragraph.text for article in pack.articles for paragraph in article.paragraphs]
    return any(choice in text for text in (*texts, held(pack, question)))


RULES: Mapping[str, Callable[[Pack, QuizQuestion, str, str], bool]] = {
    "meaning": _means,
    "term": _is_meant,
    "translation": _translates,
    "speaker": _said,
    "figure": _fills,
    "ending": _ends,
    "altered": _stands,
}


@pytest.mark.parametrize(
    ("pack", "language", "count"),
    [(shipped_pack, "en", 1_000), (shipped_pack, "zh", 300), (makers_space, "en", 200), (makers_space, "de", 100)],
    ids=["shipped", "shipped in Chinese", "makers' space", "makers' space in German"],
)
def test_each_question_has_four_different_choices_of_which_the_one_given_alone_is_right(
    pack: Callable[[], Pack], language: str, count: int
) -> None:
    questions = questions_of(pack, language, count)
    assert len(questions) == count
    for question in questions:
        assert len({fold(choice.text) for choice in question.choices}) == 4, question
        assert rights(pack(), question, language) == [question.right], question


def test_every_kind_has_a_rule_and_comes_up_in_the_shipped_pack() -> None:
    assert {*RULES} == {kind.name for kind in KINDS}
    assert {question.kind for question in questions_of(shipped_pack, "en", 1_000)} == {*RULES}


def test_every_question_of_a_pack_with_articles_cites_a_passage_and_every_other_has_a_line() -> None:
    assert all(question.citations for question in questions_of(shipped_pack, "en", 1_000))
    assert all(question.line for question in questions_of(makers_space, "en", 200))


def test_who_always_takes_one_letter_the_longest_or_the_largest_is_right_one_time_in_four() -> None:
    questions = questions_of(shipped_pack, "en", 1_000)
    letters = Counter(question.right for question in questions)
    assert all(200 <= letters[letter] <= 300 for letter in range(4))
    sized = [question for question in questions if len({choice.size for choice in question.choices}) == 4]
    for extreme in (min, max):
        first = [extreme(question.choices, key=lambda choice: choice.size) for question in sized]
        share = sum(a is b.choices[b.right] for a, b in zip(first, sized, strict=True)) / len(sized)
        assert 0.15 < share < 0.35


def test_figures_have_one_unit_and_none_of_the_wrong_ones_stands_in_the_passage() -> None:
    for question in questions_of(shipped_pack, "en", 1_000):
        if question.kind == "figure":
            units = {re.sub(r"[\d.,]+", "#", choice.text) for choice in question.choices}
            assert len(units) == 1
            standing = [choice.text for choice in question.choices if choice.text in held(shipped_pack(), question)]
            assert standing == [question.choices[question.right].text]


def test_a_quote_that_two_say_nearly_alike_or_that_names_its_speaker_is_asked_of_nobody() -> None:
    said = [question for question in questions_of(shipped_pack, "en", 1_000) if question.kind == "speaker"]
    texts = " ".join(question.body for question in said)
    assert "drives the creation of new industries" not in texts  # Xi Jinping, as Zhang Laiming cites him, and Qiu Ping
    assert "relations of production must be adapted" not in texts  # Qiu Ping, and Qiu Wen
    for question in said:
        for name in question.choices[question.right].text.split():
            assert name not in question.body
