"""Made-up texts through the engine, labels, cards and forms."""

from __future__ import annotations

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

from .texts import MENTION, controls, texts

SAY = voice("en")


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
            assert not controls(each), (text, each)
