"""What members do with the bot, end to end: asking, defining, choosing, pressing, in two languages."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.checks.components import walk
from sandbox.tests.support.description import API, NEEDS_API
from sandbox.tests.support.person import AUTOCOMPLETE, Person, option, text_of

from .live_town import ANSWER, LiveTown

PRIVATE = 64


def pressable(message: dict[str, Any], label: str) -> str:
    """The id of the button that bears a label or an emoji."""
    for each in walk(message["components"]):
        if each["type"] == 2 and label in (each.get("label"), each.get("emoji", {"name": ""})["name"]):
            return each["custom_id"]
    labels = [each.get("label") for each in walk(message["components"]) if each["type"] == 2]
    raise LookupError(f"no button {label!r} among {labels}")


@pytest.mark.parametrize("form", ["<@{id}>", "<@!{id}>"])
async def test_a_mention_is_answered_in_a_reply_that_pings_nobody(town: LiveTown, ben: Person, form: str) -> None:
    question = await ben.says(f"{form.format(id=town.village.world.bot.id)} first tram please")
    reply = await town.reply(question)
    assert ANSWER in text_of(reply)
    assert reply["mentions"] == []
    shown = await ben.hears("MESSAGE_CREATE", id=reply["id"])
    assert shown["flags"] == 1 << 15


async def test_an_open_channel_is_answered_and_others_are_left_alone(town: LiveTown, ben: Person) -> None:
    await town.open(town.village.general.id)
    elsewhere = await ben.says("When does the first tram leave?", place=town.village.quiet.id)
    question = await ben.says("When does the first tram leave?")
    assert ANSWER in text_of(await town.reply(question))
    assert town.replies(elsewhere) == []


async def test_a_question_that_is_edited_or_deleted_takes_its_answer_along(town: LiveTown, ben: Person) -> None:
    question = await ben.says(f"{town.name} first tram please")
    reply = await town.reply(question)
    path = f"/channels/{ben.place}/messages/{question['id']}"
    await ben.does("PATCH", path, {"content": f"{town.name} when does the last tram leave"})
    changed = await ben.hears("MESSAGE_UPDATE", id=reply["id"])
    assert "midnight" in text_of(changed)
    await ben.does("DELETE", path)
    await ben.hears("MESSAGE_DELETE", id=reply["id"])


async def test_a_command_is_answered_and_its_buttons_work(town: LiveTown, ben: Person) -> None:
    await ben.uses("ask", [option("question", "first tram please")])
    answer = await ben.hears("MESSAGE_CREATE")
    assert ANSWER in text_of(answer)
    await ben.presses(answer, pressable(answer, "More"))
    menu = await ben.hears("MESSAGE_CREATE")
    assert menu["flags"] & PRIVATE
    await ben.presses(menu, pressable(menu, "Why this?"))
    why = await ben.hears("MESSAGE_CREATE")
    assert why["flags"] & PRIVATE
    await ben.presses(menu, pressable(menu, "Remove"))
    await ben.hears("MESSAGE_DELETE", id=answer["id"])


async def test_did_you_mean_leads_to_the_answer(town: LiveTown, ben: Person) -> None:
    await ben.uses("ask", [option("question", "price of a card")])
    asked = await ben.hears("MESSAGE_CREATE")
    await ben.presses(asked, pressable(asked, "What does the day card cost?"))
    answer = await ben.hears("MESSAGE_UPDATE", id=asked["id"])
    assert "Five crowns" in text_of(answer)
    assert "Did you mean" not in text_of(answer)


async def test_a_term_is_completed_and_defined(town: LiveTown, ben: Person) -> None:
    await ben.uses("define", [option("term", "day", focused=True)], kind=AUTOCOMPLETE)
    choices = (await ben.hears("APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"))["choices"]
    assert {"name": "day card · 日票", "value": "day-card"}.items() <= choices[0].items()
    await ben.uses("define", [option("term", choices[0]["value"])])
    assert "**day card**" in text_of(await ben.hears("MESSAGE_CREATE"))


async def test_the_menu_of_a_message_answers_it_privately(town: LiveTown, ben: Person, lin: Person) -> None:
    message = await lin.says("When does the first tram leave?")
    await ben.uses("Answer this", target_id=message["id"])
    answer = await ben.hears("MESSAGE_CREATE", type=23)
    assert ANSWER in text_of(answer)
    assert answer["flags"] & PRIVATE


async def test_settings_open_a_channel_without_a_word_of_code(town: LiveTown) -> None:
    ada = await town.village.page(town.village.ada)
    await ada.uses("settings")
    panel = await ada.hears("MESSAGE_CREATE")
    assert panel["flags"] & PRIVATE
    menu = next(each for each in walk(panel["components"]) if each["type"] == 8)
    await ada.presses(panel, menu["custom_id"], [str(town.village.general.id)])
    await ada.hears("MESSAGE_UPDATE", id=panel["id"])
    question = await ada.says("When does the first tram leave?")
    assert ANSWER in text_of(await town.reply(question))


async def test_words_that_would_break_out_stay_words(town: LiveTown, ben: Person) -> None:
    trick = "<script> **bold** @everyone <@1> `code` https://e.org"
    await ben.uses("search", [option("text", trick)])
    shown = await ben.hears("MESSAGE_CREATE")
    assert shown["mentions"] == []
    assert not shown["mention_everyone"]
    assert "**bold**" not in text_of(shown)


@NEEDS_API
async def test_everything_exchanged_is_as_discord_describes_it(town: LiveTown, ben: Person) -> None:
    assert API.exists()
    for name in ("help", "sources", "quote", "glossary", "about", "privacy"):
        await ben.uses(name)
        await ben.hears("MESSAGE_CREATE")
    await ben.says(f"{town.name} first tram please")
    checked = town.village.description.checked
    await town.until(lambda: checked["POST /channels/{channel}/messages request"] == 1)
    assert town.village.description.faults == []
    assert checked["PUT /applications/{application}/commands request"] == 1
    assert checked["POST /interactions/{interaction}/{token}/callback request"] >= 6
