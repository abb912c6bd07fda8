"""Answers that say more than their citations: numbers, names, claims that are nobody's."""

from __future__ import annotations

import pytest

from .conftest import Garden, Slip, check

PLOTS, BEES, GLOSSARY = "questions/plots.yaml", "questions/bees.yaml", "glossary.yaml"
CITE_NUMBER = "Cite the passage that gives it, or take it out."
CITE_NAME = "Cite the passage that names it, take it out, or add it to names in pack.yaml."
CHINESE = ("The Chinese text holds no Chinese.", "Write it in Simplified Chinese.")
WHOSE = ("The answer does not say whose claim it is.", "Name the author, speaker or article.")

SLIPS = [
    Slip(
        "an invented number",
        PLOTS,
        "counts 118 plots in 2023",
        "counts 181 plots in 2023",
        "plots-let",
        "en: The report counts 181",
        "The number 181 stands in none of its citations.",
        CITE_NUMBER,
    ),
    Slip(
        "an invented number in Chinese",
        PLOTS,
        "比上年多6.5%",
        "比上年多5.6%",
        "plots-let",
        "zh: 报告说",
        "The number 5.6 stands in none of its citations.",
        CITE_NUMBER,
    ),
    Slip(
        "another month than the source's",
        PLOTS,
        "3月缴纳",
        "4月缴纳",
        "plot-rent",
        "zh: 莫德",
        "The number 4月 stands in none of its citations.",
        CITE_NUMBER,
    ),
    Slip(
        "another decade than the source's",
        BEES,
        "20世纪70年代",
        "19世纪70年代",
        "first-bees",
        "zh: 汤姆",
        "The number 19世纪70年代 stands in none of its citations.",
        CITE_NUMBER,
    ),
    Slip(
        "an invented number in a definition",
        GLOSSARY,
        "A family of bees;",
        "A family of 40,000 bees;",
        "swarm",
        "en: A family",
        "The number 40,000 stands in none of its citations.",
        CITE_NUMBER,
    ),
    Slip(
        "an invented name",
        PLOTS,
        "en: The report counts",
        "en: The report by Jane Hollis counts",
        "plots-let",
        "en: The report",
        "The name “Jane Hollis” stands in none of its citations.",
        CITE_NAME,
    ),
    Slip(
        "an invented name at the beginning",
        BEES,
        "en: Tom Weller names damp",
        "en: Jane Hollis names for Weller's report damp",
        "bee-dangers",
        "en: Jane Hollis",
        "The name “Jane Hollis” stands in none of its citations.",
        CITE_NAME,
    ),
    Slip(
        "a name that the pack knows and the citation does not",
        PLOTS,
        "en: The report counts",
        "en: The report by Tom Weller counts",
        "plots-let",
        "en: The report",
        "The name “Tom Weller” stands in none of its citations.",
        CITE_NAME,
    ),
    Slip(
        "a name put together from two",
        BEES,
        "According to Tom Weller, the first bees came in the 1970s, and the Great Frost",
        "According to the report by Tom Frost, the first bees came in the 1970s, and the cold",
        "first-bees",
        "en: According",
        "The name “Tom Frost” stands in none of its citations.",
        CITE_NAME,
    ),
    Slip(
        "an answer that is nobody's",
        PLOTS,
        "en: The report counts",
        "en: There were",
        "plots-let",
        "en: There were",
        *WHOSE,
    ),
    Slip(
        "a Chinese answer that is nobody's",
        BEES,
        "zh: 汤姆·韦勒提到3种危险",
        "zh: 有3种危险",
        "bee-dangers",
        "zh: 有3种",
        *WHOSE,
    ),
    Slip(
        "a Chinese answer in English",
        PLOTS,
        "zh: 报告说，2023年共出租118块地，比上年多6.5%。",
        "zh: The report counts 118.",
        "plots-let",
        "zh: The report",
        *CHINESE,
    ),
    Slip(
        "a Chinese title in English",
        BEES,
        "question_zh: 蜜蜂是什么时候来的？",
        "question_zh: When?",
        "first-bees",
        "question_zh: When?",
        *CHINESE,
    ),
    Slip(
        "a Chinese term in English",
        GLOSSARY,
        "zh: 蜂群",
        "zh: swarm",
        "swarm",
        "zh: swarm",
        *CHINESE,
    ),
    Slip(
        "Chinese small talk in English",
        "chitchat.yaml",
        "zh: 早上好。",
        "zh: Hi.",
        "greeting",
        "answer:",
        *CHINESE,
    ),
]


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_a_claim_without_a_source_is_told_at_its_line(slip: Slip, garden: Garden) -> None:
    check(garden, slip)


@pytest.mark.parametrize(
    "answer",
    [
        "After the Great Frost of the 1970s, Tom Weller says, one swarm was left.",
        "Reporting Weller's words, the report tells of the first bees in the 1970s.",
        "Tom Weller's report: the Great Frost's one swarm.",
        "Neither Maud Perry nor the Millrace Garden Society says it; Weller does, of the 1970s.",
        'The report says "The Great Frost" killed bees. Nothing else did.',
        "One swarm outlived the Great Frost, the text says.",
    ],
)
def test_a_sentence_may_begin_with_any_ordinary_word(answer: str, garden: Garden) -> None:
    said = "According to Tom Weller, the first bees came in the 1970s, and the Great Frost spared one swarm."
    garden.edit("questions/bees.yaml", f"en: {said}", f"en: >-\n      {answer}")
    assert [fault.problem for fault in garden.faults()] == []


def test_a_speaker_is_known_in_full_where_the_citation_gives_a_part(garden: Garden) -> None:
    garden.edit("questions/bees.yaml", '\\"A cold December does bees no harm,\\" Weller said. He named', "He named")
    assert garden.fault().problem == "The name “Tom Weller” stands in none of its citations."
    garden.edit("articles/report.md", "He named three dangers", "Weller named three dangers")
    garden.edit("questions/bees.yaml", "He named three dangers", "Weller named three dangers")
    assert garden.faults() == []


def test_names_of_the_pack_and_its_articles_need_no_citation(garden: Garden) -> None:
    garden.edit(
        "questions/plots.yaml", "en: The report counts", "en: The report on Millrace, unlike Maud Perry, counts"
    )
    assert garden.faults() == []


def test_the_heading_above_a_cited_paragraph_may_be_named(garden: Garden) -> None:
    garden.edit("articles/rules.md", "## Water", "## Part IV. Water and Nora")
    garden.edit("glossary.yaml", "by the rules, the water comes", "by Part IV of the rules, on Nora, the water comes")
    assert garden.faults() == []


def test_without_the_names_that_need_no_citation_no_name_is_judged(garden: Garden) -> None:
    garden.edit("pack.yaml", 'colour: "#3A7D44"', "colour: 7")
    garden.edit("questions/plots.yaml", "en: The report counts", "en: Jane Hollis counts")
    assert garden.fault().file == "pack.yaml"
