"""Made-up texts said to the real bot on the sandbox: commands, forms, mentions and direct messages."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.tests.support.person import AUTOCOMPLETE, Person, option, text_of
from tests.under_fire.texts import MENTION, SURROGATE, controls, texts

from .live_town import LiveTown

LONGEST = 900
"""Of a message, in characters: 2,000 of UTF-16 are the most that a client sends, and the mention goes before."""


@pytest.mark.parametrize(
    "count", [pytest.param(60, marks=pytest.mark.slow), pytest.param(20_000, marks=pytest.mark.soak)]
)
async def test_whatever_is_sent_the_bot_lives_on_and_calls_nobody(town: LiveTown, ben: Person, count: int) -> None:
    await town.open(ben.place)
    for number, made in enumerate(texts(count)):
        # No client can send half a character, and none sends what is empty.
        text = cut(SURROGATE.sub("", made), LONGEST)
        match number % 5:
            case 0:
                await ben.uses("ask", [option("question", cut(text, 240))])
            case 1:
                await ben.uses("define", [option("term", cut(text, 30), focused=True)], kind=AUTOCOMPLETE)
            case 2:
                await ben.uses("search", [option("text", cut(text, 30))])
            case 3:
                await ben.says(f"{town.name} {text}")
            case _:
                await ben.says(text)
        if number % 50 == 49:
            await town.quiet()
            check(town)
            ben.told.clear()
    await town.quiet()
    check(town)


def cut(text: str, length: int) -> str:
    """The beginning of a text; a client sends nothing that is blank."""
    return text[:length].strip() or "?"


def check(town: LiveTown) -> None:
    """What the bot has said since the last look mentions nobody and holds no control character; then it is put away."""
    for place, messages in town.village.world.messages.items():
        for number, message in list(messages.items()):
            if message.author == town.village.world.bot.id:
                written: dict[str, Any] = town.written(message)
                said = text_of(written)
                assert written["mentions"] == written["mention_roles"] == []
                assert not written["mention_everyone"]
                assert not MENTION.search(said.replace(town.name, "")), said
                assert not controls(said), (place, said)
            del messages[number]
