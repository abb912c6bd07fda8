"""Servers, channels, threads and accounts through the plain client: read, made, changed and taken away."""

from __future__ import annotations

from collections.abc import AsyncIterator

import discord
import pytest

from sandbox import Permission
from sandbox.tests.support.client import Client, aim, connected
from sandbox.tests.support.person import Person
from sandbox.tests.support.village import Village, founded


@pytest.fixture
async def village() -> AsyncIterator[Village]:
    """A village in which the bot may do everything."""
    async with founded(bot_permissions=int(Permission.ADMINISTRATOR)) as village:
        yield village


async def test_a_server_is_read_in_all_its_parts(village: Village, client: Client) -> None:
    guild = await client.fetch_guild(village.guild.id)
    assert (guild.name, guild.approximate_member_count) == ("Village", 4)
    assert {channel.name for channel in await guild.fetch_channels()} == {"general", "quiet", "hidden"}
    assert {role.name for role in await guild.fetch_roles()} == {"@everyone", "Sandbox bot"}
    assert (await guild.fetch_member(village.ben.id)).display_name == "Ben"
    assert [guild.id async for guild in client.fetch_guilds()] == [village.guild.id]
    assert (await client.fetch_user(village.ben.id)).name == "ben"
    known = client.get_guild(village.guild.id)
    assert known is not None
    found = await known.query_members(query="li", limit=5)
    assert [member.id for member in found] == [village.lin.id]


async def test_members_are_listed_only_with_their_intent(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    aim(monkeypatch, village.sandbox)
    async with connected(Client(discord.Intents(guilds=True, members=True))) as client:
        guild = client.get_guild(village.guild.id)
        assert guild is not None
        assert len([member async for member in guild.fetch_members()]) == 4
    async with founded(privileged=0) as other:
        status, refusal = await other.rest("GET", f"/guilds/{other.guild.id}/members?limit=10")
        assert (status, refusal["code"]) == (403, 50001)


async def test_a_channel_is_made_changed_and_taken_away(village: Village, client: Client, ben: Person) -> None:
    guild = client.get_guild(village.guild.id)
    assert guild is not None
    made = await guild.create_text_channel("news", topic="what is new")
    assert (await ben.hears("CHANNEL_CREATE"))["topic"] == "what is new"
    changed = await made.edit(name="olds", slowmode_delay=5)
    assert changed is not None
    assert (changed.name, changed.slowmode_delay) == ("olds", 5)
    await made.set_permissions(guild.default_role, send_messages=False)
    update = await ben.hears("CHANNEL_UPDATE", permission_overwrites=[
        {"id": str(guild.id), "type": 0, "allow": "0", "deny": str(int(Permission.SEND_MESSAGES))}
    ])  # fmt: skip
    assert not int(update["permissions"]) & Permission.SEND_MESSAGES
    assert (await ben.asks("POST", f"/channels/{made.id}/messages", {"content": "x"}))[0] == 403
    await made.set_permissions(guild.default_role, overwrite=None)
    assert (await ben.asks("POST", f"/channels/{made.id}/messages", {"content": "x"}))[0] == 200
    await made.delete()
    await ben.hears("CHANNEL_DELETE", id=str(made.id))
    with pytest.raises(discord.NotFound):
        await client.fetch_channel(made.id)


async def test_a_role_and_a_nickname_are_given(village: Village, client: Client) -> None:
    guild = client.get_guild(village.guild.id)
    assert guild is not None
    role = await guild.create_role(
        name="readers", permissions=discord.Permissions(send_messages=True), mentionable=True
    )
    await client.hears("guild_role_create")
    sent = await client.channel(village.general.id).send(
        f"<@&{role.id}>", allowed_mentions=discord.AllowedMentions(roles=[role])
    )
    assert [mentioned.id for mentioned in sent.role_mentions] == [role.id]
    await guild.me.edit(nick="Helper")
    assert village.world.members[guild.id, village.world.bot.id].nick == "Helper"


async def test_a_thread_without_a_message_is_joined_left_archived_and_deleted(
    village: Village, client: Client, ben: Person
) -> None:
    channel = client.channel(village.general.id)
    thread = await channel.create_thread(name="Aside", type=discord.ChannelType.public_thread)
    await thread.join()
    await thread.leave()
    assert [each.id for each in await channel.guild.active_threads()] == [thread.id]
    await thread.edit(locked=True)
    assert (await ben.asks("POST", f"/channels/{thread.id}/messages", {"content": "x"}))[0] == 400
    await thread.edit(locked=False, archived=True)
    assert await channel.guild.active_threads() == []
    await ben.says("opens it again", place=thread.id)
    assert [each.id for each in await channel.guild.active_threads()] == [thread.id]
    await thread.delete()
    await ben.hears("CHANNEL_DELETE", id=str(thread.id))
    private = await channel.create_thread(name="Secret")
    assert (await ben.asks("GET", f"/channels/{private.id}/messages"))[0] == 403


async def test_the_bot_writes_to_a_person_first_and_to_no_bot(village: Village, client: Client, ben: Person) -> None:
    user = await client.fetch_user(village.ben.id)
    sent = await user.send("good morning")
    assert (await ben.hears("MESSAGE_CREATE"))["channel_id"] == str(sent.channel.id)
    await sent.delete()
    await ben.hears("MESSAGE_DELETE", id=str(sent.id))
    for recipient, code in ((village.world.bot.id, 50007), (1, 10013), ("x", 50035)):
        refusal = (await village.rest("POST", "/users/@me/channels", {"recipient_id": recipient}))[1]
        assert refusal["code"] == code


async def test_embeds_come_back_whole(village: Village, client: Client) -> None:
    embed = discord.Embed(title="A title", description="Words").add_field(name="Name", value="Value")
    embed.set_footer(text="At the foot").set_author(name="Somebody")
    sent = await client.channel(village.general.id).send(embed=embed)
    assert sent.embeds == [embed]


async def test_a_bot_that_leaves_is_told_and_sees_nothing_more(village: Village, client: Client) -> None:
    guild = client.get_guild(village.guild.id)
    assert guild is not None
    await guild.leave()
    await client.hears("guild_remove")
    assert (await village.rest("GET", f"/guilds/{guild.id}"))[1]["code"] == 10004


async def test_where_the_gateway_is_needs_no_token(village: Village) -> None:
    address = village.sandbox.gateway.sessions.address
    assert await village.rest("GET", "/gateway", token=None) == (200, {"url": address})
    status, told = await village.rest("GET", "/gateway/bot")
    assert (status, told["shards"]) == (200, 1)
    assert (await village.rest("GET", "/applications/@me"))[1]["id"] == str(village.world.application.id)
