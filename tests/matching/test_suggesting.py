"""Autocomplete lists narrow down while somebody types, and keep Discord's limits."""

from __future__ import annotations

import pytest

from bot.matching.glossary.prefixes import cut
from bot.matching.glossary.term_index import GlossaryIndex
from tests.matching.village import NAMES, rows_of, shipped, village


def suggested(prefix: str, index: GlossaryIndex | None = None) -> list[str]:
    return [suggestion.value for suggestion in (index or village()).suggest(prefix)]


def test_nothing_typed_lists_the_first_terms_in_the_curators_order() -> None:
    assert suggested("") == suggested("  ") == list(NAMES)
    assert len(shipped().suggest("")) == 25


def test_headwords_come_before_words_inside_them_and_those_before_variants() -> None:
    assert suggested("l")[:3] == ["library", "library-card", "long-overdue-loan"]
    assert suggested("lib") == ["library", "library-card", "mobile-library", "inter-library-loan"]
    assert suggested("stu") == ["reading-room"]


@pytest.mark.parametrize(
    "prefix", ["lvse", "lüs", "lùse", "lss", "绿", "書架", "绿色书", "green sh", "greensh", "GREEN", "shelf", "shlef"]
)
def test_a_list_narrows_down_in_every_writing(prefix: str) -> None:
    assert suggested(prefix)[0] == "green-shelf"


def test_slips_in_what_was_typed_so_far_are_seen_through() -> None:
    assert suggested("mobiel lib")[0] == "mobile-library"


def test_strangers_are_offered_nothing() -> None:
    assert suggested("zzzz") == []


def test_lists_keep_discords_limits_for_every_beginning_of_every_name() -> None:
    for entry in rows_of("seeds/glossary.yaml")[::7]:
        for name in (entry["term"], entry["zh"]):
            for end in range(1, len(name) + 1):
                found = shipped().suggest(name[:end], "zh")
                assert 1 <= len(found) <= 25
                assert all(1 <= len(suggestion.label) <= 100 for suggestion in found)
                assert len({suggestion.value for suggestion in found}) == len(found)
    assert len(shipped().suggest("n", limit=100)) == 25


def test_a_whole_headword_is_offered_first() -> None:
    assert suggested("library")[0] == "library"
    for entry in rows_of("seeds/glossary.yaml"):
        assert shipped().suggest(entry["term"])[0].value == entry["id"]


def test_labels_show_the_readers_headword_first_and_are_cut_at_a_word() -> None:
    assert village().suggest("opening")[0].label == "opening hours · 开放时间"
    assert village().suggest("opening", "zh")[0].label == "开放时间 · opening hours"
    assert cut("word " * 30) == "word " * 19 + "word…"
    assert cut("字" * 120) == "字" * 99 + "…"
    assert max(len(cut("some words here" * 20)), len(cut("x" * 200))) <= 100
