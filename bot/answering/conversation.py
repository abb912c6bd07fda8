"""Conversation state, for minutes and in memory only: last questions, and the replies that were given."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.expiring import ExpiringMap

FOLLOW_UP = 120.0
"""Seconds in which a question may lean on the same member's last one in the same channel."""
REPEAT = 600.0
"""Seconds in which an answer is not repeated in a channel where nobody called the bot."""
FOLLOWED = 3600.0
"""Seconds in which edits and the deletion of an answered message are followed."""


@dataclass(frozen=True, slots=True)
class GivenReply:
    """An answer that was given to a message.

    Attributes:
        reply: id of the bot's message.
        words: hash of what was asked, to tell an edit of the words from one that Discord makes to show a link; None
            when it was asked before a restart.
        called: whether the bot was called, or merely overheard the message.
    """

    reply: int
    words: str | None
    called: bool


class Conversation:
    """Last questions, answers given, and where an answer stands already.

    Args:
        most: how many members' last questions are remembered at a time.
    """

    def __init__(self, most: int = 2000) -> None:
        self._asked: ExpiringMap[tuple[int, int], str] = ExpiringMap(FOLLOW_UP, most)
        self._given: ExpiringMap[int, GivenReply] = ExpiringMap(FOLLOWED)
        self._stands: ExpiringMap[tuple[int, str], int] = ExpiringMap(REPEAT)

    def note_question(self, channel: int, member: int, question: str, now: float) -> None:
        """Remember what a member was answered last."""
        self._asked.put((channel, member), question, now)

    def last_question(self, channel: int, member: int, now: float) -> str | None:
        """What the same member was answered in this channel within two minutes."""
        return self._asked.get((channel, member), now)

    def forget_member(self, member: int) -> None:
        """Forget what a member asked."""
        self._asked.drop(lambda key, _: key[1] == member)

    def forget_message(self, reply: int) -> None:
        """Forget a message of the bot's own that is gone, or says something else now: nothing must point to it."""
        self._stands.drop(lambda _, message: message == reply)
        self._given.drop(lambda _, given: given.reply == reply)

    def note_reply(self, message: int, given: GivenReply, now: float) -> None:
        """Remember the reply to a message, to follow its edits and its deletion."""
        self._given.put(message, given, now)

    def reply_to(self, message: int, now: float) -> GivenReply | None:
        """The reply that a message was given within the hour."""
        return self._given.get(message, now)

    def note_answer(self, channel: int, question: str, reply: int, now: float) -> None:
        """Remember that the answer to a question (by its id) stands in a channel, in the message `reply`."""
        self._stands.put((channel, question), reply, now)

    def standing_answer(self, channel: int, question: str, now: float) -> int | None:
        """Id of the bot's message that gave this answer in this channel within ten minutes."""
        return self._stands.get((channel, question), now)
