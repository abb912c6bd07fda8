"""Forms and labels: whatever stands in a field is within its bounds, and a phone shows what a button says."""

from __future__ import annotations

import pytest

from bot.discord_app.commands.curating.curating_forms import entry_form, words_form
from bot.discord_app.commands.suggest import form
from bot.discord_app.components.text_limits import labels, width
from bot.translations import voice
from sandbox.checks.modals import check_field
from sandbox.state.api_errors import FormValidator

from .conftest import Town

LONGEST = 600
KINDS = ("天", "a", "é", "🦜", "a b ", "  ", "\n", "**")
SAY = voice("en")


@pytest.mark.parametrize("unit", KINDS)
def test_a_form_with_a_text_of_any_length_is_one_that_discord_takes(unit: str) -> None:
    for length in range(LONGEST + 1):
        text = (unit * LONGEST)[:length]
        for drawn in (form(SAY, text), words_form(SAY, text or "?", text, ("1",)), entry_form(SAY, text, ("1",))):
            checks = FormValidator()
            for part in drawn.to_dict()["components"]:
                field = part["component"]
                check_field(checks, field, ("data",))
                assert field.get("value") != ""
            checks.refuse()


@pytest.mark.parametrize("question", ["碳税", "who", "x", "几岁了", "zeppelins " * 28 + "over the moon"])
async def test_a_question_of_any_length_can_be_suggested_whole(town: Town, question: str) -> None:
    missed = await town.ann.slash(town.square, "ask", question=question, private=True)
    opened = await town.press(town.ann, missed, "💡")
    assert opened.modal is not None
    assert opened.modal["components"][0]["component"]["value"] == question


def test_labels_fit_a_phone_and_no_two_of_a_card_are_alike() -> None:
    long = "What do the articles say about the structure of costs in "
    shown = labels([(f"{long}{place}?", 38) for place in ("China", "Japan", "Chile")])
    assert len({*shown}) == 3
    assert all(width(text) <= 38 for text in shown)
    assert labels([("发展新质生产力与培育战略性新兴产业之间到底是什么样的关系？", 34)])[0].endswith("…")
    assert labels([("Passages", 34), ("Passages", 34)]) == ["Passages", "Passages"]
