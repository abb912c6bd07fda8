"""The sessions of the gateway: begun when a client identifies itself, kept for when it comes back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from sandbox.gateway.dispatch import told
from sandbox.gateway.session import GatewaySession
from sandbox.messaging.message_json import Letters
from sandbox.state.events import Event
from sandbox.state.models import Json


@dataclass(slots=True)
class Roll:
    """All sessions, and how connections are to be treated.

    Attributes:
        heartbeat: seconds between two heartbeats that clients are asked for.
        address: where clients come back to, as `ws://…/gateway`.
        refused_resumes: how many of the next attempts to resume are turned down.
        deaf: heartbeats are not acknowledged, as when a connection is dead without being closed.
        identified, resumed: how many times clients identified themselves, and came back to a session.
    """

    letters: Letters
    heartbeat: float = 41.25
    address: str = ""
    refused_resumes: int = 0
    deaf: bool = False
    sessions: dict[str, GatewaySession] = field(default_factory=dict[str, GatewaySession])
    identified: int = 0
    resumed: int = 0

    def hear(self, event: Event) -> None:
        """Pass on what happened to every session that may know of it."""
        for session in self.sessions.values():
            for dispatch in told(event, self.letters, session.intents):
                if session.serves(dispatch.guild):
                    session.dispatch(dispatch.name, dispatch.body)

    def begin(self, intents: int, shard: tuple[int, int]) -> GatewaySession:
        """A new session, with the first things it is told."""
        session = GatewaySession(secrets.token_hex(16), intents, shard)
        self.sessions[session.id] = session
        self.identified += 1
        wire, world = self.letters.wire, self.letters.wire.world
        present = [guild for guild in world.guilds.values() if (guild.id, world.application.bot) in world.members]
        mine = [guild for guild in present if session.serves(guild.id)]
        ready: Json = {
            "v": 10,
            "user": wire.me(),
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.address,
            "shard": list(shard),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine],
            "application": {"id": str(world.application.id), "flags": wire.application()["flags"]},
            "private_channels": [],
            "user_settings": {},
            "relationships": [],
            "presences": [],
            "geo_ordered_rtc_regions": [],
        }
        session.dispatch("READY", ready)
        for guild in mine:
            session.dispatch("GUILD_CREATE", wire.guild_for_bot(guild))
        return session

    def forget(self) -> None:
        """Forget every session, so that attempts to resume fail."""
        self.sessions.clear()
