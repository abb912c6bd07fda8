"""A conversation in a language that the bot does not speak, about a pack that is written in it."""

from __future__ import annotations

import pytest

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.answering.recognising.examples import examples
from bot.answering.recognising.foreign import FILE, foreign_examples, foreign_language
from bot.answering.recognising.intents import shipped
from bot.languages import LANGUAGES, TONGUES
from bot.matching import Decision, Engine, QuestionSource
from bot.settings import load_settings
from tests.support.engines import shipped_engine

from .conftest import Say, engine_of, speaking

LIBRARY = """
- question: Combien de livres puis-je emprunter ?
  answer: Dix livres, pour trois semaines.
- question: Quels sont les horaires d'ouverture ?
  answer: Du mardi au samedi, de 10 h à 19 h.
- question: Y a-t-il du wifi ?
  answer: Oui, sans mot de passe.
- question: J'ai perdu ma carte
  answer: Une nouvelle carte coûte deux euros.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_of(
        tmp_path_factory.mktemp("bibliotheque"), "title: Bibliothèque de quartier\nlanguages: [fr]\n", LIBRARY
    )


@pytest.fixture
def say(library: Engine) -> Say:
    return speaking(lambda: library)


def test_a_question_in_words_that_nobody_listed_is_no_talk(say: Say) -> None:
    assert say("y a-t-il du wifi ?").decision is Decision.ANSWER
    reply = say("c koi les horaires svp")
    assert reply.answer is not None
    assert "mardi" in reply.answer.answer.first


def test_thanks_and_talk_bring_no_answer_again(say: Say) -> None:
    say("y a-t-il du wifi ?")
    assert say("merci beaucoup").said == "Avec plaisir !"
    assert say("ah le wifi sans mot de passe").decision is not Decision.ANSWER


def test_who_is_not_understood_is_told_so_in_their_language(say: Say) -> None:
    assert (say("où est la machine à café du chef ?").said or "").startswith("Vouliez-vous dire ceci ?\n• ")
    assert say("qwzx").said == "Je n'ai pas bien compris. Pouvez-vous le dire autrement ?"
    assert "'m not sure what you mean" in (say("who is the king of spain").said or "")


def test_who_asks_what_it_can_do_is_told_so_in_their_language(say: Say) -> None:
    reply = say("tu sais faire quoi ?")
    assert reply.decision is Decision.CHITCHAT
    assert (reply.said or "").startswith("Posez-moi une question sur Bibliothèque de quartier")


def test_every_language_without_a_catalogue_has_words_for_a_miss() -> None:
    lacking = [row.code for row in LANGUAGES if row not in TONGUES and not (row.unsure and row.meant)]
    assert lacking == []


FIRST = "How many service robots were produced?"
MOVED = {
    "kürzer bitte": "shorter",
    "quelle?": "source",
    "t'as une source ?": "source",
    "il bosse où": "role",
    "chi l'ha detto?": "who",
    "bron?": "source",
    "welke krant heeft dat geplaatst": "where",
    "isso é de quando": "when",
    "quem garante isso?": "who",
    "dlaczego?": "why",
    "а кто это сказал": "who",
    "bir örnek versene": "example",
    "مصدر؟": "source",
    "فهمني بطريقة سهلة": "simpler",
    "出典は？": "source",
    "これっていつの情報？": "when",
    "누가 말했어?": "who",
    "더 짧게": "shorter",
    "ที่มาล่ะ": "source",
    "มีอะไรเพิ่มอีกมั้ย": "more",
}


@pytest.mark.parametrize(("text", "move"), MOVED.items())
def test_a_move_in_a_language_that_the_bot_does_not_speak_is_served_with_a_line_in_it(text: str, move: str) -> None:
    say = speaking(shipped_engine)
    say(FIRST)
    reply = say(text)
    assert reply.lookup is not None
    assert reply.lookup.kind == move
    assert reply.language_line is not None


@pytest.mark.parametrize(
    "text", ["danke, super", "ok merci bcp", "krass", "なるほど", "오 신기하다 ㅎㅎ", "show de bola"]
)
def test_who_reacts_in_another_language_gets_small_talk_when_the_bot_is_called_and_nothing_otherwise(text: str) -> None:
    say = speaking(shipped_engine)
    say(FIRST)
    reply = say(text)
    assert (reply.decision, reply.absence) == (Decision.CHITCHAT, ())
    overheard = Answering(shipped_engine, load_settings(), lambda: 0.0)
    where = ChannelContext(1, QuestionSource.CHANNEL)
    assert overheard.answer(text, Asker(1), where).decision is Decision.NOTHING


@pytest.mark.parametrize(
    "text", ["und in deutschland?", "wer ist der chef von huawei", "chi ha scritto la divina commedia", "なぜ空は青い"]
)
def test_a_question_in_another_language_is_no_move_on_the_last_reply(text: str) -> None:
    say = speaking(shipped_engine)
    say(FIRST)
    assert say(text).decision in (Decision.NOTHING, Decision.SUGGEST)


@pytest.mark.parametrize("text", ["and the eu?", "beautiful", "source?", "mas corto porfa", "thats rough", "link?"])
def test_a_word_that_others_have_too_makes_no_message_theirs(text: str) -> None:
    assert not foreign_language(text)


def test_what_the_pack_cannot_be_said_in_is_told_with_the_languages_that_it_can() -> None:
    say = speaking(shipped_engine)
    say(FIRST)
    told = say("auf deutsch bitte").lookup
    assert told is not None
    assert "English" in told.text
    chinese = say("auf chinesisch").lookup
    assert chinese is not None
    assert "783" in chinese.text


def test_every_language_without_a_catalogue_has_examples_of_the_same_intents() -> None:
    every = foreign_examples()
    assert set(every) == {row.code for row in LANGUAGES if row not in TONGUES}
    kinds = {frozenset(each) for each in every.values()}
    assert len(kinds) == 1
    assert next(iter(kinds)) <= set(examples()) == set(shipped(FILE).kinds), "run python -m benchmarks.fit_intents"


def test_what_a_first_message_would_wait_for_is_read_before_it_comes(library: Engine) -> None:
    answering = Answering(lambda: library, load_settings(), lambda: 0.0)
    shipped.cache_clear()
    answering.prepare()
    read = shipped.cache_info().misses
    answering.answer("dankeschön, kürzer bitte", Asker(1), ChannelContext(1, QuestionSource.COMMAND))
    assert read == shipped.cache_info().misses == 2
