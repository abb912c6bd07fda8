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
from bot.answering.following.correcting import corrected
from bot.answering.following.leaning import leans, naming, points
from bot.answering.following.moves_in_part import without_reactions
from bot.answering.following.namesakes import sounded
from bot.answering.following.restating import restated
from bot.answering.last_reply import LastReply, about, following
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.occurrences import occurrences
from bot.answering.lookups.targets import named_whole
from bot.answering.no_answer.explained import absent_of, explained
from bot.answering.recognising import Message, moves, read_intents
from bot.answering.recognising.foreign import foreign_language
from bot.answering.several import Split, splits
from bot.answering.together import gives, is_talk, offered_together, together
from bot.languages import DEFAULT, Language, identify, known_language, language_of_text
from bot.matching import Decision, Engine, QuestionSource, Reply, reads_as_question
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
        """Build what first messages would else wait for, a second: the words of the articles, those of the intents."""
        occurrences(self._engine())
        read_intents()

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
        reply = replace(self._whole(sounded(question, engine.pack), turn, last), text=question)
        reply = self._in_their_language(reply, question, turn)
        remembered = following(engine.pack, reply, last)
        if remembered is not None:
            self.conversation.note_reply_shown(where.channel, who.member, remembered, now)
        return reply

    def _in_their_language(self, reply: Reply, question: str, turn: _Turn) -> Reply:
        """A reply that was looked up, with the line that says why it is in another language than the message."""
        if reply.decision is not Decision.LOOKUP or reply.lookup is None or reply.lookup.kind == "language":
            return reply
        return replace(reply, asked_in=self._desk(turn.engine, question, turn.who, None).asked_in or None)

    def in_discussion(self, text: str, who: Asker, where: ChannelContext) -> Reply | None:
        """The reply to a message in a thread about an answer, where nobody called the bot; None for talk.

        What follows from the last reply there is answered as in a conversation, anything else as in an open channel.
        Talk leaves the last reply as it was.
        """
        engine, now = self._engine(), self._monotonic()
        last = self.conversation.last_reply(where.channel, who.member, now)
        reply = self.answer(text, who, where)
        if self._follows(text, reply, engine, where):
            return reply
        if last is not None:
            self.conversation.note_reply_shown(where.channel, who.member, last, now)
        return None

    def _follows(self, text: str, reply: Reply, engine: Engine, where: ChannelContext) -> bool:
        """Whether a reply is to what follows from the last one, or to a question that is answered by itself."""
        if reply.decision is Decision.LOOKUP:
            return True
        if reply.decision is not Decision.ANSWER or not reads_as_question(text):
            return False
        tolerance = tolerated(self._settings, QuestionSource.CHANNEL, where.care)
        alone = engine.ask(text, mode=QuestionSource.CHANNEL, tolerance=tolerance)
        return leans(text) or alone.decision is Decision.ANSWER

    def _one(self, text: str, turn: _Turn, last: LastReply | None) -> Reply:
        """The reply to a message, or a part of one, that asks one thing."""
        desk = self._desk(turn.engine, text, turn.who, last)
        dialogue = Dialogue(desk, last)
        reply = dialogue.reply(text, turn.put)
        if reply is not None:
            return reply
        core = text if turn.engine.is_wording(text) else without_reactions(text)
        asked = replace(question_after.ask(core, dialogue.last, turn.engine, turn.put), text=text)
        if asked.decision is Decision.ANSWER and last is not None and self._is_absent(text, turn, desk):
            asked = replace(asked, decision=Decision.NOTHING, answer=None, parts=())
        if (own := dialogue.of_its_own(text, asked)) is not None:
            return own
        if asked.decision in _UNANSWERED and (reply := dialogue.rather(text, asked)) is not None:
            return reply
        if asked.decision in _UNANSWERED and (reply := restated(text, dialogue.last, desk, turn.put)) is not None:
            return replace(reply, language=desk.language)
        return explained(replace(asked, language=desk.language), desk)

    def _is_absent(self, text: str, turn: _Turn, desk: Desk) -> bool:
        """Whether a question is about something that no article mentions, so that the context alone answered it."""
        return bool(absent_of(text, desk)) and turn.put(text).decision is not Decision.ANSWER

    def _whole(self, text: str, turn: _Turn, last: LastReply | None) -> Reply:
        """The reply to a message: to each of its parts, where these are answered; else to the whole."""
        meant = corrected(text) if last is not None and last.tells and not turn.engine.is_wording(text) else None
        if meant is not None and meant != text:
            reply = self._whole(meant, turn, last)
            if reply.decision in (Decision.ANSWER, Decision.LOOKUP):
                return replace(reply, text=text)
        desk = self._desk(turn.engine, text, turn.who, last)
        unanswered: list[Reply] = []
        for split in splits(text, turn.engine):
            replies = self._each(split, turn, last)
            if (reply := together(replies, text, desk, whole=split.whole, marked=split.marked)) is not None:
                return reply
            unanswered = unanswered or ([] if split.whole else replies)
        whole = self._one(text, turn, last)
        if whole.decision not in _UNANSWERED:
            return whole
        return offered_together(unanswered, text, desk) or whole

    def _each(self, split: Split, turn: _Turn, last: LastReply | None) -> list[Reply]:
        """The replies to the parts of a message, each given after the one before it."""
        replies: list[Reply] = []
        before, whom = last, None
        for typed in split.parts:
            part = naming(typed, whom.name.text(turn.engine.language_for(typed))) if whom is not None else typed
            # "Why does it matter? Why now?": what answers a part by itself goes before a move on the part before it.
            told = any(not is_talk(reply) for reply in replies)
            # "How much is it" may be the very question of an entry, where no article is what "it" points at.
            worded = not turn.engine.pack.articles and turn.engine.is_wording(part)
            alone = told and (worded or not points(part)) and turn.put(part).decision is Decision.ANSWER
            if replies and replies[-1].decision is Decision.LOOKUP and moves(Message.of(part, turn.engine.knows)):
                alone = False  # of several moves on a reply ("what does it mean? an example?") none is a question
            reply = self._one(part, turn, None if alone else before)
            replies.append(reply)
            before = following(turn.engine.pack, reply, before)
            # "How old is X? What did she say?": the first half tells nothing, but it tells who is meant.
            whom = None if gives(reply) else named_whole(part, turn.engine.pack.info.speakers)
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
        asked_in = foreign_language(question)
        lacking = asked_in and asked_in not in engine.pack.info.languages
        return Desk(engine, language, last or LastReply(language), self._chance, asked_in if lacking else "")


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
