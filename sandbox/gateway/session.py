"""A gateway session: numbers its events and buffers them, so that a client can resume."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.state.models import Json

BUFFER_SIZE = 5000
"""Events that a session keeps for a client that comes back."""


class Op:
    """Operations of the gateway."""

    DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE = range(5)
    RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = range(6, 12)


class Close:
    """Codes with which a connection is closed."""

    UNKNOWN_OP = 4001
    DECODING = 4002
    NOT_IDENTIFIED = 4003
    TOKEN = 4004
    IDENTIFIED_ALREADY = 4005
    SEQUENCE = 4007
    TOO_FAST = 4008
    TIMED_OUT = 4009
    SHARD = 4010
    VERSION = 4012
    INTENTS_UNKNOWN = 4013
    INTENTS_REFUSED = 4014


@dataclass(slots=True, eq=False)
class GatewaySession:
    """State of an identified client.

    Attributes:
        shard: number of its shard, and how many there are.
        outbox: where its events go while it is connected.
    """

    id: str
    intents: int
    shard: tuple[int, int]
    sequence: int = 0
    buffer: deque[Json] = field(default_factory=lambda: deque[Json](maxlen=BUFFER_SIZE))
    outbox: asyncio.Queue[Json] | None = None

    def serves(self, guild: int | None) -> bool:
        """Whether this shard gets the events of a server; those without a server go to shard 0."""
        number, count = self.shard
        return number == ((guild >> 22) % count if guild is not None else 0)

    def dispatch(self, name: str, body: Json) -> None:
        """Send an event now, or after the client has resumed."""
        self.sequence += 1
        event: Json = {"op": Op.DISPATCH, "t": name, "s": self.sequence, "d": body}
        self.buffer.append(event)
        if self.outbox is not None:
            self.outbox.put_nowait(event)

    def since(self, sequence: int) -> Iterator[Json] | None:
        """The events after a number; None when some of them are no longer kept."""
        oldest = self.buffer[0]["s"] if self.buffer else self.sequence + 1
        if sequence + 1 < oldest:
            return None
        return (event for event in list(self.buffer) if event["s"] > sequence)
