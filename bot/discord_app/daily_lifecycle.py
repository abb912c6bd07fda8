"""Lifecycle of the posts of the day: their loop runs while the bot is connected; servers come and go.

Every process delivers for all servers: claims are made in the database, and sending needs no shard.
"""

from __future__ import annotations

import asyncio
from contextvars import Context

import discord

from bot.daily.models import Reason
from bot.daily.service import Daily
from bot.discord_app.channels import look_up
from bot.discord_app.connection import error_reports
from bot.times import zones
from bot.times.zone_rules import UnknownZoneError


class DailyLifecycle:
    """Runs the loop of one client, once, however often it connects."""

    def __init__(self, daily: Daily) -> None:
        self._daily = daily
        self._loop: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Begin delivering, unless begun."""
        if self._loop is None:
            # In a context of its own: what it does belongs to no event that happened to begin it.
            self._loop = Context().run(asyncio.create_task, self._run())

    async def end(self) -> None:
        """Begin nothing more, and wait for the requests under way: some 20 seconds at most."""
        if self._loop is not None:
            self._daily.runner.stop()
            await self._loop

    async def left(self, guild: discord.Guild) -> None:
        """The bot was removed from a server: rest, and forget nothing, for it may have been a slip."""
        await self._daily.pause(guild.id, Reason.GONE)

    async def returned(self, guild: discord.Guild) -> None:
        """The bot came back: go on, where the channel is still there."""
        overview = await self._daily.show(guild.id)
        if overview is not None and (await look_up(guild, overview.schedule.channel)).channel is not None:
            try:
                await self._daily.resume(guild.id, after=Reason.GONE)
            except UnknownZoneError as error:
                error_reports.report(error, "resuming the post of the day")

    async def lost(self, channel: discord.abc.GuildChannel) -> None:
        """A channel was deleted: rest, if it was the one."""
        overview = await self._daily.show(channel.guild.id)
        if overview is not None and overview.schedule.channel == channel.id:
            await self._daily.pause(channel.guild.id, Reason.GONE)

    async def _run(self) -> None:
        try:
            await asyncio.to_thread(zones.prepare)  # so that nobody waits for it in `/daily set`
            await self._daily.runner.run()
        except Exception as error:  # noqa: BLE001 - the loop outlives every error it knows of; this one is new
            error_reports.report(error, "the loop of the posts of the day")
