"""A conversation in a language that the bot does not speak, about a pack that is written in it."""

from __future__ import annotations

import pytest

from bot.languages import LANGUAGES, TONGUES
from bot.matching import Decision, Engine

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
