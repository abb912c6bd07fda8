"""Look-ups find the term that was meant, in any writing, and refuse strangers."""

from __future__ import annotations

import pytest

from bot.matching.glossary.strip_question_words import subject
from bot.matching.glossary.term_index import FOUND, GlossaryIndex
from bot.matching.reply import TermCandidate
from tests.matching.village import a_term, rows_of, shipped, village


def found(index: GlossaryIndex, text: str) -> str | None:
    candidates = index.define(text)
    return candidates[0].term.id if candidates and candidates[0].confidence >= FOUND else None


@pytest.mark.parametrize(
    "text",
    [
        "inter-library loan",
        "Inter Library Loans",
        "INTERLIBRARY LOAN",
        "ILL",
        "loan between libraries",
        "馆际互借",
        "館際互借",
    ],
)
def test_a_name_typed_exactly_is_all_but_certain(text: str) -> None:
    first = village().define(text)[0]
    assert first.term.id == "inter-library-loan"
    assert first.confidence >= 0.95


@pytest.mark.parametrize(
    "text",
    [
        "lvse shujia",
        "lǜsè shūjià",
        "lü4 se4 shu1 jia4",
        "lu:se shujia",
        "luseshujia",
        "lssj",
        "LSSJ",
        "绿色书架",
        "綠色書架",
    ],
)
def test_chinese_may_be_typed_as_pinyin_in_any_way_or_as_initials(text: str) -> None:
    assert found(village(), text) == "green-shelf"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("overdu fine", "overdue-fine"),
        ("catalouge", "catalogue"),
        ("catalog", "catalogue"),
        ("mobil libary", "mobile-library"),
        ("openinghours", "opening-hours"),
        ("childrens coner", "childrens-corner"),
        ("interlibary loan", "inter-library-loan"),
        ("kaifang shijan", "opening-hours"),
        ("开放时件", "opening-hours"),
        ("开房时间", "opening-hours"),
    ],
)
def test_misspellings_are_seen_through(text: str, term: str) -> None:
    assert found(village(), text) == term


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what is an OPAC?", "an OPAC"),
        ("What does ILL mean", "ILL"),
        ("whats ILL", "ILL"),
        ("define library card", "library card"),
        ("pls explain the term late fee", "late fee"),
        ("can you tell me what a book bus is?", "a book bus"),
        ('what do you mean by "renewal"?', "renewal"),
        ("the meaning of study room", "study room"),
        ("OPAC stands for", "OPAC"),
        ("什么是借书证？", "借书证"),
        ("請問借書證是什麼意思", "借书证"),
        ("续借指的是什么", "续借"),
        ("什么叫OPAC", "OPAC"),
        ("means of transport", "means of transport"),
        ("what is", ""),
        ("define", ""),
    ],
)
def test_the_question_around_a_look_up_is_taken_off(text: str, asked: str) -> None:
    assert subject(text) == asked


@pytest.mark.parametrize(
    "text", ["what is a library card?", "define library card", "借书证是什么意思", "jieshuzheng shi shenme"]
)
def test_a_term_is_found_inside_a_question(text: str) -> None:
    assert found(village(), text) == "library-card"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "???",
        "what is",
        "hello",
        "football",
        "reading glasses",
        "short overdue loan",
        "red shelf",
        "足球",
        "mobile",
    ],
)
def test_strangers_are_not_found(text: str) -> None:
    assert found(village(), text) is None


def test_part_of_a_name_leads_to_its_only_term_with_less_confidence() -> None:
    part, whole = village().define("book between libraries loan")[0], village().define("bookmobile")[0]
    assert part.term.id == "inter-library-loan"
    assert 0.3 < part.confidence < whole.confidence


def test_a_word_that_several_names_share_offers_them_and_chooses_none() -> None:
    index = GlossaryIndex([a_term("red-door", "red door", "红门"), a_term("blue-door", "blue door", "蓝门")])
    candidates = index.define("door")
    assert {candidate.term.id for candidate in candidates} == {"red-door", "blue-door"}
    assert candidates[0].confidence < FOUND


def test_a_name_that_two_terms_share_chooses_none() -> None:
    index = GlossaryIndex([a_term("a", "first desk", "甲台", ("desk",)), a_term("b", "second desk", "乙台", ("desk",))])
    candidates = index.define("desk")
    assert len(candidates) == 2
    assert all(FOUND > candidate.confidence > 0.5 for candidate in candidates)


def test_a_headword_comes_before_the_same_word_as_a_variant_of_anothera_term() -> None:
    index = GlossaryIndex([a_term("b", "second desk", "乙台", ("desk",)), a_term("a", "desk", "台")])
    assert [candidate.term.id for candidate in index.define("desk")] == ["a", "b"]


def test_another_word_in_place_of_one_is_no_misspelling() -> None:
    index = GlossaryIndex([a_term("high-tide", "high quality tide tables", "高质量潮汐表")])
    assert found(index, "high qualty tide tables") == "high-tide"
    assert found(index, "low quality tide tables") is None


def test_each_term_is_offered_once_and_no_more_than_asked() -> None:
    candidates = village().define("library", limit=2)
    assert [candidate.term.id for candidate in candidates] == ["library"]
    many = village().define("loans", limit=2)
    assert len({candidate.term.id for candidate in many}) == len(many) == 2


def test_a_candidate_names_the_form_that_matched() -> None:
    assert village().define("bok bus")[0].matched == "book bus"


def test_a_glossary_without_terms_finds_nothing() -> None:
    index = GlossaryIndex([])
    assert index.define("anything") == index.suggest("") == index.suggest("a") == index.mentions("any text") == ()


def test_a_text_too_long_for_a_look_up_finds_nothing() -> None:
    assert village().define("library " * 200) == ()


@pytest.mark.parametrize("half", ["choosing", "reporting"])
def test_the_labelled_look_ups_are_answered_and_strangers_refused(half: str) -> None:
    rows = rows_of("tests/data/terms.yaml")[half == "reporting" :: 2]
    answers = [(row["term"], _first(shipped(), row["text"])) for row in rows]
    given = [(term, first) for term, first in answers if first and first.confidence >= FOUND]
    right = sum(first.term.id == term for term, first in given)
    assert right / len(given) >= 0.97
    assert right / sum(term is not None for term, _ in answers) >= 0.95
    assert all(first and first.term.id == term for term, first in answers if term)


def test_every_name_of_the_shipped_glossary_finds_its_term() -> None:
    for entry in rows_of("seeds/glossary.yaml"):
        for name in (entry["term"], entry["zh"], *entry.get("variants", ())):
            assert found(shipped(), name) == entry["id"], name


def _first(index: GlossaryIndex, text: str) -> TermCandidate | None:
    return next(iter(index.define(text)), None)
