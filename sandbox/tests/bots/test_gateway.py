"""The gateway: sessions that are taken up again without loss, sessions that are lost, and what intents let through."""

from __future__ import annotations

import asyncio
import json
import zlib
from dataclasses import replace
from typing import Any

import aiohttp
import discord
import pytest

from sandbox import Permission, World
from sandbox.gateway.intents import Intent
from sandbox.tests.support.client import INTENTS, Client, aim, connected
from sandbox.tests.support.person import PATIENCE, Person
from sandbox.tests.support.village import Village, founded

IDENTIFY, RESUME, HEARTBEAT = 2, 6, 1
PLAIN = int(Intent.GUILDS | Intent.GUILD_MESSAGES | Intent.DIRECT_MESSAGES)


class Line:
    """A bare connection to the gateway."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    @classmethod
    async def to(cls, village: Village, query: str = "v=10&encoding=json") -> Line:
        return cls(await village.http.ws_connect(f"{village.sandbox.gateway.sessions.address}?{query}"))

    async def say(self, operation: int, body: Any) -> None:
        await self.socket.send_json({"op": operation, "d": body})

    async def identify(self, intents: int = PLAIN, token: str = "sandbox", **others: Any) -> None:
        await self.say(IDENTIFY, {"token": token, "intents": intents, "properties": {}, **others})

    async def on_event(self, name: str | None = None, op: int = 0) -> dict[str, Any]:
        """The next message, or the next of a name; everything else is passed over."""
        async with asyncio.timeout(PATIENCE):
            while True:
                told = await self.socket.receive_json()
                if told["op"] == op and name in (None, told["t"]):
                    return told

    async def closed(self) -> int | None:
        async with asyncio.timeout(PATIENCE):
            while not self.socket.closed:
                await self.socket.receive()
        return self.socket.close_code


@pytest.mark.parametrize("code", [1006, 1000, 4000])
async def test_a_client_whose_line_breaks_comes_back_and_misses_nothing(
    village: Village, client: Client, ben: Person, code: int
) -> None:
    await village.sandbox.gateway.drop(code)
    for number in range(5):
        await ben.says(f"while away {number}")
    heard = [(await client.hears("message")).content for _ in range(5)]
    assert heard == [f"while away {number}" for number in range(5)]
    assert client.count("message") == 0
    sessions = village.sandbox.gateway.sessions
    assert (sessions.identified, sessions.resumed) == (1, 1)


async def test_asked_to_reconnect_a_client_resumes(village: Village, client: Client, ben: Person) -> None:
    village.sandbox.gateway.ask_to_reconnect()
    await client.hears("resumed")
    await ben.says("still there?")
    assert (await client.hears("message")).content == "still there?"
    assert village.sandbox.gateway.sessions.identified == 1


async def test_a_refused_resume_begins_a_new_session(village: Village, client: Client, ben: Person) -> None:
    village.sandbox.gateway.sessions.refused_resumes = 1
    await village.sandbox.gateway.drop()
    await client.hears("ready")
    await ben.says("again")
    assert (await client.hears("message")).content == "again"
    assert village.sandbox.gateway.sessions.identified == 2


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_is_resumed_only_if_it_may_be(
    village: Village, client: Client, resumable: bool
) -> None:
    village.sandbox.gateway.invalidate(resumable=resumable)
    await client.hears("resumed" if resumable else "ready")
    assert village.sandbox.gateway.sessions.identified == (1 if resumable else 2)


async def test_a_connection_whose_session_was_made_invalid_takes_an_identify_or_a_resume(village: Village) -> None:
    line = await Line.to(village)
    await line.identify()
    first = (await line.on_event("READY"))["d"]["session_id"]
    village.sandbox.gateway.invalidate(resumable=True)
    assert (await line.on_event(op=9))["d"] is True
    await line.say(RESUME, {"token": "sandbox", "session_id": first, "seq": 1})
    await line.on_event("RESUMED")
    village.sandbox.gateway.invalidate()
    assert (await line.on_event(op=9))["d"] is False
    await line.identify()
    assert (await line.on_event("READY"))["d"]["session_id"] != first
    await line.socket.close()


async def test_a_line_that_is_dead_without_being_closed_is_noticed_by_the_client(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with founded(heartbeat=0.1) as village:
        aim(monkeypatch, village.sandbox)
        async with connected(Client(heartbeat_timeout=0.3)) as client:
            village.sandbox.gateway.sessions.ignore_heartbeats = True
            await asyncio.sleep(0.35)
            village.sandbox.gateway.sessions.ignore_heartbeats = False
            await client.hears("resumed")


async def test_a_client_without_heartbeats_is_closed() -> None:
    async with founded(heartbeat=0.05) as village:
        line = await Line.to(village)
        assert await line.closed() == 4009


async def test_events_are_squeezed_in_one_stream_when_asked_for(village: Village) -> None:
    line, inflate = await Line.to(village, "v=10&encoding=json&compress=zlib-stream"), zlib.decompressobj()
    message = await line.socket.receive()
    assert message.data.endswith(b"\x00\x00\xff\xff")
    assert json.loads(inflate.decompress(message.data))["op"] == 10
    await line.identify()
    assert json.loads(inflate.decompress((await line.socket.receive()).data))["t"] == "READY"
    await line.socket.close()


@pytest.mark.parametrize(
    ("operation", "body", "code"),
    [
        (IDENTIFY, {"token": "wrong", "intents": PLAIN}, 4004),
        (IDENTIFY, {"token": "sandbox", "intents": 1 << 40}, 4013),
        (IDENTIFY, {"token": "sandbox", "intents": int(Intent.GUILD_PRESENCES)}, 4014),
        (IDENTIFY, {"token": "sandbox", "intents": PLAIN, "shard": [2, 2]}, 4010),
        (8, {"guild_id": "1"}, 4003),
        (4, {}, 4001),
    ],
)
async def test_what_the_gateway_refuses_it_closes_with_its_code(
    village: Village, operation: int, body: Any, code: int
) -> None:
    line = await Line.to(village)
    await line.say(operation, body)
    assert await line.closed() == code


async def test_other_versions_nonsense_and_a_second_identify_are_refused(village: Village) -> None:
    assert await (await Line.to(village, "v=9&encoding=json")).closed() == 4012
    line = await Line.to(village)
    await line.socket.send_str("{")
    assert await line.closed() == 4002
    line = await Line.to(village)
    await line.identify()
    await line.identify()
    assert await line.closed() == 4005


async def test_too_many_messages_close_a_connection(village: Village) -> None:
    line = await Line.to(village)
    for _ in range(121):
        await line.say(HEARTBEAT, None)
    assert await line.closed() == 4008


async def test_a_session_that_is_unknown_or_told_too_little_cannot_be_resumed(village: Village) -> None:
    line = await Line.to(village)
    await line.say(RESUME, {"token": "sandbox", "session_id": "none", "seq": 1})
    assert (await line.on_event(op=9))["d"] is False
    await line.identify()
    session = (await line.on_event("READY"))["d"]["session_id"]
    await village.sandbox.gateway.drop()
    line = await Line.to(village)
    await line.say(RESUME, {"token": "sandbox", "session_id": session, "seq": 999})
    assert await line.closed() == 4007


async def test_members_are_told_on_request(village: Village) -> None:
    line = await Line.to(village)
    await line.identify()
    await line.say(8, {"guild_id": str(village.guild.id), "query": "be", "limit": 5, "nonce": "n"})
    chunk = (await line.on_event("GUILD_MEMBERS_CHUNK"))["d"]
    assert [member["user"]["username"] for member in chunk["members"]] == ["ben"]
    await line.socket.close()


async def test_without_the_content_intent_only_what_concerns_the_bot_has_content(
    village: Village, monkeypatch: pytest.MonkeyPatch, ben: Person
) -> None:
    aim(monkeypatch, village.sandbox)
    intents = discord.Intents(INTENTS.value)
    intents.message_content = False
    async with connected(Client(intents)) as client:
        bot = village.world.bot.id
        direct = await ben.does("POST", "/dm")
        for words, place, content in (
            ("for the others", None, ""),
            (f"<@{bot}> for you", None, f"<@{bot}> for you"),
            ("between us", int(direct["id"]), "between us"),
        ):
            await ben.says(words, place=place)
            assert (await client.hears("message")).content == content
        own = await client.channel(village.general.id).send("my own")
        assert (await client.hears("message", lambda message: message.id == own.id)).content == "my own"


async def test_an_application_without_the_intent_gets_no_content_over_rest_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with founded(privileged=0) as village:
        aim(monkeypatch, village.sandbox)
        ben = await village.page(village.ben)
        sent = await ben.says("for the others")
        status, found = await village.rest("GET", f"/channels/{village.general.id}/messages/{sent['id']}")
        assert (status, found["content"]) == (200, "")
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with connected(Client()):
                pass


async def test_nothing_is_told_of_channels_the_bot_does_not_see(village: Village, client: Client) -> None:
    ada = await village.page(village.ada)
    await ada.says("a secret", place=village.hidden.id)
    await ada.says("no secret")
    assert (await client.hears("message")).content == "no secret"
    assert client.count("message") == 0
    with pytest.raises(discord.Forbidden) as refused:
        await client.get_partial_messageable(village.hidden.id).send("hello?")
    assert refused.value.code == 50001


async def test_intents_that_were_not_asked_for_keep_events_away(
    village: Village, monkeypatch: pytest.MonkeyPatch, ben: Person
) -> None:
    aim(monkeypatch, village.sandbox)
    async with connected(Client(discord.Intents(guilds=True, dm_messages=True))) as client:
        await ben.says("in the server")
        direct = await ben.does("POST", "/dm")
        await ben.says("direct", place=int(direct["id"]))
        message = await client.hears("message")
        assert isinstance(message.channel, discord.DMChannel)
        assert client.count("message") == 0


async def test_servers_are_told_to_their_shard_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async with founded() as village:
        world: World = village.world
        other = world.add_guild("Other", village.ada, everyone=0)
        moved = replace(other, id=other.id + (1 << 22))
        world.guilds = {village.guild.id: village.guild, moved.id: moved}
        for key, member in list(world.members.items()):
            if key[0] == other.id:
                world.members[moved.id, key[1]] = replace(member, guild=moved.id)
        numbers: set[int] = set()
        for shard in range(2):
            line = await Line.to(village)
            await line.identify(shard=[shard, 2])
            told = {int(guild["id"]) for guild in (await line.on_event("READY"))["d"]["guilds"]}
            assert all((guild >> 22) % 2 == shard for guild in told)
            numbers |= told
            await line.socket.close()
        assert numbers == set(world.guilds)


async def test_a_lost_permission_and_a_vanished_channel_are_told(village: Village, client: Client) -> None:
    await village.sandbox.control.do(
        {"kind": "deny", "channel": village.general.id, "rights": int(Permission.SEND_MESSAGES)}
    )
    await client.hears("guild_channel_update")
    channel = client.channel(village.general.id)
    assert not channel.permissions_for(channel.guild.me).send_messages
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hello")
    assert refused.value.code == 50013
    await village.sandbox.control.do({"kind": "vanish", "channel": village.general.id})
    await client.hears("guild_channel_delete")
    with pytest.raises(discord.NotFound) as gone:
        await channel.send("hello")
    assert gone.value.code == 10003
