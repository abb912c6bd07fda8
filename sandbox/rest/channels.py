"""Routes of channels: read, change, delete; permission overwrites; typing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.rest.call import Answer, Call, Route, no_content
from sandbox.state.api_errors import ApiError, FormValidator, unknown
from sandbox.state.events import ChannelChanged, Typing
from sandbox.state.models import Channel, Overwrite, ThreadState
from sandbox.state.permissions import Permission, require_permissions, send_permission

_FIELDS = {"name": "name", "topic": "topic", "position": "position", "rate_limit_per_user": "slow_mode", "nsfw": "nsfw"}


def _get(call: Call) -> Answer:
    require_permissions(call.core.world, call.bot, call.channel)
    return Answer(call.core.world_json.channel(call.channel))


def _change(call: Call) -> Answer:
    channel, form = call.channel, FormValidator()
    own = channel.thread is not None and channel.thread.owner == call.bot
    right = Permission.MANAGE_THREADS if channel.thread is not None else Permission.MANAGE_CHANNELS
    require_permissions(call.core.world, call.bot, channel, *(() if own else (right,)))
    if "name" in call.form:
        form.length(("name",), call.form["name"], 1, 100)
    if call.form.get("topic") is not None:
        form.length(("topic",), call.form["topic"], 0, 1024)
    form.refuse()
    given: dict[str, Any] = {field: call.form[name] for name, field in _FIELDS.items() if name in call.form}
    if "permission_overwrites" in call.form:
        given["overwrites"] = tuple(map(_overwrite, call.form["permission_overwrites"]))
    if channel.thread is not None:
        given["thread"] = _thread(channel.thread, call)
    changed = call.core.world.put_channel(replace(channel, **given))
    call.core.events.publish(ChannelChanged(changed, "UPDATE"))
    return Answer(call.core.world_json.channel(changed))


def _overwrite(given: Any) -> Overwrite:
    return Overwrite(int(given["id"]), bool(given["type"]), int(given.get("allow") or 0), int(given.get("deny") or 0))


def _thread(state: ThreadState, call: Call) -> ThreadState:
    return replace(
        state,
        archived=bool(call.form.get("archived", state.archived)),
        locked=bool(call.form.get("locked", state.locked)),
        archive_after=int(call.form.get("auto_archive_duration", state.archive_after)),
    )


def _remove(call: Call) -> Answer:
    channel = call.channel
    if channel.guild is None:
        return Answer(call.core.world_json.channel(channel))
    right = Permission.MANAGE_THREADS if channel.thread is not None else Permission.MANAGE_CHANNELS
    require_permissions(call.core.world, call.bot, channel, right)
    body = call.core.world_json.channel(channel)
    remove(call, channel)
    return Answer(body)


def remove(call: Call, channel: Channel) -> None:
    """Take a channel away with its threads, and tell of it."""
    world = call.core.world
    threads = [each for each in world.channels.values() if each.parent == channel.id and each.kind.is_thread]
    for each in (*threads, channel):
        call.core.events.publish(ChannelChanged(world.remove_channel(each.id), "DELETE"))


def _put_overwrite(call: Call) -> Answer:
    channel = call.channel
    require_permissions(call.core.world, call.bot, channel, Permission.MANAGE_ROLES)
    target = call.id("overwrite")
    form = FormValidator()
    form.choice(("type",), call.form.get("type"), (0, 1))
    form.refuse()
    if target not in (call.core.world.users if call.form["type"] else call.core.world.roles):
        raise unknown("overwrite")
    changed = call.core.world.overwrite(channel.id, _overwrite({**call.form, "id": target}))
    call.core.events.publish(ChannelChanged(changed, "UPDATE"))
    return no_content()


def _drop_overwrite(call: Call) -> Answer:
    channel, target = call.channel, call.id("overwrite")
    require_permissions(call.core.world, call.bot, channel, Permission.MANAGE_ROLES)
    others = tuple(each for each in channel.overwrites if each.target != target)
    if others == channel.overwrites:
        raise unknown("overwrite")
    changed = call.core.world.put_channel(replace(channel, overwrites=others))
    call.core.events.publish(ChannelChanged(changed, "UPDATE"))
    return no_content()


def _type(call: Call) -> Answer:
    require_permissions(call.core.world, call.bot, call.channel, send_permission(call.channel))
    if not call.channel.kind.holds_messages:
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    call.core.events.publish(Typing(call.channel, call.bot))
    return no_content()


ROUTES = (
    Route("GET", "/channels/{channel}", _get),
    Route("PATCH", "/channels/{channel}", _change),
    Route("DELETE", "/channels/{channel}", _remove),
    Route("PUT", "/channels/{channel}/permissions/{overwrite}", _put_overwrite),
    Route("DELETE", "/channels/{channel}/permissions/{overwrite}", _drop_overwrite),
    Route("POST", "/channels/{channel}/typing", _type),
)
