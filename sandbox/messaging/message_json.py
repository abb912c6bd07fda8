"""Serialises messages to JSON as Discord sends them, with and without the message-content intent."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.state.models import Attachment, Json, Message, MessageFlag, MessageKind, Reference
from sandbox.state.snowflakes import timestamp_of
from sandbox.state.world_json import WorldJson, iso_timestamp

_CONTENT: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
"""What is empty without the message-content intent."""


@dataclass(frozen=True, slots=True)
class MessageJson:
    """Serialises messages and their attachments."""

    world_json: WorldJson

    def message(self, message: Message, *, quoted: bool = False) -> Json:
        """A message with what it replies to (but not, `quoted`, what that replied to in turn)."""
        world, mentions = self.world_json.world, message.mentions
        thread = world.channels.get(message.id)
        flags = message.flags | (MessageFlag.HAS_THREAD if thread and not message.only_for else 0)
        body: Json = {
            "id": str(message.id),
            "channel_id": str(message.channel),
            "author": self.world_json.user(world.users[message.author]),
            "type": int(message.kind),
            "content": message.content,
            "timestamp": iso_timestamp(timestamp_of(message.id)),
            "edited_timestamp": iso_timestamp(message.edited) if message.edited is not None else None,
            "flags": int(flags),
            "tts": False,
            "pinned": message.pinned is not None,
            "mention_everyone": mentions.everyone,
            "mentions": [self.world_json.user(world.users[user]) for user in mentions.users if user in world.users],
            "mention_roles": [str(role) for role in mentions.roles],
            "attachments": [self.attachment(message, each) for each in message.attachments],
            "embeds": list(message.embeds),
            "components": list(message.components),
        }
        if message.forwards:
            body["message_snapshots"] = [{"message": each} for each in message.forwards]
        if message.poll is not None:
            body["poll"] = message.poll
        if message.reactions:
            body["reactions"] = [self.reaction(*each) for each in message.reactions]
        if thread is not None:
            body["thread"] = self.world_json.channel(thread)
        if message.webhook is not None:
            body |= {"webhook_id": str(message.webhook), "application_id": str(message.webhook)}
        if message.interaction is not None:
            body["interaction_metadata"] = {k: v for k, v in message.interaction.items() if k != "name"}
            if "name" in message.interaction:  # the older field, from which clients take "… used /name"
                body["interaction"] = {key: message.interaction[key] for key in ("id", "type", "name", "user")}
        if message.reference is not None:
            body["message_reference"] = _reference(message.reference)
            if message.kind in {MessageKind.REPLY, MessageKind.THREAD_STARTER} and not quoted:
                replied = world.messages.get(message.reference.channel, {}).get(message.reference.message)
                body["referenced_message"] = self.message(replied, quoted=True) if replied else None
        return body

    def reaction(self, emoji: str, users: tuple[int, ...]) -> Json:
        """How often an emoji stands under a message, and whether the bot put it there, too."""
        mine = self.world_json.world.application.bot in users
        return {
            "emoji": {"id": None, "name": emoji},
            "count": len(users),
            "count_details": {"burst": 0, "normal": len(users)},
            "burst_colors": [],
            "me": mine,
            "me_burst": False,
        }

    def attachment(self, message: Message, attachment: Attachment) -> Json:
        """A file of a message, with where it is to be had."""
        url = f"{self.world_json.address}/attachments/{message.channel}/{attachment.id}/{attachment.name}"
        body: Json = {
            "id": str(attachment.id),
            "filename": attachment.name,
            "size": attachment.size,
            "url": url,
            "proxy_url": url,
            "content_type": attachment.content_type,
        }
        if attachment.description:
            body["description"] = attachment.description
        if attachment.width and attachment.height:
            body |= {"width": attachment.width, "height": attachment.height}
        return {**body, "ephemeral": True} if message.only_for else body

    def for_page(self, message: Message) -> Json:
        """A message as the page gets it: with the member who wrote it, and its reactions, be there none."""
        channel = self.world_json.world.channels[message.channel]
        author = self.world_json.world.members.get((channel.guild or 0, message.author))
        body: Json = {"reactions": [], **self.message(message)}
        for shown, (_, users) in zip(body["reactions"], message.reactions, strict=True):
            shown["users"] = [str(user) for user in users]  # who sees the page is told there
        return {**body, "member": self.world_json.member(author, with_user=False)} if author else body

    def for_gateway(self, message: Message, *, with_content: bool) -> Json:
        """A message as the gateway sends it: with its server and the member who wrote it.

        Args:
            message: the message.
            with_content: the bot has the message-content intent.
        """
        world = self.world_json.world
        body = self.message(message)
        channel = world.channels[message.channel]
        body["channel_type"] = int(channel.kind)
        if message.nonce is not None and message.author == world.application.bot:
            body["nonce"] = message.nonce
        if channel.guild is not None and message.only_for is None:
            body["guild_id"] = str(channel.guild)
            author = world.members.get((channel.guild, message.author))
            if author is not None and message.webhook is None:
                body["member"] = self.world_json.member(author, with_user=False)
        for user in body["mentions"]:
            member = world.members.get((channel.guild or 0, int(user["id"])))
            if member is not None:
                user["member"] = self.world_json.member(member, with_user=False)
        return body if with_content else self.without_content(body, message)

    def without_content(self, body: Json, message: Message) -> Json:
        """A message without its content, unless the bot is concerned: its own, direct, or mentioning it."""
        world = self.world_json.world
        replied = body.get("referenced_message")
        if replied is not None and message.reference is not None:
            quoted = world.message(message.reference.channel, message.reference.message)
            body = {**body, "referenced_message": self.without_content(replied, quoted)}
        bot = world.application.bot
        concerned = message.author == bot or bot in message.mentions.users
        direct = world.channels[message.channel].guild is None
        return body if concerned or direct else {**body, **_CONTENT}


def _reference(reference: Reference) -> Json:
    body: Json = {"type": 0, "channel_id": str(reference.channel)}
    if reference.message:
        body["message_id"] = str(reference.message)
    return {**body, "guild_id": str(reference.guild)} if reference.guild else body
