"""Replies that follow their questions: remembered for an hour, edited and taken back as the question is."""

from __future__ import annotations

import discord

from bot.answering.conversation import FOLLOWED, GivenReply
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import key
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Host
from bot.matching import Decision, Reply


class FollowedReplies:
    """The bot's replies of the last hour, by the message that each answers; those from before a restart are looked up.

    Args:
        client: whose replies; its conversation remembers them.
    """

    def __init__(self, client: Host) -> None:
        self._client = client
        self._began = client.ports.clock.now()

    async def find(self, place: discord.PartialMessageable, message: int) -> GivenReply | None:
        """The reply to a message of the last hour: as remembered or, from before a restart, as found in the channel."""
        given = self._client.conversation.reply_to(message, self._client.ports.clock.monotonic())
        sent = discord.utils.snowflake_time(message)
        lately = (self._client.ports.clock.now() - sent).total_seconds() < FOLLOWED
        if given is None and sent < self._began and lately:
            found = await responses.find_reply(place, message, self._client.user.id if self._client.user else 0)
            return GivenReply(found, words=None, called=True) if found else None
        return given

    async def edit(self, message: discord.Message, given: GivenReply, card: Card, reply: Reply | None) -> None:
        """Put another card in place of the reply to a message, and remember what it says now."""
        self._client.conversation.forget_message(given.reply)
        if await responses.edit_reply(place_of(self._client, message), given.reply, card.view()):
            self.note(message, given.reply, reply, called=given.called)

    async def take_back(self, place: discord.PartialMessageable, message: int) -> None:
        """Delete the reply to a message that is gone; if it was the bot's own, point to it no longer."""
        given = await self.find(place, message)
        self._client.conversation.forget_message(given.reply if given else message)
        if given is not None:
            await responses.delete_reply(place, given.reply)

    def note(self, message: discord.Message, sent: int, reply: Reply | None, *, called: bool) -> None:
        """Remember a reply, to follow its question and not to give the same answer there again.

        Args:
            message: what was replied to.
            sent: id of the reply.
            reply: what the engine said in it; None for help and for a pointer to an earlier answer.
            called: whether somebody called the bot, or it joined in.
        """
        now, conversation = self._client.ports.clock.monotonic(), self._client.conversation
        conversation.note_reply(message.id, GivenReply(sent, words_of(message), called), now)
        if reply is not None and reply.decision is Decision.ANSWER and reply.answer:
            conversation.note_answer(message.channel.id, reply.answer.id, sent, now)


def place_of(client: discord.Client, message: discord.Message) -> discord.PartialMessageable:
    """Where a message stands, by its ids alone: the channel itself may not be remembered."""
    return client.get_partial_messageable(message.channel.id, guild_id=message.guild.id if message.guild else None)


def words_of(message: discord.Message) -> str:
    """A hash of what a message says, by which an edit of its words is told from a preview that Discord adds."""
    return key(message.content)
