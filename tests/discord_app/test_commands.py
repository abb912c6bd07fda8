"""The commands as Discord is told them, and when it is told."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.discord_app.client import Footnote
from bot.discord_app.connection.starting.command_sync import PAUSES, definitions, normalized
from bot.languages import TONGUES
from bot.library.library import Library
from bot.settings import Settings
from sandbox.state.application import Command
from sandbox.tests.support.description import API
from tests.support.memory_ports import nothing_stored
from tests.support.payloads import check_command

from .conftest import Town


async def payloads(bot: Footnote) -> Mapping[str, Mapping[str, Any]]:
    return {str(payload["name"]): payload for payload in await definitions(bot)}


def registrations(town: Town) -> int:
    return sum(request.method == "PUT" for request in town.http_requests)


async def test_every_command_is_one_that_discord_takes(bot: Footnote) -> None:
    commands = await payloads(bot)
    assert {"ask", "define", "quote", "help", "about"} <= set(commands)
    for payload in commands.values():
        check_command(payload)


@pytest.mark.skipif(not API.exists(), reason="Discord's API description lies beside the repository, and is absent")
def test_discord_s_own_description_was_there_to_check_against() -> None:
    assert API.stat().st_size > 100_000


async def test_there_are_no_more_commands_than_discord_takes(bot: Footnote) -> None:
    kinds = Counter(payload.get("type", 1) for payload in (await payloads(bot)).values())
    assert kinds[1] <= 100
    assert kinds[2] <= 15
    assert kinds[3] <= 15


async def test_every_command_works_in_servers_direct_messages_and_as_a_user_s_own_app(bot: Footnote) -> None:
    for name in ("ask", "define", "quote", "help", "about"):
        payload = (await payloads(bot))[name]
        assert sorted(payload["contexts"]) == [0, 1, 2], name
        assert sorted(payload["integration_types"]) == [0, 1], name


async def test_every_name_and_description_is_there_in_each_locale_that_discord_shows_translated(bot: Footnote) -> None:
    shown = {locale for row in TONGUES for locale in row.command_locales}
    assert "zh-CN" in shown
    for payload in (await payloads(bot)).values():
        for part in (payload, *payload.get("options", ())):
            assert set(part["name_localizations"]) == shown, part["name"]
            if payload.get("type", 1) == 1:
                assert set(part["description_localizations"]) == shown, part["name"]


async def test_no_two_commands_bear_the_same_chinese_name(bot: Footnote) -> None:
    names = [payload["name_localizations"]["zh-CN"] for payload in (await payloads(bot)).values()]
    assert len(names) == len(set(names))


async def test_commands_are_registered_at_the_first_start_and_not_at_the_next(town: Town) -> None:
    assert registrations(town) == 1
    await town.restart()
    assert registrations(town) == 1
    assert town.bot.command_ids.keys() >= {"ask", "define"}


async def test_commands_that_were_wiped_are_registered_again(town: Town) -> None:
    town.sandbox.world.commands.clear()
    await town.restart()
    assert registrations(town) == 2


async def test_a_changed_description_is_registered_even_if_only_its_translation_changed(town: Town) -> None:
    stored = next(iter(town.sandbox.world.commands.values()))
    stored.definition["description_localizations"] = {"zh-CN": "旧的说明"}
    await town.restart()
    assert registrations(town) == 2


async def test_a_process_without_shard_0_leaves_registering_to_the_one_that_has_it(town: Town) -> None:
    town.sandbox.world.commands.clear()
    settings = town.bot.settings.model_copy(update={"shard_count": 2, "shard_ids": (1,)})
    await town.restart(Footnote(settings, town.bot.library, ports=town.bot.ports))
    assert registrations(town) == 1


async def test_an_application_for_servers_alone_gets_commands_for_servers_alone_and_says_what_is_missing(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    world = town.sandbox.world
    world.application = replace(world.application, installs=(0,))
    world.commands.clear()
    await town.restart()
    assert registrations(town) == 2
    assert all(each.definition["integration_types"] == [0] for each in world.commands.values())
    assert "User Install is off for this application" in caplog.text
    await town.restart()
    assert registrations(town) == 2


async def test_an_application_that_does_not_tell_what_it_supports_is_served_too(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.sandbox.world.commands.clear()
    refusal = "In 0.integration_types: not supported"
    town.fails("PUT", "/applications/*/commands", status=400, code=50035, message=refusal)
    await town.restart()
    assert all(each.definition["integration_types"] == [0] for each in town.sandbox.world.commands.values())
    assert "User Install is off" in caplog.text


@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_a_bot_serves_while_discord_lets_its_registration_wait(town: Town, method: str) -> None:
    town.sandbox.world.commands.clear()
    town.fails(method, "/applications/*/commands", status=429, retry_after=3600)
    await town.restart()
    await town.ann.send(town.square, f"{town.name} when does the first tram leave?")
    assert "**When does the first tram leave?**" in town.said
    assert not town.sandbox.world.commands
    await town.advance(3700)
    assert town.sandbox.world.commands
    assert town.bot.command_ids.keys() >= {"ask", "define"}


@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_a_refused_registration_is_told_and_tried_again(town: Town, method: str) -> None:
    town.sandbox.world.commands.clear()
    town.fails(method, "/applications/*/commands", status=403, code=50001)
    await town.restart()
    assert "commands cannot be registered (HTTP 403, code 50001" in town.errors[-1].getMessage()
    await town.advance(PAUSES[0] + 1)
    assert town.bot.command_ids.keys() >= {"ask", "define"}


async def test_the_command_that_opens_an_activity_is_left_as_it_is(town: Town) -> None:
    world = town.sandbox.world
    any_other = next(iter(world.commands.values()))
    world.commands[7] = Command(7, 8, {**any_other.definition, "type": 4, "name": "launch", "options": []})
    await town.restart()
    assert registrations(town) == 1


async def test_a_process_without_shard_0_learns_the_ids_once_the_other_has_registered(town: Town) -> None:
    commands = dict(town.sandbox.world.commands)
    town.sandbox.world.commands.clear()
    settings = town.bot.settings.model_copy(update={"shard_count": 2, "shard_ids": (1,)})
    await town.restart(Footnote(settings, town.bot.library, ports=town.bot.ports))
    assert not town.bot.command_ids
    town.sandbox.world.commands.update(commands)
    await town.advance(PAUSES[0] + 1)
    assert town.bot.command_ids.keys() >= {"ask", "define"}


async def test_what_discord_leaves_out_or_adds_is_no_change(bot: Footnote) -> None:
    ours = await definitions(bot)
    theirs = [_as_discord_returns_it(payload) for payload in reversed(ours)]
    assert normalized(ours) == normalized(theirs)


def _as_discord_returns_it(payload: Mapping[str, Any]) -> dict[str, Any]:
    """A definition with Discord's own fields, sets in another order, defaults left out, nothing spelled as null."""
    returned: dict[str, Any] = {
        "id": "1",
        "application_id": "2",
        "version": "3",
        "dm_permission": True,
        "guild_id": None,
    }
    for field, value in payload.items():
        if field == "options":
            options = [_as_discord_returns_it(option) for option in value]
            if options:
                returned[field] = [{k: v for k, v in o.items() if k not in ("id", "version")} for o in options]
        elif field in ("contexts", "integration_types"):
            returned[field] = list(reversed(value))
        elif value is False:
            continue
        else:
            returned[field] = value
    return returned


