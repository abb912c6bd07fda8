"""Claims of absence, held against the texts as they were received: none is false."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.settings import load_settings
from tests.support.engines import shipped_engine

DATA = Path(__file__).parents[1] / "data"
STANDS = (
    "robbots", "solar pannels", "productivty", "wasserstoff", "bildung", "forschung", "umwelt", "arbeitsplätze",
    "fachkräfte", "roboter", "elektroautos", "coches eléctricos", "educação", "trabajadores", "september",
    "supplychain", "innovacion", "hidrogen",
)  # fmt: skip
"""What stands in the articles in another spelling, another language, or shortened."""


def received() -> str:
    return " ".join(path.read_text("utf-8", errors="replace") for path in sorted((DATA / "received").iterdir()))


def claimed(text: str) -> tuple[str, ...]:
    answering = Answering(shipped_engine, load_settings(), lambda: 0.0)
    return answering.answer(text, Asker(1), ChannelContext(1)).absence


@pytest.mark.slow
def test_what_is_said_to_be_absent_stands_nowhere_in_the_texts_as_received() -> None:
    told = received().casefold()
    lines = (DATA / "rare_words.txt").read_text("utf-8").splitlines()
    claims = [word for line in lines if not line.startswith("#") for word in claimed(line)]
    assert len(claims) > 60
    false = [word for word in claims if re.search(rf"\b{re.escape(word.casefold())}\b", told)]
    assert false == []


@pytest.mark.parametrize("word", STANDS)
@pytest.mark.parametrize("frame", ["{}", "what about {}", "is {} mentioned", "y qué hay de {}"])
def test_what_stands_in_other_words_is_not_said_to_be_absent(word: str, frame: str) -> None:
    assert claimed(frame.format(word)) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("do they speak of bitcoin", "bitcoin"),
        ("are humanoid robots named", "humanoid robots"),
        ("do they discuss cinema", "cinema"),
    ],
)
def test_what_is_asked_for_is_named_once_and_without_the_verb(text: str, named: str) -> None:
    assert claimed(text) == (named,)
