"""When something goes wrong: a short apology to the member, the whole story in the log, under one reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.connection.error_reports import report
from bot.errors import UsageError
from bot.library.library import Library

from .conftest import Town, text

REFERENCE = re.compile(r"`([0-9A-F]{4}-[0-9A-F]{4})`")


class Broken:
    """An engine that fails, whatever it is used for, and quotes what it was given while it does."""

    def __getattr__(self, _name: str) -> Callable[..., NoReturn]:
        def fail(*given: object, **_options: object) -> NoReturn:
            raise ValueError(f"cannot make sense of {given}")

        return fail


@pytest.fixture
def broken(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(library), "edition", type("E", (), {"pack": library.edition.pack, "engine": Broken()})())


@pytest.mark.usefixtures("broken")
async def test_a_failing_command_apologises_with_the_reference_that_the_log_carries(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    result = await town.ann.slash(town.square, "ask", question="my secret plan")
    assert town.errors
    found = REFERENCE.search(text(result))
    assert found is not None
    assert result.ephemeral
    assert f"Reference {found[1]}: /ask failed" in caplog.text
    assert "test_errors.py" in caplog.text
    assert "Traceback" not in text(result)
    assert "ValueError" not in text(result)


@pytest.mark.usefixtures("broken")
async def test_the_log_does_not_quote_what_the_member_wrote(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    await town.ann.slash(town.square, "ask", question="my secret plan")
    assert town.errors
    assert "builtins.ValueError" in caplog.text
    assert "secret plan" not in caplog.text


@pytest.mark.usefixtures("broken")
async def test_a_chinese_reader_gets_the_apology_in_chinese(town: Town) -> None:
    with town.speaking("zh-CN"):
        result = await town.ann.slash(town.square, "ask", question="first tram")
    assert town.errors
    assert "抱歉" in text(result)


@pytest.mark.usefixtures("broken")
async def test_a_failing_autocomplete_offers_nothing_and_is_logged(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    assert await town.ann.autocomplete(town.square, "define", "term", "day") == []
    assert town.errors
    assert "autocomplete" in caplog.text


async def test_a_failing_button_takes_the_same_path(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")

    async def fail(*_arguments: Any) -> None:
        raise KeyError("gone")

    monkeypatch.setitem(town.bot.presses, Verb.OPEN, fail)
    shown = await town.ann.click(answer.shown, label="Passages")
    assert town.errors
    found = REFERENCE.search(text(shown))
    assert found is not None
    assert f"Reference {found[1]}: the button “open” failed" in caplog.text


async def test_a_button_with_arguments_that_make_no_sense_takes_the_same_path(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    town.relabel(answer.shown, "f1:turn:one:2:q:first-tram")
    shown = await town.ann.click(answer.shown, custom_id="f1:turn:one:2:q:first-tram")
    assert town.errors
    assert REFERENCE.search(text(shown))


@pytest.mark.usefixtures("broken")
async def test_a_failing_reply_to_a_mention_apologises_too(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    await town.ann.send(town.square, f"{town.name} my secret plan")
    assert town.errors
    found = REFERENCE.search(town.said)
    assert found is not None
    assert f"Reference {found[1]}" in caplog.text
    assert "secret plan" not in caplog.text


async def test_an_interaction_that_has_run_out_is_noted_and_no_fault(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    town.fails("POST", "/interactions/*/callback", status=404, code=10062, message="Unknown interaction")
    result = await town.ann.slash(town.square, "ask", question="first tram")
    assert result.response is None
    assert not town.errors
    assert "Discord refused to respond: code 10062" in caplog.text


async def test_a_card_whose_interaction_has_run_out_when_a_button_is_pressed_is_noted(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    offered = await town.ann.slash(town.square, "ask", question="price of a card")
    town.fails("POST", "/interactions/*/callback", status=404, code=10062)
    await town.press(town.ann, offered, "What does the day card cost?")
    assert "Discord refused to replace: code 10062" in caplog.text


async def test_an_interaction_answered_already_is_noted(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    town.fails("POST", "/interactions/*/callback", status=400, code=40060)
    await town.ann.slash(town.square, "ask", question="first tram")
    assert "Discord refused to respond: code 40060" in caplog.text


async def test_choices_that_nobody_waits_for_any_more_are_noted_and_no_fault(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    town.fails("POST", "/interactions/*/callback", status=404, code=10062)
    assert await town.ann.autocomplete(town.square, "define", "term", "da") == []
    assert not town.errors
    assert "Discord refused to complete an option: code 10062" in caplog.text


async def test_choices_that_discord_finds_wrong_are_a_fault(town: Town) -> None:
    town.fails("POST", "/interactions/*/callback", status=400, code=50035)
    await town.ann.autocomplete(town.square, "define", "term", "da")
    assert len(town.errors) == 1


async def test_a_reply_that_discord_forbids_is_noted(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    town.fails("POST", "/channels/*/messages", status=403, code=50013)
    sent = await town.ann.send(town.square, f"{town.name} first tram")
    assert town.square.last_message == sent
    assert "Discord refused to reply: code 50013" in caplog.text


async def test_removing_what_is_gone_already_is_noted(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    answer = await town.ann.slash(town.square, "ask", question="thank you")
    town.fails("DELETE", "/webhooks/*", status=404, code=10008)
    await town.press(town.ann, answer, "Remove")
    assert "Discord refused to remove: code 10008" in caplog.text


async def test_an_apology_that_cannot_be_sent_is_noted_and_goes_no_further(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.fails("POST", "/interactions/*/callback", status=500, times=None)
    await town.ann.slash(town.square, "ask", question="first tram")
    await town.advance(120)  # the library tries again, four times each
    assert len(town.errors) == 1
    assert "the apology could not be sent" in caplog.text


async def test_a_command_that_this_process_no_longer_has_says_that_it_changed(town: Town) -> None:
    town.bot.tree.remove_command("about")
    result = await town.ann.slash(town.square, "about")
    assert "This command has just changed" in text(result)


def test_an_error_of_ours_keeps_its_words_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    reference = report(UsageError("BOT_SEEDS: no such folder"), "a test")
    assert reference in caplog.text
    assert "bot.errors.UsageError: BOT_SEEDS: no such folder" in caplog.text
