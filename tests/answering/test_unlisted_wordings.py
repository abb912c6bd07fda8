"""Wordings that no register lists: a message is known by its likeness to examples, with an encoder or without."""

from __future__ import annotations

import pytest

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.answering.recognising import Message, intent
from bot.answering.recognising.cues import registers
from bot.answering.recognising.examples import MOODS, OTHER, examples
from bot.answering.recognising.intents import shipped
from bot.matching import Decision, QuestionSource
from bot.pack.queries.passage_translations import translated_quote
from bot.settings import load_settings
from tests.support.engines import shipped_engine

from .conftest import Say

FIRST = "Does developing NQPF mean that traditional industries are ignored or abandoned?"
MOVED = {
    "whats he basing that on": "source",
    "got proof of that mate": "source",
    "is the guy a politician or what": "role",
    "how many mins to read": "length",
    "can you picture that for me with a case": "example",
    "ok and the reason?": "why",
    "from what month is this": "when",
    "my brain hurts, simpler pls": "simpler",
    "nice one! so who said that": "who",
    "source? i need it for class": "source",
    "听着一头雾水": "simpler",
    "那他到底是搞啥的": "role",
    "把他那句原话发一下": "source",
    "他是搞学问的还是做官的": "role",
    "uf, no me entero de nada": "simpler",
    "can you repeat that": "again",
    "lol love it, gimme the original sentence": "source",
    "ok cool, let me see all of it": "read",
    "huh? talk to me like im twelve": "simpler",
    "what's that guy's title": "role",
    "哈哈有点意思。还有别的吗": "more",
    "summerize that": "shorter",
    "整篇貼給我看": "read",
    "这数靠得住吗": "true",
    "作者是个啥人物": "role",
    "道理在哪": "why",
    "source pls my boss wants to see it": "source",
    "translate this for my grandma": "language",
    "make it shorter so i can tweet it": "shorter",
    "how would one say that in spanish": "language",
    "squeeze it into 1 sentence": "shorter",
    "is it true or just talk": "true",
}


@pytest.mark.parametrize(("text", "move"), MOVED.items())
def test_a_move_in_words_of_its_own_is_served(say: Say, text: str, move: str) -> None:
    say(FIRST)
    reply = say(text)
    assert reply.lookup is not None
    assert reply.lookup.kind == move


def test_how_something_is_put_in_english_asks_for_the_answer_in_it(say: Say) -> None:
    say("基础研究怎么说")
    lookup = say("這段英文怎麼說").lookup
    assert lookup is not None
    assert lookup.kind == "language"


@pytest.mark.parametrize(
    "text",
    [
        "who should read this",
        "what does that mean for me?",
        "what about jobs",
        "and in 2024?",
        "which article covers housing",
    ],
)
def test_a_question_after_a_reply_is_no_move_on_it(say: Say, text: str) -> None:
    say(FIRST)
    assert say(text).decision is not Decision.LOOKUP


@pytest.mark.parametrize(
    "text", ["this slaps", "kinda sus tbh", "welp", "danke", "绝绝子", "what a nice bot", "venga, gracias"]
)
def test_what_only_reacts_is_no_topic_that_the_articles_lack(say: Say, text: str) -> None:
    say(FIRST)
    reply = say(text)
    assert reply.decision is Decision.CHITCHAT
    assert reply.absence == ()


@pytest.mark.parametrize(
    "text", ["are you made by the CIA", "sprechen sie deutsch", "are my questions public", "你是哪家做的"]
)
def test_the_bot_tells_of_itself_whatever_is_named(say: Say, text: str) -> None:
    assert say(text).decision is Decision.CHITCHAT


def test_the_other_of_two_of_a_name_is_meant_and_a_part_of_a_name_means_whom_the_reply_was_about(say: Say) -> None:
    say("who is Zhang Yi")
    assert [entry.id for entry in say("no i meant the other zhang").answers] == ["zhang-author"]
    assert [entry.id for entry in say("wait who is zhang again").answers] == ["zhang-author"]


def test_the_article_before_the_last_one_is_told_of(say: Say) -> None:
    say("list the articles")
    say("whats the third one about")
    lookup = say("and the one before it").lookup
    assert lookup is not None
    assert [name for name, _ in lookup.articles] == ["qiu-ping-2024"]


def test_without_an_encoder_words_alone_tell_what_is_meant() -> None:
    found = intent(Message.of("could you send me a link to the source"), None)
    assert found is not None
    assert found.kind == "source"


def test_every_example_is_of_something_that_is_served() -> None:
    assert {wording.kind for wording in registers().moves} <= set(examples())
    assert set(shipped().kinds) == set(examples()), "run python -m benchmarks.fit_intents"
    assert {*MOODS, OTHER} <= set(examples())


def test_what_is_overheard_stays_unanswered_when_it_only_reacts() -> None:
    answering = Answering(shipped_engine, load_settings(), lambda: 0.0)
    where = ChannelContext(1, QuestionSource.CHANNEL)
    for text in ("who said that lol", "source?", "this slaps", "too long didnt read"):
        assert answering.answer(text, Asker(1), where).decision is Decision.NOTHING


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("where did I stop reading", "/read"),
        ("我上次读到哪了", "/read"),
        ("¿dónde me quedé?", "/read"),
        ("make a card of that quote", "Card"),
        ("把这句语录做成卡片", "卡片"),
    ],
)
def test_who_asks_in_words_for_what_a_button_does_is_told_of_it(say: Say, asked: str, told: str) -> None:
    assert told in say(asked).said


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("make me a card of a quote about talent", "talent"),
        ("could you turn a quote on education into a picture", "education"),
        ("card about talent", "talent"),
        ("帮我做一张关于人才的卡片", "talent"),
        ("请把人才的名言做成卡片", "talent"),
        ("hazme una tarjeta con una cita sobre el talento", "talent"),
    ],
)
def test_who_asks_for_a_card_about_something_gets_a_quote_on_that(say: Say, asked: str, about: str) -> None:
    lookup = say(asked).lookup
    assert lookup is not None
    assert lookup.kind == "card"
    assert lookup.quote is not None
    assert about in lookup.quote.topics or about in lookup.quote.text.casefold()


def test_a_quote_asked_for_in_chinese_says_so_in_its_translation(say: Say) -> None:
    for asked in ("请帮我生成一张关于创新的语录图", "来一句关于创新的金句"):
        lookup = say(asked).lookup
        assert lookup is not None
        assert lookup.quote is not None
        assert "创新" in (translated_quote(shipped_engine().pack, lookup.quote, "zh") or "")


@pytest.mark.parametrize(
    "asked",
    [
        "send me a picture of robots",
        "where did the idea stop",
        "how does a farmer get a land card",
        "do the articles mention a card for workers",
        "做一张关于香蕉的卡片",
    ],
)
def test_what_only_sounds_like_it_is_not_taken_for_it(say: Say, asked: str) -> None:
    reply = say(asked)
    assert reply.decision is not Decision.CHITCHAT
    assert reply.lookup is None or reply.lookup.quote is None


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("what does CPC stand for", "Communist Party of China"),
        ("what is cppcc short for", "Chinese People's Political Consultative Conference"),
        ("NPC的全称是什么", "National People's Congress"),
        ("¿qué significan las siglas TFP?", "total factor productivity"),
    ],
)
def test_who_asks_what_an_abbreviation_stands_for_is_told_the_term(say: Say, asked: str, term: str) -> None:
    lookup = say(asked).lookup
    assert lookup is not None
    assert lookup.term is not None
    assert lookup.term.headword == term
