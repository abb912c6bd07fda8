"""Dispatcher of message events: new messages, edits and deletions, to whoever composes and follows replies.

Whether a message concerns the bot is decided in `answering/attention.py`, what to say in `composing.py`; what comes too
fast waits in `waiting_lines.py`, and `signs.py` tells of it; replies are kept in step with their questions in
`following.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from time import thread_time

import discord

from bot.answering.attention import (
    MOST_CALLS_WAITING,
    MOST_OVERHEARD_WAITING,
    Attention,
    Restraint,
    attention,
)
from bot.answering.conversation import GivenReply
from bot.answering.work_queue import DroppedError, Priority, StoppingError
from bot.discord_app.channels import MessageChannel, MessagePlaces
from bot.discord_app.connection import error_reports, responses
from bot.discord_app.connection.client_base import Host
from bot.discord_app.connection.responses import Purpose
from bot.discord_app.messages import greeting, signs
from bot.discord_app.messages.composing import Composed, Incoming, compose
from bot.discord_app.messages.following import FollowedReplies, place_of, words_of
from bot.discord_app.messages.mentions import by_person, heard, names_the_bot
from bot.discord_app.messages.overload import Overload
from bot.discord_app.messages.waiting_lines import WaitingLines
from bot.discord_app.render import GuideRenderer, ReplyRenderer
from bot.ports.server_settings import ServerSettings

_PATIENCE = 20.0
"""Seconds for which a message that the bot overhears waits after a start for the encoder: by words alone the bot is
seldom sure enough, and nobody called it."""
_WAITS_FOR_SETTINGS = 30.0
"""Seconds for which somebody who called waits for the settings of a server of which nothing is known."""


class Listener:
    """Hears the messages that one client is told of."""

    def __init__(self, client: Host) -> None:
        self._client = client
        self._restraint = Restraint()
        self._followed = FollowedReplies(client)
        self._lines = WaitingLines(client.ports.clock)
        self._places = MessagePlaces(client.ports.clock)
        self._overload = Overload(client, self._restraint)
        self._closed = False
        self._known: set[int] = set()  # direct conversations in which the bot has written before

    async def hear(self, message: discord.Message) -> None:
        """React to a new message, if it concerns the bot. Somebody who called it is told of errors."""
        if self._closed:
            return
        incoming = await self._incoming(message)
        if incoming.attention is Attention.OVERHEARD:
            await self._client.library.ready(_PATIENCE)
            await self._overhear(incoming)
        elif incoming.attention is Attention.DISCUSSED:
            await self._client.library.ready(_PATIENCE)
            await self._discuss(incoming)
        elif incoming.attention is Attention.CALLED:
            self._client.in_hand.note()
            try:
                await self._heed(incoming)
            except Exception as error:  # noqa: BLE001 - whatever it was, the member is told and the log has it
                reference = error_reports.report(error, "a reply to a message")
                say = incoming.voice_for(self._client)
                card = error_reports.apology(say, reference, error)
                await responses.reply(message, card.view(), say, channel=incoming.channel, purpose=Purpose.APOLOGY)

    def close(self) -> None:
        """Hear nothing more, and let no message wait any longer: the process ends."""
        self._closed = True
        self._lines.close()

    async def _heed(self, incoming: Incoming) -> None:
        """Answer a call in its turn: at once, or later to somebody who asks too fast; too many are told so once."""
        message = incoming.message
        channel, member = message.channel.id, message.author.id
        if not incoming.may_be_answered:
            if self._restraint.tells(channel, member, self._now):
                await signs.tell_elsewhere(self._client, incoming)
            return
        if self._lines.is_full(message, Priority.CALL, MOST_CALLS_WAITING):
            await self._tell_too_many(incoming)
            return
        async with self._lines.turn(message, Priority.CALL), signs.Hourglass(incoming, self._me) as hourglass:
            heeded = await self._in_turn(incoming, hourglass, lambda: self._restraint.until_heeded(member, self._now))
            if heeded is not None and self._restraint.heeds(member, self._now):
                greeted = await self._greet_first(heeded)
                await self._answer(heeded, greeted=greeted)

    async def _greet_first(self, incoming: Incoming) -> bool:
        """Open a first direct conversation with the card of welcome; whether it did."""
        message, me = incoming.message, self._me
        if message.guild is not None or message.channel.id in self._known:
            return False
        self._known.add(message.channel.id)
        if not await greeting.is_first(message, me):
            return False
        audience = incoming.audience(message.content, self._client.library.edition.pack)
        card = GuideRenderer(self._client.library.edition.pack, audience).welcome(
            self._client.command_ids, to_admins=False
        )
        return await responses.reply(message, card.view(), audience.say, purpose=Purpose.WELCOME) is not None

    async def _in_turn(
        self, incoming: Incoming, hourglass: signs.Hourglass, seconds_left: Callable[[], float]
    ) -> Incoming | None:
        """A message once its turn has come, as it is then; None when it was deleted while it waited."""
        if seconds_left() > 0:
            await hourglass.turn_over()
        message = await self._lines.wait(incoming.message, seconds_left)
        return replace(incoming, message=message) if message is not None else None

    async def follow_edit(self, message: discord.Message) -> None:
        """Answer an edited question anew, in the same reply; take the reply back when there is no answer any more."""
        if message.edited_at is None:  # Discord has added a preview to it, or somebody has pinned it
            return
        if self._lines.put(message) or not by_person(message):
            return
        given = await self._followed.find(message.id)
        if given is None or given.words == words_of(message):
            return
        incoming = await self._incoming(message)
        member = message.author.id
        if self._lines.is_full(message, Priority.CALL, MOST_CALLS_WAITING):
            await self._tell_too_many(incoming)
            return
        # An edit counts as a call: whoever edits fast waits, and of several edits the last is answered.
        async with self._lines.turn(message, Priority.CALL):
            latest = await self._lines.wait(message, lambda: self._restraint.until_heeded(member, self._now))
            if latest is not None and self._restraint.heeds(member, self._now):
                await self._answer_anew(replace(incoming, message=latest), given)

    async def _answer_anew(self, incoming: Incoming, given: GivenReply) -> None:
        message, composed = incoming.message, None
        # What was merely overheard before is not answered as a call now: its author has only added a name.
        if given.called or incoming.attention is not Attention.CALLED:
            try:
                composed = await self._compose(incoming)
            except DroppedError as dropped:
                await self._gave_up(incoming, dropped)
                return
        if composed is None or composed.only_doubts(incoming):
            await self._followed.take_back(place_of(self._client, message), message.id)
        else:
            await self._followed.edit(message, given, composed.card, composed.reply)

    async def follow_deletions(self, place: discord.PartialMessageable, messages: Collection[int]) -> None:
        """Take back the replies to messages that are gone, or let them wait for none."""
        for message in messages:
            self._lines.drop(message)
        for message in messages:
            await self._followed.take_back(place, message)

    @property
    def _now(self) -> float:
        return self._client.ports.clock.monotonic()

    @property
    def _me(self) -> int:
        return self._client.user.id if self._client.user else 0

    async def _tell_too_many(self, incoming: Incoming) -> None:
        """Say, once in a while, that more waits than will be answered soon."""
        message = incoming.message
        if self._restraint.tells(message.channel.id, message.author.id, self._now):
            await signs.tell_too_many(self._client, incoming)

    async def _gave_up(self, incoming: Incoming, dropped: DroppedError) -> None:
        """Show that a message was not read: too much came at once. At the end of the process nothing was too much."""
        if isinstance(dropped, StoppingError):
            return
        if incoming.attention is Attention.CALLED:
            await self._tell_too_many(incoming)
        else:
            await self._overload.passed_over(incoming)

    async def _compose(self, incoming: Incoming) -> Composed | None:
        """What to reply, worked out beside the event loop.

        Of what was overheard a server with little to read is heard before one with much, and what a member says costs
        them what it took, unless it is answered.

        Raises:
            DroppedError: too much is waiting.
        """
        message, client = incoming.message, self._client
        if incoming.attention is Attention.CALLED:
            return await client.work.run(lambda: compose(client, incoming), Priority.CALL, message.author.id)
        server = message.guild.id if message.guild else 0
        composed, seconds = await client.work.run(lambda: _timed(client, incoming), Priority.OVERHEARD, server)
        if composed is None or not composed.answers:
            self._restraint.cost(message.author.id, seconds, self._now)
        return composed

    async def _incoming(self, message: discord.Message) -> Incoming:
        """A message with its server's settings, which are read once, here, and only for what a person wrote."""
        guild, store = message.guild, self._client.ports.store
        if not by_person(message):
            return Incoming(message, Attention.NONE, ServerSettings(), message.channel)
        channel = await self._places.of(message)
        discussion = await self._client.discussions.of(channel.id) if self._is_own_thread(channel) else None
        about = heard(self._me, message, channel, discussed=discussion is not None)
        if guild is None:
            settings = ServerSettings()
        elif about.calls:
            settings = await store.settings_once_known(guild.id, _WAITS_FOR_SETTINGS)
        else:
            settings = await store.known_settings(guild.id)
        return Incoming(message, attention(about, settings), settings, channel, discussion)

    def _is_own_thread(self, channel: MessageChannel) -> bool:
        """Whether the bot opened a thread; in one of which nothing is known, it may have."""
        if isinstance(channel, discord.Thread):
            return channel.owner_id == self._me
        return isinstance(channel, discord.PartialMessageable) and channel.guild_id is not None

    async def _discuss(self, incoming: Incoming) -> None:
        """Answer, in a thread about an answer, what follows from it; talk gets nothing, and costs as elsewhere."""
        message = incoming.message
        member = message.author.id
        if not incoming.may_be_answered:
            return
        if self._restraint.overspent(member, self._now):
            await self._overload.passed_over(incoming)
            return
        if self._lines.is_full(message, Priority.CALL, MOST_CALLS_WAITING):
            await self._tell_too_many(incoming)
            return
        async with self._lines.turn(message, Priority.CALL), signs.Hourglass(incoming, self._me) as hourglass:
            turn = await self._in_turn(incoming, hourglass, lambda: self._restraint.until_heeded(member, self._now))
            if turn is not None and (composed := await self._composed_or_told(turn)) is not None:
                self._restraint.heeds(member, self._now)
                await self._send(turn, composed, called=True)

    async def _composed_or_told(self, incoming: Incoming) -> Composed | None:
        """What to reply; None, and told so, where too much is waiting."""
        try:
            return await self._compose(incoming)
        except DroppedError as dropped:
            if not isinstance(dropped, StoppingError):
                await self._overload.passed_over(incoming)
            return None

    async def _send(self, incoming: Incoming, composed: Composed, *, called: bool) -> None:
        """Send a reply; what it answers in a discussion is noted there."""
        message, view = incoming.message, composed.card.view()
        sent = await responses.reply(message, view, composed.audience.say, channel=incoming.channel)
        if sent is None:
            return
        self._followed.note(message, sent.id, composed.reply, called=called)
        if incoming.discussion is not None and (entries := composed.entries):
            await self._client.discussions.note(incoming.discussion.thread, entries)

    async def _answer(self, incoming: Incoming, *, greeted: bool = False) -> None:
        """Reply to somebody who called; whoever was greeted and only greets has had a reply."""
        message = incoming.message
        try:
            composed = await self._compose(incoming)
        except DroppedError as dropped:
            await self._gave_up(incoming, dropped)
            return
        if composed is None or (greeted and composed.asks_nothing):
            return
        if composed.missed and message.guild is not None and not names_the_bot(self._me, message):
            return  # said in reply to the bot, and perhaps no question at all
        if composed.reply is not None:
            self._client.count_miss(composed.reply)
        await self._send(incoming, composed, called=True)

    async def _overhear(self, incoming: Incoming) -> None:
        """Answer in an open channel what the bot is sure of, sparingly; a question that it is not sure of gets a sign.

        Talk that asks nothing gets neither, and costs no more than a glance.
        """
        message = incoming.message
        channel, member = message.channel.id, message.author.id
        if self._restraint.overspent(member, self._now):
            await self._overload.passed_over(incoming)
            return
        try:
            composed = await self._compose(incoming)
        except DroppedError as dropped:
            await self._gave_up(incoming, dropped)
            return
        if composed is None or composed.reply is None:
            return
        if not composed.answers:
            if incoming.settings.show_doubt and composed.doubts and self._restraint.doubts(member, self._now):
                await signs.doubt(incoming)
            return
        if not incoming.may_be_answered:
            return
        if self._lines.is_full(message, Priority.OVERHEARD, MOST_OVERHEARD_WAITING):
            await self._tell_too_many(incoming)
            return
        slow_mode = float(getattr(incoming.channel, "slowmode_delay", 0))
        async with self._lines.turn(message, Priority.OVERHEARD), signs.Hourglass(incoming, self._me) as hourglass:
            turn = await self._in_turn(
                incoming, hourglass, lambda: self._restraint.until_allowed(channel, member, self._now, slow_mode)
            )
            if turn is not None:
                self._restraint.spoke(channel, member, self._now)  # before it is sent: others wait from now on
                unchanged = turn.message is message and composed.edition is self._client.library.edition
                await self._join_in(turn, composed if unchanged else None)

    async def _join_in(self, incoming: Incoming, composed: Composed | None) -> None:
        """Answer uncalled; an answer that stands there already is pointed to instead.

        What was edited while it waited is composed anew.
        """
        message = incoming.message
        try:
            composed = composed or await self._compose(incoming)
        except DroppedError as dropped:
            await self._gave_up(incoming, dropped)
            return
        if composed is None or not composed.answers:
            return
        composed = self._pointing_up(message, composed)
        await self._send(incoming, composed, called=False)

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


def _timed(client: Host, incoming: Incoming) -> tuple[Composed | None, float]:
    """What to reply, and the seconds of work that it took."""
    began = thread_time()
    composed = compose(client, incoming)
    return composed, thread_time() - began
