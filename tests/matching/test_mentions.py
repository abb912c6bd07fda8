"""Glossary terms are found in running text, at their places in the text as it was typed."""

from __future__ import annotations

from bot.matching.glossary.term_index import GlossaryIndex
from tests.matching.village import a_term, village


def mentioned(text: str, index: GlossaryIndex | None = None) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.term.id) for m in (index or village()).mentions(text)]


def test_terms_are_found_in_the_order_of_the_text_in_any_number_and_case() -> None:
    assert mentioned("LIBRARY CARDS are shown in the Reading Room, say the catalogues!") == [
        ("LIBRARY CARDS", "library-card"),
        ("Reading Room", "reading-room"),
        ("catalogues", "catalogue"),
    ]


def test_the_longest_of_overlapping_names_is_taken() -> None:
    assert mentioned("a long overdue loan") == [("long overdue loan", "long-overdue-loan")]
    assert mentioned("流动图书馆和图书馆") == [("流动图书馆", "mobile-library"), ("图书馆", "library")]


def test_each_term_is_told_once_where_it_first_stands() -> None:
    assert mentioned("late fee, overdue fine, late fee") == [("late fee", "overdue-fine")]


def test_names_count_only_as_whole_words() -> None:
    index = GlossaryIndex([a_term("lad", "lads", "小伙子"), a_term("it", "information desk", "问询台", ("IT",))])
    assert mentioned("salads, ladders and a lad's hat", index) == [("lad's", "lad")]


def test_an_abbreviation_that_is_also_a_word_counts_only_in_capitals() -> None:
    index = GlossaryIndex(
        [a_term("it", "information desk", "问询台", ("IT",)), a_term("opac", "catalogue", "目录", ("OPAC",))]
    )
    assert mentioned("is it open? ask IT about the opac", index) == [("IT", "it"), ("opac", "opac")]


def test_chinese_is_found_simplified_and_traditional_at_its_place_in_the_text_as_typed() -> None:
    assert mentioned("請帶借書證到閱覽室🙂，谢谢图书馆") == [
        ("借書證", "library-card"),
        ("閱覽室", "reading-room"),
        ("图书馆", "library"),
    ]


def test_a_name_may_run_over_a_line_or_a_hyphen_but_not_over_the_end_of_a_sentence() -> None:
    assert mentioned("mobile-\nlibrary") == [("mobile-\nlibrary", "mobile-library")]
    assert mentioned("It is mobile. Library staff") == [("Library", "library")]


def test_offsets_hold_beside_wide_letters_accents_and_emoji() -> None:
    assert mentioned("🙂🙂 ＯＰＡＣ, cafe\u0301, Ca\u0301talogue") == [("ＯＰＡＣ", "catalogue")]
    assert mentioned("Ca\u0301talogue") == [("Ca\u0301talogue", "catalogue")]


def test_links_and_discords_marks_are_passed_over() -> None:
    assert mentioned("https://example.org/library/reading-room <:library:123> <@42>") == []


def test_no_more_are_told_than_asked() -> None:
    text = "library, catalogue, library card, reading room"
    assert [mention.term.id for mention in village().mentions(text, limit=2)] == ["library", "catalogue"]


def test_chinese_is_turned_into_headwords_for_searching_english_passages() -> None:
    assert village().translate("借书证和馆际互借") == ("library card", "inter-library loan")
