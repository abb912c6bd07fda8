"""Made-up texts asked in a terminal, and as JSON Lines."""

from __future__ import annotations

import json

import pytest

from bot.cli.output.console import SafeConsole
from bot.cli.output.json_output import definition_object, reply_object
from bot.cli.output.text_output import show_definition, show_reply
from tests.matching.workshop import workshop

from .texts import SURROGATE, controls, texts


@pytest.mark.parametrize(
    "count", [pytest.param(200, marks=pytest.mark.slow), pytest.param(20_000, marks=pytest.mark.soak)]
)
def test_nothing_that_is_typed_steers_a_terminal_or_breaks_a_line_of_json(count: int) -> None:
    engine = workshop()
    console = SafeConsole(width=80, force_terminal=False, highlight=False)
    for made in texts(count):
        text = SURROGATE.sub("", made)  # halves of characters are refused where a text is read (test_batch.py)
        reply, definition = engine.ask(text), engine.define(text[:100])
        with console.capture() as captured:
            console.print(show_reply(engine.pack, reply))
            console.print(show_definition(engine.pack, definition))
        assert not controls(captured.get()), text
        for each in (reply_object(engine.pack, reply, text), definition_object(engine.pack, definition, text)):
            line = each.json_line()
            assert not controls(line), text
            assert json.loads(line)["id"] == text
