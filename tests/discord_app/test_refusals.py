"""The register of Discord's refusals: what each code leads to."""

from __future__ import annotations

import pytest
from discord import Forbidden, HTTPException, NotFound

from bot.discord_app.refusals import REFUSALS, Cause, Remedy, expected, refusal_of

from .conftest import Town


class Response:
    """What discord.py reads of an HTTP response."""

    reason = ""

    def __init__(self, status: int) -> None:
        self.status = status


def refused(status: int, code: int, text: str = "") -> HTTPException:
    kind = {403: Forbidden, 404: NotFound}.get(status, HTTPException)
    errors = {"message_reference": {"_errors": [{"code": "UNKNOWN", "message": text}]}} if text else {}
    return kind(Response(status), {"code": code, "message": "refused", "errors": errors})  # pyright: ignore[reportArgumentType]


WHAT_IS_DONE = {
    Remedy.QUIET: {10003, 10004, 10008, 10015, 10062, 30046, 40060, 50007, 50027, 50083, 160004, 160005},
    Remedy.SEND_PLAIN: {160002},
    Remedy.TELL_ADMINS: {50001, 50013},
    Remedy.TELL_MEMBER: {200000, 200001, 240000},
}


def test_every_code_has_its_remedy() -> None:
    found = {remedy: {code for code, each in REFUSALS.items() if each.remedy is remedy} for remedy in Remedy}
    assert found == WHAT_IS_DONE
    assert {*Cause} == {each.cause for each in REFUSALS.values()} | {Cause.NO_ANSWER}


@pytest.mark.parametrize(
    ("status", "code", "text", "cause"),
    [
        (404, 10003, "", Cause.CHANNEL_GONE),
        (404, 99999, "", Cause.CHANNEL_GONE),
        (403, 99999, "", Cause.FORBIDDEN),
        (400, 50035, "Unknown message", Cause.MESSAGE_GONE),
    ],
)
def test_what_is_not_listed_is_judged_by_its_status(status: int, code: int, text: str, cause: Cause) -> None:
    refusal = refusal_of(refused(status, code, text))
    assert refusal is not None
    assert refusal.cause is cause


@pytest.mark.parametrize(("status", "code"), [(400, 50035), (400, 0), (500, 0), (503, 0), (401, 0)])
def test_a_mistake_of_ours_and_a_fault_of_discords_stay_errors(status: int, code: int) -> None:
    error = refused(status, code)
    assert refusal_of(error) is None
    with pytest.raises(HTTPException) as raised:
        expected("reply", error)
    assert raised.value is error


def test_what_admins_can_mend_is_a_warning_and_the_rest_a_note(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    expected("reply", refused(403, 50013))
    expected("reply", refused(404, 10008))
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


async def test_where_the_bot_was_given_a_timeout_it_is_quiet_and_afterwards_answers_again(town: Town) -> None:
    control, question = town.sandbox.control, f"{town.name} when does the first tram leave?"
    control.time_out(town.bot_id, town.guild.id, 60)
    sent = await town.ann.send(town.square, question)
    assert town.square.last_message == sent
    assert not [each for each in town.http_requests if each.status == 403]
    control.time_out(town.bot_id, town.guild.id, 0)
    await town.ann.send(town.square, question)
    assert "**When does the first tram leave?**" in town.said


async def test_a_form_that_is_sent_in_after_its_message_has_gone_is_taken(town: Town) -> None:
    shown = await town.ann.slash(town.square, "ask", question="where is the moon")
    form = await town.press(town.ann, shown, "💡")
    assert form.modal is not None
    assert shown.shown.stored is not None
    town.sandbox.world.messages[town.square.id].pop(shown.shown.id)
    control = form.modal["components"][0]["component"]["custom_id"]
    sent = await town.ann.submit_modal(form, {control: "Where is the moon?"})
    assert "The curators will see it" in str(sent.shown.components)
