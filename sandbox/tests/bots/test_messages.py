"""Messages between people and the plain client: sent, replied to, edited, deleted, read back, and mentioned in."""

from __future__ import annotations

import io
from typing import Any

import discord
from discord import ui

from sandbox.tests.support.client import Client
from sandbox.tests.support.person import Person, text_of
from sandbox.tests.support.village import Village


async def test_a_message_of_a_person_reaches_the_client_and_its_reply_the_page(
    village: Village, client: Client, ben: Person
) -> None:
    await ben.says("hello")
    message: discord.Message = await client.hears("message")
    assert (message.content, message.author.id, message.channel.id) == ("hello", village.ben.id, village.general.id)
    assert isinstance(message.author, discord.Member)
    await message.reply("hello yourself")
    reply = await ben.hears("MESSAGE_CREATE", content="hello yourself")
    assert reply["type"] == 19
    assert reply["referenced_message"]["content"] == "hello"
    assert reply["mentions"] == []


async def test_components_v2_come_back_as_sent_with_ids_filled_in(
    village: Village, client: Client, ben: Person
) -> None:
    view = ui.LayoutView()
    row: ui.ActionRow[Any] = ui.ActionRow()
    row.add_item(ui.Button[Any](label="Press", custom_id="press"))
    section = ui.Section[Any]("by its side", accessory=ui.Button[Any](label="Side", custom_id="side"))
    parts: list[ui.Item[Any]] = [ui.TextDisplay("# A heading"), section, ui.Separator(), row]
    view.add_item(ui.Container(*parts, accent_colour=0x123456))
    view.stop()
    sent = await client.channel(village.general.id).send(view=view)
    assert sent.flags.components_v2
    shown = await ben.hears("MESSAGE_CREATE")
    assert text_of(shown) == "\n# A heading\nby its side"
    assert shown["components"][0]["accent_color"] == 0x123456
    found = await client.channel(village.general.id).fetch_message(sent.id)
    assert [component.type.value for component in found.components] == [17]


async def test_edits_and_deletions_are_told_to_the_others(village: Village, client: Client, ben: Person) -> None:
    sent = await client.channel(village.general.id).send("one")
    await sent.edit(content="two")
    assert (await ben.hears("MESSAGE_UPDATE"))["edited_timestamp"] is not None
    await sent.delete()
    assert (await ben.hears("MESSAGE_DELETE"))["id"] == str(sent.id)
    mine = await ben.says("mine")
    await ben.does("PATCH", f"/channels/{ben.place}/messages/{mine['id']}", {"content": "still mine"})
    edit: discord.RawMessageUpdateEvent = await client.hears(
        "raw_message_edit", lambda e: e.message_id == int(mine["id"])
    )
    assert edit.message.content == "still mine"
    await ben.does("DELETE", f"/channels/{ben.place}/messages/{mine['id']}")
    gone: discord.RawMessageDeleteEvent = await client.hears(
        "raw_message_delete", lambda e: e.message_id == int(mine["id"])
    )
    assert gone.channel_id == ben.place


async def test_nobody_edits_the_message_of_another(village: Village, client: Client, ben: Person) -> None:
    sent = await client.channel(village.general.id).send("the bot's")
    path = f"/channels/{ben.place}/messages/{sent.id}"
    assert (await ben.asks("PATCH", path, {"content": "ben's"}))[0] == 403
    assert (await ben.asks("DELETE", path))[0] == 403
    ada = await village.page(village.ada)
    assert (await ada.asks("DELETE", path))[0] == 204


async def test_history_is_read_from_either_end_and_around_a_message(village: Village, client: Client) -> None:
    channel = client.channel(village.general.id)
    sent = [await channel.send(str(number)) for number in range(7)]

    async def read(**where: Any) -> list[str]:
        return [message.content async for message in channel.history(**where)]

    assert await read(limit=3) == ["6", "5", "4"]
    assert await read(limit=2, before=sent[3]) == ["2", "1"]
    assert await read(limit=2, after=sent[3]) == ["4", "5"]
    assert sorted(await read(limit=3, around=sent[3])) == ["2", "3", "4"]


async def test_files_come_with_a_message_and_are_to_be_had_from_it(
    village: Village, client: Client, ben: Person
) -> None:
    data = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (40).to_bytes(4, "big") + (30).to_bytes(4, "big")
    file = discord.File(io.BytesIO(data), "card.png", description="a card")
    sent = await client.channel(village.general.id).send(file=file)
    assert (sent.attachments[0].width, sent.attachments[0].height) == (40, 30)
    assert await sent.attachments[0].read() == data
    shown = await ben.hears("MESSAGE_CREATE")
    assert shown["attachments"][0]["description"] == "a card"


