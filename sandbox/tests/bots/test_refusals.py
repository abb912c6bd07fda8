"""What the REST interface refuses, in Discord's own shape, and what it says of what is not modelled."""

from __future__ import annotations

import io
import json
import logging
from typing import Any

import aiohttp
import pytest

from sandbox.tests.support.description import NEEDS_API
from sandbox.tests.support.forms import V2, command, faults, text
from sandbox.tests.support.village import Village, founded


async def test_a_message_with_nothing_in_it_is_refused(village: Village) -> None:
    status, refusal = await village.post({"content": "  "})
    assert (status, refusal["code"]) == (400, 50006)


async def test_more_text_than_discord_stores_fails_as_it_does_there(village: Village) -> None:
    status, refusal = await village.post({"flags": V2, "components": [text("新" * 3400)]})
    assert (status, refusal) == (500, {"message": "500: Internal Server Error", "code": 0})


async def test_commands_keep_their_ids_and_come_with_translations_on_request(village: Village) -> None:
    path = f"/applications/{village.world.application.id}/commands"
    wanted = [command(name_localizations={"zh-CN": "问"}), {"type": 3, "name": "Count"}]
    _, first = await village.rest("PUT", path, wanted)
    _, second = await village.rest("PUT", path, wanted[:1])
    assert second == first[:1]
    assert (await village.rest("GET", path))[1][0].get("name_localizations") is None
    assert (await village.rest("GET", f"{path}?with_localizations=true"))[1][0]["name_localizations"] == {"zh-CN": "问"}
    status, made = await village.rest("POST", path, command(name="other"))
    assert status == 201
    one = f"{path}/{made['id']}"
    assert (await village.rest("PATCH", one, {"description": "Changed"}))[1]["description"] == "Changed"
    assert (await village.rest("GET", one))[1]["description"] == "Changed"
    assert (await village.rest("DELETE", one))[0] == 204
    assert (await village.rest("GET", one))[1]["code"] == 10063
    status, refusal = await village.rest("PUT", path, [command(), command()])
    assert faults(refusal["errors"]) == {"/1/name": "APPLICATION_COMMANDS_DUPLICATE_NAME"}
    many = [{"type": 3, "name": f"Menu {number}"} for number in range(16)]
    assert (await village.rest("PUT", path, many))[1]["code"] == 30032


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/channels/1", 404, 10003),
        ("GET", "/channels/{general}/messages/1", 404, 10008),
        ("GET", "/channels/{hidden}/messages", 403, 50001),
        ("DELETE", "/channels/{general}", 403, 50013),
        ("GET", "/guilds/1", 404, 10004),
        ("GET", "/guilds/{guild}/members/1", 404, 10007),
        ("GET", "/users/1", 404, 10013),
        ("GET", "/webhooks/{bot}/nothing/messages/@original", 404, 10015),
        ("POST", "/interactions/1/nothing/callback", 404, 10062),
        ("GET", "/channels/{general}/messages?limit=101", 400, 50035),
        ("GET", "/channels/abc", 400, 50035),
        ("GET", "/applications/1/commands", 403, 50001),
    ],
)
async def test_what_is_not_there_or_not_allowed_has_its_code(
    village: Village, method: str, path: str, status: int, code: int
) -> None:
    places = {"general": village.general.id, "hidden": village.hidden.id, "guild": village.guild.id}
    body = {"type": 4, "data": {"content": "x"}} if method == "POST" else None
    answer = await village.rest(method, path.format(**places, bot=village.world.bot.id), body)
    assert (answer[0], answer[1]["code"]) == (status, code)


async def test_without_the_token_nothing_is_answered(village: Village) -> None:
    for token in (None, "wrong"):
        assert await village.rest("GET", "/users/@me", token=token) == (
            401,
            {"message": "401: Unauthorized", "code": 0},
        )


async def test_what_is_not_modelled_answers_loudly(village: Village, caplog: pytest.LogCaptureFixture) -> None:
    poll: dict[str, Any] = {"content": "x", "poll": {"question": {}}}
    for method, path, body in (
        ("GET", "/guilds/1/audit-logs", None),
        ("PUT", "/guilds/1/bans/1", {}),
        ("POST", f"/channels/{village.general.id}/messages", poll),
    ):
        with caplog.at_level(logging.ERROR):
            status, refusal = await village.rest(method, path, body)
        assert status == 501
        assert "does not implement" in refusal["message"]
        assert refusal["message"] in caplog.text
    assert (await village.http.get(f"{village.sandbox.address}/api/v9/users/@me")).status == 501
    village.description.faults.clear()  # the next test is about them


@NEEDS_API
async def test_a_request_that_discord_does_not_describe_is_a_fault_of_whoever_makes_it(village: Village) -> None:
    await village.rest("GET", "/users/@me/dreams")
    await village.rest("GET", "/users/@me")
    (fault,) = village.description.faults
    assert fault.startswith("GET /users/@me/dreams: not in Discord's description")
    village.description.faults.clear()  # it would fail this test


async def test_a_body_that_is_no_json_or_has_another_type_is_refused(village: Village) -> None:
    url = f"{village.sandbox.address}/api/v10/channels/{village.general.id}/messages"
    for data, kind, code in (
        (b"{", "application/json", 50109),
        (b"[" * 100_000, "application/json", 50109),
        (b"[]", "application/json", 50109),
        (b"a", "text/plain", 50035),
    ):
        headers = {"Authorization": "Bot sandbox", "Content-Type": kind}
        async with village.http.post(url, data=data, headers=headers) as answer:
            assert (answer.status, json.loads(await answer.read())["code"]) == (400, code)


async def test_a_file_that_is_too_large_is_refused(village: Village) -> None:
    form = aiohttp.FormData()
    form.add_field("payload_json", json.dumps({"content": "x"}))
    form.add_field("files[0]", io.BytesIO(b"x" * (10 * 1024 * 1024 + 1)), filename="large.bin")
    url = f"{village.sandbox.address}/api/v10/channels/{village.general.id}/messages"
    async with village.http.post(url, data=form, headers={"Authorization": "Bot sandbox"}) as answer:
        assert (answer.status, (await answer.json())["code"]) == (413, 40005)


async def test_v2_cannot_be_taken_back_and_turning_to_it_drops_the_rest(village: Village) -> None:
    _, sent = await village.post({"content": "plain"})
    path = f"/channels/{village.general.id}/messages/{sent['id']}"
    status, refusal = await village.rest("PATCH", path, {"flags": V2, "components": [text()]})
    assert (status, faults(refusal["errors"])) == (
        400,
        {"/content": "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
    )
    turned = {"flags": V2, "content": None, "components": [text()]}
    assert (await village.rest("PATCH", path, turned))[1]["flags"] == V2
    status, refusal = await village.rest("PATCH", path, {"content": "plain again", "flags": 0})
    assert (status, refusal["code"]) == (400, 50035)


async def test_a_reply_without_the_right_to_read_history_is_forbidden_by_its_own_code() -> None:
    async with founded() as village:
        _, sent = await village.post({"content": "first"})
        village.sandbox.control.take_permission(village.general.id, 1 << 16)
        status, refusal = await village.post({"content": "x", "message_reference": {"message_id": sent["id"]}})
        assert (status, refusal["code"]) == (403, 160002)
        assert (await village.rest("GET", f"/channels/{village.general.id}/messages")) == (200, [])
