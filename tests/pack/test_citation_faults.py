"""Citations that have drifted from their source: what differs, where the words are, how to mend it."""

from __future__ import annotations

import pytest

from bot.pack.checks.sourcing.citations import differing_words

from .conftest import Garden, Slip, check

PLOTS, BEES = "questions/plots.yaml", "questions/bees.yaml"
CUT = "The citation begins or ends inside a word, or leaves out the mark next to it."
WHOLE = "Begin it where a sentence begins and end it with its full stop."

SLIPS = [
    Slip(
        "a citation that drifted",
        PLOTS,
        "quote: In 2023 the society let 118 plots, 6.5% more",
        "quote: In 2023 our society let 118 plots, 6.5% mor",
        "plots-let",
        "quote: In 2023 our",
        "The words do not stand in report ¶1.",
        "Nearest is report ¶1: “our” should be “the”; “mor” should be “more”.",
    ),
    Slip(
        "a citation with a word too many",
        "glossary.yaml",
        "quote: Water comes from the old mill race.",
        "quote: Water comes from the very old mill race.",
        "mill-race",
        "quote: Water",
        "The words do not stand in rules ¶2.",
        "Nearest is rules ¶2: “very” is not there.",
    ),
    Slip(
        "a citation with a word too few",
        "glossary.yaml",
        "quote: Water comes from the old mill race.",
        "quote: Water comes the old mill race.",
        "mill-race",
        "quote: Water",
        "The words do not stand in rules ¶2.",
        "Nearest is rules ¶2: “from” is missing.",
    ),
    Slip(
        "a citation with a double space",
        "glossary.yaml",
        "quote: Water comes from the old mill race.",
        "quote: Water comes  from the old mill race.",
        "mill-race",
        "quote: Water",
        "The words do not stand in rules ¶2.",
        "Nearest is rules ¶2: only spaces or line breaks differ.",
    ),
    Slip(
        "a citation like nothing in the articles",
        "glossary.yaml",
        "quote: Water comes from the old mill race.",
        "quote: ZZZ 000 QQQ 999 XXX!",
        "mill-race",
        "quote: ZZZ",
        "The words do not stand in rules ¶2.",
        "No passage of the articles is like it.",
    ),
    Slip(
        "a citation with the wrong paragraph",
        PLOTS,
        "article: rules\n      paragraph: 1",
        "article: rules\n      paragraph: 2",
        "plot-rent",
        "paragraph: 2",
        "The words do not stand in rules ¶2, but in rules ¶1.",
        "Correct the article or the paragraph's number.",
    ),
    Slip(
        "a citation with the wrong article",
        PLOTS,
        "article: rules\n      paragraph: 1",
        "article: report\n      paragraph: 1",
        "plot-rent",
        "paragraph: 1",
        "The words do not stand in report ¶1, but in rules ¶1.",
        "Correct the article or the paragraph's number.",
    ),
    Slip(
        "a paragraph after the last",
        "quotes.yaml",
        "article: rules\n  paragraph: 3",
        "article: rules\n  paragraph: 4",
        "trees-stay",
        "paragraph: 4",
        "rules has no paragraph 4; the last is 3.",
        "Nearest is rules ¶3: the words are the same.",
    ),
    Slip(
        "a citation that begins inside a word",
        "glossary.yaml",
        "quote: Water comes",
        "quote: ter comes",
        "mill-race",
        "quote: ter",
        CUT,
        "The paragraph reads “…Wa[ter comes fr … d mill race.] Nobody may…”.",
    ),
    Slip(
        "a citation that ends inside a word",
        "glossary.yaml",
        "the old mill race.",
        "the old mill ra",
        "mill-race",
        "quote: Water",
        CUT,
        "The paragraph reads “…[Water comes … old mill ra]ce. Nobody m…”.",
    ),
    Slip(
        "a citation without its full stop",
        "glossary.yaml",
        "the old mill race.",
        "the old mill race",
        "mill-race",
        "quote: Water",
        CUT,
        "The paragraph reads “…[Water comes … ld mill race]. Nobody may…”.",
    ),
    Slip(
        "a citation that ends with a comma",
        "glossary.yaml",
        "quote: Water comes from the old mill race.",
        'quote: "\\"Water slowly,"',
        "mill-race",
        "quote:",
        CUT,
        'The paragraph reads “…ur o\'clock. ["Water slowl … ater slowly,]" the notice…”.',
    ),
    Slip(
        "a citation without its opening quotation mark",
        "quotes.yaml",
        '"\\"A cold December does',
        '"A cold December does',
        "no-harm",
        "text:",
        CUT,
        'The paragraph reads “…"[A cold Decem … Weller said.] He named th…”.',
    ),
    Slip(
        "a citation of which YAML drops the end",
        "glossary.yaml",
        "quote: Water comes from the old mill race.",
        "quote: Water comes from #the old mill race.",
        "mill-race",
        "quote: Water",
        "YAML takes the end of the line, '#the old mill race.', for a comment.",
        "Put the whole text in quotation marks, or the comment on a line of its own.",
    ),
    Slip(
        "a quote of which YAML drops the end",
        "quotes.yaml",
        "text: A member who leaves a plot leaves the trees.",
        "text: A member who leaves a plot leaves the trees. # really",
        "trees-stay",
        "text: A member",
        "YAML takes the end of the line, '# really', for a comment.",
        "Put the whole text in quotation marks, or the comment on a line of its own.",
    ),
    Slip(
        "a quote that ends in the middle of a sentence",
        "quotes.yaml",
        "leaves a plot leaves the trees.",
        "leaves a plot",
        "trees-stay",
        "text: A member",
        "The quote is not whole sentences.",
        WHOLE,
    ),
    Slip(
        "a quote that begins in the middle of a sentence",
        "quotes.yaml",
        "text: A member who",
        "text: member who",
        "trees-stay",
        "text: member",
        "The quote is not whole sentences.",
        WHOLE,
    ),
]


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_a_citation_at_fault_is_told_with_the_remedy(slip: Slip, garden: Garden) -> None:
    check(garden, slip)


