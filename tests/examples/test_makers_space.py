"""The pack that ships as an example: it loads, it is whole in both languages, and it answers what people ask."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.discord_app.reader import Audience
from bot.discord_app.render.guide import GuideRenderer
from bot.evaluating.labelled import read_labelled
from bot.evaluating.outcomes import JudgedQuestion, OutcomeKind, ask_all
from bot.library.engine_cache import build_engine
from bot.matching import Decision, Engine
from bot.pack.loader import examine, load_pack
from bot.pack.models import Pack
from bot.resources import ROOT
from bot.settings import load_settings
from bot.text import has_han
from bot.translations import voice

PACK = ROOT / "examples" / "makers-space"
APART = Path(__file__).parents[1] / "data" / "makers_space.jsonl"
"""Questions written apart from the phrasings, English and German, with near misses and far ones."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACK)


@pytest.fixture(scope="module")
def engine(pack: Pack) -> Engine:
    return build_engine(pack, cache=False)


@pytest.fixture(scope="module")
def outcomes(pack: Pack, engine: Engine) -> tuple[JudgedQuestion, ...]:
    return ask_all(engine, read_labelled(APART, pack.question_by_id))


def test_it_has_no_fault_and_needs_no_advice() -> None:
    assert [str(fault) for fault in examine(PACK)[1]] == []


def test_every_text_is_there_in_both_languages(pack: Pack) -> None:
    texts = [
        *(text for each in pack.questions for text in (each.question, each.answer)),
        *(text for each in pack.terms for text in (each.term, each.definition)),
        *(each.answer for each in pack.chitchat),
        *(each.title for each in pack.info.topics),
    ]
    assert [text for text in texts if set(dict(text.items())) != {"en", "de"}] == []


def test_it_is_thirty_entries_without_an_article(pack: Pack) -> None:
    assert 30 <= len(pack.questions) <= 32
    assert pack.articles == ()
    assert min(len(each.phrasings) for each in pack.questions) >= 5


def test_questions_written_apart_are_answered_and_hardly_one_wrongly(outcomes: tuple[JudgedQuestion, ...]) -> None:
    answerable = [each for each in outcomes if each.kind is OutcomeKind.ANSWERABLE]
    assert len(answerable) >= 40
    assert sum(each.right for each in answerable) >= 0.9 * len(answerable)
    assert sum(each.given and each.right for each in answerable) >= 0.5 * len(answerable)
    assert sum(each.given and not each.right for each in answerable) <= 1
    helped = [each for each in answerable if each.given or (each.decision is Decision.SUGGEST and each.right_in(3))]
    assert len(helped) >= 0.75 * len(answerable)


def test_what_it_does_not_say_is_not_answered(outcomes: tuple[JudgedQuestion, ...]) -> None:
    assert sum(each.given for each in outcomes if each.kind is not OutcomeKind.ANSWERABLE) <= 1


def words_of(reply: object) -> str:
    """All that a reply says."""
    said = getattr(reply, "said", "")
    answer = getattr(reply, "answer", None)
    lookup = getattr(reply, "lookup", None)
    return "\n".join(
        (said, answer.answer.text("en") if answer else "", f"{lookup.title} {lookup.text}" if lookup else "")
    )


@pytest.mark.parametrize(
    "asked",
    [
        "is that true",
        "who said it",
        "which article",
        "source?",
        "when was it written",
        "summarise article 1",
        "key points of article 1",
        "compare article 1 and 2",
        "which articles do you have",
        "what can you do",
        "help me",
        "are you chatgpt",
        "who runs you",
        "which languages do you speak",
        "give me a quote",
        "what is the capital of France",
        "does the library mention robots",
    ],
)
def test_nothing_that_it_says_of_itself_speaks_of_articles_or_shows_chinese(engine: Engine, asked: str) -> None:
    answering = Answering(lambda: engine, load_settings(), lambda: 0.0, chance=Random(1))
    answering.answer("How do I get to use the laser cutter?", Asker(1), ChannelContext(1))
    said = words_of(answering.answer(asked, Asker(1), ChannelContext(1)))
    assert said.strip()
    assert not re.search("(?i)article", said)
    assert not has_han(said)


def test_help_and_about_name_what_the_pack_has_and_nothing_else(pack: Pack) -> None:
    guide = GuideRenderer(pack, Audience(voice("en"), 1, private=True))
    for card in (guide.help({}), guide.about()):
        shown = "\n".join(str(getattr(part, "markdown", "")) for part in card.pieces)
        assert not re.search("(?i)article|quote|/read|/sources", shown)
        assert not has_han(shown)


def test_what_was_said_is_told_from_the_library_by_the_name_that_the_pack_gives_it(engine: Engine) -> None:
    answering = Answering(lambda: engine, load_settings(), lambda: 0.0, chance=Random(1))
    answering.answer("How do I get to use the laser cutter?", Asker(1), ChannelContext(1))
    assert "the Shed's help pages" in words_of(answering.answer("source?", Asker(1), ChannelContext(1)))
