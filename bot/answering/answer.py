"""Use case "answer a question", once for every front end: commands, mentions, channels, terminal and batch.

It asks the engine with what the question leans on (the asker's last question there) and how sure the answer must be
there, and remembers what was answered. Front ends only find out who asks where, and draw the reply.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.conversation import Conversation
from bot.matching import Decision, Engine, QuestionSource, Reply
from bot.ports.server_settings import Care
from bot.settings import Settings
from bot.tongues import Language


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


class Answering:
    """Answers questions and remembers, for minutes and in memory, what they were about.

    Args:
        engine: gives the engine of the moment.
        settings: the operator's, for the shares of wrong answers tolerated.
        monotonic: seconds on a clock that never goes back.

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
    ) -> None:
        self.conversation = conversation or Conversation()
        self._engine = engine
        self._settings = settings
        self._monotonic = monotonic

    def answer(self, question: str, who: Asker, where: ChannelContext) -> Reply:
        """The reply to a question; an answer becomes what the same member's next question there may lean on.

        What was merely overheard leans on nothing, and nothing leans on it: its author was not talking to the bot.
        """
        called, now = where.source is QuestionSource.COMMAND, self._monotonic()
        reply = self._engine().ask(
            question,
            mode=where.source,
            language=who.language,
            tolerance=tolerated(self._settings, where.source, where.care),
            context=self.conversation.last_question(where.channel, who.member, now) if called else None,
        )
        if called and reply.decision is Decision.ANSWER:
            self.conversation.note_question(where.channel, who.member, question, now)
        return reply


def tolerated(settings: Settings, source: QuestionSource, care: Care = Care.USUAL) -> float:
    """Share of wrong answers tolerated among answers given; a server's care counts where nobody called the bot."""
    if source is QuestionSource.COMMAND:
        return settings.tolerated_error
    return care.tolerance(settings.tolerated_error_channel)
