"""References to nothing, and ids that stand twice."""

from __future__ import annotations

import pytest

from .conftest import Garden, Slip, check

PLOTS, BEES = "questions/plots.yaml", "questions/bees.yaml"

SLIPS = [
    Slip(
        "a related question that does not exist",
        PLOTS,
        "see_also: [plots-let]",
        "see_also: [plots-lent]",
        "plot-rent",
        "see_also:",
        "There is no question 'plots-lent'; did you mean 'plots-let'?",
        "Use the id of one that exists, or add the question.",
    ),
    Slip(
        "a related term that does not exist",
        "glossary.yaml",
        "related: [swarm]",
        "related: [hive]",
        "mill-race",
        "related:",
        "There is no term 'hive'.",
        "Use the id of one that exists, or add the term.",
    ),
    Slip(
        "an article that does not exist",
        BEES,
        "article: report\n      paragraph: 3",
        "article: reports\n      paragraph: 3",
        "bee-dangers",
        "- article: reports",
        "There is no article 'reports'; did you mean 'report'?",
        "Use the id of one that exists, or add the article.",
    ),
    Slip(
        "an article of a term that does not exist",
        "glossary.yaml",
        "{article: report,",
        "{article: diary,",
        "swarm",
        "- {article: diary",
        "There is no article 'diary'.",
        "Use the id of one that exists, or add the article.",
    ),
    Slip(
        "an article of a quote that does not exist",
        "quotes.yaml",
        "article: rules",
        "article: rule",
        "trees-stay",
        "article: rule",
        "There is no article 'rule'; did you mean 'rules'?",
        "Use the id of one that exists, or add the article.",
    ),
    Slip(
        "a speaker that does not exist",
        "quotes.yaml",
        "speaker: tom-weller",
        "speaker: tom-wellers",
        "no-harm",
        "speaker: tom-wellers",
        "There is no speaker 'tom-wellers'; did you mean 'tom-weller'?",
        "Use the id of one that exists, or add the speaker.",
    ),
    Slip(
        "a topic of a quote that does not exist",
        "quotes.yaml",
        "topics: [bees]",
        "topics: [bees, honey]",
        "no-harm",
        "topics:",
        "There is no topic 'honey'.",
        "Use the id of one that exists, or add the topic.",
    ),
    Slip(
        "a topic of a term that does not exist",
        "glossary.yaml",
        "topic: bees",
        "topic: bee",
        "swarm",
        "topic: bee",
        "There is no topic 'bee'; did you mean 'bees'?",
        "Use the id of one that exists, or add the topic.",
    ),
    Slip(
        "a labelled question with an answer that does not exist",
        "calibration.yaml",
        "[plot-rent]",
        "[plot-rant]",
        "what do i pay for my patch",
        "answers:",
        "There is no question 'plot-rant'; did you mean 'plot-rent'?",
        "Use the id of one that exists, or add the question.",
    ),
    Slip(
        "the same reference twice",
        BEES,
        "see_also: [bee-dangers]",
        "see_also: [bee-dangers, bee-dangers]",
        "first-bees",
        "see_also:",
        "'bee-dangers' stands twice in see_also.",
        "Take one out.",
    ),
    Slip(
        "a reference to the entry itself",
        BEES,
        "see_also: [bee-dangers]",
        "see_also: [first-bees]",
        "first-bees",
        "see_also:",
        "The question refers to itself.",
        "Take the id out.",
    ),
    Slip(
        "an id that an earlier entry has",
        "chitchat.yaml",
        "- id: greeting",
        "- id: greeting\n  phrasings: [hey]\n  answer: {en: Hey.}\n- id: greeting",
        "greeting",
        "- id: greeting",
        "The id 'greeting' stands already in chitchat.yaml:1.",
        "Give one of the two another id.",
    ),
    Slip(
        "a topic that is listed twice",
        "pack.yaml",
        "  - id: plots\n",
        "  - id: bees\n    title: {en: Hives}\n  - id: plots\n",
        "pack",
        "- id: bees",
        "The id 'bees' stands twice among the topics.",
        "Give one of the two another id.",
    ),
    Slip(
        "a speaker who is listed twice",
        "pack.yaml",
        "  - id: maud-perry",
        "  - id: tom-weller\n    name: {en: Tom}\n  - id: maud-perry",
        "pack",
        "- id: tom-weller",
        "The id 'tom-weller' stands twice among the speakers.",
        "Give one of the two another id.",
    ),
]


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_a_reference_or_id_at_fault_is_told_at_its_line(slip: Slip, garden: Garden) -> None:
    check(garden, slip)


def test_an_id_that_another_file_has_is_told_at_the_second(garden: Garden) -> None:
    garden.edit("calibration.yaml", "answers: [plot-rent]", "kind: far")
    garden.edit("questions/plots.yaml", "- id: plot-rent", "- id: bee-dangers")
    fault = garden.fault()
    assert (fault.file, fault.line, fault.entry) == ("questions/plots.yaml", 1, "bee-dangers")
    assert fault.problem == "The id 'bee-dangers' stands already in questions/bees.yaml:15."


def test_a_file_of_questions_named_after_no_topic_is_told(garden: Garden) -> None:
    (garden.folder / "questions" / "bees.yaml").rename(garden.folder / "questions" / "beez.yaml")
    fault = garden.fault()
    assert (fault.file, fault.line, fault.entry) == ("questions/beez.yaml", 1, "beez")
    assert fault.problem == "The file is named after no topic of pack.yaml; did you mean 'bees'?"
    assert fault.remedy == "Rename it or add the topic."


def test_references_to_a_file_that_cannot_be_read_are_not_judged(garden: Garden) -> None:
    garden.write("questions/plots.yaml", "- id: [\n")
    fault = garden.fault()
    assert (fault.file, fault.line) == ("questions/plots.yaml", 2)
