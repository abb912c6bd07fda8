"""Session starts: Discord lets a bot connect so many times a day, and resets the token of one that goes on trying.

The client library asks how many are left and passes it over; so it is asked here, before the gateway is opened.
"""

from __future__ import annotations

import logging

import discord

from bot.clock import Clock
from bot.discord_app.refusals import NO_ANSWERS

log = logging.getLogger(__name__)

LEAST, MOST = 5.0, 24 * 3600.0
"""Fewest and most seconds from one look at what is left to the next."""


async def until_left(client: discord.AutoShardedClient, clock: Clock) -> None:
    """Wait until Discord lets the client open all its connections; as a rule at once.

    Where Discord does not say, connecting itself will tell.

    Args:
        client: logged in.
        clock: by which is waited.
    """
    told = False
    while True:
        try:
            shards, _, limit = await client.http.get_bot_gateway()
        except (discord.HTTPException, discord.GatewayNotFound, *NO_ANSWERS):
            return
        wanted = len(client.shard_ids or ()) or client.shard_count or shards
        if limit["remaining"] >= min(wanted, limit["total"]):
            if told:
                log.info("Discord lets the bot connect again")
            return
        seconds = min(max(limit["reset_after"] / 1000, LEAST), MOST)
        if not told:
            told = True
            log.error(
                "Discord lets this bot connect %d more times now and it needs %d, so it waits for %d minutes instead "
                "of losing its token. Find out what starts it again and again; `python -m bot doctor` tells how many "
                "starts are left.",
                limit["remaining"],
                wanted,
                round(seconds / 60),
            )
        await clock.wait(seconds)
