"""Messages: the bot answers whoever calls it, and in open channels what it is sure of; it follows edits and deletions.

What to do is decided in `answering/attention.py`; here it is done.
"""

from __future__ import annotations

import discord

from bot.answering.attention import Attention, Restraint, attention
from bot.answering.conversation import FOLLOWED, Given
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import key
from bot.discord_app.connection import error_reports, responses
from bot.discord_app.connection.client_base import Host
from bot.discord_app.interaction.audience import readers_of
from bot.discord_app.messages.mentions import asked_in, heard, names_the_bot
from bot.discord_app.render import GuideRenderer, ReplyRenderer
from bot.matching import Decision, QuestionSource, Reply, reads_as_question
from bot.ports.server_settings import ServerSettings

UNKNOWN = -1
"""In place of the hash of words that were asked before a restart."""


class Listener:
    """Hears the messages that one client is told of."""

    def __init__(self, client: Host) -> None:
        self._client = client
        self._restraint = Restraint()
        self._began = discord.utils.utcnow()

    async def hear(self, message: discord.Message) -> None:
        """React to a new message, if it concerns the bot. Somebody who called it is told of errors."""
        concern = await self._concern(message)
        if concern is Attention.CALLED:
            if not self._restraint.heeds(message.author.id, self._now):
                return
            try:
                await self._answer(message)
            except Exception as error:  # noqa: BLE001 - whatever it was, the member is told and the log has it
                reference = error_reports.report(error, "a reply to a message")
                say = (await readers_of(self._client, message, "")).say
                await responses.reply(message, error_reports.apology(say, reference, error).view())
        elif concern is Attention.OVERHEARD:
            await self._join_in(message)

    async def follow_edit(self, message: discord.Message) -> None:
        """Answer an edited question anew, in the same reply; take the reply back when there is no answer any more."""
        if message.edited_at is None:  # Discord has added a preview to it, or somebody has pinned it
            return
        given = await self._given(self._place(message), message.id)
        if given is None or given.words == _hash(message):
            return
        concern = await self._concern(message)
        card = reply = None
        if concern is Attention.CALLED and given.called:
            card, reply = await self._reply_to_call(message)
        elif concern is Attention.OVERHEARD:
            reply = await self._overheard(message)
            readers = await readers_of(self._client, message, message.content)
            card = ReplyRenderer(self._client.library.edition.pack, readers).reply(reply) if reply else None
        if card is None:
            await self.follow_deletion(self._place(message), message.id)
            return
        self._client.conversation.forget_message(given.reply)
        if await responses.edit_reply(self._place(message), given.reply, card.view()):
            self._note(message, given.reply, reply, called=given.called)

    async def follow_deletion(self, place: discord.PartialMessageable, message: int) -> None:
        """Take back the reply to a message that is gone; if it was the bot's own, point to it no longer."""
        given = await self._given(place, message)
        self._client.conversation.forget_message(given.reply if given else message)
        if given is not None:
            await responses.delete_reply(place, given.reply)

    async def _given(self, place: discord.PartialMessageable, message: int) -> Given | None:
        """The reply to a message of the last hour: as remembered or, from before a restart, as found in the channel."""
        given = self._client.conversation.reply_to(message, self._now)
        sent = discord.utils.snowflake_time(message)
        lately = (discord.utils.utcnow() - sent).total_seconds() < FOLLOWED
        if given is None and sent < self._began and lately:
            found = await responses.find_reply(place, message, self._me)
            return Given(found, words=UNKNOWN, called=True) if found else None
        return given

    def _place(self, message: discord.Message) -> discord.PartialMessageable:
        server = message.guild.id if message.guild else None
        return self._client.get_partial_messageable(message.channel.id, guild_id=server)

    @property
    def _now(self) -> float:
        return self._client.ports.clock.monotonic()

    @property
    def _me(self) -> int:
        return self._client.user.id if self._client.user else 0

    async def _settings(self, message: discord.Message) -> ServerSettings:
        server = message.guild.id if message.guild else None
        return await self._client.ports.store.known_settings(server) if server is not None else ServerSettings()

    async def _concern(self, message: discord.Message) -> Attention:
        about = heard(self._me, message)
        return attention(about, await self._settings(message)) if about.by_person else Attention.NONE

    async def _answer(self, message: discord.Message) -> None:
        """Reply to somebody who called."""
        card, reply = await self._reply_to_call(message)
        missed = reply is not None and reply.decision in (Decision.NOTHING, Decision.PASSAGES)
        if missed and message.guild is not None and not names_the_bot(self._me, message):
            return  # said in reply to the bot, and perhaps no question at all
        sent = await responses.reply(message, card.view())
        if sent is not None:
            self._note(message, sent.id, reply, called=True)

    async def _reply_to_call(self, message: discord.Message) -> tuple[Card, Reply | None]:
        """What to say to somebody who called; without words, what the bot can do."""
        client = self._client
        question = asked_in(self._me, message)
        readers = await readers_of(client, message, question)
        edition = client.library.edition
        if not question:
            return GuideRenderer(edition.pack, readers).help(client.command_ids), None
        reply = edition.engine.ask(
            question,
            language=readers.language,
            tolerance=client.settings.tolerated_error,
            context=client.conversation.last_question(message.channel.id, message.author.id, self._now),
        )
        return ReplyRenderer(edition.pack, readers).reply(reply), reply

    async def _overheard(self, message: discord.Message) -> Reply | None:
        """The answer to a message in an open channel, when the engine is sure of one.

        Most of what people say to each other asks nothing; that costs no more than a glance.
        """
        if not reads_as_question(message.content):
            return None
        settings = await self._settings(message)
        tolerance = settings.care.tolerance(self._client.settings.tolerated_error_channel)
        readers = await readers_of(self._client, message, message.content)
        engine = self._client.library.edition.engine
        reply = engine.ask(message.content, mode=QuestionSource.CHANNEL, language=readers.language, tolerance=tolerance)
        return reply if reply.decision is Decision.ANSWER else None

    async def _join_in(self, message: discord.Message) -> None:
        """Answer in an open channel, sparingly; an answer that stands there already is pointed to instead."""
        now, channel, member = self._now, message.channel, message.author.id
        slow_mode = float(getattr(channel, "slowmode_delay", 0))
        if not message.content or not self._restraint.allows(channel.id, member, now, slow_mode):
            return
        reply = await self._overheard(message)
        if reply is None or reply.answer is None:
            return
        readers = await readers_of(self._client, message, message.content)
        renderer = ReplyRenderer(self._client.library.edition.pack, readers)
        standing = self._client.conversation.standing_answer(channel.id, reply.answer.id, now)
        link = self._place(message).get_partial_message(standing).jump_url if standing else None
        card = renderer.answered_already(reply.answer, link) if link else renderer.reply(reply)
        sent = await responses.reply(message, card.view())
        if sent is not None:
            self._restraint.spoke(channel.id, member, now)
            self._note(message, sent.id, reply if link is None else None, called=False)

    def _note(self, message: discord.Message, sent: int, reply: Reply | None, *, called: bool) -> None:
        """Remember a reply, to follow its question and not to repeat it."""
        now, conversation, place = self._now, self._client.conversation, message.channel.id
        conversation.note_reply(message.id, Given(sent, _hash(message), called), now)
        if reply is not None and reply.decision is Decision.ANSWER and reply.answer:
            conversation.note_answer(place, reply.answer.id, sent, now)
            if called:
                conversation.note_question(place, message.author.id, reply.text, now)


def _hash(message: discord.Message) -> int:
    return int(key(message.content) or "0", 16)
