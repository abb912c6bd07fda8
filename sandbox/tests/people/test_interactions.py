"""Interactions of every kind between a page and the plain client: told, answered in every way, and refused too late."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest
from discord import app_commands, ui

from sandbox import Overwrite, Permission
from sandbox.tests.support.client import Client
from sandbox.tests.support.person import AUTOCOMPLETE, COMMAND, Person, option, text_of
from sandbox.tests.support.village import Village

PRIVATE, THINKING = 64, 128
Used = discord.Interaction[Any]


@app_commands.command(description="Say something")
@app_commands.describe(words="what to say", where="a channel", who="somebody", often="how often")
async def say(
    interaction: Used,
    words: str,
    where: discord.TextChannel | None = None,
    who: discord.Member | None = None,
    often: app_commands.Range[int, 1, 3] = 1,
) -> None:
    """Its deeds are done by the tests."""


@say.autocomplete("words")
async def _complete(interaction: Used, current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{current}!", value=current)]


@app_commands.context_menu(name="Count words")
async def count_words(interaction: Used, message: discord.Message) -> None:
    """Its deeds are done by the tests."""


@app_commands.command(description="For those who manage the server")
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def manage(interaction: Used) -> None:
    """Its deeds are done by the tests."""


@pytest.fixture
async def client(client: Client) -> Client:
    """The client with its commands registered, and the tests doing what they do."""
    commands: list[Any] = [say, count_words, manage]
    for command in commands:
        client.tree.add_command(command)
    await client.tree.sync()
    return client


async def test_a_command_is_told_with_what_it_names(village: Village, client: Client, lin: Person) -> None:
    nonce = await lin.uses("say", [option("words", "hi"), option("where", str(village.quiet.id), 7)])
    used: Used = await client.hears("interaction")
    assert (used.user.id, used.locale, used.guild_locale) == (
        village.lin.id,
        discord.Locale.chinese,
        discord.Locale.american_english,
    )
    assert used.context.guild
    assert used.is_guild_integration()
    assert used.app_permissions.send_messages
    assert used.data is not None
    resolved: Any = used.data.get("resolved")
    assert int(resolved["channels"][str(village.quiet.id)]["app_permissions"]) & Permission.SEND_MESSAGES
    await used.response.send_message("done")
    assert (await lin.hears("INTERACTION_SUCCESS"))["nonce"] == nonce
    reply = await lin.hears("MESSAGE_CREATE", content="done")
    assert (reply["type"], reply["interaction"]["name"]) == (20, "say")


async def test_a_private_reply_is_seen_by_one_person_and_can_be_dismissed(
    village: Village, client: Client, ben: Person, lin: Person
) -> None:
    await ben.uses("say", [option("words", "hi")])
    used: Used = await client.hears("interaction")
    await used.response.send_message("for you", ephemeral=True)
    reply = await ben.hears("MESSAGE_CREATE", content="for you")
    assert reply["flags"] == PRIVATE
    assert [message["content"] for message in await ben.reads()] == ["for you"]
    assert await lin.reads() == []
    assert [message async for message in client.channel(village.general.id).history()] == []
    status, refusal = await village.rest("GET", f"/channels/{village.general.id}/messages/{reply['id']}")
    assert (status, refusal["code"]) == (404, 10008)
    await ben.does("POST", "/messages/dismiss", {"message_id": reply["id"]})
    await ben.hears("MESSAGE_DELETE", id=reply["id"])
    assert not [event for event in lin.told if event["t"].startswith("MESSAGE")]


async def test_a_deferral_thinks_until_it_is_filled(village: Village, client: Client, ben: Person) -> None:
    await ben.uses("say", [option("words", "hi")])
    used: Used = await client.hears("interaction")
    await used.response.defer(ephemeral=True, thinking=True)
    thinking = await ben.hears("MESSAGE_CREATE")
    assert (thinking["flags"], thinking["content"]) == (PRIVATE | THINKING, "")
    view = ui.LayoutView()
    view.add_item(ui.TextDisplay("thought"))
    view.stop()
    await used.edit_original_response(view=view)
    filled = await ben.hears("MESSAGE_UPDATE", id=thinking["id"])
    assert (text_of(filled).strip(), filled["flags"] & (PRIVATE | THINKING), filled["edited_timestamp"]) == (
        "thought",
        PRIVATE,
        None,
    )
    more = await used.followup.send("and more", wait=True)
    assert (await ben.hears("MESSAGE_CREATE", content="and more"))["id"] == str(more.id)
    await used.delete_original_response()
    await ben.hears("MESSAGE_DELETE", id=thinking["id"])


async def test_the_first_follow_up_fills_the_message_that_thinks(client: Client, ben: Person) -> None:
    await ben.uses("say", [option("words", "hi")])
    used: Used = await client.hears("interaction")
    await used.response.defer(thinking=True)
    first = await used.followup.send("first", wait=True)
    thinking = await ben.hears("MESSAGE_CREATE")
    assert str(first.id) == thinking["id"]


async def test_a_button_changes_its_message_or_says_something_beside_it(
    village: Village, client: Client, ben: Person
) -> None:
    await client.offers(village.general.id, ui.Button(label="Press", custom_id="press"), "press it")
    shown = await ben.hears("MESSAGE_CREATE")
    await ben.presses(shown, "press")
    used: Used = await client.hears("interaction")
    assert used.message is not None
    assert used.message.content == "press it"
    await used.response.edit_message(content="pressed", view=None)
    await ben.hears("MESSAGE_UPDATE", content="pressed")
    await used.followup.send("beside", ephemeral=True)
    assert (await ben.hears("MESSAGE_CREATE", content="beside"))["message_reference"]["message_id"] == shown["id"]
    assert (await ben.asks("POST", "/interactions", {"type": 3, "channel_id": shown["channel_id"], "data": {}}))[
        0
    ] == 400


async def test_a_select_of_channels_spells_out_the_chosen_ones(village: Village, client: Client, ben: Person) -> None:
    chosen = [discord.Object(village.general.id)]
    await client.offers(
        village.general.id, ui.ChannelSelect(custom_id="pick", max_values=2, default_values=chosen), "pick"
    )
    shown = await ben.hears("MESSAGE_CREATE")
    assert shown["components"][0]["components"][0]["default_values"] == [
        {"id": str(village.general.id), "type": "channel"}
    ]
    await ben.presses(shown, "pick", [str(village.quiet.id)])
    used: Used = await client.hears("interaction")
    data: Any = used.data
    assert data["values"] == [str(village.quiet.id)]
    assert data["resolved"]["channels"][str(village.quiet.id)]["name"] == "quiet"
    await used.response.defer()
    await ben.hears("INTERACTION_SUCCESS")


async def test_a_modal_opens_is_filled_in_and_answered(village: Village, client: Client, ben: Person) -> None:
    await ben.uses("say", [option("words", "hi")])
    used: Used = await client.hears("interaction")
    modal = ui.Modal(title="Tell us", custom_id="tell")
    modal.add_item(ui.Label(text="Words", component=ui.TextInput(custom_id="words", max_length=50)))
    await used.response.send_modal(modal)
    opened = await ben.hears("INTERACTION_MODAL_CREATE")
    assert (opened["title"], opened["components"][0]["component"]["custom_id"]) == ("Tell us", "words")
    await ben.submits(opened, words="many")
    sent: Used = await client.hears("interaction")
    assert sent.type is discord.InteractionType.modal_submit
    await sent.response.send_message("heard", ephemeral=True)
    await ben.hears("MESSAGE_CREATE", content="heard")
    modal.stop()


async def test_an_option_is_completed_while_it_is_written(client: Client, ben: Person) -> None:
    nonce = await ben.uses("say", [option("words", "te", focused=True)], kind=AUTOCOMPLETE)
    told = await ben.hears("APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE")
    assert told == {"nonce": nonce, "choices": [{"name": "te!", "value": "te"}]}


async def test_a_message_menu_brings_the_whole_message_whatever_the_intents(
    village: Village, client: Client, ben: Person, lin: Person
) -> None:
    target = await lin.says("three words here")
    await ben.uses("Count words", target_id=target["id"])
    used: Used = await client.hears("interaction")
    data: Any = used.data
    assert data["resolved"]["messages"][target["id"]]["content"] == "three words here"
    await used.response.send_message("3")
    assert (await ben.hears("MESSAGE_CREATE", content="3"))["type"] == 23


async def test_what_is_not_answered_in_time_failed_and_is_unknown_from_then_on(
    village: Village, client: Client, ben: Person
) -> None:
    village.sandbox.core.interactions.response_deadline = 0.05
    nonce = await ben.uses("say", [option("words", "hi")])
    assert (await ben.hears("INTERACTION_FAILURE"))["nonce"] == nonce
    used: Used = await client.hears("interaction")
    with pytest.raises(discord.NotFound) as refused:
        await used.response.send_message("late")
    assert refused.value.code == 10062


async def test_a_second_first_response_is_refused(village: Village, client: Client, ben: Person) -> None:
    await ben.uses("say", [option("words", "hi")])
    used: Used = await client.hears("interaction")
    await used.response.send_message("once")
    path = f"/interactions/{used.id}/{used.token}/callback"
    status, refusal = await village.rest("POST", path, {"type": 4, "data": {"content": "twice"}}, token=None)
    assert (status, refusal["code"]) == (400, 40060)


async def test_a_token_runs_out_after_a_quarter_of_an_hour(village: Village, client: Client, ben: Person) -> None:
    await ben.uses("say", [option("words", "hi")])
    used: Used = await client.hears("interaction")
    await used.response.send_message("in time")
    village.clock.seconds += 901
    with pytest.raises(discord.HTTPException) as refused:
        await used.followup.send("too late")
    assert (refused.value.status, refused.value.code) == (401, 50027)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "required"),
        ([option("words", "hi"), option("often", 4, 4)], "out of bounds"),
        ([option("words", "hi"), option("where", "1", 7)], "names nothing"),
        ([option("words", "hi"), option("other", "x")], "no option"),
    ],
)
async def test_what_a_client_would_not_send_is_refused_in_words(
    client: Client, ben: Person, options: list[dict[str, Any]], words: str
) -> None:
    command = await ben.command("say")
    data = {"id": command["id"], "name": "say", "type": 1, "options": options}
    body = {"type": COMMAND, "nonce": "x", "channel_id": str(ben.place), "data": data}
    status, refusal = await ben.asks("POST", "/interactions", body)
    assert status == 400
    assert words in refusal["message"]


async def test_commands_are_offered_by_permission_and_place(village: Village, client: Client, ben: Person) -> None:
    command = await ben.command("manage")
    data = {"id": command["id"], "name": "manage", "type": 1}
    body = {"type": COMMAND, "nonce": "x", "channel_id": str(ben.place), "data": data}
    assert (await ben.asks("POST", "/interactions", body))[0] == 400
    ada = await village.page(village.ada)
    assert (await ada.asks("POST", "/interactions", body))[0] == 202
    await (await client.hears("interaction")).response.send_message("managed")
    direct = await ada.does("POST", "/dm")
    assert (await ada.asks("POST", "/interactions", {**body, "channel_id": direct["id"]}))[0] == 400
    barred = Overwrite(village.guild.id, is_member=False, deny=int(Permission.USE_APPLICATION_COMMANDS))
    village.world.overwrite(village.general.id, barred)
    say_it = {"id": (await ben.command("say"))["id"], "name": "say", "type": 1, "options": [option("words", "hi")]}
    assert (await ben.asks("POST", "/interactions", {**body, "data": say_it}))[0] == 400


async def test_an_answer_needs_no_permission_to_send(village: Village, client: Client, ben: Person) -> None:
    village.sandbox.control.take_permission(village.general.id, int(Permission.SEND_MESSAGES))
    await ben.uses("say", [option("words", "hi")])
    used: Used = await client.hears("interaction")
    await used.response.send_message("allowed")
    await ben.hears("MESSAGE_CREATE", content="allowed")
    await asyncio.sleep(0)