async def test_a_picture_in_components_points_at_the_file_that_came_with_it(village: Village, client: Client) -> None:
    view = ui.LayoutView()
    view.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://card.png")))
    view.stop()
    sent = await client.channel(village.general.id).send(view=view, file=discord.File(io.BytesIO(b"x"), "card.png"))
    gallery = sent.components[0]
    assert isinstance(gallery, discord.components.MediaGalleryComponent)
    assert gallery.items[0].media.url.startswith(f"{village.sandbox.address}/attachments/")


async def test_only_allowed_mentions_notify(village: Village, client: Client) -> None:
    channel, words = client.channel(village.general.id), f"<@{village.ben.id}> <@{village.lin.id}> @everyone"
    assert (await channel.send(words)).mentions == []
    allowed = discord.AllowedMentions(everyone=True, users=[discord.Object(village.ben.id)])
    sent = await channel.send(words, allowed_mentions=allowed)
    assert [user.id for user in sent.mentions] == [village.ben.id]
    assert not sent.mention_everyone, "the bot may not"


async def test_the_same_nonce_gives_back_the_same_message_for_five_minutes(village: Village, client: Client) -> None:
    channel = client.channel(village.general.id)
    first = await channel.send("once", nonce="abc")
    village.clock.seconds += 299
    assert (await channel.send("once", nonce="abc")).id == first.id
    village.clock.seconds += 2
    assert (await channel.send("once", nonce="abc")).id != first.id
    await client.hears("message", lambda message: message.id == first.id)
    await client.hears("message", lambda message: message.id != first.id)
    assert client.count("message") == 0


async def test_typing_is_seen_on_both_sides(village: Village, client: Client, ben: Person) -> None:
    async with client.channel(village.general.id).typing():
        assert (await ben.hears("TYPING_START"))["user_id"] == str(village.world.bot.id)
    await ben.does("POST", f"/channels/{ben.place}/typing")
    typing: discord.RawTypingEvent = await client.hears("raw_typing", lambda typing: typing.user_id == village.ben.id)
    assert typing.channel_id == ben.place


async def test_a_thread_begins_on_a_message_once(village: Village, client: Client, ben: Person) -> None:
    sent = await client.channel(village.general.id).send("to discuss")
    thread = await sent.create_thread(name="Discussion")
    assert (await ben.hears("THREAD_CREATE"))["parent_id"] == str(village.general.id)
    await thread.send("first")
    await ben.says("second", place=thread.id)
    answer: discord.Message = await client.hears("message", lambda m: m.content == "second")
    assert isinstance(answer.channel, discord.Thread)
    status, refusal = await village.rest(
        "POST", f"/channels/{village.general.id}/messages/{sent.id}/threads", {"name": "x"}
    )
    assert (status, refusal["code"]) == (400, 160004)


async def test_a_direct_conversation_is_between_two(village: Village, client: Client, ben: Person, lin: Person) -> None:
    opened = await ben.does("POST", "/dm")
    await ben.says("psst", place=int(opened["id"]))
    message: discord.Message = await client.hears("message")
    assert isinstance(message.channel, discord.DMChannel)
    await message.channel.send("yes?")
    await ben.hears("MESSAGE_CREATE", content="yes?")
    assert (await lin.asks("GET", f"/channels/{opened['id']}/messages"))[0] == 403
    assert not [event for event in lin.told if event["t"] == "MESSAGE_CREATE"]


async def test_pins_and_bulk_deletion_need_their_rights(village: Village, client: Client) -> None:
    channel = client.channel(village.general.id)
    sent = [await channel.send(str(number)) for number in range(3)]
    status, refusal = await village.rest("PUT", f"/channels/{channel.id}/messages/pins/{sent[0].id}")
    assert (status, refusal["code"]) == (403, 50013)
    everyone = village.world.roles[village.guild.id]
    village.world.roles[everyone.id] = type(everyone)(
        everyone.id, everyone.guild, everyone.name, 1 << 51 | 1 << 13 | everyone.permissions
    )
    await sent[0].pin()
    assert [message.content async for message in channel.pins()] == ["0"]
    await channel.delete_messages(sent[1:])
    assert [message.content async for message in channel.history()] == ["0"]


async def test_reactions_of_the_client_and_of_people_are_counted_and_taken_back(
    village: Village, client: Client, ben: Person
) -> None:
    sent = await client.channel(village.general.id).send("well?")
    await sent.add_reaction("👍")
    path = f"/channels/{village.general.id}/messages/{sent.id}/reactions"
    await ben.does("POST", path, {"emoji": "👍"})
    found = await client.channel(village.general.id).fetch_message(sent.id)
    assert [(str(each.emoji), each.count, each.me) for each in found.reactions] == [("👍", 2, True)]
    assert client.user is not None
    await sent.remove_reaction("👍", discord.Object(client.user.id))
    await ben.does("POST", path, {"emoji": "👍", "taken_back": True})
    assert (await client.channel(village.general.id).fetch_message(sent.id)).reactions == []
    assert (await ben.asks("POST", path, {"emoji": "thumbsup"}))[0] == 404
