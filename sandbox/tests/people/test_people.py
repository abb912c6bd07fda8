"""The people's side apart from talk: who may speak to the sandbox, what a page begins with, extras, notices."""

from __future__ import annotations

import aiohttp
import pytest
from aiohttp import WSMsgType, web

from sandbox import Action, Extras, Overwrite, Permission, Sandbox, ThingToTry, World
from sandbox.people.origin_check import HEADERS
from sandbox.tests.support.person import Person
from sandbox.tests.support.village import Village, founded


@pytest.mark.parametrize("path", ["/sandbox/world", "/api/v10/users/@me", "/gateway?v=10&encoding=json", "/"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Origin": "http://localhost:port"},
        {"Origin": "http://[::1"},
        {"Host": "[::1"},
    ],
)
async def test_only_this_machine_and_pages_from_here_are_served(
    village: Village, path: str, headers: dict[str, str]
) -> None:
    async with village.http.get(f"{village.sandbox.address}{path}", headers=headers) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
async def test_every_loopback_name_will_do(village: Village, name: str) -> None:
    port = village.sandbox.address.rpartition(":")[2]
    headers = {"Host": f"{name}:{port}", "Origin": f"http://{name}:{port}"}
    async with village.http.get(f"{village.sandbox.address}/sandbox/world", headers=headers) as answer:
        assert answer.status == 200
        for header, value in HEADERS.items():
            assert answer.headers[header] == value


async def test_a_page_from_elsewhere_cannot_listen(village: Village) -> None:
    url = f"{village.sandbox.address}/sandbox/events?as={village.ben.id}"
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await village.http.ws_connect(url, headers={"Origin": "https://evil.example"})
    assert refused.value.status == 403


async def test_only_people_act(village: Village) -> None:
    url = f"{village.sandbox.address}/sandbox/channels/{village.general.id}/messages"
    for user in (str(village.world.bot.id), "1", "ben", None):
        headers = {"X-Sandbox-User": user} if user else {}
        async with village.http.post(url, json={"content": "x"}, headers=headers) as answer:
            assert answer.status == 403
    async with village.http.get(f"{village.sandbox.address}/sandbox/events?as=1") as answer:
        assert answer.status == 403


async def test_a_page_begins_with_the_world_as_one_person_sees_it(village: Village, lin: Person) -> None:
    world = await lin.does("GET", "/world")
    assert [channel["name"] for channel in world["channels"]] == ["general", "quiet"]
    assert [person["user"]["username"] for person in world["people"]] == ["ada", "ben", "lin"]
    assert world["people"][2]["locale"] == "zh-CN"
    assert world["me"] == str(village.lin.id)
    assert world["bot_online"] is False
    ada = await village.page(village.ada)
    assert [channel["name"] for channel in (await ada.does("GET", "/world"))["channels"]] == [
        "general",
        "quiet",
        "hidden",
    ]
    async with village.http.get(f"{village.sandbox.address}/sandbox/world") as answer:
        assert (await answer.json())["me"] == str(village.ada.id), "who has not chosen is the first person"


async def test_a_channel_that_one_may_no_longer_see_is_gone(village: Village, ben: Person) -> None:
    barred = Overwrite(village.ben.id, is_member=True, deny=int(Permission.VIEW_CHANNEL))
    channel = village.world.overwrite(village.quiet.id, barred)
    village.sandbox.control.take_permission(channel.id, int(Permission.SEND_MESSAGES))
    assert (await ben.hears("CHANNEL_DELETE"))["id"] == str(channel.id)
    assert (await ben.asks("POST", f"/channels/{channel.id}/messages", {"content": "x"}))[0] == 403


async def test_a_message_that_is_too_long_is_refused_in_words(ben: Person) -> None:
    path = f"/channels/{ben.place}/messages"
    assert await ben.asks("POST", path, {"content": "x" * 10_000}) == (
        400,
        {"message": "Must be 2000 or fewer in length.", "code": 50035},
    )
    assert (await ben.asks("POST", "/interactions", {"type": 9}))[0] == 400
    assert (await ben.asks("POST", "/interactions", {"type": 2}))[0] == 400


async def test_extras_are_shown_and_actions_run() -> None:
    async def skip(locale: str) -> str:
        return f"Skipped for {locale}."

    world = World()
    world.add_guild("Village", world.add_user("ada"), everyone=0)
    extras = Extras(
        "Village",
        (
            ThingToTry("Ask", text="hello", channel=7, label_localizations={"zh-CN": "问"}),
            ThingToTry("Menu", menu="Count"),
        ),
        (Action("skip", "Skip", skip, label_localizations={"zh-CN": "跳过"}), Action("x", "X", skip)),
    )
    async with Sandbox(world, extras) as sandbox, aiohttp.ClientSession() as http:
        ada = Person(http, sandbox.address, world.people[0], 0)
        sandbox.notice("n", "error", "A fault in line 3.")
        shown = (await ada.does("GET", "/world"))["extras"]
        assert shown == {
            "title": "Village",
            "things_to_try": [
                {"label": "Ask", "text": "hello", "channel": "7", "label_localizations": {"zh-CN": "问"}},
                {"label": "Menu", "menu": {"command": "Count"}},
            ],
            "actions": [
                {"id": "skip", "label": "Skip", "label_localizations": {"zh-CN": "跳过"}},
                {"id": "x", "label": "X"},
            ],
            "notices": [{"id": "n", "level": "error", "text": "A fault in line 3."}],
        }
        assert await ada.does("POST", "/actions/skip") == {"message": "Skipped for en-US."}
        assert (await ada.asks("POST", "/actions/other"))[0] == 404


async def test_notices_come_and_go(village: Village, ben: Person) -> None:
    village.sandbox.notice("n", "warning", "Look here.")
    assert await ben.hears("NOTICE") == {"id": "n", "level": "warning", "text": "Look here."}
    village.sandbox.clear_notice("n")
    village.sandbox.clear_notice("n")
    assert await ben.hears("NOTICE_GONE") == {"id": "n"}
    assert [event["t"] for event in ben.told] == []


async def test_a_port_that_is_taken_is_told() -> None:
    async with founded() as village:
        port = int(village.sandbox.address.rpartition(":")[2])
        with pytest.raises(OSError, match="address already in use"):
            await Sandbox(World(), port=port).start()


async def test_half_a_surrogate_pair_is_replaced_where_it_comes_in(village: Village, ben: Person, lin: Person) -> None:
    await ben.says("half \ud83d of it \U0001f44d")
    assert (await lin.hears("MESSAGE_CREATE"))["content"] == "half \ufffd of it \U0001f44d"
    await ben.says("and on")
    await lin.hears("MESSAGE_CREATE", content="and on")


async def test_a_page_that_cannot_be_written_to_is_closed_so_that_it_connects_anew(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise UnicodeEncodeError("utf-8", "\ud83d", 0, 1, "surrogates not allowed")

    url = f"{village.sandbox.address}/sandbox/events?as={village.ben.id}"
    async with village.http.ws_connect(url) as page:
        await page.receive_json()
        monkeypatch.setattr(web.WebSocketResponse, "send_str", broken)
        for words in ("the next", "and the one after it"):
            village.sandbox.notice("n", "info", words)
        while (told := await page.receive(10)).type is WSMsgType.TEXT:
            pass
        assert told.type in {WSMsgType.CLOSE, WSMsgType.CLOSED}