@pytest.mark.parametrize(
    "quote",
    ["Water comes from the old mill race", "from the old mill race", "Water comes", "old mill race, mostly. From"],
)
def test_a_citation_may_be_part_of_a_sentence(quote: str, garden: Garden) -> None:
    garden.edit(
        "articles/rules.md", "Water comes from the old mill race.", "Water comes from the old mill race, mostly."
    )
    garden.edit("articles/rules.md", "Nobody may water", "From the old mill race. Nobody may water")
    garden.edit("glossary.yaml", "quote: Water comes from the old mill race.", f"quote: {quote}")
    assert [fault.problem for fault in garden.faults()] == []


def test_a_quote_may_be_what_somebody_said_without_the_words_of_the_reporter(garden: Garden) -> None:
    garden.edit(
        "quotes.yaml", '"\\"A cold December does bees no harm,\\" Weller said."', "A cold December does bees no harm"
    )
    assert garden.faults() == []
    garden.edit("quotes.yaml", "voice: quoted", "voice: reported")
    assert {fault.entry for fault in garden.faults()} == {"no-harm"}


def test_where_the_words_stand_twice_one_clean_place_is_enough(garden: Garden) -> None:
    garden.edit("articles/rules.md", "Water comes from", "Rainwater comes from the old mill race. Water comes from")
    assert garden.faults() == []


def test_a_cut_through_chinese_is_no_cut_through_a_word(garden: Garden) -> None:
    garden.edit("articles/rules.md", "Water comes from", "水从旧渠来，免费使用。Water comes from")
    garden.edit("glossary.yaml", "quote: Water comes from the old mill race.", "quote: 从旧渠来，免费")
    assert garden.faults() == []


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("the growht rate", "the growth rate", "“growht” should be “growth”"),
        ("a b c", "a c", "“b” is not there"),
        ("a c", "a b c", "“b” is missing"),
        ("a  c", "a c", "only spaces or line breaks differ"),
        (
            "1 x 2 x 3 x 4 x 5",
            "a x b x c x d x e",
            "“1” should be “a”; “2” should be “b”; “3” should be “c”; “4” should be “d”",
        ),
    ],
)
def test_the_words_that_differ_are_named(ours: str, theirs: str, told: str) -> None:
    assert differing_words(ours, theirs) == told
