"""What users of other bots complain of most, and the tests that keep it from happening here.

`COMPLAINTS` is the list; those about the post of the day are held by the tests of `bot/daily/` and of `/daily`. Below
it stand the tests that belong nowhere else.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

import pytest

from bot.library.library import Edition, Library
from bot.matching import Engine
from bot.pack.models import LocalizedAnswer, LocalizedText, LocalizedTitle
from bot.settings import ROOT
from tests.support.packs import TRAM

from .conftest import Town, labels, text

COMPLAINTS: Mapping[str, tuple[str, ...]] = {
    "an answer where there should be none": ("test_chatter_and_doubtful_questions_get_silence",),
    "fuzzy picks the wrong entry, short words, digits dropped": (
        "test_a_single_figure_decides_between_two_entries",
        "test_part_of_a_name_leads_to_its_only_term_with_less_confidence",
        "test_another_word_in_place_of_one_is_no_misspelling",
        "test_numbers_of_the_question_are_looked_for",
    ),
    "triggers inside other words": ("test_a_term_inside_another_word_is_none", "test_names_count_only_as_whole_words"),
    "scores that mean nothing": (
        "test_why_names_the_phrasing_the_probability_and_the_runner_up",
        "test_a_threshold_is_as_low_as_the_promise_allows",
    ),
    "unknown interaction": (
        "test_an_answer_that_comes_late_takes_the_place_of_a_deferral",
        "test_an_interaction_that_has_run_out_is_noted_and_no_fault",
    ),
    "embeds invisible with previews off": ("test_a_message_shows_as_components_only",),
    "@everyone through stored text": ("test_a_title_is_shown_to_the_letter_and_an_answer_as_its_curator_wrote_it",),
    "missing permissions fail in silence": (
        "test_a_missing_permission_is_named_with_its_channel",
        "test_where_it_may_not_speak_it_says_so_in_the_log",
    ),
    "no cooldowns": (
        "test_it_does_not_talk_without_a_rest",
        "test_a_flood_is_bounded_and_its_author_told_once",
    ),
    "unsolicited replies": (
        "test_a_message_that_does_not_name_the_bot_gets_silence",
        "test_a_reply_between_people_is_left_alone",
    ),
    "the reply cannot be removed or made private": (
        "test_every_public_reply_can_be_removed_by_the_asker",
        "test_every_command_that_looks_something_up_can_answer_privately",
    ),
    "nobody finds the commands": (
        "test_help_leads_to_every_command_there_is",
        "test_a_mention_without_words_is_told_what_the_bot_does",
    ),
    "quotes misattributed or doubled": (
        "test_somebody_quoted_by_an_article_is_told_apart_from_its_author",
        "test_another_quote_is_a_different_one_on_the_same_topic",
    ),
    "glossary prints null, misses T&M": (
        "test_a_term_with_nothing_but_the_least_shows_no_gaps",
        "test_a_term_with_a_sign_in_it_is_found",
    ),
    "stale links": ("test_an_answer_that_was_removed_is_not_pointed_to", "test_a_button_whose_article_is_gone_says_so"),
    "privacy": ("test_nothing_is_stored_before_the_form_is_sent", "test_the_log_does_not_quote_what_the_member_wrote"),
    "token leaks": ("test_a_refused_token_is_told_as_such_and_not_repeated",),
    "buttons dead after a restart": ("test_whatever_can_be_pressed_leads_somewhere_after_a_restart",),
}
"""Each complaint, with the tests that answer it."""


def names_of_tests() -> Iterator[str]:
    """Names of all tests."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node.name


def test_every_complaint_has_tests_that_exist() -> None:
    known = set(names_of_tests())
    assert [name for named in COMPLAINTS.values() for name in named if name not in known] == []


async def test_a_single_figure_decides_between_two_entries(town: Town) -> None:
    pack = town.bot.library.edition.pack
    first = pack.questions[0].model_copy(
        update={
            "id": "line-1",
            "question": LocalizedTitle.of("Where does line 1 go?"),
            "phrasings": ("where does line 1 go",),
        }
    )
    second = first.model_copy(
        update={
            "id": "line-2",
            "question": LocalizedTitle.of("Where does line 2 go?"),
            "phrasings": ("where does line 2 go",),
            "answer": LocalizedAnswer.of("It goes to the other end.[1][2]"),
        }
    )
    put(town, questions=(*pack.questions, first, second))
    for number in "12":
        said = text(await town.ann.slash(town.square, "ask", question=f"where does line {number} go"))
        assert ("the other end" in said) == (number == "2")


async def test_a_term_inside_another_word_is_none(town: Town) -> None:
    message = await town.ben.send(town.square, "the tramways and a crowned trampoline")
    said = text(await town.ann.context_menu(town.square, "Explain terms", message))
    assert said == "I found no glossary term in that message."


@pytest.mark.parametrize("trick", ["@everyone <@&1> <@2> <#3>", "[here](https://example.org) **bold** ||x||"])
async def test_a_title_is_shown_to_the_letter_and_an_answer_as_its_curator_wrote_it(town: Town, trick: str) -> None:
    pack = town.bot.library.edition.pack
    first = pack.questions[0].model_copy(
        update={"question": LocalizedTitle.of(trick), "answer": LocalizedText({"en": trick, "zh": trick})}
    )
    put(town, questions=(first, *pack.questions[1:]))
    shown = await town.ann.slash(town.square, "ask", question="what does a ticket cost")
    said = text(shown)
    _, title, answer = said.split("\n")[:3]
    for mark in ("@everyone", "<@&1>", "<@2>", "<#3>", "](", "**bold**", "||x||"):
        assert mark not in title.strip("*")
    assert answer.rstrip("¹\u202f²") == trick
    # that nothing may be mentioned anyhow is checked for every message sent: see `payloads.py`


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("ask", {"question": "first tram"}),
        ("define", {"term": "day card"}),
        ("glossary", {}),
        ("search", {"text": "tram"}),
        ("quote", {}),
        ("sources", {}),
        ("read", {"article": "brook-2021"}),
    ],
)
async def test_every_command_that_looks_something_up_can_answer_privately(
    town: Town, command: str, option: Mapping[str, str]
) -> None:
    assert (await town.ann.slash(town.square, command, private=True, **option)).ephemeral


async def test_a_term_with_nothing_but_the_least_shows_no_gaps(town: Town) -> None:
    pack = town.bot.library.edition.pack
    bare = pack.terms[0].model_copy(
        update={"id": "bare", "term": LocalizedTitle.of("bare"), "variants": (), "related": ()}
    )
    put(town, terms=(*pack.terms, bare))
    shown = await town.ann.slash(town.square, "define", term="bare")
    assert not {"None", "null", "** **", "****"} & set(text(shown).split())
    assert labels(shown) == ["Passages", "Card", "Remove"]


@pytest.mark.parametrize("typed", ["T&M", "t&m", "T & M", "what is T&M?"])
async def test_a_term_with_a_sign_in_it_is_found(town: Town, typed: str) -> None:
    pack = town.bot.library.edition.pack
    term = pack.terms[0].model_copy(
        update={"id": "t-and-m", "term": LocalizedTitle.of("T&M"), "variants": ("tram and mill",)}
    )
    put(town, terms=(*pack.terms, term))
    assert "**T&M**" in text(await town.ann.slash(town.square, "define", term=typed)).replace("\\", "")


def put(town: Town, **changed: object) -> None:
    """Put a pack in place in which these parts are others, with an engine that knows them."""
    town.put(**changed)
    pack = town.bot.library.edition.pack
    town.bot.library = Library(TRAM, Edition(pack, Engine.build(pack)))
