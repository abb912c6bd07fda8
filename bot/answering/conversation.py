"""Conversation state, for minutes and in memory only: the last reply to each member, and where replies stand."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.expiring import ExpiringMap
from bot.answering.last_reply import LastReply

FOLLOW_UP = 600.0
"""Seconds in which a message may be about the last reply to the same member in the same channel."""
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
    """Last replies, answers given, and where an answer stands already.

    Args:
        most: how many members' last replies are remembered at a time.
    """

    def __init__(self, most: int = 2000) -> None:
        self._shown: ExpiringMap[tuple[int, int], LastReply] = ExpiringMap(FOLLOW_UP, most)
        self._given: ExpiringMap[int, GivenReply] = ExpiringMap(FOLLOWED)
        self._stands: ExpiringMap[tuple[int, str], int] = ExpiringMap(REPEAT)

    def note_reply_shown(self, channel: int, member: int, shown: LastReply, now: float) -> None:
        """Remember what a member was shown last."""
        self._shown.put((channel, member), shown, now)

    def last_reply(self, channel: int, member: int, now: float) -> LastReply | None:
        """What the same member was shown in this channel within ten minutes."""
        return self._shown.get((channel, member), now)

    def forget_member(self, member: int) -> None:
        """Forget what a member was shown."""
        self._shown.drop(lambda key, _: key[1] == member)

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
