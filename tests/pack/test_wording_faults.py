"""Policies on the wording of a pack: what is denied, what sources and titles are called, how quotes begin."""

from __future__ import annotations

import pytest

from bot.evaluating.labelled import read_labelled
from bot.pack.checks.labels import contradictions
from bot.pack.reading.draft import read_draft
from bot.pack.reading.entry_files import Located
from bot.pack.reading.source import Source

from .conftest import SEEDS, Garden, Slip, check

PACK, PLOTS, BEES, GLOSSARY = "pack.yaml", "questions/plots.yaml", "questions/bees.yaml", "glossary.yaml"
TAKE_OUT = "Take it out of the sentence, or say where it stands."
DAMP = "en: Tom Weller names damp, mice and kindness."
CALLED = 'short: Rules 2024\ncalled: {en: "Perry\'s rules", zh: "莫德·佩里的章程"}'
ASKED = "Ask what the source says of it, as in “What does … say about …?”"


@pytest.fixture
def strict(garden: Garden) -> Garden:
    """The gardens' pack with every policy on its wording required."""
    asked = ("absence", "naming", "titles", "labels", "variants", "openings")
    policies = "".join(f"\n  {policy}: required" for policy in asked)
    return garden.edit(PACK, "names: [Millrace]", f"names: [Millrace]\npolicies:{policies}")


SLIPS = [
    Slip(
        "what no article is said to mention stands in one",
        PLOTS,
        "en: The report counts 118 plots in 2023, 6.5% more than the year before.",
        "en: The report counts 118 plots in 2023. None of the articles mentions sheds, tractors or a fence.",
        "plots-let",
        "en: The report counts 118",
        "It says that “sheds” is not mentioned, but rules ¶3 has "
        "“t leaves the trees. The shed may be sold to the next”.",
        TAKE_OUT,
    ),
    Slip(
        "the title foretells",
        PLOTS,
        "question: What does a plot cost?",
        "question: What will a plot cost?",
        "plot-rent",
        "question: What will",
        "The title says “will” in the bot's own voice.",
        ASKED,
    ),
    Slip(
        "the title foretells in Chinese",
        PLOTS,
        "question_zh: 租一块地多少钱？",
        "question_zh: 租金将是多少？",
        "plot-rent",
        "question_zh: 租金将",
        "The title says “将” in the bot's own voice.",
        ASKED,
    ),
    Slip(
        "a variant that is another term",
        GLOSSARY,
        "variants: [the race]",
        "variants: [Swarms]",
        "mill-race",
        "variants: [Swarms]",
        "“Swarms” names the term 'swarm', too (glossary.yaml:15).",
        "Keep it with the term that it means.",
    ),
    Slip(
        "a question that calibration answers and that is refused",
        "calibration.yaml",
        "text: who sells carrots\n  kind: near",
        "text: What do the carrots cost?\n  answers: [plot-rent]",
        "What do the carrots cost?",
        "- text: What do the carrots",
        "'What do the carrots cost?' is answered by nothing in unanswerable.yaml:4.",
        "Let both say the same; where an entry says that the library does not give it, that entry is the answer.",
    ),
]


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_it_is_told_with_its_place_where_the_pack_asks_for_it(strict: Garden, slip: Slip) -> None:
    check(strict, slip)


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_a_pack_that_does_not_ask_is_left_alone(garden: Garden, slip: Slip) -> None:
    garden.edit(slip.file, slip.old, slip.new)
    assert garden.faults() == []


def test_a_quote_that_leans_is_taken_with_a_context(strict: Garden) -> None:
    strict.edit("articles/rules.md", "The shed may be sold", "This shed may be sold")
    strict.edit(
        "quotes.yaml",
        "text: A member who leaves a plot leaves the trees.",
        "text: This shed may be sold to the next member.",
    )
    fault = strict.fault()
    assert fault.problem == "The quote begins with “This”, which leans on what stands before it."
    assert (fault.file, fault.line) == ("quotes.yaml", 9)
    strict.edit(
        "quotes.yaml", "speaker: maud-perry", "context: {en: On leaving a plot., zh: 谈退租。}\n  speaker: maud-perry"
    )
    assert strict.faults() == []


def test_what_is_denied_of_one_article_is_looked_for_in_that_one(strict: Garden) -> None:
    strict.edit(BEES, DAMP, "en: Tom Weller names damp, mice and kindness. The report does not mention a shed.")
    assert strict.faults() == []


def test_what_is_denied_is_looked_for_under_its_other_names_in_the_glossary(strict: Garden) -> None:
    strict.edit(GLOSSARY, "  zh: 蜂群\n", "  zh: 蜂群\n  variants: [bee colony]\n")
    strict.edit(BEES, DAMP, "en: Tom Weller names damp, mice and kindness. The articles do not mention a bee colony.")
    assert strict.fault().problem.startswith("It says that “bee colony” is not mentioned, but report ¶2 has")


def test_a_denial_in_chinese_is_held_against_the_translations(strict: Garden) -> None:
    strict.write(
        "translations.yaml",
        "- text: The shed may be sold to the next member.\n  translation: {zh: 棚屋可以卖给下一位会员。}\n"
        "  article: rules\n  paragraph: 3\n",
    )
    strict.edit(BEES, "3种危险：潮湿、老鼠和好心。", "3种危险：潮湿、老鼠和好心。两篇文章都没有提到棚屋或温室。")
    fault = strict.fault()
    assert fault.problem.startswith("It says that “棚屋” is not mentioned, but rules ¶3 (translated) has")
    assert fault.entry == "bee-dangers"


def test_an_article_has_one_name_and_a_word_one_spelling(strict: Garden) -> None:
    strict.edit("articles/rules.md", "short: Rules 2024", CALLED)
    strict.edit(PLOTS, "en: Maud Perry gives", "en: Maud Perry's article gives")
    fault = strict.fault()
    assert fault.problem == "“Maud Perry's article” is called “Perry's rules” in this pack."
    assert strict.line(fault).startswith("en: Maud Perry's article")
    strict.edit(PLOTS, "Maud Perry's article gives", "Maud Perry gives")
    strict.edit(PLOTS, "120 square metres, due", "120 square meters and 120 square metres, due")
    assert strict.faults() == []  # the articles' own spelling is never called wrong
    strict.edit("articles/rules.md", "metres", "meters")
    strict.edit(
        PLOTS,
        "      quote: Every member may rent one plot of 120 square metres.",
        "      quote: Every member may rent one plot of 120 square meters.",
    )
    assert strict.fault().problem == "“metres” is spelt “meters” elsewhere in the pack."


def test_a_name_with_quotation_marks_of_its_own_is_spelt_as_it_is_called(strict: Garden) -> None:
    strict.edit(
        "articles/report.md", "short: Report (undated)", "short: Report (undated)\ncalled: {en: \"A 'year'\", zh: 一年}"
    )
    strict.edit(PLOTS, "en: The report counts", 'en: The report "A year" counts')
    assert strict.fault().problem == "“\"A year\"” is called “A 'year'” in this pack."


def test_the_golden_questions_do_not_contradict_the_shipped_pack() -> None:
    path = SEEDS.parent / "tests" / "data" / "golden.yaml"
    draft = read_draft(SEEDS)
    source = Source(path.name, path.read_text("utf-8"))
    golden = read_labelled(path, draft.ids("question"))
    labelled = tuple(Located(entry, source, number) for number, entry in enumerate(golden))
    assert len(labelled) > 300
    assert [str(fault) for fault in contradictions(draft, labelled)] == []
