"""Command registration: commands are sent to Discord only when their definition changed.

What Discord has is fetched and compared, rather than a hash kept in a file: the file would say "unchanged" after the
commands were wiped or another copy of the bot wrote its own, and hosts that start from a clean disk would lose it and
register at every start. The price is one request at start-up, which also yields the ids that make commands links in
`/help`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any, cast

import discord
from discord.http import Route

from bot.discord_app.connection.client_base import Host
from bot.discord_app.language import CatalogueTranslator
from bot.discord_app.refusals import NO_ANSWERS

log = logging.getLogger(__name__)

PORTAL = "https://discord.com/developers/applications"
Payload = Mapping[str, Any]
GUILD, USER = 0, 1
"""Ways to install an application (Discord, `integration_types`): in a server, for oneself."""
GUILD_ONLY, BOTH = frozenset({GUILD}), frozenset({GUILD, USER})
PRIVATE_CHANNEL = 2
"""Where only those use a command who installed the application for themselves (Discord, `contexts`)."""
ENTRY_POINT = 4
"""Type of the command that opens an application's Activity: Discord's own, and left as it is."""
BAD_REQUEST = 400
AT_FIRST = 2.0
"""Seconds that a start waits for the registration."""
PAUSES = (30, 60, 300, 900, 3600, 3600)
"""Seconds between two tries."""
NO_USER_INSTALL = (
    "User Install is off for this application, so members cannot use the bot in servers that it is not in. If they are "
    f"to, switch it on at {PORTAL} (Installation, Installation Contexts) and start again."
)

COMPARED = frozenset(
    {"type", "name", "name_localizations", "description", "description_localizations", "options", "nsfw"}
    | {"default_member_permissions", "contexts", "integration_types"}
    | {"required", "choices", "value", "autocomplete", "channel_types"}
    | {"min_value", "max_value", "min_length", "max_length"}
)
"""What defines a command; ids, versions and `dm_permission` (which `contexts` replaces) do not."""
SETS = frozenset({"contexts", "integration_types", "channel_types"})
"""Lists whose order means nothing."""


class CommandRegistration:
    """Registers the commands of one client, beside: a bot whose commands are there already serves while it waits.

    Only the process that serves shard 0 registers; the others look until they see what it has registered.
    """

    def __init__(self, client: Host) -> None:
        self._client = client
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Begin, and wait a moment for the end: as a rule the commands are there before anybody can use them."""
        self._task = asyncio.create_task(self._run(), name="register commands")
        await asyncio.wait({self._task}, timeout=AT_FIRST)

    def end(self) -> None:
        """Give it up: the process ends."""
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        """Try until it is done. How long Discord asks to wait after too many requests, the library waits."""
        for pause in (*PAUSES, None):
            try:
                if await self._publish() or pause is None:
                    return
            except (discord.HTTPException, *NO_ANSWERS) as error:
                log.error(  # noqa: TRY400 - the traceback tells an operator nothing
                    "The commands cannot be registered (%s). Those that Discord has go on working.%s",
                    _in_words(error),
                    f" It is tried again in {pause} seconds." if pause is not None else "",
                )
            if pause is not None:
                await asyncio.sleep(pause)

    async def _publish(self) -> bool:
        """Register the commands if they differ from what Discord has; whether they are as they should be then."""
        client = self._client
        present = await fetch(client)
        self._learn(present)
        wanted = suited(await definitions(client), installs_of(client.application))
        foreign = [command for command in present if command.get("type") == ENTRY_POINT]
        ours = [command for command in present if command.get("type") != ENTRY_POINT]
        if normalized(wanted) == normalized(ours):
            log.info("Commands are registered as they should be (%d)", len(ours))
            return True
        if client.shard_ids is not None and 0 not in client.shard_ids:
            return False
        try:
            registered = await register(client, [*wanted, *foreign])
        except discord.HTTPException as error:
            if error.status != BAD_REQUEST or "integration_types" not in error.text:
                raise
            wanted = suited(wanted, GUILD_ONLY)
            registered = await register(client, [*wanted, *foreign])
            log.warning(NO_USER_INSTALL)
        self._learn(registered)
        log.info("Commands changed and were registered (%d)", len(registered))
        return True

    def _learn(self, commands: Sequence[Payload]) -> None:
        """Remember the ids, which make commands links in `/help`."""
        self._client.command_ids = {str(command["name"]): int(command["id"]) for command in commands}


