"""Rules for when to answer, and rate limits: pure decisions about a message, apart from Discord."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.expiring import ExpiringMap
from bot.ports.server_settings import ServerSettings, SpeakMode


class Attention(StrEnum):
    """How a message concerns the bot."""

    NONE = "none"
    """Not at all."""
    CALLED = "called"
    """Somebody asked it: it always reacts, at once or, to who asks too fast, a little later."""
    DISCUSSED = "discussed"
    """It stands in a thread about an answer: the bot answers what follows from that, and keeps out of the rest."""
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
        discussed: whether it stands in a thread about an answer.
    """

    by_person: bool
    calls: bool
    between_people: bool
    server: int | None
    places: frozenset[int]
    discussed: bool = False


def attention(heard: Heard, settings: ServerSettings) -> Attention:
    """How a message concerns the bot in a server with these settings."""
    if not heard.by_person:
        return Attention.NONE
    if heard.server is None:
        return Attention.CALLED
    if heard.calls:
        return Attention.NONE if settings.mode is SpeakMode.COMMANDS else Attention.CALLED
    if heard.discussed and settings.mode is not SpeakMode.COMMANDS:
        return Attention.NONE if heard.between_people else Attention.DISCUSSED
    is_open = settings.mode is SpeakMode.CHANNELS and bool(heard.places & settings.channels)
    return Attention.OVERHEARD if is_open and not heard.between_people else Attention.NONE


MEMBER_REST, CHANNEL_REST = 10.0, 6.0
"""Seconds between two uncalled answers to the same member, or in the same channel; what comes sooner waits."""
CALLS, CALL_SPAN = 6, 30.0
"""Most calls of one member that are answered within so many seconds; what comes faster waits."""
MOST_CALLS_WAITING, MOST_OVERHEARD_WAITING = 6, 3
"""Most messages of one member that wait in one channel: those that call the bot, and those that it overheard."""
TOLD_SPAN = 60.0
"""Seconds in which a member is told once, in a channel, that too much waits, or that the bot may not write there."""
DOUBTS, DOUBT_SPAN = 5, 60.0
"""Most questions of one member that get a sign of doubt within so many seconds."""

COST, COST_SPAN = 0.5, 30.0
"""Most seconds of work that what is overheard of one member may take without an answer within so many seconds: some
sixty messages of chat, or half a dozen that are made to be costly."""
SIGNS, SIGN_SPAN = 20, 10.0
"""Most messages of all servers together that are marked as passed over within so many seconds."""


class Restraint:
    """Keeps the bot from talking too much: above all where nobody called it."""

    def __init__(self) -> None:
        self._calls: ExpiringMap[int, tuple[float, ...]] = ExpiringMap(CALL_SPAN)
        self._doubts: ExpiringMap[int, tuple[float, ...]] = ExpiringMap(DOUBT_SPAN)
        self._told: ExpiringMap[tuple[int, int], float] = ExpiringMap(TOLD_SPAN)
        self._members: ExpiringMap[tuple[int, int], float] = ExpiringMap(MEMBER_REST)
        self._channels: ExpiringMap[int, float] = ExpiringMap(6 * 3600.0)
        self._costs: ExpiringMap[int, tuple[float, float]] = ExpiringMap(COST_SPAN)
        self._signs: deque[float] = deque(maxlen=SIGNS)

    def heeds(self, member: int, now: float) -> bool:
        """Whether it answers a member who calls it now; the call is noted."""
        lately = tuple(moment for moment in self._calls.get(member, now) or () if now - moment < CALL_SPAN)
        if len(lately) >= CALLS:
            return False
        self._calls.put(member, (*lately, now), now)
        return True

    def until_heeded(self, member: int, now: float) -> float:
        """Seconds until it answers the next call of a member; 0 for at once."""
        lately = [moment for moment in self._calls.get(member, now) or () if now - moment < CALL_SPAN]
        return lately[-CALLS] + CALL_SPAN - now if len(lately) >= CALLS else 0.0

    def until_allowed(self, channel: int, member: int, now: float, slow_mode: float = 0.0) -> float:
        """Seconds until it may answer there uncalled; 0 for at once. As long as slow mode makes members wait."""
        last, own = self._channels.get(channel, now), self._members.get((channel, member), now)
        rests = (
            0.0 if last is None else last + max(CHANNEL_REST, slow_mode) - now,
            0.0 if own is None else own + MEMBER_REST - now,
        )
        return max(0.0, *rests)

    def doubts(self, member: int, now: float) -> bool:
        """Whether a question of a member that it is not sure of gets a sign; the sign is noted."""
        lately = tuple(moment for moment in self._doubts.get(member, now) or () if now - moment < DOUBT_SPAN)
        if len(lately) >= DOUBTS:
            return False
        self._doubts.put(member, (*lately, now), now)
        return True

    def tells(self, channel: int, member: int, now: float) -> bool:
        """Whether a member is to be told now what keeps the bot from answering there; that is noted."""
        if self._told.get((channel, member), now) is not None:
            return False
        self._told.put((channel, member), now, now)
        return True

    def cost(self, member: int, seconds: float, now: float) -> None:
        """Note how many seconds of work an overheard message took that got no answer."""
        self._costs.put(member, (self._owed(member, now) + seconds, now), now)

    def overspent(self, member: int, now: float) -> bool:
        """Whether what was overheard of a member has cost so much that the bot listens to others first."""
        return self._owed(member, now) >= COST

    def may_mark(self, now: float) -> bool:
        """Whether one message more may be marked as passed over."""
        return len(self._signs) < SIGNS or now - self._signs[0] >= SIGN_SPAN

    def marked(self, now: float) -> None:
        """Note that a message was marked as passed over."""
        self._signs.append(now)

    def _owed(self, member: int, now: float) -> float:
        """Seconds of work that a member still owes: they are let off by and by."""
        owed, since = self._costs.get(member, now) or (0.0, now)
        return max(0.0, owed - (now - since) * COST / COST_SPAN)

    def spoke(self, channel: int, member: int, now: float) -> None:
        """Note that it answered a member in a channel."""
        self._channels.put(channel, now, now)
        self._members.put((channel, member), now, now)
