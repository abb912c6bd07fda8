"""The card of welcome: in a server that the bot joins, to an admin who sets it up, and in a first direct message."""

from __future__ import annotations

from typing import Any

import pytest

from bot.ports.server_settings import ServerSettings
from sandbox import Permission
from tests.support.members import Place, Post
from tests.support.payloads import labels_of

from .conftest import Town, text

SEND = int(Permission.SEND_MESSAGES)


def posts(town: Town, guild: int) -> list[Post]:
    """What the bot wrote in a server."""
    channels = [each for each in town.sandbox.world.channels.values() if each.guild == guild]
    there = [post for each in channels for post in Place(town.scene, each.id).history()]
    return [post for post in there if post.author == town.bot_id]


def shown_to(town: Town, member: int) -> list[str]:
    """What one member alone sees in the square, oldest first."""
    there = town.sandbox.world.messages[town.square.id].values()
    return [Post(town.scene, town.square.id, each.id).text for each in there if each.only_for == member]


async def test_a_server_that_it_joins_is_greeted_with_questions_and_how_to_set_it_up(town: Town) -> None:
    joined = town.found("Harbour", greets_in="lobby")
    await town.settled()
    (greeting,) = posts(town, joined.id)
    assert greeting.text.startswith("**Hello! Ask me about The Tram.**\nI answer from 2 articles")
    assert "says where I answer without being called" in greeting.text
    asked = [example.text("en") for example in town.bot.library.edition.pack.info.examples[:3]]
    assert labels_of(greeting.components) == asked
    world = town.sandbox.world
    world.add_member(world.guilds[joined.id], town.ben.user)
    pressed = await town.ben.click(greeting, label=asked[0])
    assert pressed.ephemeral


async def test_a_chinese_server_is_greeted_in_chinese(town: Town) -> None:
    joined = town.found("港口", "zh-CN", greets_in="大厅")
    await town.settled()
    assert posts(town, joined.id)[0].text.startswith("**你好！")


@pytest.mark.parametrize("options", [{}, {"greets_in": "lobby", "bot_lacks": SEND}])
async def test_without_a_system_channel_to_write_in_nobody_is_written_to(town: Town, options: dict[str, Any]) -> None:
    joined = town.found("Harbour", **options)
    await town.settled()
    assert posts(town, joined.id) == []
    written = [each for there in town.sandbox.world.messages.values() for each in there.values()]
    assert not [each for each in written if each.author == town.bot_id]


async def test_an_admin_who_first_opens_the_settings_sees_the_card_too(town: Town) -> None:
    admin = town.admin()
    opened = await admin.slash(town.square, "settings")
    assert "Settings of this server" in text(opened)
    assert [("Hello! Ask me" in each) for each in shown_to(town, admin.id)] == [False, True]
    await town.configure(ServerSettings(show_doubt=False))
    await admin.slash(town.square, "settings")
    assert [("Hello! Ask me" in each) for each in shown_to(town, admin.id)] == [False, True, False]


async def test_a_first_direct_message_is_opened_with_the_card_and_a_question_is_answered_under_it(town: Town) -> None:
    await town.ann.send(town.ann.direct, "when does the last tram leave?")
    answer, card = [each for each in town.ann.direct.history() if each.author == town.bot_id]
    assert "Hello! Ask me" in card.text
    assert "**When does the last tram leave?**" in answer.text
    await town.restart()
    await town.ann.send(town.ann.direct, "what does a ticket cost?")
    assert "Hello! Ask me" not in "".join(each.text for each in town.ann.direct.history()[:2])


async def test_a_greeting_in_a_first_direct_message_gets_the_card_and_nothing_else(town: Town) -> None:
    await town.ann.send(town.ann.direct, "hello")
    (card,) = [each for each in town.ann.direct.history() if each.author == town.bot_id]
    assert "Hello! Ask me" in card.text
