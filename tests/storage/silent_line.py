"""A line to a PostgreSQL server that can fall silent: connections stand, and nothing comes through."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from bot.storage.database_url import Address, address_of


class SilentLine:
    """Carries bytes both ways as long as it is not silent."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._speaks = asyncio.Event()
        self._speaks.set()
        self._pumps: set[asyncio.Task[None]] = set()

    def fall_silent(self) -> None:
        """Let nothing through."""
        self._speaks.clear()

    def speak(self) -> None:
        """Let everything through again."""
        self._speaks.set()

    async def join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Connect somebody who called to the server."""
        there_reader, there_writer = await self._call()
        for source, drain in ((reader, there_writer), (there_reader, writer)):
            self._pumps.add(asyncio.create_task(self._pump(source, drain)))

    async def close(self) -> None:
        """Cut every connection."""
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    async def _call(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        url = self._address.url
        folder = url.query.get("host") or url.host or "localhost"
        assert isinstance(folder, str)
        if folder.startswith("/"):
            return await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{url.query.get('port') or url.port or 5432}")
        return await asyncio.open_connection(folder, url.port or 5432)

    async def _pump(self, source: asyncio.StreamReader, drain: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError):
                while data := await source.read(65536):
                    await self._speaks.wait()
                    drain.write(data)
                    await drain.drain()
        finally:
            drain.close()


@asynccontextmanager
async def silent_line(address: Address) -> AsyncGenerator[tuple[SilentLine, Address]]:
    """A line to the server of an address, and the address by which its database is reached through it."""
    line = SilentLine(address)
    server = await asyncio.start_server(line.join, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    through = address.url.set(host="127.0.0.1", port=port, query={})
    try:
        yield line, address_of(through.render_as_string(hide_password=False))
    finally:
        server.close()
        await line.close()
