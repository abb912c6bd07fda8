"""Greetings and the like are recognised when they are all that is said."""

from __future__ import annotations

import pytest

from bot.languages.register import LANGUAGES
from bot.matching.language.small_talk import SmallTalk
from bot.pack.models import Chitchat, LocalizedText

THANKS = {
    "en": "thank you", "es": "gracias", "fr": "merci", "it": "grazie", "pt": "obrigado", "de": "danke", "nl": "bedankt",
    "pl": "dziękuję", "ru": "спасибо", "tr": "teşekkürler", "ar": "شكرا", "ja": "ありがとう", "ko": "감사합니다",
    "th": "ขอบคุณ", "zh": "谢谢",
}  # fmt: skip
SAID = {"greeting": ("hello", "good morning", "hi", "👋", "你好"), "thanks": ("thank you", "thanks a lot", "谢谢")}
TALK = SmallTalk(
    [Chitchat(id=name, phrasings=said, answer=LocalizedText({"en": f"{name}!"})) for name, said in SAID.items()]
)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("hello", "greeting"),
        ("HELLO!!!", "greeting"),
        ("  good   morning :)", "greeting"),
        ("good mornig", "greeting"),
        ("thanks alot", "thanks"),
        ("hi", "greeting"),
        ("👋", "greeting"),
        ("你好！", "greeting"),
        ("謝謝", "thanks"),
    ],
)
def test_small_talk_is_found_in_any_writing_and_slightly_misspelt(said: str, name: str) -> None:
    found = TALK.find(said)
    assert found is not None
    assert found.id == name


@pytest.mark.parametrize(
    "said", ["", "👍", "ho", "hello when are you open", "thank you for telling me what a puncture costs", "hello " * 50]
)
def test_anything_more_or_else_is_no_small_talk(said: str) -> None:
    assert TALK.find(said) is None


def test_without_a_library_to_speak_of_there_is_only_the_packs_own() -> None:
    assert SmallTalk([]).find("hello") is None
    assert SmallTalk([]).find("") is None


@pytest.mark.parametrize(
    ("said", "language", "answer"),
    [
        ("hello!", "fr", "Hello! Ask me about Bees."),
        ("merci beaucoup :)", "fr", "Avec plaisir !"),
        ("Danke bot", "en", "Gern geschehen!"),
        ("ありがとうございます", "ja", "どういたしまして！"),
        ("спасибо, пока", "ru", "Пожалуйста!"),
        ("how r u", "en", "All well, thank you. What would you like to know?"),
        (
            "¿Quién eres?",
            "es",
            "Soy Footnote, un bot.",
        ),
        ("hallo", "nl", "Hallo!"),
        ("ok", "de", "Alles klar. Noch eine Frage?"),
    ],
)
def test_every_pack_greets_and_thanks_in_the_language_it_was_spoken_to(said: str, language: str, answer: str) -> None:
    found = SmallTalk([], ("bot",), "Bees").find(said, language)
    assert found is not None
    assert found.answer.first.startswith(answer)


@pytest.mark.parametrize(("said", "language"), [("ok", "en"), ("super", "zh"), ("merci de me dire", "fr")])
def test_what_several_languages_say_is_left_to_the_reactions_of_the_conversations_own(said: str, language: str) -> None:
    assert SmallTalk([], (), "Bees").find(said, language) is None


def test_a_packs_own_small_talk_goes_before_and_answers_for_the_usual_of_the_same_name() -> None:
    own = Chitchat(id="thanks", phrasings=("cheers",), answer=LocalizedText({"en": "Any time.", "fr": "De rien."}))
    talk = SmallTalk([own], (), "Bees")
    assert [talk.find(said) for said in ("cheers", "thank you", "merci")] == [own, own, own]
    german = talk.find("danke")
    assert german is not None
    assert german.answer.first == "Gern geschehen!", "The pack has no German."


def test_thanks_are_understood_and_answered_in_every_language_that_questions_are_understood_in() -> None:
    talk = SmallTalk([], (), "Bees")
    for row in LANGUAGES:
        said = "谢谢" if row.code == "zh-TW" else THANKS[row.code]
        found = talk.find(said, row.code)
        assert found is not None, row.code
