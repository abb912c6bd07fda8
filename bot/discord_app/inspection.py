"""Inspection of what Discord grants the bot: logs in, looks, and goes; nothing is registered, sent or answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import discord
from discord.http import Route

from bot.clock import Clock
from bot.daily.models import Schedule
from bot.discord_app.bot_process import REFUSED, UnreachableError
from bot.discord_app.channels import look_up_all
from bot.discord_app.connection.client_base import shards_of
from bot.discord_app.permissions import Lack, Problem, lacking_for_answers, lacking_for_picture, lacking_for_posts
from bot.discord_app.render.problems import say_problem
from bot.errors import FootnoteError, UsageError
from bot.ports.server_settings import ServerSettings
from bot.settings import Settings
from bot.translations import voice

WITHIN = 60.0
"""Seconds within which Discord must have told of all servers."""
_NO_FAULT = (Lack.NO_CHANNELS, Lack.NO_INTENT)
"""What is no fault of a server: that its admins opened no channel, and what is told of the whole application."""
SETTLED = 2.0
"""Seconds without news of a further server after which all are known."""
AUTHENTICATION_FAILED, INTENTS_REFUSED = 4004, 4014


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What Discord says of the application.

    Attributes:
        content_intent: whether the message-content intent is switched on for it.
        installs: the contexts that it may be installed in: 0 servers, 1 the accounts of users.
        commands: how many commands are registered.
        shards: how many shards Discord recommends.
        starts_left: how many times the bot may still connect until `starts_again`.
    """

    name: str
    content_intent: bool
    installs: frozenset[int]
    commands: int
    shards: int
    starts_left: int
    starts_again: timedelta


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """A server, and in sentences what is lacking there for what it is set to."""

    id: int
    name: str
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServerWishes:
    """What a server's admins set up; defaults where it is not known."""

    settings: ServerSettings
    schedule: Schedule | None


Wishes = Callable[[int], Awaitable[ServerWishes]]


class Inspector(discord.AutoShardedClient):
    """A connection that looks and does nothing else.

    Args:
        content_intent: whether to ask for the intent; Discord closes a connection that asks for one that is off.
    """

    def __init__(self, settings: Settings, *, content_intent: bool) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=content_intent),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=SETTLED,
            **shards_of(settings),
        )


async def clock_ahead(clock: Clock) -> timedelta | None:
    """By how much this machine's clock is ahead of Discord's; None where Discord does not say.

    Raises:
        UnreachableError: there is no connection to Discord.
    """
    try:
        async with (
            aiohttp.ClientSession(trust_env=True, timeout=aiohttp.ClientTimeout(10)) as session,
            session.get(f"{Route.BASE}/gateway") as answer,
        ):
            said = answer.headers.get("Date")
    except (aiohttp.ClientError, OSError) as error:
        raise UnreachableError(
            f"Discord cannot be reached ({type(error).__name__}). Check this machine's connection, its proxy, and "
            "https://discordstatus.com."
        ) from error
    return clock.now() - parsedate_to_datetime(said).astimezone(UTC) if said else None


@asynccontextmanager
async def logged_in(settings: Settings, token: str, *, content_intent: bool) -> AsyncGenerator[Inspector]:
    """A client that may ask Discord, and is not connected yet.

    Raises:
        UsageError: the token is refused.
        FootnoteError: Discord refuses the log-in, or cannot be reached.
    """
    client = Inspector(settings, content_intent=content_intent)
    try:
        await client.login(token)
    except discord.LoginFailure:
        await client.close()
        raise UsageError(REFUSED) from None
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        await client.close()
        raise UnreachableError(_refusal(error)) from error
    try:
        yield client
    finally:
        await client.close()


