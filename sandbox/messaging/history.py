"""Message history of a channel, paginated by `before`, `after` and `around`, newest first."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.state.api_errors import invalid
from sandbox.state.models import Channel, Message
from sandbox.state.permissions import Permission, has_permissions, require_permissions
from sandbox.state.world import World

MAX_MESSAGES = 100
"""Messages in one answer."""


def history(world: World, reader: int, channel: Channel, query: Mapping[str, str]) -> list[Message]:
    """Messages of a channel, newest first, as `limit`, `before`, `after` and `around` ask.

    Without the right to read the history there are none, as with Discord.

    Raises:
        ApiError: 50001 when the channel is not to be seen; 50035 for a limit out of bounds.
    """
    require_permissions(world, reader, channel)
    limit = query.get("limit", "50")
    if not limit.isdigit() or not 1 <= int(limit) <= MAX_MESSAGES:
        raise invalid(("limit",), "NUMBER_TYPE_MAX", f"int value should be between 1 and {MAX_MESSAGES}.")
    if not has_permissions(world, reader, channel, Permission.READ_MESSAGE_HISTORY):
        return []
    every = [each for each in world.messages[channel.id].values() if each.only_for in (None, reader)]
    every.reverse()
    return _chosen(every, query, int(limit))


def _chosen(newest_first: list[Message], query: Mapping[str, str], limit: int) -> list[Message]:
    places: dict[str, int] = {}
    for name in ("before", "after", "around"):
        given = query.get(name)
        if given is not None and not given.isdigit():
            raise invalid((name,), "NUMBER_TYPE_COERCE", f'Value "{given}" is not snowflake.')
        if given is not None:
            places[name] = int(given)
    if "around" in places:
        place = places["around"]
        newer = [each for each in newest_first if each.id > place][-(limit // 2) :]
        rest = [each for each in newest_first if each.id <= place][: limit - len(newer)]
        return newer + rest
    if "after" in places:
        return [each for each in newest_first if each.id > places["after"]][-limit:]
    if "before" in places:
        return [each for each in newest_first if each.id < places["before"]][:limit]
    return newest_first[:limit]