def installs_of(application: discord.AppInfo | None) -> frozenset[int]:
    """Whether the application may be added to servers, to users' accounts, or both; what it supports is told at login.

    What it lacks is logged, with where to switch it on.
    """
    if application is None:
        return BOTH
    supported = {
        *({GUILD} if application.guild_integration_config is not None else ()),
        *({USER} if application.user_integration_config is not None else ()),
    }
    if supported == {GUILD}:
        log.warning(NO_USER_INSTALL)
    elif supported == {USER}:
        log.warning(
            "The application can be installed by users only, so it has no commands for servers and their admins. "
            "Switch Guild Install on at %s (Installation, Installation Contexts).",
            PORTAL,
        )
    return frozenset(supported) or BOTH


def suited(commands: Sequence[Payload], installs: frozenset[int]) -> list[Payload]:
    """The commands as an application can have them that may be installed in these ways only.

    Discord takes no other ways of installing than the application's own. Without installation by users there are no
    private conversations of others either; a command that is left without any way falls away.
    """
    fitted: list[Payload] = []
    for command in commands:
        types = [each for each in command.get("integration_types") or (GUILD,) if each in installs]
        contexts = command.get("contexts")
        if contexts is not None and USER not in types:
            contexts = [each for each in contexts if each != PRIVATE_CHANNEL]
        if types:
            fitted.append({**command, "integration_types": types, "contexts": contexts})
    return fitted


def _in_words(error: Exception) -> str:
    if isinstance(error, discord.HTTPException):
        return f"HTTP {error.status}, code {error.code}: {error.text}"
    return f"no answer, {type(error).__name__}"


async def definitions(client: Host) -> list[Payload]:
    """What the commands are to be, as Discord is told it."""
    translator = client.tree.translator or CatalogueTranslator()
    return [await command.get_translated_payload(client.tree, translator) for command in client.tree.get_commands()]


async def fetch(client: Host) -> Sequence[Payload]:
    """What the commands are at Discord, translations included (which the library's own call leaves out)."""
    route = Route("GET", "/applications/{application_id}/commands", application_id=client.application_id)
    found: Sequence[Payload] = await client.http.request(route, params={"with_localizations": "true"})
    return found


async def register(client: Host, commands: Sequence[Payload]) -> Sequence[Payload]:
    """Put the commands in the place of those that Discord has; the library's own call would translate them again."""
    route = Route("PUT", "/applications/{application_id}/commands", application_id=client.application_id)
    registered: Sequence[Payload] = await client.http.request(route, json=commands)
    return registered


def normalized(commands: Sequence[Payload]) -> list[object]:
    """Normal form of commands, to compare ours with Discord's, which leave out defaults."""
    return sorted((_normal(command) for command in commands), key=str)


def _normal(value: object, field: str = "") -> object:
    if isinstance(value, Mapping):
        items = cast("Mapping[str, object]", value)
        keep = items if field.endswith("_localizations") else {k: v for k, v in items.items() if k in COMPARED}
        normal = {k: _normal(v, k) for k, v in sorted(keep.items())}
        return {k: v for k, v in normal.items() if v is not None and v is not False and v not in ([], {}, "")}
    if isinstance(value, list):
        members = cast("list[object]", value)
        return sorted(members, key=str) if field in SETS else [_normal(member) for member in members]
    if field == "default_member_permissions" and value is not None:
        return str(value)
    return value
