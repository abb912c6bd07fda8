"""Composer of replies to messages: for somebody who called the bot, and for a channel that it listens in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.answering.answer import Asker, ChannelContext
from bot.answering.attention import Attention
from bot.discord_app.channels import MessageChannel
from bot.discord_app.components.cards import Card
from bot.discord_app.connection.client_base import Host
from bot.discord_app.language import reply_language
from bot.discord_app.messages.mentions import overheard_in, questions_in
from bot.discord_app.permissions import may_react, may_speak
from bot.discord_app.reader import Audience
from bot.discord_app.render import GuideRenderer, ReplyRenderer
from bot.library.library import Edition
from bot.matching import Decision, QuestionSource, Reply, reads_as_question
from bot.pack.models import Pack
from bot.picturing.typesetting import is_installed
from bot.ports.discussions import Discussion
from bot.ports.server_settings import ServerSettings
from bot.translations import Voice, voice

NEAR_ENOUGH = 0.65
"""Least confidence of the first entry at which a question that the bot overheard gets a sign of doubt.

Some 20 of 30,000 lines of chat about something else would get one, and half of the questions about the library that it
does not answer.
"""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message on its way through the bot, with its server's settings as they were read when it came.

    Attributes:
        channel: where it stands, as it was looked up.
        discussion: the discussion in whose thread it stands; None anywhere else.
    """

    message: discord.Message
    attention: Attention
    settings: ServerSettings
    channel: MessageChannel
    discussion: Discussion | None = None

    @property
    def may_be_answered(self) -> bool:
        """Whether the bot may write where it stands."""
        return may_speak(self.message.guild, self.channel)

    @property
    def may_be_marked(self) -> bool:
        """Whether the bot may react to it."""
        return may_react(self.message.guild, self.channel)

    def audience(self, asked: str, pack: Pack) -> Audience:
        """Who reads a reply to it. A message tells no reader's language, so the server's own counts."""
        guild = self.message.guild
        locale = guild.preferred_locale if guild else discord.Locale.american_english
        language = self.settings.language or reply_language(locale, asked, pack.info)
        shown = self.settings.show_passages
        say, draws = voice(language), is_installed()
        return Audience(say, self.message.author.id, private=False, with_passages=shown, draws_cards=draws)

    def voice_for(self, client: Host) -> Voice:
        """Says sentences in the language of a reply to it."""
        return self.audience("", client.library.edition.pack).say


@dataclass(frozen=True, slots=True)
class Composed:
    """A reply, ready to be sent.

    Attributes:
        reply: what the engine said; None for help, and for a pointer to an answer given before.
        edition: what it was drawn from.
    """

    card: Card
    audience: Audience
    edition: Edition
    reply: Reply | None = None

    @property
    def answers(self) -> bool:
        """Whether it is an answer that the bot is sure of."""
        return self.reply is not None and self.reply.decision is Decision.ANSWER

    @property
    def entries(self) -> tuple[str, ...]:
        """Ids of the entries that it answers with, or is about."""
        reply = self.reply
        if reply is None:
            return ()
        about = (reply.lookup.entry,) if reply.lookup is not None and reply.lookup.entry is not None else ()
        return tuple(each.id for each in (*reply.answers, *about))

    @property
    def missed(self) -> bool:
        """Whether a question was asked and nothing answers it, or nothing was asked."""
        reply = self.reply
        if reply is None:
            return False
        reacts = reply.decision is Decision.CHITCHAT and reply.chitchat is None and reply.lookup is None
        return reacts or (reply.decision in (Decision.NOTHING, Decision.PASSAGES) and not reply.absence)

    @property
    def asks_nothing(self) -> bool:
        """Whether it is help that nobody asked for by name, or small talk."""
        return self.reply is None or self.reply.decision is Decision.CHITCHAT

    @property
    def doubts(self) -> bool:
        """Whether it is a question that an entry comes near to, and none is sure to answer."""
        near = self.reply.candidates[:1] if self.reply and self.reply.decision is Decision.NOTHING else ()
        return any(candidate.confidence >= NEAR_ENOUGH for candidate in near)

    def only_doubts(self, incoming: Incoming) -> bool:
        """Whether nobody called the bot, and it is not sure enough to answer."""
        return incoming.attention is Attention.OVERHEARD and not self.answers