async def test_the_bot_asks_for_no_intent_beyond_messages_and_servers(settings: Settings, library: Library) -> None:
    intents = {name for name, wanted in Footnote(settings, library, ports=nothing_stored()).intents if wanted}
    assert intents == {"guilds", "guild_messages", "dm_messages", "message_content"}
    without = Footnote(settings, library, message_content=False, ports=nothing_stored())
    assert not without.intents.message_content


async def test_nothing_the_bot_sends_may_mention_anybody(bot: Footnote) -> None:
    assert bot.allowed_mentions is not None
    assert bot.allowed_mentions.to_dict() == {"parse": [], "replied_user": False} or (
        bot.allowed_mentions.to_dict() == {"parse": []}
    )


async def test_a_bot_that_may_not_connect_any_more_today_says_so_and_waits(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    sessions = town.sandbox.gateway.sessions
    await town.stop()
    sessions.starts = sessions.identified
    starting = asyncio.create_task(town.start(Footnote(town.bot.settings, town.bot.library, ports=town.bot.ports)))
    with pytest.raises(AssertionError, match="did not come up"):
        await starting
    assert sessions.identified == sessions.starts, "a start was used up"
    assert "lets this bot connect 0 more times now and it needs 1, so it waits for 1440 minutes" in caplog.text
    sessions.starts += 1
    await town.advance(24 * 3600 + 1)
    await town.ann.send(town.square, f"{town.name} when does the first tram leave?")
    assert "**When does the first tram leave?**" in town.said
    assert "lets this bot connect" in town.errors[0].getMessage()
