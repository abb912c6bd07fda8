"""Registry of gateway sessions: begun by IDENTIFY, kept for RESUME."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from sandbox.gateway.dispatch import dispatches
from sandbox.gateway.session import GatewaySession
from sandbox.messaging.message_json import MessageJson
from sandbox.state.events import Event
from sandbox.state.models import Json


@dataclass(slots=True)
class Sessions:
    """All sessions, and the faults of connections that are switched on.

    Attributes:
        heartbeat: seconds between two heartbeats that clients are asked for.
        address: where clients come back to, as `ws://…/gateway`.
        refused_resumes: how many of the next attempts to resume are turned down.
        deaf: heartbeats are not acknowledged, as when a connection is dead without being closed.
        starts: sessions that may be begun in a day; who begins more is told that the token is not valid any more, for
            Discord resets it.
        identified, resumed: how many times clients identified themselves, and came back to a session.
    """

    message_json: MessageJson
    heartbeat: float = 41.25
    address: str = ""
    refused_resumes: int = 0
    ignore_heartbeats: bool = False
    by_id: dict[str, GatewaySession] = field(default_factory=dict[str, GatewaySession])
    starts: int = 1000
    identified: int = 0
    resumed: int = 0

    def on_event(self, event: Event) -> None:
        """Dispatch an event to every session that should get it."""
        for session in self.by_id.values():
            for dispatch in dispatches(event, self.message_json, session.intents):
                if session.serves(dispatch.guild):
                    session.dispatch(dispatch.name, dispatch.body)

    def begin(self, intents: int, shard: tuple[int, int]) -> GatewaySession:
        """Begin a session with READY and the servers of its shard."""
        session = GatewaySession(secrets.token_hex(16), intents, shard)
        self.by_id[session.id] = session
        self.identified += 1
        world_json, world = self.message_json.world_json, self.message_json.world_json.world
        present = [guild for guild in world.guilds.values() if (guild.id, world.application.bot) in world.members]
        mine = [guild for guild in present if session.serves(guild.id)]
        ready: Json = {
            "v": 10,
            "user": world_json.me(),
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.address,
            "shard": list(shard),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine],
            "application": {"id": str(world.application.id), "flags": world_json.application()["flags"]},
            "private_channels": [],
            "user_settings": {},
            "relationships": [],
            "presences": [],
            "geo_ordered_rtc_regions": [],
        }
        session.dispatch("READY", ready)
        for guild in mine:
            session.dispatch("GUILD_CREATE", world_json.guild_for_bot(guild))
        return session

    def forget(self) -> None:
        """Forget every session, so that attempts to resume fail."""
        self.by_id.clear()
