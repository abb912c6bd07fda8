"""Commands in parts, options of every type, selects of every kind, and modals filled in: told as Discord tells them."""

from __future__ import annotations

import io
from typing import Any

import discord
import pytest
from discord import ui

from sandbox.tests.support.client import Client
from sandbox.tests.support.person import AUTOCOMPLETE, COMMAND, Person, option
from sandbox.tests.support.village import Village

SUB, GROUP = 1, 2
FIELD = {"type": 4, "style": 3, "label": "x" * 46, "min_length": -1, "value": 7, "placeholder": "p" * 101}
"""A field of a modal in which nothing is as it must be."""


def part(name: str, kind: int, **others: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "description": "d", **others}


COMMANDS = [
    {
        "name": "all",
        "description": "Options of every type",
        "options": [
            part("text", 3, choices=[{"name": "One", "value": "1"}]),
            part("whole", 4, min_value=1, max_value=9),
            part("yes", 5),
            part("who", 6),
            part("where", 7, channel_types=[0]),
            part("role", 8),
            part("either", 9),
            part("number", 10),
            part("file", 11),
        ],
    },
    {
        "name": "parts",
        "description": "A command in parts",
        "options": [
            part("one", SUB, options=[part("word", 3, required=True, autocomplete=True)]),
            part("more", GROUP, options=[part("two", SUB, options=[part("count", 4)])]),
        ],
    },
    {"name": "Greet", "type": 2},
]


@pytest.fixture
async def used(village: Village, client: Client, ben: Person) -> Person:
    """Somebody who finds the commands registered."""
    path = f"/applications/{village.world.application.id}/commands"
    assert (await village.rest("PUT", path, COMMANDS))[0] == 200
    await ben.hears("COMMANDS_UPDATE")
    return ben


async def told(client: Client) -> Any:
    """What the client was told of an interaction."""
    interaction: discord.Interaction[Any] = await client.hears("interaction")
    return interaction.data


async def test_options_of_every_type_are_told_with_what_they_name(
    village: Village, client: Client, used: Person
) -> None:
    role = village.world.add_role(village.guild, "readers")
    filled = [
        option("text", "1"),
        option("whole", 3, 4),
        option("yes", True, 5),
        option("who", str(village.lin.id), 6),
        option("where", str(village.quiet.id), 7),
        option("role", str(role.id), 8),
        option("either", str(role.id), 9),
        option("number", 1.5, 10),
    ]
    await used.uses("all", filled)
    data = await told(client)
    assert {each["name"]: each["value"] for each in data["options"]} == {each["name"]: each["value"] for each in filled}
    assert set(data["resolved"]) == {"users", "members", "channels", "roles"}
    assert data["resolved"]["members"][str(village.lin.id)]["permissions"] != "0"


@pytest.mark.parametrize(
    "wrong",
    [
        option("text", "2"),
        option("text", ""),
        option("whole", 10, 4),
        option("whole", "many", 4),
        option("yes", "maybe", 5),
        option("role", "1", 8),
        option("file", "1", 11),
    ],
    ids=str,
)
async def test_a_value_that_does_not_fit_is_refused(used: Person, wrong: dict[str, Any]) -> None:
    command = await used.command("all")
    data = {"id": command["id"], "name": "all", "type": 1, "options": [wrong]}
    body = {"type": COMMAND, "nonce": "x", "channel_id": str(used.place), "data": data}
    status, refusal = await used.asks("POST", "/interactions", body)
    assert status == 400
    assert wrong["name"] in refusal["message"] or "file" in refusal["message"]


async def test_a_channel_of_another_type_is_refused(village: Village, used: Person) -> None:
    await village.rest("PUT", f"/channels/{village.general.id}/messages/pins/1")
    sent = await used.says("a thread, please")
    status, _ = await village.rest("POST", f"/channels/{used.place}/messages/{sent['id']}/threads", {"name": "Aside"})
    assert status == 201
    command = await used.command("all")
    data = {"id": command["id"], "name": "all", "type": 1, "options": [option("where", sent["id"], 7)]}
    body = {"type": COMMAND, "nonce": "x", "channel_id": str(used.place), "data": data}
    assert (await used.asks("POST", "/interactions", body))[0] == 400


