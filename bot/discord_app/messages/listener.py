"""Dispatcher of message events: new messages, edits and deletions, to whoever composes and follows replies.

Whether a message concerns the bot is decided in `answering/attention.py`, what to say in `composing.py`; replies are
kept in step with their questions in `following.py`.
"""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.answering.attention import Attention, Restraint, attention
from bot.discord_app.connection import error_reports, responses
from bot.discord_app.connection.client_base import Host
from bot.discord_app.messages.composing import Composed, Incoming, compose
from bot.discord_app.messages.following import FollowedReplies, place_of, words_of
from bot.discord_app.messages.mentions import heard, names_the_bot
from bot.discord_app.render import ReplyRenderer
from bot.ports.server_settings import ServerSettings


class Listener:
    """Hears the messages that one client is told of."""

    def __init__(self, client: Host) -> None:
        self._client = client
        self._restraint = Restraint()
        self._followed = FollowedReplies(client)

    async def hear(self, message: discord.Message) -> None:
        """React to a new message, if it concerns the bot. Somebody who called it is told of errors."""
        incoming = await self._incoming(message)
        if incoming.attention is Attention.OVERHEARD:
            await self._join_in(incoming)
        elif incoming.attention is Attention.CALLED and self._restraint.heeds(message.author.id, self._now):
            try:
                await self._answer(incoming)
            except Exception as error:  # noqa: BLE001 - whatever it was, the member is told and the log has it
                reference = error_reports.report(error, "a reply to a message")
                say = incoming.audience("", self._client.library.edition.pack).say
                await responses.reply(message, error_reports.apology(say, reference, error).view(), say)

    async def follow_edit(self, message: discord.Message) -> None:
        """Answer an edited question anew, in the same reply; take the reply back when there is no answer any more."""
        if message.edited_at is None:  # Discord has added a preview to it, or somebody has pinned it
            return
        place = place_of(self._client, message)
        given = await self._followed.find(place, message.id)
        if given is None or given.words == words_of(message):
            return
        incoming = await self._incoming(message)
        # What was merely overheard before is not answered as a call now: its author has only added a name.
        composed = None if incoming.attention is Attention.CALLED and not given.called else self._compose(incoming)
        if composed is None:
            await self._followed.take_back(place, message.id)
        else:
            await self._followed.edit(message, given, composed.card, composed.reply)

    async def follow_deletion(self, place: discord.PartialMessageable, message: int) -> None:
        """Take back the reply to a message that is gone."""
        await self._followed.take_back(place, message)

    @property
    def _now(self) -> float:
        return self._client.ports.clock.monotonic()

    @property
    def _me(self) -> int:
        return self._client.user.id if self._client.user else 0

    def _compose(self, incoming: Incoming) -> Composed | None:
        return compose(self._client, incoming)

    async def _incoming(self, message: discord.Message) -> Incoming:
        """A message with its server's settings, which are read once, here, and only for what a person wrote."""
        about, guild = heard(self._me, message), message.guild
        if not about.by_person:
            return Incoming(message, Attention.NONE, ServerSettings())
        settings = await self._client.ports.store.known_settings(guild.id) if guild else ServerSettings()
        return Incoming(message, attention(about, settings), settings)

    async def _answer(self, incoming: Incoming) -> None:
        """Reply to somebody who called."""
        message, composed = incoming.message, self._compose(incoming)
        if composed is None:
            return
        if composed.missed and message.guild is not None and not names_the_bot(self._me, message):
            return  # said in reply to the bot, and perhaps no question at all
        if composed.reply is not None:
            self._client.count_miss(composed.reply)
        sent = await responses.reply(message, composed.card.view(), composed.audience.say)
        if sent is not None:
            self._followed.note(message, sent.id, composed.reply, called=True)

    async def _join_in(self, incoming: Incoming) -> None:
        """Answer in an open channel, sparingly; an answer that stands there already is pointed to instead."""
        message, now = incoming.message, self._now
        channel, member = message.channel, message.author.id
        slow_mode = float(getattr(channel, "slowmode_delay", 0))
        if not message.content or not self._restraint.allows(channel.id, member, now, slow_mode):
            return
        composed = self._compose(incoming)
        if composed is None:
            return
        composed = self._pointing_up(message, composed)
        sent = await responses.reply(message, composed.card.view(), composed.audience.say)
        if sent is not None:
            self._restraint.spoke(channel.id, member, now)
            self._followed.note(message, sent.id, composed.reply, called=False)

    def _pointing_up(self, message: discord.Message, composed: Composed) -> Composed:
        """A link to where the same answer stands in the channel already, in place of the answer; else the answer."""
        answer = composed.reply.answer if composed.reply else None
        if answer is None:
            return composed
        standing = self._client.conversation.standing_answer(message.channel.id, answer.id, self._now)
        if standing is None:
            return composed
        link = place_of(self._client, message).get_partial_message(standing).jump_url
        card = ReplyRenderer(composed.edition.pack, composed.audience).answered_already(answer, link)
        return replace(composed, card=card, reply=None)
