"""Use case "answer a message", once for every front end: commands, mentions, channels, terminal and batch.

A message that calls the bot is recognised first: a reaction, a move on the last reply, a request, small talk. What is
left is a question, asked alone or with the last reply as context. Front ends only find out who asks where, and draw
the reply.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import TypeAlias

from bot.answering.conversation import Conversation
from bot.answering.dialogue import Dialogue
from bot.answering.following import question as question_after
from bot.answering.last_reply import LastReply, about, following
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.occurrences import occurrences
from bot.answering.no_answer.explained import absent_of, explained
from bot.answering.several import Split, splits
from bot.answering.together import offered_together, together
from bot.languages import DEFAULT, Language, identify, known_language, language_of_text
from bot.matching import Decision, Engine, QuestionSource, Reply
from bot.pack.models import Question
from bot.ports.server_settings import Care
from bot.settings import Settings

Put: TypeAlias = Callable[[str], Reply]


_UNANSWERED = frozenset({Decision.NOTHING, Decision.SUGGEST, Decision.PASSAGES})


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks.

    Attributes:
        member: id of the member.
        language: language to reply in; None for that of the question's script.
    """

    member: int
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class ChannelContext:
    """Where a question is asked.

    Attributes:
        channel: id of the channel; each holds a conversation of its own.
        source: whether somebody asked the bot there, or it overheard a message.
        care: how sure the server wants it to be of what it overhears.
    """

    channel: int
    source: QuestionSource = QuestionSource.COMMAND
    care: Care = Care.USUAL


Observer: TypeAlias = Callable[[QuestionSource, Decision, float], None]
"""Told of a decision: where it was asked, what was decided, in how many seconds."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """One message: who asks, whom, and how questions are put to the engine."""

    who: Asker
    engine: Engine
    put: Put


class Answering:
    """Answers messages and remembers, for minutes and in memory, what the last reply was.

    Args:
        engine: gives the engine of the moment.
        settings: the operator's, for the shares of wrong answers tolerated.
        monotonic: seconds on a clock that never goes back.
        chance: chooses among quotes.

    Attributes:
        observe: told of every decision, if somebody wants to know.

    Example:
        answering = Answering(lambda: engine, load_settings(), time.monotonic)
        reply = answering.answer("who wrote this", Asker(member=1), ChannelContext(channel=2))
    """

    def __init__(
        self,
        engine: Callable[[], Engine],
        settings: Settings,
        monotonic: Callable[[], float],
        conversation: Conversation | None = None,
        chance: Random | None = None,
    ) -> None:
        self.observe: Observer | None = None
        self.conversation = conversation or Conversation()
        self._engine = engine
        self._settings = settings
        self._monotonic = monotonic
        self._chance = chance or Random()  # noqa: S311 - for variety, not for secrets

    def prepare(self) -> None:
        """Build what a first question would else wait for, half a second: the index of the words of the articles."""
        occurrences(self._engine())

    def answer(self, question: str, who: Asker, where: ChannelContext) -> Reply:
        """The reply to a message; what it shows becomes the subject of the same member's next one there.

        What was merely overheard leans on nothing, and nothing leans on it: its author was not talking to the bot.
        """
        begun = self._monotonic()
        reply = self._reply(question, who, where)
        if self.observe is not None:
            self.observe(where.source, reply.decision, self._monotonic() - begun)
        return reply

    def _reply(self, question: str, who: Asker, where: ChannelContext) -> Reply:
        engine = self._engine()
        put = partial(
            engine.ask,
            mode=where.source,
            language=who.language,
            tolerance=tolerated(self._settings, where.source, where.care),
        )
        if where.source is not QuestionSource.COMMAND:
            return put(question)
        now = self._monotonic()
        last = self.conversation.last_reply(where.channel, who.member, now)
        turn = _Turn(who, engine, put)
        reply = self._whole(question, turn, last)
        remembered = following(engine.pack, reply, last)
        if remembered is not None:
            self.conversation.note_reply_shown(where.channel, who.member, remembered, now)
        return reply

    def _one(self, text: str, turn: _Turn, last: LastReply | None) -> Reply:
        """The reply to a message, or a part of one, that asks one thing."""
        desk = self._desk(turn.engine, text, turn.who, last)
        dialogue = Dialogue(desk, last)
        reply = dialogue.reply(text, turn.put)
        if reply is not None:
            return reply
        asked = question_after.ask(text, dialogue.last, turn.engine, turn.put)
        if asked.decision is Decision.ANSWER and last is not None and self._is_absent(text, turn, desk):
            asked = replace(asked, decision=Decision.NOTHING, answer=None, parts=())
        if (own := dialogue.of_its_own(text, asked)) is not None:
            return own
        if asked.decision in _UNANSWERED and (reply := dialogue.rather(text)) is not None:
            return reply
        return explained(replace(asked, language=desk.language), desk)

    def _is_absent(self, text: str, turn: _Turn, desk: Desk) -> bool:
        """Whether a question is about something that no article mentions, so that the context alone answered it."""
        return bool(absent_of(text, desk)) and turn.put(text).decision is not Decision.ANSWER

    def _whole(self, text: str, turn: _Turn, last: LastReply | None) -> Reply:
        """The reply to a message: to each of its parts, where these are answered; else to the whole."""
        desk = self._desk(turn.engine, text, turn.who, last)
        unanswered: list[Reply] = []
        for split in splits(text, turn.engine):
            replies = self._each(split, turn, last)
            if (reply := together(replies, text, desk, whole=split.whole)) is not None:
                return reply
            unanswered = unanswered or ([] if split.whole else replies)
        whole = self._one(text, turn, last)
        if whole.decision not in _UNANSWERED:
            return whole
        return offered_together(unanswered, text, desk) or whole

    def _each(self, split: Split, turn: _Turn, last: LastReply | None) -> list[Reply]:
        """The replies to the parts of a message, each given after the one before it."""
        replies: list[Reply] = []
        before = last
        for part in split.parts:
            reply = self._one(part, turn, before)
            replies.append(reply)
            before = following(turn.engine.pack, reply, before)
        return replies

    def shown(self, entry: Question, who: Asker, channel: int) -> None:
        """Note that a member was shown an entry, by a button or a choice: the next message may be about it."""
        now = self._monotonic()
        last = self.conversation.last_reply(channel, who.member, now)
        remembered = about(self._engine().pack, entry, who.language or DEFAULT, last)
        self.conversation.note_reply_shown(channel, who.member, remembered, now)

    def _desk(self, engine: Engine, question: str, who: Asker, last: LastReply | None) -> Desk:
        """What look-ups are served from; a message without words of its own ("?", an emoji) keeps the last language."""
        language = who.language or _language_of(question, engine, last)
        return Desk(engine, language, last or LastReply(language), self._chance)


def _language_of(question: str, engine: Engine, last: LastReply | None) -> Language:
    """The language to speak in to somebody of whom nothing else is known.

    That of the pack for what was written; another that the bot speaks where it is written in that, and while the
    messages after it are too short to tell.
    """
    found = None if language_of_text(question, otherwise="") else identify(question)
    if found is not None and (spoken := known_language(found.code)) is not None:
        return spoken
    if found is None and last is not None and last.language not in engine.pack.info.languages:
        return last.language
    return engine.language_for(question)


def tolerated(settings: Settings, source: QuestionSource, care: Care = Care.USUAL) -> float:
    """Share of wrong answers tolerated among answers given; a server's care counts where nobody called the bot."""
    if source is QuestionSource.COMMAND:
        return settings.tolerated_error
    return care.tolerance(settings.tolerated_error_channel)
