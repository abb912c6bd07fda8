"""The process: runs the bot until it is told to stop; `run(settings)` is what `python -m bot run` calls."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import INTERNAL_API_VERSION, Route

from bot.clock import SystemClock
from bot.discord_app.client import Footnote
from bot.discord_app.connection.monitored import monitored
from bot.discord_app.connection.stopping import Stopping
from bot.discord_app.logs import start_logging
from bot.errors import FootnoteError, UsageError
from bot.library.library import Library
from bot.library.pack_watcher import LogBoard, watch
from bot.picturing.typesetting import read_fonts
from bot.ports.ports import Ports
from bot.settings import Settings
from bot.storage.database import PATIENCE
from bot.storage.database_url import address_of
from bot.storage.migrating import opened
from bot.storage.sql_ports import ports_on
from bot.storage.upkeep.hosts import warning_of_loss

log = logging.getLogger(__name__)

PORTAL = "https://discord.com/developers/applications"
REFUSED = (
    "Discord refuses the token in DISCORD_TOKEN. It may have been reset, or be incomplete: copy it again from "
    f"{PORTAL} (Bot, then Reset Token). It is the bot's token, neither the public key nor the client secret."
)
UNAUTHORIZED, SERVER_ERROR = 401, 500
SWITCH = 0.001
"""Seconds after which the thread that reads messages lets the event loop go on: a fifth of what Python itself sets."""
AUTHENTICATION_FAILED = 4004
SHARDS_REFUSED = (4010, 4011)
"""Codes with which the gateway closes a connection (Discord)."""


class UnreachableError(FootnoteError):
    """Discord cannot be reached from here."""


def run(settings: Settings) -> int:
    """Serve Discord until interrupted (Ctrl-C or SIGTERM).

    Returns:
        The exit code: 0 after being told to stop.

    Raises:
        UsageError: the token is missing or refused, or the shard settings are.
        PackError: the pack has faults.
        FutureError: the database was made by a later version.
        StorageError: the database is full, locked, unreachable or damaged.
        UnreachableError: there is no connection to Discord.
    """
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        raise UsageError(
            "DISCORD_TOKEN is not set, so the bot cannot log in. Copy the token of your application from "
            f"{PORTAL} (Bot, then Reset Token) and set it in the environment or in .env."
        )
    start_logging(settings.log_level, settings.log_format)
    stopping = Stopping()
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(serve(settings, token, stopping))
    finally:
        stopping.over()
    log.info("Stopped")
    return 0


async def serve(settings: Settings, token: str, stopping: Stopping) -> None:
    """Load the pack, open the database, connect, and stay connected."""
    aim(settings.discord_api)
    address = address_of(settings.database_url)
    asyncio.get_running_loop().run_in_executor(None, read_fonts)
    library = await Library.open(
        settings.seeds, cache=settings.cache, encoder=settings.encoder, at_once=True
    )  # first: a faulty pack leaves no new database
    async with opened(address, deadline=PATIENCE) as database:
        if warning := warning_of_loss(database):
            log.warning(warning)
        ports = ports_on(database, SystemClock())
        async with watched(settings, library):
            await _serve(settings, token, library, ports, stopping)


@asynccontextmanager
async def watched(settings: Settings, library: Library) -> AsyncGenerator[None]:
    """While inside, a pack that is saved is read again, unless the settings say otherwise."""
    if not settings.reload:
        yield
        return
    stop = asyncio.Event()
    watching = asyncio.create_task(watch(library, LogBoard(), stop=stop), name="pack files")
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(watching, return_exceptions=True)


async def _serve(settings: Settings, token: str, library: Library, ports: Ports, stopping: Stopping) -> None:
    """Connect and stay connected; once again without message content if Discord refuses that intent."""
    try:
        await connect(Footnote(settings, library, ports=ports), token, stopping)
    except discord.PrivilegedIntentsRequired:
        if not settings.message_content:
            raise UsageError(
                f"Discord refuses the intents the bot asks for. Look at Bot, Privileged Gateway Intents in {PORTAL}."
            ) from None
        log.warning(
            "The message-content intent is off for this application, so the bot runs without it: it answers commands, "
            "mentions, direct messages and menus, but does not hear open channels. Switch it on at %s (Bot, Privileged "
            "Gateway Intents), or set BOT_MESSAGE_CONTENT=false to run without it on purpose.",
            PORTAL,
        )
        await connect(Footnote(settings, library, message_content=False, ports=ports), token, stopping)


async def connect(client: Footnote, token: str, stopping: Stopping | None = None) -> None:
    """Run one client until it is told to stop, with Discord's refusals put into words."""
    sys.setswitchinterval(SWITCH)
    with (stopping or Stopping()).on_sigterm(client):
        try:
            async with monitored(client), client:
                await client.start(token)
        except discord.LoginFailure:
            raise UsageError(REFUSED) from None
        except discord.ConnectionClosed as error:
            raise _closed(error.code) from None
        except discord.HTTPException as error:
            if error.status >= SERVER_ERROR:
                raise _unreachable(error) from error
            raise _turned_away(error) from error
        except (aiohttp.ClientError, discord.GatewayNotFound, OSError) as error:
            if isinstance(error.__cause__, discord.HTTPException) and error.__cause__.status == UNAUTHORIZED:
                raise UsageError(REFUSED) from None
            raise _unreachable(error) from error


def _unreachable(error: Exception) -> UnreachableError:
    return UnreachableError(
        f"Discord cannot be reached ({type(error).__name__}). Check this machine's connection, its clock, its "
        "proxy and https://discordstatus.com, then start again."
    )


def _turned_away(error: discord.HTTPException) -> FootnoteError:
    """What it means that Discord, or the edge of its network, refuses the bot before it is connected."""
    if error.code == 0 and error.status in (403, 429):
        return UnreachableError(
            f"The edge of Discord's network turns this machine's address away (HTTP {error.status}). That happens "
            "after very many refused requests, often of others on the same host. Leave the bot stopped for an hour, or "
            "run it elsewhere."
        )
    return FootnoteError(
        f"Discord does not let the bot log in (HTTP {error.status}, code {error.code}). Look at the application in "
        f"{PORTAL}: it may be disabled, or under review."
    )


def _closed(code: int) -> FootnoteError:
    """What it means that Discord closed the connection for good."""
    if code == AUTHENTICATION_FAILED:
        return UsageError(REFUSED)
    if code in SHARDS_REFUSED:
        return UsageError(
            f"Discord refuses the shards asked for (code {code}). Every number in BOT_SHARD_IDS must be below "
            "BOT_SHARD_COUNT, and Discord may want more shards: leave both unset to be told how many."
        )
    return FootnoteError(f"Discord closed the connection for good, with code {code}. Look the code up and start again.")


def aim(api: str | None) -> None:
    """Point the client library at another Discord, for the demo and the tests: two base addresses, nothing else."""
    if api is None:
        return
    base = yarl.URL(api)
    Route.BASE = str(base / f"api/v{INTERNAL_API_VERSION}")
    DiscordWebSocket.DEFAULT_GATEWAY = base.with_scheme("wss" if base.scheme == "https" else "ws") / "gateway"