def compose(client: Host, incoming: Incoming) -> Composed | None:
    """What to reply to a message that concerns the bot; None when it is better to say nothing.

    It takes milliseconds of work, and touches nothing of the connection: it is done off the event loop.
    """
    if incoming.discussion is not None:
        _resume(client, incoming, incoming.discussion)
    if incoming.attention is Attention.CALLED:
        return _for_a_call(client, incoming)
    if incoming.attention is Attention.DISCUSSED:
        return _for_a_discussion(client, incoming)
    return _for_a_channel(client, incoming) if incoming.attention is Attention.OVERHEARD else None


def _for_a_call(client: Host, incoming: Incoming) -> Composed:
    """The reply to somebody who called; without words, what the bot can do."""
    texts = questions_in(client.user.id if client.user else 0, incoming.message, incoming.channel)
    if texts:
        return _first_answer(client, incoming, texts, QuestionSource.COMMAND)
    edition = client.library.edition
    audience = incoming.audience("", edition.pack)
    return Composed(GuideRenderer(edition.pack, audience).help(client.command_ids), audience, edition)


def _resume(client: Host, incoming: Incoming, discussion: Discussion) -> None:
    """Take up a discussion of which nothing is remembered any more, where its last answer left it."""
    thread, known = discussion.thread, client.library.edition.pack.question_by_id
    if client.conversation.last_reply(thread, thread, client.ports.clock.monotonic()) is None:
        entries = [known[name] for name in discussion.entries if name in known]
        if entries:
            language = incoming.audience("", client.library.edition.pack).language
            client.answering.shown(entries[-1], Asker(thread, language), thread)


def _for_a_discussion(client: Host, incoming: Incoming) -> Composed | None:
    """The reply to a message in a thread about an answer; None for what follows from nothing there and asks nothing."""
    edition, text = client.library.edition, incoming.message.content
    if not text.strip():
        return None
    audience, thread = incoming.audience(text, edition.pack), incoming.message.channel.id
    where = ChannelContext(thread, QuestionSource.COMMAND, incoming.settings.care)
    reply = client.answering.in_discussion(text, Asker(thread, audience.language), where)
    return Composed(ReplyRenderer(edition.pack, audience).reply(reply), audience, edition, reply) if reply else None


def _for_a_channel(client: Host, incoming: Incoming) -> Composed | None:
    """The reply to a message in an open channel; whether it is sure enough to be sent is for the listener to see.

    Most of what people say to each other asks nothing; that costs no more than a glance.
    """
    texts = overheard_in(incoming.message, incoming.channel)
    asking = tuple(text for text in texts if reads_as_question(text))
    return _first_answer(client, incoming, asking, QuestionSource.CHANNEL) if asking else None


def _first_answer(client: Host, incoming: Incoming, texts: Sequence[str], source: QuestionSource) -> Composed:
    """The first of the readings of a message that is answered, else the likeliest."""
    composed = [_drawn(client, incoming, texts[0], source)]
    for text in texts[1:]:
        if composed[-1].answers:
            break
        composed.append(_drawn(client, incoming, text, source))
    return composed[-1] if composed[-1].answers else composed[0]


def _drawn(client: Host, incoming: Incoming, question: str, source: QuestionSource) -> Composed:
    edition, message = client.library.edition, incoming.message
    audience = incoming.audience(question, edition.pack)
    where = ChannelContext(message.channel.id, source, incoming.settings.care)
    asker = (
        incoming.discussion.thread if incoming.discussion else message.author.id
    )  # what is said there is everybody's
    reply = client.answering.answer(question, Asker(asker, audience.language), where)
    return Composed(ReplyRenderer(edition.pack, audience).reply(reply), audience, edition, reply)
