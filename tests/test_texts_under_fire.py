"""Thousands of made-up texts through everything that reads or shows what members type: no exception, no mention."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from random import Random

import pytest

from bot.discord_app.commands.curating.curating_forms import words_form
from bot.discord_app.commands.suggest import form
from bot.discord_app.components.cards import Line, Piece
from bot.discord_app.components.text_limits import echo, labels
from bot.discord_app.reader import Audience
from bot.discord_app.render import ReplyRenderer
from bot.matching import QuestionSource
from bot.translations import voice
from sandbox.checks.modals import check_field
from sandbox.state.api_errors import FormValidator
from tests.matching.workshop import workshop

BLOCKS = (
    (0x20, 0x7F), (0x00, 0x20), (0x80, 0x250), (0x300, 0x370), (0x400, 0x500), (0x590, 0x700), (0x4E00, 0x9FA5),
    (0xAC00, 0xD7A3), (0xD800, 0xE000), (0x200B, 0x2070), (0x1F300, 0x1FAFF), (0xFB50, 0xFDFF), (0xE0000, 0xE0080),
)  # fmt: skip
SEEDS = (
    "@everyone", "<@1>", "<@&2>", "<#3>", "</ask:4>", "[x](https://evil.example)", "```", "`", "**", "||", "> ", "# ",
    "\x1b[31m", "\u202e", "\ufdfa", "\r\n", "when does it open", "补胎多少钱", "\ud83d", "👩‍👩‍👧", "https://a.b",
)  # fmt: skip
MENTION = re.compile(r"@everyone|@here|<@[!&]?\d+>|<#\d+>")
SAY = voice("en")


def texts(count: int) -> Iterator[str]:
    chance = Random(20)
    for _ in range(count):
        parts: list[str] = []
        for _ in range(chance.randrange(1, 6)):
            low, high = chance.choice(BLOCKS)
            letters = "".join(chr(chance.randrange(low, high)) for _ in range(chance.randrange(1, 12)))
            parts.append(chance.choice(SEEDS) if chance.random() < 0.4 else letters)
        yield ("".join(parts) * (chance.randrange(20, 200) if chance.random() < 0.02 else 1))[:4000]


@pytest.mark.parametrize(
    "count", [pytest.param(500, marks=pytest.mark.slow), pytest.param(20_000, marks=pytest.mark.soak)]
)
def test_whatever_is_typed_is_read_and_shown_without_harm(count: int) -> None:
    engine, audience = workshop(), Audience(SAY, 1, private=False)
    for number, text in enumerate(texts(count)):
        reply = engine.ask(text, mode=(QuestionSource.COMMAND, QuestionSource.CHANNEL)[number % 2])
        engine.define(text[:100])
        engine.suggest_terms(text[:100])
        shown = [echo(text), *labels([(text, 38), (text, 34)])]
        if number % 5 == 0:
            card = ReplyRenderer(engine.pack, audience).reply(reply, echoes=True)
            shown += [part.markdown for part in card.pieces if isinstance(part, Piece | Line)]
            for drawn in (form(SAY, text), words_form(SAY, text or "?", text, ("1",))):
                checks = FormValidator()
                for part in drawn.to_dict()["components"]:
                    check_field(checks, part["component"], ("data",))
                checks.refuse()
        for each in shown[:1] + shown[3:]:
            assert not MENTION.search(each), (text, each)
        for each in shown:
            raw = {character for character in each if unicodedata.category(character) == "Cc"} - {"\n"}
            assert not raw, (text, each)
