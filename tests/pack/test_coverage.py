"""What of the articles is cited, paragraph by paragraph and sentence by sentence."""

from __future__ import annotations

import pytest

from bot.pack.loader import load_pack
from bot.pack.queries.coverage import Use, coverage
from bot.pack.reading.draft import read_draft
from bot.pack.sentences import sentences

from .conftest import Garden


def test_each_paragraph_names_what_cites_it(garden: Garden) -> None:
    found = {(each.article, each.number): each for each in coverage(load_pack(garden.folder))}
    assert list(found) == [("report", 1), ("report", 2), ("report", 3), ("rules", 1), ("rules", 2), ("rules", 3)]
    assert found["report", 2].uses == (Use("question", "first-bees"), Use("term", "swarm"))
    assert found["report", 2].section == "Bees"
    assert found["report", 3].cited_by("quote") == ("no-harm",)
    assert found["report", 3].cited_by("term") == ()


def test_a_sentence_counts_as_cited_where_a_citation_overlaps_it(garden: Garden) -> None:
    garden.edit("glossary.yaml", "quote: Water comes from the old mill race.", "quote: old mill race. Nobody may water")
    found = {(each.article, each.number): each for each in coverage(load_pack(garden.folder))}
    assert [sentence.text for sentence in found["rules", 2].uncited] == ['"Water slowly," the notice by the pump says.']
    assert [sentence.text for sentence in found["report", 1].uncited] == [
        "Members carried 1.2 million litres of water."
    ]
    assert [sentence.uses for sentence in found["rules", 3].sentences] == [(Use("quote", "trees-stay"),), ()]
    first = found["rules", 2].sentences[0]
    assert (first.start, first.end, first.text) == (0, 35, "Water comes from the old mill race.")


def test_a_draft_with_a_drifted_citation_can_be_measured_too(garden: Garden) -> None:
    whole = coverage(load_pack(garden.folder))
    assert coverage(read_draft(garden.folder)) == whole
    garden.edit("glossary.yaml", "quote: Water comes", "quote: Wine comes")
    found = {(each.article, each.number): each for each in coverage(read_draft(garden.folder))}
    assert found["rules", 2].uses == ()


def test_an_entry_that_cites_a_paragraph_twice_is_named_once(garden: Garden) -> None:
    garden.edit(
        "questions/plots.yaml",
        "      quote: In 2023 the society let 118 plots, 6.5% more than the year before.",
        "      quote: In 2023 the society let 118 plots\n"
        "    - {article: report, paragraph: 1, quote: more than the year before.}",
    )
    found = {(each.article, each.number): each for each in coverage(read_draft(garden.folder))}
    assert found["report", 1].uses == (Use("question", "plots-let"),)
    assert found["report", 1].sentences[0].uses == (Use("question", "plots-let"),)


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        (
            'He said so. "Why?" she asked. “Because.” It ended.',
            ["He said so.", '"Why?" she asked.', "“Because.”", "It ended."],
        ),
        ("See No. 3 of vol. 2, p. 7 by J. Doe, Dr. Roe et al. in the U.S. today.", None),
        (
            "It rose 6.5% to 1.2 million. 3D printing rose too.",
            ["It rose 6.5% to 1.2 million.", "3D printing rose too."],
        ),
        ("It began on Sept. 28. Then it ended.", ["It began on Sept. 28.", "Then it ended."]),
        ("So... it goes on. Now… Stop.", ["So... it goes on.", "Now…", "Stop."]),
        ("Take e.g. Paris, i.e. A town. End.", ["Take e.g. Paris, i.e. A town.", "End."]),
        ("第一句。第二句！“第三句？”第四句", ["第一句。", "第二句！", "“第三句？”", "第四句"]),
        ("A title\nBy somebody\n\nEnd.", ["A title", "By somebody", "End."]),
        ("● First point", None),
        ("  spaces around  ", ["spaces around"]),
        ("", []),
    ],
)
def test_a_paragraph_is_cut_where_its_sentences_end(paragraph: str, parts: list[str] | None) -> None:
    found = sentences(paragraph)
    assert [sentence.text for sentence in found] == ([paragraph] if parts is None else parts)
    assert all(paragraph[start:end] == text for start, end, text in found)


def test_no_character_of_a_paragraph_is_lost_between_sentences(garden: Garden) -> None:
    for article in load_pack(garden.folder).articles:
        for paragraph in article.paragraphs:
            together = "".join(sentence.text for sentence in sentences(paragraph.text))
            assert "".join(together.split()) == "".join(paragraph.text.split())
