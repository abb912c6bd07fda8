"""Modals and components are held against what was shown; what does not fit is refused and never told to the bot."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.tests.support.client import Client
from sandbox.tests.support.forms import V2, button, row, select, text
from sandbox.tests.support.person import COMPONENT, MODAL, Person, submission
from sandbox.tests.support.village import Village

PAIR = [{"label": each, "value": each} for each in ("a", "b", "c")]
NOTE = {
    "type": 4,
    "style": 2,
    "custom_id": "note",
    "label": "Note",
    "required": False,
    "min_length": 2,
    "max_length": 4,
}
FIELDS: list[dict[str, Any]] = [
    text("Read this first."),
    {"type": 18, "label": "Title", "component": {"type": 4, "style": 1, "custom_id": "title", "min_length": 3}},
    row(NOTE),
    {"type": 18, "label": "Pick", "component": {"type": 3, "custom_id": "pick", "options": PAIR, "max_values": 2}},
    {"type": 18, "label": "Who", "component": {"type": 5, "custom_id": "who", "required": False}},
]
RIGHT: dict[str, Any] = {"title": "Thé", "note": "", "pick": ["a", "c"], "who": []}


async def shown(village: Village, client: Client, person: Person) -> dict[str, Any]:
    """A modal that the bot shows to somebody who pressed its button."""
    status, message = await village.post({"components": [row(button())]})
    assert status == 200
    await person.presses(message, "press")
    used = await client.hears("interaction")
    data = {"title": "A form", "custom_id": "form", "components": FIELDS}
    path = f"/interactions/{used.id}/{used.token}/callback"
    assert (await village.rest("POST", path, {"type": 9, "data": data}, token=None))[0] == 204
    return await person.hears("INTERACTION_MODAL_CREATE")


async def refused(village: Village, person: Person, kind: int, data: Any, **others: Any) -> tuple[int, int, str]:
    """The status, the code and the words with which something is refused; nothing comes of it for the bot."""
    body = {"type": kind, "nonce": "x", "channel_id": str(person.place), "data": data, **others}
    before = set(village.sandbox.core.interactions.by_id)
    status, refusal = await person.asks("POST", "/interactions", body)
    assert set(village.sandbox.core.interactions.by_id) == before
    return status, refusal["code"], refusal["message"]


async def test_a_modal_is_told_as_it_was_shown_whatever_shape_it_is_sent_in(
    village: Village, client: Client, ben: Person
) -> None:
    modal = await shown(village, client, ben)
    data = submission(modal, **RIGHT)
    data["components"] = [each["component"] for each in reversed(data["components"])]
    await ben.interacts(MODAL, data)
    sent: Any = await client.hears("interaction")
    told = sent.data["components"]
    assert [each["type"] for each in told] == [10, 18, 1, 18, 18]
    assert told[1]["component"]["value"] == "Thé"
    assert told[2]["components"][0]["value"] == ""
    assert (told[3]["component"]["values"], told[4]["component"]["values"]) == (["a", "c"], [])
    assert [each["id"] for each in told] == [each["id"] for each in modal["components"]]
    assert (sent.data["custom_id"], sent.message.content) == ("form", "")


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("a required field that is empty", {"title": ""}, "required"),
    ("too short", {"title": "ab"}, "between 3 and 4000"),
    ("too long", {"title": "x" * 4001}, "between 3 and 4000"),
    ("too short where something is written", {"note": "x"}, "between 2 and 4"),
    ("too long in UTF-16 units", {"note": "🌊🌊🌊"}, "between 2 and 4"),
    ("not offered", {"pick": ["d"]}, "one of {a, b, c}"),
    ("chosen twice", {"pick": ["a", "a"]}, "already contains"),
    ("nothing chosen", {"pick": []}, "between 1 and 2"),
    ("too many chosen", {"pick": ["a", "b", "c"]}, "between 1 and 2"),
    ("nobody", {"who": ["1"]}, "names nothing"),
    ("chosen where words belong", {"title": ["a"]}, "required"),
]


@pytest.mark.parametrize(("filled", "words"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
async def test_a_modal_filled_in_wrongly_is_refused_and_can_still_be_submitted(
    village: Village, client: Client, ben: Person, filled: dict[str, Any], words: str
) -> None:
    modal = await shown(village, client, ben)
    status, _, message = await refused(village, ben, MODAL, submission(modal, **{**RIGHT, **filled}))
    assert status == 400
    assert words in message
    await ben.submits(modal, **RIGHT)
    await client.hears("interaction")


async def test_fields_that_are_missing_unknown_or_of_another_type_are_refused(
    village: Village, client: Client, ben: Person
) -> None:
    modal = await shown(village, client, ben)
    data = submission(modal, **RIGHT)
    stray: Any = {"type": 18, "component": {"type": 4, "custom_id": "stray", "value": "x"}}
    other: Any = {"type": 18, "component": {"type": 3, "custom_id": "title", "values": []}}
    first, *rest = data["components"]
    for parts, words in (
        (rest, "required"),
        ([*data["components"], stray], "no such field"),
        ([*data["components"], first], "twice"),
        ([other, *rest], "one of {4}"),
        (None, "required"),
    ):
        status, code, message = await refused(village, ben, MODAL, {**data, "components": parts})
        assert (status, code) == (400, 50035)
        assert words in message
    assert (await refused(village, ben, MODAL, {**data, "custom_id": "another"}))[:2] == (400, 50035)


async def test_a_modal_is_submitted_once_by_whom_and_where_it_was_shown(
    village: Village, client: Client, ben: Person, lin: Person
) -> None:
    modal = await shown(village, client, ben)
    data = submission(modal, **RIGHT)
    assert (await refused(village, lin, MODAL, data))[:2] == (404, 10062)
    assert (await refused(village, ben, MODAL, {**data, "id": "1"}))[:2] == (404, 10062)
    assert (await refused(village, ben, MODAL, data, channel_id=str(village.quiet.id)))[:2] == (404, 10062)
    await ben.submits(modal, **RIGHT)
    await (await client.hears("interaction")).response.send_message("heard")
    assert (await refused(village, ben, MODAL, data))[:2] == (400, 40060)


async def test_a_modal_that_the_bot_did_not_answer_may_be_submitted_again(
    village: Village, client: Client, ben: Person
) -> None:
    modal = await shown(village, client, ben)
    village.sandbox.core.interactions.response_deadline = 0.05
    await ben.submits(modal, **RIGHT)
    await client.hears("interaction")
    await ben.hears("INTERACTION_FAILURE")
    await ben.submits(modal, **RIGHT)
    await client.hears("interaction")


@pytest.mark.parametrize(
    "data",
    [
        {"custom_id": "other"},
        {},
        {"custom_id": "off"},
        {"custom_id": "press", "component_type": 3},
        {"custom_id": "pick", "values": ["d"]},
        {"custom_id": "pick", "values": ["a", "a"]},
        {"custom_id": "pick", "values": ["a", "b", "c"]},
        {"custom_id": "pick", "values": "a"},
        {"custom_id": "pick"},
    ],
    ids=str,
)
async def test_what_a_message_does_not_offer_cannot_be_pressed_or_chosen(
    village: Village, ben: Person, data: dict[str, Any]
) -> None:
    parts = [button(), button(custom_id="off", disabled=True)]
    choice = select(options=PAIR, max_values=2)
    _, message = await village.post({"flags": V2, "components": [text(), row(*parts), row(choice)]})
    status, code, _ = await refused(village, ben, COMPONENT, data, message_id=message["id"])
    assert (status, code) == (400, 50035)


async def test_a_press_is_held_against_the_message_as_it_stands_by_now(
    village: Village, client: Client, ben: Person
) -> None:
    _, message = await village.post({"components": [row(button())]})
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    await village.rest("PATCH", path, {"components": [row(button(disabled=True))]})
    press = {"custom_id": "press", "component_type": 2}
    assert (await refused(village, ben, COMPONENT, press, message_id=message["id"]))[:2] == (400, 50035)
    await village.rest("PATCH", path, {"components": [row(button(custom_id="later"))]})
    assert (await refused(village, ben, COMPONENT, press, message_id=message["id"]))[:2] == (400, 50035)
    await ben.presses({**message, "components": [row(button(custom_id="later"))]}, "later")
    await client.hears("interaction")
