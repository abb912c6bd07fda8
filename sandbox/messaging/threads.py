"""Threads: begun on a message or in a channel, joined and left."""

from __future__ import annotations

from dataclasses import replace

from sandbox.messaging.messages import Messages
from sandbox.state.api_errors import ApiError, FormValidator, invalid, unknown
from sandbox.state.events import ChannelChanged, MessagePosted, ThreadJoined
from sandbox.state.models import Channel, ChannelKind, Json, Message, MessageKind, Reference, ThreadState
from sandbox.state.permissions import Permission, require_permissions

_ARCHIVE_AFTER = (60, 1440, 4320, 10080)
"""Minutes without a message after which a thread may be archived."""


def start(messages: Messages, actor: int, channel: Channel, body: Json, message: int | None = None) -> Channel:
    """Begin a thread, on a message when one is given.

    Raises:
        ApiError: 50013 without the right to; 160004 when the message has a thread; 50035 for a bad name.
    """
    world = messages.world
    kind = _kind(channel, body, on_message=message is not None)
    private = kind is ChannelKind.PRIVATE_THREAD
    require_permissions(
        world, actor, channel, Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
    )
    if channel.kind.holds_posts:
        return _post(messages, actor, channel, body)
    if channel.kind not in {ChannelKind.TEXT, ChannelKind.ANNOUNCEMENT}:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    after = _checked(body)
    starter = messages.seen(actor, channel, message) if message is not None else None
    if starter is not None and starter.id in world.channels:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    thread = world.put_channel(
        Channel(
            starter.id if starter else world.new_id(),
            kind,
            channel.guild,
            str(body["name"]),
            parent=channel.id,
            slow_mode=int(body.get("rate_limit_per_user") or 0),
            thread=ThreadState(actor, (actor,), after),
        )
    )
    messages.events.publish(ChannelChanged(thread, "CREATE"))
    if starter is None and not private:
        notice = Message(world.new_id(), channel.id, actor, thread.name, MessageKind.THREAD_CREATED)
        messages.put(replace(notice, reference=Reference(thread.id, 0, channel.guild)))
    if starter is not None:
        messages.events.publish(MessagePosted(starter, edited=True))
        first = Message(world.new_id(), thread.id, actor, kind=MessageKind.THREAD_STARTER)
        world.put_message(replace(first, reference=Reference(channel.id, starter.id, channel.guild)))
    return thread


def _post(messages: Messages, actor: int, channel: Channel, body: Json) -> Channel:
    """Begin a post: a thread with a title, whose first message has its id."""
    after, world = _checked(body), messages.world
    if not isinstance(body.get("message"), dict):
        raise invalid(("message",), "BASE_TYPE_REQUIRED", "This field is required")
    thread = world.put_channel(
        Channel(
            world.new_id(),
            ChannelKind.PUBLIC_THREAD,
            channel.guild,
            str(body["name"]),
            parent=channel.id,
            thread=ThreadState(actor, (actor,), after),
        )
    )
    draft = messages.draft(thread, body["message"])
    messages.events.publish(ChannelChanged(thread, "CREATE"))
    messages.put(replace(messages.compose(actor, thread, draft), id=thread.id))
    return thread


def _checked(body: Json) -> int:
    """Minutes after which a thread with a good name may be archived."""
    form = FormValidator()
    form.length(("name",), body.get("name"), 1, 100)
    after: int = body.get("auto_archive_duration") or 1440
    form.choice(("auto_archive_duration",), after, _ARCHIVE_AFTER)
    form.refuse()
    return after


def _kind(channel: Channel, body: Json, *, on_message: bool) -> ChannelKind:
    if channel.kind is ChannelKind.ANNOUNCEMENT:
        return ChannelKind.ANNOUNCEMENT_THREAD
    if on_message or channel.kind.holds_posts:
        return ChannelKind.PUBLIC_THREAD
    asked = body.get("type", ChannelKind.PRIVATE_THREAD)
    if asked not in (ChannelKind.PUBLIC_THREAD, ChannelKind.PRIVATE_THREAD):
        raise invalid(("type",), "BASE_TYPE_CHOICES", "Value must be one of {11, 12}.")
    return ChannelKind(asked)


def join(messages: Messages, channel: Channel, user: int, *, leave: bool = False) -> None:
    """Join a thread, or leave it."""
    if channel.thread is None:
        raise unknown("channel")
    require_permissions(messages.world, user, channel)
    others = tuple(each for each in channel.thread.members if each != user)
    members = others if leave else (*others, user)
    changed = messages.world.put_channel(replace(channel, thread=replace(channel.thread, members=members)))
    messages.events.publish(ThreadJoined(changed, user, left=leave))
