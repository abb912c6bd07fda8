"""Phrasings that would lead to two entries."""

from __future__ import annotations

import pytest

from .conftest import Garden, Slip, check

KEEP = "Keep it where it belongs best."

SLIPS = [
    Slip(
        "a phrasing of another question",
        "questions/plots.yaml",
        "- how many plots are let",
        "- Who looks after the HIVES?!",
        "plots-let",
        "- Who looks",
        "'Who looks after the HIVES?!' stands already under question 'first-bees' (questions/bees.yaml:14).",
        KEEP,
    ),
    Slip(
        "a question that is both answered and refused",
        "unanswerable.yaml",
        "- what do the carrots cost",
        "- what  harms bees",
        "not-told",
        "- what  harms",
        "'what  harms bees' stands already under question 'bee-dangers' (questions/bees.yaml:25).",
        KEEP,
    ),
    Slip(
        "small talk that is a question",
        "chitchat.yaml",
        "[hello there, 你好]",
        "[hello there, 蜜蜂怕什麼]",
        "greeting",
        "phrasings:",
        "'蜜蜂怕什麼' stands already under question 'bee-dangers' (questions/bees.yaml:26).",
        KEEP,
    ),
    Slip(
        "a refused question that is small talk",
        "unanswerable.yaml",
        "- what do the carrots cost",
        "- Hello, there.",
        "not-told",
        "- Hello",
        "'Hello, there.' stands already under chitchat 'greeting' (chitchat.yaml:2).",
        KEEP,
    ),
]

HARMLESS = [
    Slip(
        "a phrasing that stands twice in one question",
        "questions/plots.yaml",
        "- when is the rent due",
        "- how much is a plot",
        "plot-rent",
        "- how much is a plot",
        "'how much is a plot' stands twice in this question; one of the two is not needed.",
        "Take one out.",
    ),
    Slip(
        "signs that are told apart by nothing but themselves",
        "chitchat.yaml",
        "[hello there, 你好]",
        "['?', '!', '?']",
        "greeting",
        "phrasings:",
        "'?' stands twice in this chitchat; one of the two is not needed.",
        "Take one out.",
    ),
]


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_a_phrasing_that_stands_twice_is_told_at_the_second(slip: Slip, garden: Garden) -> None:
    check(garden, slip)


@pytest.mark.parametrize("slip", HARMLESS, ids=str)
def test_a_phrasing_that_stands_twice_in_one_entry_is_advised_on_and_stops_nothing(slip: Slip, garden: Garden) -> None:
    advice = garden.edit(slip.file, slip.old, slip.new).advice()
    assert [(one.problem, one.remedy, one.entry) for one in advice] == [(slip.problem, slip.remedy, slip.entry)]
    assert garden.line(advice[0]).startswith(slip.line)
    assert garden.faults() == []
