"""A conversation in a language that the bot does not speak, about a pack that is written in it."""

from __future__ import annotations

from random import Random

import pytest

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.matching import Decision, Engine
from bot.pack.loader import load_pack
from bot.settings import load_settings

from .conftest import Say

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
    folder = tmp_path_factory.mktemp("bibliotheque")
    (folder / "pack.yaml").write_text("title: Bibliothèque de quartier\nlanguages: [fr]\n", "utf-8")
    (folder / "questions.yaml").write_text(LIBRARY, "utf-8")
    return Engine.build(load_pack(folder))


@pytest.fixture
def say(library: Engine) -> Say:
    answering = Answering(lambda: library, load_settings(), lambda: 0.0, chance=Random(1))
    return lambda text: answering.answer(text, Asker(1), ChannelContext(1))


def test_a_question_in_words_that_nobody_listed_is_no_talk(say: Say) -> None:
    assert say("y a-t-il du wifi ?").decision is Decision.ANSWER
    reply = say("c koi les horaires svp")
    assert reply.answer is not None
    assert "mardi" in reply.answer.answer.first


def test_thanks_and_talk_bring_no_answer_again(say: Say) -> None:
    say("y a-t-il du wifi ?")
    assert say("merci beaucoup").said == "Avec plaisir !"
    assert say("ah le wifi sans mot de passe").decision is not Decision.ANSWER
