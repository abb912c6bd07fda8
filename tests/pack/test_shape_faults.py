"""Entries of the wrong shape: each slip is told once, at its line, in a curator's words."""

from __future__ import annotations

import pytest

from .conftest import Garden, Slip, check

PLOTS, BEES = "questions/plots.yaml", "questions/bees.yaml"
SCHEMAS = "Correct it; config/schemas/ tells what fits."

SLIPS = [
    Slip(
        "an unknown key",
        PLOTS,
        "  see_also: [plots-let]",
        "  seealso: [plots-let]",
        "plot-rent",
        "seealso: [plots-let]",
        "Unknown key 'seealso'.",
        "Take it out or correct its spelling.",
    ),
    Slip(
        "an unknown key further in",
        "glossary.yaml",
        "    zh: 一群蜜蜂。",
        "    cn: 一群蜜蜂。",
        "swarm",
        "cn: 一群蜜蜂。",
        "Unknown key 'definition.cn'.",
        "The pack's languages are en, zh: correct it, or add it to languages in pack.yaml.",
    ),
    Slip(
        "a missing key",
        "quotes.yaml",
        "  voice: author\n",
        "",
        "trees-stay",
        "- id: trees-stay",
        "'voice' is missing.",
        "Add it.",
    ),
    Slip(
        "a missing text",
        "chitchat.yaml",
        "\n  answer: {en: Good morning. Ask me about the gardens., zh: 早上好。}",
        "",
        "greeting",
        "- id: greeting",
        "'answer' is missing.",
        "Add it.",
    ),
    Slip(
        "a key without a value",
        PLOTS,
        "question: What does a plot cost?",
        "question:",
        "plot-rent",
        "question:",
        "'question' is empty.",
        "Write it or take the key out.",
    ),
    Slip(
        "an empty text",
        "glossary.yaml",
        "variants: [the race]",
        'variants: ["  "]',
        "mill-race",
        "variants:",
        "'variants.0' is empty.",
        "Write it or take the key out.",
    ),
    Slip(
        "a title too long for a choice in Discord",
        PLOTS,
        "question: What does a plot cost?",
        f"question: What does a plot cost{'?' * 290}",
        "plot-rent",
        "question: What",
        "'question' has 311 characters; 300 fit.",
        "Shorten it by 11.",
    ),
    Slip(
        "an answer too long for a message",
        BEES,
        "Tom Weller names damp, mice and kindness.",
        "damp mice " * 360 + "Weller",
        "bee-dangers",
        "en: damp",
        "'answer.en' has 3606 characters; 3500 fit.",
        "Shorten it by 106.",
    ),
    Slip(
        "a number where text is meant",
        "unanswerable.yaml",
        "- what do the carrots cost",
        "- 2024",
        "not-told",
        "- 2024",
        "'questions.0' is 2024, which YAML reads as a number, not as text.",
        "Put it in quotation marks.",
    ),
    Slip(
        "a phrasing that YAML takes for yes or no",
        "chitchat.yaml",
        "[hello there, 你好]",
        "[no, 你好]",
        "greeting",
        "phrasings:",
        "'phrasings.0' is no, which YAML reads as yes or no, not as text.",
        "Put it in quotation marks.",
    ),
    Slip(
        "an id with capitals",
        "unanswerable.yaml",
        "id: not-told",
        "id: Not told",
        "Not told",
        "- id: Not told",
        "'id' is 'Not told', not an id.",
        "Use small letters, digits and single hyphens.",
    ),
    Slip(
        "an id that is too long",
        "unanswerable.yaml",
        "id: not-told",
        f"id: {'a' * 61}",
        "a" * 61,
        "- id: aaa",
        "'id' has 61 characters; 60 fit.",
        "Shorten it by 1.",
    ),
    Slip(
        "no citation",
        PLOTS,
        """    - article: report
      paragraph: 1
      quote: In 2023 the society let 118 plots, 6.5% more than the year before.
""",
        "    []\n",
        "plots-let",
        "[]",
        "It cites no passage and names no source.",
        "Add citations, or source.",
    ),
    Slip(
        "too many references",
        PLOTS,
        "see_also: [plots-let]",
        "see_also: [a, b, c, d, e, f]",
        "plot-rent",
        "see_also:",
        "'see_also' has 6 items; 5 fit.",
        "Take 1 out.",
    ),
    Slip(
        "one value where a list is meant",
        "calibration.yaml",
        "answers: [plot-rent]",
        "answers: plot-rent",
        "what do i pay for my patch",
        "answers: plot-rent",
        "'answers' is not a list.",
        "Write it in square brackets, or each item on a line after '- '.",
    ),
    Slip(
        "a text with a colon",
        "chitchat.yaml",
        "[hello there, 你好]",
        "[hello: there, 你好]",
        "greeting",
        "phrasings:",
        "'phrasings.0' is keys with values, not text: a colon and a space make a key.",
        "Put the whole text in quotation marks.",
    ),
    Slip(
        "a list where text is meant",
        "chitchat.yaml",
        "[hello there, 你好]",
        "[[hello there], 你好]",
        "greeting",
        "phrasings:",
        "'phrasings.0' is a list, not text.",
        "Write one text, or put it in quotation marks.",
    ),
    Slip(
        "a time of day",
        "calibration.yaml",
        "text: who sells carrots",
        "text: 1:30",
        "90",
        "- text: 1:30",
        "'text' is 1:30, which YAML reads as a number, not as text.",
        "Put it in quotation marks.",
    ),
    Slip(
        "an entry that is text",
        "calibration.yaml",
        "- text: who sells carrots\n  kind: near\n",
        "- who sells carrots\n",
        "entry 2",
        "- who sells carrots",
        "'entry' is not a mapping.",
        "Write it as keys with values, as config/schemas/ describes.",
    ),
    Slip(
        "a word that is not among those allowed",
        "quotes.yaml",
        "voice: quoted",
        "voice: loud",
        "no-harm",
        "voice: loud",
        "'voice' is 'loud'; expected 'author', 'quoted' or 'reported'.",
        SCHEMAS,
    ),
    Slip(
        "a paragraph that is not a number",
        BEES,
        "      paragraph: 3\n",
        "      paragraph: three\n",
        "bee-dangers",
        "paragraph: three",
        "'citations.0.paragraph' is 'three'; expected a whole number.",
        SCHEMAS,
    ),
    Slip(
        "a paragraph before the first",
        BEES,
        "      paragraph: 3\n",
        "      paragraph: -3\n",
        "bee-dangers",
        "paragraph: -3",
        "'citations.0.paragraph' is -3; expected a number greater than or equal to 0.",
        SCHEMAS,
    ),
    Slip(
        "a paragraph that YAML takes for yes",
        BEES,
        "      paragraph: 3\n",
        "      paragraph: on\n",
        "bee-dangers",
        "paragraph: on",
        "'citations.0.paragraph' is on; expected a whole number.",
        SCHEMAS,
    ),
    Slip(
        "a colour that is none",
        "pack.yaml",
        '"#3A7D44"',
        "green",
        "pack",
        "colour: green",
        "'colour' is 'green'; expected the form ^#[0-9a-fA-F]{6}$.",
        SCHEMAS,
    ),
    Slip(
        "front matter with an unknown key",
        "articles/rules.md",
        "publisher:",
        "published_by:",
        "rules",
        "published_by:",
        "Unknown key 'published_by'.",
        "Take it out or correct its spelling.",
    ),
    Slip(
        "a date that YAML does not leave as text",
        "articles/rules.md",
        '"2024-05-30"',
        "2024-05-30",
        "rules",
        "published: 2024",
        "'published' is 2024-05-30, which YAML reads as a date, not as text.",
        "Put it in quotation marks.",
    ),
]


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_a_slip_is_told_at_its_line_with_its_remedy(slip: Slip, garden: Garden) -> None:
    check(garden, slip)


def test_all_slips_of_an_entry_are_told_at_once(garden: Garden) -> None:
    garden.edit("quotes.yaml", "voice: quoted", "voice: loud\n  mood: calm")
    garden.edit("quotes.yaml", "  article: report\n", "")
    assert [(fault.line, fault.problem) for fault in garden.faults()] == [
        (1, "'article' is missing."),
        (4, "'voice' is 'loud'; expected 'author', 'quoted' or 'reported'."),
        (5, "Unknown key 'mood'."),
    ]


def test_an_entry_of_the_wrong_shape_is_still_known_to_those_that_refer_to_it(garden: Garden) -> None:
    garden.edit("questions/plots.yaml", "question: How many plots were let?", "question: 7")
    assert garden.fault().problem == "'question' is 7, which YAML reads as a number, not as text."
