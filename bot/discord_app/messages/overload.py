"""Overload: what happens to overheard messages for which there is no time, so that none is lost without a sign."""

from __future__ import annotations

import logging

from bot.answering.attention import Restraint
from bot.discord_app.connection.client_base import Host
from bot.discord_app.messages import signs
from bot.discord_app.messages.composing import Incoming
from bot.discord_app.messages.mentions import overheard_in
from bot.matching import reads_as_question

log = logging.getLogger(__name__)

TOLD_EVERY = 60.0
"""Seconds between two lines in the log."""


class Overload:
    """Marks questions that were passed over, as far as there is room for such marks, and counts all in the log.

    Args:
        client: in whose name.
        restraint: says how many may be marked.

    Attributes:
        count: how many messages were passed over since the start.
    """

    def __init__(self, client: Host, restraint: Restraint) -> None:
        self._client = client
        self._restraint = restraint
        self._told, self._told_at = 0, -TOLD_EVERY
        self.count = 0

    async def passed_over(self, incoming: Incoming) -> None:
        """Note that an overheard message is not looked at; a question among them gets a sign."""
        self.count += 1
        now, message = self._client.ports.clock.monotonic(), incoming.message
        if now - self._told_at >= TOLD_EVERY:
            log.warning(
                "Too much is said at once: %d overheard messages were passed over. Who calls the bot is answered.",
                self.count - self._told,
            )
            self._told, self._told_at = self.count, now
        # In a flood there is no time to look at what each of them says, either.
        if (
            self._restraint.may_mark(now)
            and any(map(reads_as_question, overheard_in(message, incoming.channel)))
            and self._restraint.tells(message.channel.id, message.author.id, now)
        ):
            self._restraint.marked(now)
            await signs.passed_over(incoming)
