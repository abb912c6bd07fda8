"""Command registration: commands are sent to Discord only when their definition changed.

What Discord has is fetched and compared, rather than a hash kept in a file: the file would say "unchanged" after the
commands were wiped or another copy of the bot wrote its own, and hosts that start from a clean disk would lose it and
register at every start. The price is one request at start-up, which also yields the ids that make commands links in
`/help`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, cast

from discord.http import Route

from bot.discord_app.connection.client_base import Host
from bot.discord_app.language import CatalogueTranslator

log = logging.getLogger(__name__)

Payload = Mapping[str, Any]

COMPARED = frozenset(
    {"type", "name", "name_localizations", "description", "description_localizations", "options", "nsfw"}
    | {"default_member_permissions", "contexts", "integration_types"}
    | {"required", "choices", "value", "autocomplete", "channel_types"}
    | {"min_value", "max_value", "min_length", "max_length"}
)
"""What defines a command; ids, versions and `dm_permission` (which `contexts` replaces) do not."""
SETS = frozenset({"contexts", "integration_types", "channel_types"})
"""Lists whose order means nothing."""


async def publish_commands(client: Host) -> dict[str, int]:
    """Register the commands if they differ from what Discord has.

    Only the process that serves shard 0 registers; the others only look.

    Returns:
        The ids of the registered commands by name.
    """
    present = await fetch(client)
    wanted = await definitions(client)
    if normalized(wanted) == normalized(present):
        log.info("Commands are registered as they should be (%d)", len(present))
    elif client.shard_ids is None or 0 in client.shard_ids:
        present = await register(client, wanted)
        log.info("Commands changed and were registered (%d)", len(present))
    return {str(command["name"]): int(command["id"]) for command in present}


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
