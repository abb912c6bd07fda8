"""Rules for when to answer, and rate limits: pure decisions about a message, apart from Discord."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.answering.expiring import ExpiringMap
from bot.ports.server_settings import ServerSettings, SpeakMode


class Attention(StrEnum):
    """How a message concerns the bot."""

    NONE = "none"
    """Not at all."""
    CALLED = "called"
    """Somebody asked it: it always reacts."""
    OVERHEARD = "overheard"
    """It stands in an open channel: the bot answers when it is sure, and is silent otherwise."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What matters of a message, besides its words.

    Attributes:
        by_person: written by a member, not by a bot, a webhook or Discord itself.
        calls: names the bot, or asks back in reply to it.
        between_people: replies to a member's message, or mentions a member.
        server: None in a direct message.
        places: ids of the channel and, for a thread, of the channel it belongs to.
    """

    by_person: bool
    calls: bool
    between_people: bool
    server: int | None
    places: frozenset[int]


def attention(heard: Heard, settings: ServerSettings) -> Attention:
    """How a message concerns the bot in a server with these settings."""
    if not heard.by_person:
        return Attention.NONE
    if heard.server is None:
        return Attention.CALLED
    if heard.calls:
        return Attention.NONE if settings.mode is SpeakMode.COMMANDS else Attention.CALLED
    is_open = settings.mode is SpeakMode.CHANNELS and bool(heard.places & settings.channels)
    return Attention.OVERHEARD if is_open and not heard.between_people else Attention.NONE


MEMBER_REST, CHANNEL_REST = 20.0, 6.0
"""Seconds after an uncalled answer in which the same member, or the same channel, gets none."""


CALLS, CALL_SPAN = 6, 30.0
"""Most calls of one member that are answered within so many seconds; who calls faster is at play."""


class Restraint:
    """Keeps the bot from talking too much: above all where nobody called it."""

    def __init__(self) -> None:
        self._calls: ExpiringMap[int, tuple[float, ...]] = ExpiringMap(CALL_SPAN)
        self._members: ExpiringMap[tuple[int, int], float] = ExpiringMap(MEMBER_REST)
        self._channels: ExpiringMap[int, float] = ExpiringMap(6 * 3600.0)

    def heeds(self, member: int, now: float) -> bool:
        """Whether it answers a member who calls it now; the call is noted."""
        lately = tuple(moment for moment in self._calls.get(member, now) or () if now - moment < CALL_SPAN)
        if len(lately) >= CALLS:
            return False
        self._calls.put(member, (*lately, now), now)
        return True

    def allows(self, channel: int, member: int, now: float, slow_mode: float = 0.0) -> bool:
        """Whether it may answer now; where members must wait between messages, the bot waits as long (seconds)."""
        last = self._channels.get(channel, now)
        rested = last is None or now - last >= max(CHANNEL_REST, slow_mode)
        return rested and self._members.get((channel, member), now) is None

    def spoke(self, channel: int, member: int, now: float) -> None:
        """Note that it answered a member in a channel."""
        self._channels.put(channel, now, now)
        self._members.put((channel, member), now, now)
