"""Replies that follow their questions: remembered for an hour, edited and taken back as the question is.

Which message was answered by which is stored beside, ids alone, so that the next process knows it too: what the bot
never answered costs no request, however many messages are edited or deleted after a restart.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

import discord

from bot.answering.conversation import GivenReply
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import key
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Host
from bot.errors import StorageError
from bot.matching import Decision, Reply
from bot.ports.given_replies import KEPT, SentReply

log = logging.getLogger(__name__)


class FollowedReplies:
    """The bot's replies of the last hour, by the message that each answers.

    Args:
        client: whose replies; its conversation remembers them.
    """

    def __init__(self, client: Host) -> None:
        self._client = client
        self._unsaved: list[SentReply] = []
        self._saving: asyncio.Task[None] | None = None
        self._loading: asyncio.Task[None] | None = None

    async def find(self, message: int) -> GivenReply | None:
        """The reply to a message of the last hour, by this process or the one before it."""
        if self._loading is None:
            self._loading = asyncio.create_task(self._load(), name="replies of the process before")
        await asyncio.wait({self._loading})
        return self._client.conversation.reply_to(message, self._client.ports.clock.monotonic())

    async def edit(self, message: discord.Message, given: GivenReply, card: Card, reply: Reply | None) -> None:
        """Put another card in place of the reply to a message, and remember what it says now."""
        self._client.conversation.forget_message(given.reply)
        if await responses.edit_reply(place_of(self._client, message), given.reply, card.view()):
            self._remember(message, given.reply, reply, called=given.called)

    async def take_back(self, place: discord.PartialMessageable, message: int) -> None:
        """Delete the reply to a message that is gone; if it was the bot's own, point to it no longer."""
        given = await self.find(message)
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
        self._remember(message, sent, reply, called=called)
        self._unsaved.append(SentReply(message.id, message.guild.id if message.guild else None, sent, called=called))
        if self._saving is None:
            self._saving = asyncio.create_task(self._save(), name="save replies")

    def _remember(self, message: discord.Message, sent: int, reply: Reply | None, *, called: bool) -> None:
        now, conversation = self._client.ports.clock.monotonic(), self._client.conversation
        conversation.note_reply(message.id, GivenReply(sent, words_of(message), called), now)
        if reply is not None and reply.decision is Decision.ANSWER and reply.answer:
            conversation.note_answer(message.channel.id, reply.answer.id, sent, now)

    async def _save(self) -> None:
        """Store what was noted, together what came while the last was being stored."""
        try:
            while self._unsaved:
                batch, self._unsaved = self._unsaved, []
                with suppress(StorageError):  # the database says so itself; this process remembers them in any case
                    await self._client.ports.store.note_replies(batch)
        finally:
            self._saving = None

    async def _load(self) -> None:
        """Remember what the process before has sent, as long as if this one had sent it."""
        clock, conversation = self._client.ports.clock, self._client.conversation
        try:
            stored = await self._client.ports.store.replies_since(clock.now() - KEPT)
        except StorageError as error:
            log.warning("The replies of the last hour cannot be read, so they do not follow their questions. %s", error)
            return
        for each in stored:
            age = (clock.now() - discord.utils.snowflake_time(each.reply)).total_seconds()
            if conversation.reply_to(each.message, clock.monotonic()) is None:
                given = GivenReply(each.reply, words=None, called=each.called)
                conversation.note_reply(each.message, given, clock.monotonic() - age)


def place_of(client: discord.Client, message: discord.Message) -> discord.PartialMessageable:
    """Where a message stands, by its ids alone: the channel itself may not be remembered."""
    return client.get_partial_messageable(message.channel.id, guild_id=message.guild.id if message.guild else None)


def words_of(message: discord.Message) -> str:
    """A hash of what a message says, by which an edit of its words is told from a preview that Discord adds."""
    return key(message.content)