async def application_facts(client: Inspector) -> ApplicationFacts:
    """Ask what there is to know of the application.

    Raises:
        FootnoteError: Discord does not say.
    """
    try:
        about = await client.application_info()
        commands = await client.http.get_global_commands(about.id)
        shards, _, limit = await client.http.get_bot_gateway()
    except (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError) as error:
        raise UnreachableError(_refusal(error)) from error
    flags = about.flags
    contexts = ((0, about.guild_integration_config), (1, about.user_integration_config))
    return ApplicationFacts(
        name=about.name,
        content_intent=flags.gateway_message_content or flags.gateway_message_content_limited,
        installs=frozenset(context for context, config in contexts if config is not None),
        commands=len(commands),
        shards=shards,
        starts_left=limit["remaining"],
        starts_again=timedelta(milliseconds=limit["reset_after"]),
    )


async def server_facts(client: Inspector, wishes: Wishes) -> list[ServerFacts]:
    """Connect, and look in every server at what is lacking.

    Args:
        client: logged in; it is connected here.
        wishes: what a server is set to.

    Raises:
        FootnoteError: Discord closes the connection, or does not tell of the servers in time.
    """
    running = asyncio.create_task(client.connect(reconnect=False), name="inspection")
    ready = asyncio.create_task(client.wait_until_ready(), name="servers")
    try:
        await asyncio.wait((running, ready), timeout=WITHIN, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        if not ready.done():
            raise FootnoteError(f"Discord did not tell of the servers within {WITHIN:.0f} seconds. Try again later.")
        return [await _facts_of(client, guild, wishes) for guild in sorted(client.guilds, key=lambda each: each.id)]
    except discord.ConnectionClosed as error:
        raise FootnoteError(_closing(error.code)) from None
    except discord.PrivilegedIntentsRequired:
        raise FootnoteError(_closing(INTENTS_REFUSED)) from None
    except (aiohttp.ClientError, OSError, discord.HTTPException) as error:
        raise UnreachableError(_refusal(error)) from error
    finally:
        for task in (ready, running):
            task.cancel()
        with suppress(Exception):
            await asyncio.gather(ready, running, return_exceptions=True)


async def _facts_of(client: Inspector, guild: discord.Guild, wishes: Wishes) -> ServerFacts:
    wished = await wishes(guild.id)
    schedule, opened = wished.schedule, await look_up_all(guild, wished.settings.channels)
    for_posts: tuple[Problem, ...] = ()
    if schedule:
        for_posts = await lacking_for_posts(guild, schedule.channel, thread=schedule.thread, role=schedule.role)
    if schedule and schedule.picture and not for_posts:
        for_posts = await lacking_for_picture(guild, schedule.channel)
    for_answers = lacking_for_answers(guild, wished.settings, opened, reads_content=client.intents.message_content)
    found = (problem for problem in (*for_posts, *for_answers) if problem.lack not in _NO_FAULT)
    sentences = dict.fromkeys(_said(guild, problem) for problem in found)
    return ServerFacts(guild.id, guild.name, tuple(sentences))


def _said(guild: discord.Guild, problem: Problem) -> str:
    """What is lacking, with the channel by its name as well: nobody sees through a number in a terminal."""
    channel = guild.get_channel_or_thread(problem.channel)
    said = say_problem(problem, voice("en"))
    return said.replace(f"<#{problem.channel}>", f"#{channel.name}") if channel else said


def _refusal(error: Exception) -> str:
    """Why Discord could not be asked, for whoever runs the bot."""
    if isinstance(error, discord.HTTPException):
        return (
            f"Discord refuses to answer ({error.status}, code {error.code}). If it goes on, this machine's address may "
            "be blocked for a while, as happens after many wrong requests: wait an hour, or try from another network."
        )
    return (
        f"Discord cannot be reached ({type(error).__name__}). Check this machine's connection, its proxy and "
        "https://discordstatus.com."
    )


def _closing(code: int) -> str:
    if code == AUTHENTICATION_FAILED:
        return REFUSED
    if code == INTENTS_REFUSED:
        return "Discord refuses the intents the bot asks for. Look at Bot, Privileged Gateway Intents, in the portal."
    if code in (4010, 4011):
        return (
            f"Discord refuses the shards asked for (code {code}). Every number in BOT_SHARD_IDS must be below "
            "BOT_SHARD_COUNT; leave both unset to be told how many."
        )
    return f"Discord closed the connection with code {code}. Try again later; look the code up if it goes on."
