"""Sending, editing, pinning and deleting messages: the same rules for the bot and for people."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sandbox.checks.allowed_mentions import Allowed, mentioned
from sandbox.checks.components import walk
from sandbox.checks.message_forms import MessageForm, check_message
from sandbox.messaging.message_json import MessageJson
from sandbox.messaging.nonces import Nonces
from sandbox.state.api_errors import ApiError, invalid, no_permission, not_the_author, unknown
from sandbox.state.events import Events, MessagePosted, MessagesDeleted, PinsChanged, Reacted
from sandbox.state.models import Channel, Json, Message, MessageFlag, MessageKind, Reference
from sandbox.state.permissions import (
    Permission,
    channel_permissions,
    has_permissions,
    require_permissions,
    send_permission,
)
from sandbox.state.snowflakes import snowflake_at
from sandbox.state.uploads import Upload, attach
from sandbox.state.world import World

_EDITABLE = ("content", "embeds", "components")
_BULK_AGE = 14 * 86_400
_MOST_REACTIONS = 20


def _is_emoji(text: str) -> bool:
    """Whether a text is one emoji of Unicode, as far as can be told by its characters: symbols, joiners, marks."""
    return 0 < len(text) <= 12 and any(unicodedata.category(each) == "So" for each in text) and not text.isascii()


@dataclass(frozen=True, slots=True)
class Messages:
    """Operations on messages; each checks permissions, changes the world and publishes an event."""

    world: World
    events: Events
    message_json: MessageJson
    nonces: Nonces

    def send(self, author: int, channel: Channel, body: Json, uploads: Sequence[Upload] = ()) -> Message:
        """Send a message to a channel.

        Raises:
            ApiError: a permission is missing, the message is not as it must be, or what it replies to is gone.
        """
        require_permissions(self.world, author, channel, send_permission(channel))
        if not channel.kind.holds_messages:
            raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
        granted = channel_permissions(self.world, author, channel)
        if (body.get("embeds") and not granted & Permission.EMBED_LINKS) or (
            uploads and not granted & Permission.ATTACH_FILES
        ):
            raise no_permission()
        if channel.thread is not None and channel.thread.locked and not granted & Permission.MANAGE_THREADS:
            raise ApiError(400, 160005, "Thread is locked")
        draft = self.draft(channel, body, uploads)
        if draft.enforce_nonce and draft.nonce is not None:
            made = self.nonces.made_by(author, str(draft.nonce))
            if made is not None:
                return made
        reference = self._reply_reference(author, channel, draft)
        message = self.compose(
            author,
            channel,
            draft,
            flags=draft.flags & ~int(MessageFlag.EPHEMERAL),
            reference=reference,
            kind=MessageKind.REPLY if reference else MessageKind.DEFAULT,
            nonce=draft.nonce,
        )
        if draft.enforce_nonce and draft.nonce is not None:
            self.nonces.note(message)
        return self.put(message)

    def draft(
        self, channel: Channel, body: Json, uploads: Sequence[Upload] = (), before: Message | None = None
    ) -> MessageForm:
        """Check a message, or with `before` an edit of it."""
        attachments = attach(self.world, body, uploads, before)
        placed = Message(0, channel.id, 0)
        return check_message(
            body, attachments, lambda each: self.message_json.attachment(placed, each)["url"], before=before
        )

    def compose(self, author: int, channel: Channel, draft: MessageForm, **others: Any) -> Message:
        """A message made from a draft, not yet sent; `others` are fields of `Message`."""
        message = Message(
            id=self.world.new_id(),
            channel=channel.id,
            author=author,
            content=draft.content,
            embeds=draft.embeds,
            components=draft.components,
            attachments=draft.attachments,
            **others,
        )
        return self._with_mentions(message, draft.allowed)

    def put(self, message: Message) -> Message:
        """Store a message in its channel, and publish it."""
        self.world.put_message(message)
        channel = self.world.channel(message.channel)
        if message.only_for is None:
            thread = channel.thread
            if thread is not None:
                members = thread.members if message.author in thread.members else (*thread.members, message.author)
                thread = replace(thread, total=thread.total + 1, archived=False, members=members)
            self.world.put_channel(replace(channel, last_message=message.id, thread=thread))
        self.events.publish(MessagePosted(message))
        return message

    def edit(self, editor: int, message: Message, body: Json, uploads: Sequence[Upload] = ()) -> Message:
        """Edit a message, as its author.

        Raises:
            ApiError: 50005 when another user wrote it; 50035 or 50006 when it is not as it must be.
        """
        channel = self.world.channel(message.channel)
        require_permissions(self.world, editor, channel)
        if message.author != editor:
            raise not_the_author()
        return self.change(message, body, uploads)

    def change(self, message: Message, body: Json, uploads: Sequence[Upload] = (), **others: Any) -> Message:
        """Change a message without a check of permissions; `others` are fields of `Message` to set besides."""
        channel = self.world.channel(message.channel)
        draft = self.draft(channel, body, uploads, message)
        parts = {name: getattr(draft, name) for name in _EDITABLE if name in draft.given}
        settable = int(MessageFlag.SUPPRESS_EMBEDS | MessageFlag.COMPONENTS_V2)
        flags = draft.flags & settable | message.flags & ~settable if "flags" in draft.given else message.flags
        changed = replace(
            message, **{**parts, "attachments": draft.attachments, "flags": flags, "edited": self.world.now(), **others}
        )
        changed = self._with_mentions(changed, draft.allowed)
        if not (changed.content.strip() or changed.embeds or changed.components or changed.attachments):
            raise ApiError(400, 50006, "Cannot send an empty message")
        self.world.put_message(changed)
        self.events.publish(MessagePosted(changed, edited=True))
        return changed

    def delete(self, actor: int, channel: Channel, message: int) -> None:
        """Delete a message: the actor's own, or with Manage Messages any."""
        found = self.seen(actor, channel, message)
        require_permissions(self.world, actor, channel)
        if found.author != actor and (
            channel.guild is None or not has_permissions(self.world, actor, channel, Permission.MANAGE_MESSAGES)
        ):
            raise no_permission()
        self.remove(found)

    def remove(self, message: Message) -> None:
        """Delete a message without a check of permissions."""
        del self.world.messages[message.channel][message.id]
        channel = self.world.channel(message.channel)
        self.events.publish(MessagesDeleted(channel, (message.id,), only_for=message.only_for))

    def delete_many(self, actor: int, channel: Channel, messages: Sequence[int]) -> None:
        """Delete up to a hundred messages at once; those that are gone already are passed over."""
        require_permissions(self.world, actor, channel, Permission.MANAGE_MESSAGES)
        if not 2 <= len(messages) <= 100:
            raise invalid(("messages",), "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.")
        if min(messages) < snowflake_at(self.world.now() - _BULK_AGE):
            raise ApiError(400, 50034, "You can only bulk delete messages that are under 14 days old.")
        present = self.world.messages[channel.id]
        gone = tuple(each for each in messages if each in present and present[each].only_for is None)
        for each in gone:
            del present[each]
        self.events.publish(MessagesDeleted(channel, gone, bulk=True))

    def pin(self, actor: int, channel: Channel, message: int, *, pinned: bool) -> None:
        """Pin a message, or take it from the pins."""
        require_permissions(self.world, actor, channel, Permission.PIN_MESSAGES)
        found = self.seen(actor, channel, message)
        changed = self.world.put_message(replace(found, pinned=self.world.now() if pinned else None))
        self.events.publish(MessagePosted(changed, edited=True))
        self.events.publish(PinsChanged(channel))

    def react(self, user: int, channel: Channel, message: int, emoji: str, *, taken_back: bool = False) -> None:
        """Put a user's reaction on a message, or take it back; doing so twice changes nothing.

        Raises:
            ApiError: a permission is missing: Read Message History, and Add Reactions for an emoji that is not there
                yet; 10014 for what is no emoji, 30010 beyond twenty on one message.
        """
        require_permissions(self.world, user, channel, Permission.READ_MESSAGE_HISTORY)
        found = self.seen(user, channel, message)
        reactions = dict(found.reactions)
        if found.only_for is not None or not _is_emoji(emoji):
            raise unknown("emoji")
        if emoji not in reactions and not taken_back:
            require_permissions(self.world, user, channel, Permission.ADD_REACTIONS)
            if len(reactions) >= _MOST_REACTIONS:
                raise ApiError(400, 30010, "Maximum number of reactions reached (20)")
        users = reactions.get(emoji, ())
        if (user in users) is not taken_back:
            return
        reactions[emoji] = tuple(each for each in users if each != user) if taken_back else (*users, user)
        kept = tuple((name, by) for name, by in reactions.items() if by)
        changed = self.world.put_message(replace(found, reactions=kept))
        self.events.publish(Reacted(changed, user, emoji, taken_back))

    def seen(self, viewer: int, channel: Channel, message: int) -> Message:
        """A message that a user can see: an ephemeral one exists for one person, and not for the bot.

        Raises:
            ApiError: 10008.
        """
        found = self.world.message(channel.id, message)
        if found.only_for not in (None, viewer):
            raise unknown("message")
        return found

    def _reply_reference(self, author: int, channel: Channel, draft: MessageForm) -> Reference | None:
        """The reference of a reply; None without one, or to a deleted message with `fail_if_not_exists` false."""
        if draft.reply_to is None:
            return None
        place, message = draft.reply_to
        if not has_permissions(self.world, author, channel, Permission.READ_MESSAGE_HISTORY):
            raise ApiError(403, 160002, "Cannot reply without permission to read message history")
        found = self.world.messages[channel.id].get(message)
        if found is None or found.only_for is not None or place not in (0, channel.id):
            if draft.must_exist:
                raise invalid(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            return None
        return Reference(channel.id, message, channel.guild)

    def _with_mentions(self, message: Message, allowed: Allowed) -> Message:
        """The message with its mentions resolved."""
        channel, author = self.world.channel(message.channel), message.author
        written = [str(each["content"]) for each in walk(message.components) if "content" in each]
        found = mentioned(
            [message.content, *written],
            allowed,
            everyone=channel.guild is not None
            and has_permissions(self.world, author, channel, Permission.MENTION_EVERYONE),
            mentionable=lambda role: role in self.world.roles and self.world.roles[role].mentionable,
        )
        reference = message.reference
        replied = self.world.messages[channel.id].get(reference.message) if reference else None
        if replied is not None and allowed.replied_user and replied.author not in (*found.users, author):
            found = replace(found, users=(*found.users, replied.author))
        return replace(message, mentions=found)
