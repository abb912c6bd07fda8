"""The gateway: its open connections, and ways to break them."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import web

from sandbox.gateway.connection import Connection
from sandbox.gateway.session import Op
from sandbox.gateway.sessions import Sessions
from sandbox.state.events import Events, PageBroadcast
from sandbox.state.models import Json


@dataclass(slots=True)
class Gateway:
    """The gateway: its sessions, and the connections open now."""

    sessions: Sessions
    events: Events
    connections: list[Connection] = field(default_factory=list[Connection])

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Take a connection and stay with it until it closes."""
        connection = Connection(self.sessions, request, self.publish_status)
        self.connections.append(connection)
        try:
            return await connection.run()
        finally:
            self.connections.remove(connection)
            self.publish_status()

    @property
    def online(self) -> bool:
        """Whether a client is connected and identified."""
        return any(each.session is not None for each in self.connections)

    def publish_status(self) -> None:
        """Publish to the pages whether the bot is online."""
        self.events.publish(PageBroadcast("BOT_STATUS", {"online": self.online}))

    async def drop(self, code: int = 1006) -> None:
        """Close every connection with a code; 1006 aborts it without a close frame."""
        for connection in list(self.connections):
            await connection.close(code)

    def ask_to_reconnect(self) -> None:
        """Ask every client to reconnect (opcode 7)."""
        self._send({"op": Op.RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every client that its session is invalid; unless `resumable`, it is forgotten.

        The connection stays open, and takes an Identify or a Resume.
        """
        if not resumable:
            self.sessions.forget()
        self._send({"op": Op.INVALID, "d": resumable})
        for connection in self.connections:
            connection.detach()
        self.publish_status()

    def _send(self, message: Json) -> None:
        for connection in self.connections:
            connection.outbox.put_nowait(message)
