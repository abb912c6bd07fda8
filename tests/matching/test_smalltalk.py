"""Greetings and the like are recognised when they are all that is said."""

from __future__ import annotations

import pytest

from bot.matching.language.smalltalk import SmallTalk
from bot.pack.models import Chitchat, LocalizedText

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


def test_a_pack_without_small_talk_has_none() -> None:
    assert SmallTalk([]).find("hello") is None
    assert SmallTalk([]).find("") is None
