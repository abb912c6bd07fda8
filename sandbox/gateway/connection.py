"""One connection of the gateway: hello, identify or resume, heartbeats, and a writer that keeps the order."""

from __future__ import annotations

import asyncio
import contextlib
import json
import zlib
from collections.abc import Callable
from typing import Any, cast

from aiohttp import WSMsgType, web

from sandbox.gateway.intents import KNOWN
from sandbox.gateway.session import Close, GatewaySession, Op
from sandbox.gateway.sessions import Sessions
from sandbox.state.models import Json
from sandbox.state.world import PRIVILEGED

_RATE, _WINDOW = 120, 60.0
"""Messages a client may send in so many seconds."""
_HEARTBEATS_MISSED = 2.5
"""Intervals without a heartbeat after which a connection counts as dead."""
ABORTED = 1006
"""The close code of a connection that was aborted without a close frame."""


class _CloseError(Exception):
    """The connection is to be closed with a code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Connection:
    """A client's connection.

    Args:
        on_attach: called when a session is attached to it.
    """

    def __init__(self, sessions: Sessions, request: web.Request, on_attach: Callable[[], None]) -> None:
        self._sessions = sessions
        self._on_attach = on_attach
        self._request = request
        self._socket = web.WebSocketResponse(max_msg_size=4096)
        self._sent_at: list[float] = []
        self._ended_here = False
        stream = request.query.get("compress") == "zlib-stream"
        self._compressor = zlib.compressobj() if stream else None
        self.session: GatewaySession | None = None
        self.outbox: asyncio.Queue[Json] = asyncio.Queue()

    async def run(self) -> web.WebSocketResponse:
        """Serve the connection until it closes."""
        await self._socket.prepare(self._request)
        if self._request.query.get("v") != "10" or self._request.query.get("encoding", "json") != "json":
            await self._socket.close(code=Close.VERSION, message=b"The sandbox speaks v10 in JSON.")
            return self._socket
        self.outbox.put_nowait({"op": Op.HELLO, "d": {"heartbeat_interval": int(self._sessions.heartbeat * 1000)}})
        writer = asyncio.create_task(self._write())
        try:
            await self._read()
        except _CloseError as error:
            await self._socket.close(code=error.code, message=str(error).encode())
        finally:
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await writer
            self._release()
        return self._socket

    async def close(self, code: int) -> None:
        """Close the connection from this side; the client may resume its session."""
        self._ended_here = True
        if code == ABORTED:
            transport = self._request.transport
            if transport is not None:
                transport.abort()
        else:
            await self._socket.close(code=code)

    def detach(self) -> None:
        """Leave the connection open without a session: its client has to identify itself, or to resume."""
        if self.session is not None and self.session.outbox is self.outbox:
            self.session.outbox = None
        self.session = None

    def _release(self) -> None:
        """Release the session; one that its client closed with 1000 or 1001 cannot be resumed."""
        if self.session is not None and self.session.outbox is self.outbox:
            self.session.outbox = None
            if self._socket.close_code in (1000, 1001) and not self._ended_here:
                self._sessions.by_id.pop(self.session.id, None)

    async def _write(self) -> None:
        while True:
            text = json.dumps({"s": None, "t": None, **await self.outbox.get()}, separators=(",", ":"))
            if self._compressor is None:
                await self._socket.send_str(text)
            else:
                data = self._compressor.compress(text.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH)
                await self._socket.send_bytes(data)

    async def _read(self) -> None:
        while True:
            try:
                message = await self._socket.receive(timeout=self._sessions.heartbeat * _HEARTBEATS_MISSED)
            except TimeoutError:
                raise _CloseError(Close.TIMED_OUT, "Session timed out") from None
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            self._check_rate()
            try:
                sent = cast("Json", json.loads(message.data))
                operation, body = int(sent["op"]), cast("Any", sent.get("d"))
            except (ValueError, TypeError, KeyError, RecursionError):
                raise _CloseError(Close.DECODING, "Error while decoding payload") from None
            self._handle(operation, body)

    def _check_rate(self) -> None:
        now = asyncio.get_running_loop().time()
        self._sent_at = [*(each for each in self._sent_at if each > now - _WINDOW), now]
        if len(self._sent_at) > _RATE:
            raise _CloseError(Close.TOO_FAST, "You are being rate limited")

    def _handle(self, operation: int, body: Any) -> None:
        handlers: dict[int, Callable[[Any], None]] = {
            Op.HEARTBEAT: self._heartbeat,
            Op.IDENTIFY: self._identify,
            Op.RESUME: self._resume,
            Op.PRESENCE: lambda _: None,
            Op.MEMBERS: self._members,
        }
        handler = handlers.get(operation)
        if handler is None:
            raise _CloseError(Close.UNKNOWN_OP, f"The sandbox does not implement gateway operation {operation}.")
        if self.session is None and operation not in (Op.HEARTBEAT, Op.IDENTIFY, Op.RESUME):
            raise _CloseError(Close.NOT_IDENTIFIED, "Not authenticated")
        handler(body)

    def _heartbeat(self, _: Any) -> None:
        if not self._sessions.ignore_heartbeats:
            self.outbox.put_nowait({"op": Op.ACK, "d": None})

    def _check_token(self, body: Json) -> None:
        if (
            str(body.get("token", "")).removeprefix("Bot ")
            != self._sessions.message_json.world_json.world.application.token
        ):
            raise _CloseError(Close.TOKEN, "Authentication failed")

    def _identify(self, body: Json) -> None:
        if self.session is not None:
            raise _CloseError(Close.IDENTIFIED_ALREADY, "Already authenticated")
        self._check_token(body)
        intents, shard = body.get("intents"), body.get("shard") or [0, 1]
        if not isinstance(intents, int) or intents & ~KNOWN:
            raise _CloseError(Close.INTENTS_UNKNOWN, "Invalid intent(s)")
        if intents & PRIVILEGED & ~self._sessions.message_json.world_json.world.application.privileged:
            raise _CloseError(Close.INTENTS_REFUSED, "Disallowed intent(s)")
        number, count = int(shard[0]), int(shard[1])
        if not 0 <= number < count:
            raise _CloseError(Close.SHARD, "Invalid shard")
        if self._sessions.identified >= self._sessions.starts:
            raise _CloseError(Close.TOKEN, "Authentication failed")
        self._attach(self._sessions.begin(intents, (number, count)), 0)

    def _resume(self, body: Json) -> None:
        if self.session is not None:
            raise _CloseError(Close.IDENTIFIED_ALREADY, "Already authenticated")
        self._check_token(body)
        session = self._sessions.by_id.get(str(body.get("session_id")))
        sequence = int(body.get("seq") or 0)
        if self._sessions.refused_resumes:
            self._sessions.refused_resumes -= 1
            session = None
        if session is None or session.since(sequence) is None:
            self.outbox.put_nowait({"op": Op.INVALID, "d": False})
            return
        if sequence > session.sequence:
            raise _CloseError(Close.SEQUENCE, "Invalid seq")
        self._sessions.resumed += 1
        self._attach(session, sequence)
        session.dispatch("RESUMED", {})

    def _attach(self, session: GatewaySession, since: int) -> None:
        """Send a session's events over this connection, beginning with those that its client missed."""
        self.session = session
        session.outbox = self.outbox
        for event in session.since(since) or ():
            self.outbox.put_nowait(event)
        self._on_attach()

    def _members(self, body: Json) -> None:
        """Answer a request for members of a server, by ids or the beginning of a name."""
        world_json = self._sessions.message_json.world_json
        guild = int(body["guild_id"])
        ids: Any = body.get("user_ids")
        listed = cast("list[Any]", ids) if isinstance(ids, list) else [ids] if ids else []
        wanted = {int(each) for each in listed}
        begin = str(body.get("query") or "").lower()
        found = [
            member
            for member in world_json.world.members_of(guild)
            if (
                member.user in wanted if ids is not None else world_json.world.users[member.user].name.startswith(begin)
            )
        ]
        chunk: Json = {"guild_id": str(guild), "members": [world_json.member(each) for each in found]}
        chunk |= {"chunk_index": 0, "chunk_count": 1, "nonce": body.get("nonce")}
        present = {each.user for each in found}
        chunk["not_found"] = [str(each) for each in wanted if each not in present]
        if self.session is not None:
            self.session.dispatch("GUILD_MEMBERS_CHUNK", chunk)