async def test_a_part_of_a_command_is_chosen_and_completed(client: Client, used: Person) -> None:
    one = {"type": SUB, "name": "one", "options": [option("word", "te", focused=True)]}
    await used.uses("parts", [one], kind=AUTOCOMPLETE)
    data = await told(client)
    assert data["options"][0]["options"] == [{"name": "word", "type": 3, "value": "te", "focused": True}]
    two = {"type": GROUP, "name": "more", "options": [{"type": SUB, "name": "two", "options": [option("count", 2, 4)]}]}
    await used.uses("parts", [two])
    assert (await told(client))["options"][0]["options"][0]["options"][0]["value"] == 2
    nothing: list[Any] = []
    unknown = [{"type": SUB, "name": "three"}]
    without = [{"type": SUB, "name": "one", "options": nothing}]
    unfocused = [{"type": SUB, "name": "one", "options": [option("word", "te")]}]
    not_completed = [{"type": SUB, "name": "two", "options": [option("count", "1", 4, focused=True)]}]
    await refused(used, COMMAND, nothing, unknown, without)
    await refused(used, AUTOCOMPLETE, unfocused, [{"type": GROUP, "name": "more", "options": not_completed}])


async def refused(person: Person, kind: int, *cases: list[Any]) -> None:
    """Fail unless each way to fill in the command in parts is refused."""
    command = await person.command("parts")
    for options in cases:
        data: Any = {"id": command["id"], "name": "parts", "type": 1, "options": options}
        body = {"type": kind, "nonce": "x", "channel_id": str(person.place), "data": data}
        assert (await person.asks("POST", "/interactions", body))[0] == 400


async def test_the_menu_of_a_user_names_the_user(village: Village, client: Client, used: Person) -> None:
    await used.uses("Greet", target_id=str(village.lin.id))
    data = await told(client)
    assert data["resolved"]["users"][str(village.lin.id)]["global_name"] == "林"
    command = await used.command("Greet")
    for data in ({"id": command["id"], "target_id": "1"}, {"id": "1"}):
        body = {"type": COMMAND, "nonce": "x", "channel_id": str(used.place), "data": data}
        assert (await used.asks("POST", "/interactions", body))[0] == 400


async def test_a_reply_names_the_part_of_the_command_that_was_used(client: Client, used: Person) -> None:
    two = {"type": GROUP, "name": "more", "options": [{"type": SUB, "name": "two"}]}
    await used.uses("parts", [two])
    await (await client.hears("interaction")).response.send_message("counted")
    assert (await used.hears("MESSAGE_CREATE"))["interaction"]["name"] == "parts more two"


@pytest.mark.parametrize("kind", ["string", "user", "role", "mentionable"])
async def test_what_is_chosen_in_a_select_is_told(village: Village, client: Client, ben: Person, kind: str) -> None:
    options = [discord.SelectOption(label="A", value="a", emoji="🅰️"), discord.SelectOption(label="B", value="b")]
    selects: dict[str, ui.Item[Any]] = {
        "string": ui.Select(custom_id="pick", options=options, placeholder="Pick"),
        "user": ui.UserSelect(custom_id="pick"),
        "role": ui.RoleSelect(custom_id="pick"),
        "mentionable": ui.MentionableSelect(custom_id="pick"),
    }
    await client.offers(village.general.id, selects[kind], "pick")
    shown = await ben.hears("MESSAGE_CREATE")
    value = {"string": "b", "role": str(village.guild.id)}.get(kind, str(village.lin.id))
    await ben.presses(shown, "pick", [value])
    assert (await told(client))["values"] == [value]
    for wrong in ([], [value, value], ["nothing"]):
        data = {"component_type": shown["components"][0]["components"][0]["type"], "custom_id": "pick", "values": wrong}
        body = {"type": 3, "channel_id": shown["channel_id"], "message_id": shown["id"], "data": data}
        assert (await ben.asks("POST", "/interactions", body))[0] == 400


