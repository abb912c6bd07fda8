"""Translations of the articles' sentences: held against the articles, and asked for where a pack wants them."""

from __future__ import annotations

import pytest

from bot.pack.loader import load_pack
from bot.pack.models import Citation
from bot.pack.queries.coverage import coverage
from bot.pack.queries.passage_translations import translated, translated_quote
from tests.support.packs import shipped_pack

from .conftest import Garden

WATER = "Water comes from the old mill race."
NOON = "Nobody may water between noon and four o'clock."
ONE = f"- text: {WATER}\n  translation: {{zh: 水来自旧水车渠。}}\n  article: rules\n  paragraph: 2\n"
TWO = f"- text: {NOON}\n  translation: {{zh: 中午到四点之间不得浇水。}}\n  article: rules\n  paragraph: 2\n"


def cited(quote: str) -> Citation:
    return Citation(article="rules", paragraph=2, quote=quote)


def test_a_citation_is_translated_by_the_sentences_it_is_taken_from(garden: Garden) -> None:
    pack = load_pack(garden.write("translations.yaml", ONE + TWO).folder)
    assert translated(pack, cited(WATER), "zh") == "水来自旧水车渠。"
    assert translated(pack, cited("old mill race. Nobody may"), "zh-TW") == "水来自旧水车渠。中午到四点之间不得浇水。"
    assert translated(pack, cited(WATER), "en") is None


def test_half_a_passage_is_not_shown_as_the_whole(garden: Garden) -> None:
    pack = load_pack(garden.write("translations.yaml", ONE).folder)
    assert translated(pack, cited(f"{WATER} {NOON}"), "zh") is None


def test_a_quote_is_translated_by_its_own_entry_before_that_of_its_sentences(garden: Garden) -> None:
    garden.write(
        "translations.yaml", ONE.replace(WATER, "A member who leaves a plot leaves the trees.").replace("h: 2", "h: 3")
    )
    pack = load_pack(garden.folder)
    assert translated_quote(pack, pack.quote_by_id["trees-stay"], "zh") == "水来自旧水车渠。"
    garden.edit("quotes.yaml", "speaker: maud-perry", "translation: {zh: 树要留下。}\n  speaker: maud-perry")
    pack = load_pack(garden.folder)
    assert translated_quote(pack, pack.quote_by_id["trees-stay"], "zh") == "树要留下。"


def test_a_translation_covers_nothing_and_has_no_id(garden: Garden) -> None:
    before = coverage(load_pack(garden.folder))
    assert coverage(load_pack(garden.write("translations.yaml", ONE + TWO).folder)) == before


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        (ONE.replace("old mill", "odl mill"), "The words do not stand in rules ¶2.", 1),
        (
            ONE.replace("{zh: 水", "{zh 水").replace("{zh 水来自旧水车渠。}", "zh 水来自旧水车渠。"),
            "The translation is in 'en', as the article is.",
            2,
        ),
        (
            ONE.replace("Water comes from the old mill race.", "Water comes"),
            "The text is not one sentence of its paragraph.",
            1,
        ),
        (ONE + ONE, "The sentence is translated already in translations.yaml:1.", 5),
        (ONE.replace("水来自旧水车渠。", "Water"), "The Chinese text holds no Chinese.", 2),
    ],
)
def test_what_no_citation_would_find_is_a_fault(garden: Garden, text: str, problem: str, line: int) -> None:
    fault = garden.write("translations.yaml", text).fault()
    assert (fault.file, fault.line, fault.problem) == ("translations.yaml", line, problem)


def test_a_pack_may_ask_for_a_translation_of_every_cited_sentence(garden: Garden) -> None:
    garden.edit("pack.yaml", "names: [Millrace]", "names: [Millrace]\npolicies: {translation: advised}")
    told = [fault for fault in garden.advice() if "translation" in fault.problem]
    assert "The cited sentence “Water comes from the old mill race.” has no translation into 'zh'." in {
        fault.problem for fault in told
    }
    count = len(told)
    garden.write("translations.yaml", ONE)
    assert len([fault for fault in garden.advice() if "translation" in fault.problem]) == count - 1
    garden.edit("articles/rules.md", "short: Rules 2024", "language: zh\nshort: Rules 2024")
    left = [fault.problem for fault in garden.advice() if "translation" in fault.problem]
    assert "The cited sentence “Water comes from the old mill race.” has no translation into 'en'." in left


def test_every_sentence_that_the_shipped_pack_cites_can_be_read_in_chinese() -> None:
    pack = shipped_pack()
    entries = (*pack.questions, *pack.terms)
    lacking = [each.id for each in entries for one in each.citations if not translated(pack, one, "zh")]
    assert lacking == []
    assert [quote.id for quote in pack.quotes if not translated_quote(pack, quote, "zh")] == []
