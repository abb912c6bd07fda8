"""Connector for aiohttp whose connections end at a server in the same process: all of HTTP, and no socket."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

import aiohttp
from aiohttp import ClientRequest, ClientTimeout
from aiohttp.client_proto import ResponseHandler
from aiohttp.tracing import Trace


class InProcessConnector(aiohttp.BaseConnector):
    """Connects to one server, whatever the address.

    Args:
        server: makes the server's side of a connection, as `aiohttp.web.Server` does when it is called.
    """

    def __init__(self, server: Callable[[], asyncio.Protocol]) -> None:
        super().__init__(limit=0)
        self._server = server

    async def _create_connection(
        self,
        req: ClientRequest,
        traces: list[Trace],
        timeout: ClientTimeout,  # noqa: ASYNC109 - so the library has it
    ) -> ResponseHandler:
        client, server = self._factory(), self._server()
        near, far = _End(self._loop, client), _End(self._loop, server)
        near.other, far.other = far, near
        server.connection_made(far)
        client.connection_made(near)
        return client


class _End(asyncio.Transport):
    """One end of a connection; what is written comes out of the other end in the loop's next round."""

    other: _End

    def __init__(self, loop: asyncio.AbstractEventLoop, protocol: asyncio.Protocol) -> None:
        super().__init__({"peername": ("127.0.0.1", 1), "sockname": ("127.0.0.1", 2)})
        self._loop = loop
        self._protocol = protocol
        self._arrived: deque[bytes | None] = deque()
        self._paused = False
        self._closing = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if not self._closing:
            self.other.arrive(bytes(data))

    def arrive(self, data: bytes | None) -> None:
        """Take what the other end wrote; None when it closed."""
        self._arrived.append(data)
        self._loop.call_soon(self._deliver)

    def _deliver(self) -> None:
        while self._arrived and not self._paused and not self._closing:
            data = self._arrived.popleft()
            if data is None:
                self._protocol.eof_received()
                self.close()
            else:
                self._protocol.data_received(data)

    def pause_reading(self) -> None:
        self._paused = True

    def resume_reading(self) -> None:
        self._paused = False
        self._loop.call_soon(self._deliver)

    def is_reading(self) -> bool:
        return not self._paused

    def is_closing(self) -> bool:
        return self._closing

    def close(self) -> None:
        if not self._closing:
            self._closing = True
            self.other.arrive(None)
            self._loop.call_soon(self._protocol.connection_lost, None)

    def abort(self) -> None:
        self.close()

    def get_write_buffer_size(self) -> int:
        return 0

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        assert isinstance(protocol, asyncio.Protocol)
        self._protocol = protocol

    def get_protocol(self) -> asyncio.BaseProtocol:
        return self._protocol