async def test_a_modal_opened_by_a_button_brings_its_message_along(
    village: Village, client: Client, used: Person
) -> None:
    await client.offers(village.general.id, ui.Button(label="Open", custom_id="open"), "open it")
    shown = await used.hears("MESSAGE_CREATE")
    await used.presses(shown, "open")
    pressed: discord.Interaction[Any] = await client.hears("interaction")
    modal = ui.Modal(title="Choose", custom_id="choose")
    modal.add_item(ui.TextDisplay("Choose a channel and say why."))
    modal.add_item(ui.Label(text="Where", component=ui.ChannelSelect(custom_id="where")))
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id="why", style=discord.TextStyle.long, placeholder="Why", default="so"
    )
    modal.add_item(ui.Label(text="Why", description="In a few words", component=field))
    await pressed.response.send_modal(modal)
    modal.stop()
    opened = await used.hears("INTERACTION_MODAL_CREATE")
    assert [each["type"] for each in opened["components"]] == [10, 18, 18]
    await used.submits(opened, where=[str(village.quiet.id)], why="because")
    sent: discord.Interaction[Any] = await client.hears("interaction")
    submitted: Any = sent.data
    assert submitted["resolved"]["channels"][str(village.quiet.id)]["name"] == "quiet"
    assert sent.message is not None
    await sent.response.defer()
    await sent.edit_original_response(content="done", view=None)
    await used.hears("MESSAGE_UPDATE", content="done")


@pytest.mark.parametrize(
    "body",
    [
        {"title": "x" * 46, "custom_id": "c", "components": [{"type": 10, "content": "x"}]},
        {"title": "T", "custom_id": "c", "components": []},
        {"title": "T", "custom_id": "c", "components": [{"type": 18, "label": "L", "component": {"type": 2}}]},
        {"title": "T", "custom_id": "c", "components": [{"type": 18, "label": "L", "component": FIELD}]},
    ],
    ids=["title", "nothing", "a button", "a field"],
)  # fmt: skip
async def test_a_modal_that_is_not_as_it_must_be_is_refused(
    village: Village, client: Client, used: Person, body: dict[str, Any]
) -> None:
    await used.uses("all")
    interaction: discord.Interaction[Any] = await client.hears("interaction")
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    status, refusal = await village.rest("POST", path, {"type": 9, "data": body}, token=None)
    assert (status, refusal["code"]) == (400, 50035)


@pytest.mark.parametrize(("kind", "status"), [(1, 400), (6, 400), (7, 400), (8, 400), (12, 501)])
async def test_a_callback_that_does_not_fit_a_command_is_refused(
    village: Village, client: Client, used: Person, kind: int, status: int
) -> None:
    await used.uses("all")
    interaction: discord.Interaction[Any] = await client.hears("interaction")
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    assert (await village.rest("POST", path, {"type": kind, "data": {}}, token=None))[0] == status


async def test_files_are_shown_in_components_with_their_name_and_size(village: Village, client: Client) -> None:
    view = ui.LayoutView()
    view.add_item(ui.File[Any]("attachment://list.txt"))
    thumbnail = ui.Thumbnail[Any]("https://example.org/picture.png")
    view.add_item(ui.Section[Any]("beside a picture", accessory=thumbnail))
    view.stop()
    file = discord.File(io.BytesIO(b"one, two"), "list.txt")
    sent = await client.channel(village.general.id).send(view=view, file=file)
    shown = sent.components[0]
    assert isinstance(shown, discord.components.FileComponent)
    assert (shown.name, shown.size) == ("list.txt", 8)
