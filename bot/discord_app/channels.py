"""Channel look-up: there, gone, hidden from the bot, or not to be found out now.

A thread leaves the client's cache when it is archived, and a process may not have been told of a server yet: so what is
not in the cache is asked for, and only Discord's own "there is none" counts as gone.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

import discord

from bot.answering.expiring import ExpiringMap
from bot.clock import Clock
from bot.discord_app.refusals import NO_ANSWERS

MessageChannel: TypeAlias = "discord.abc.MessageableChannel"
"""Where a message stands; a `PartialMessageable` where nothing is known of it but its id."""
ServerChannel: TypeAlias = discord.abc.GuildChannel | discord.Thread

POSTS = (discord.ChannelType.forum, discord.ChannelType.media)
"""Kinds of channel that hold nothing but posts: threads that each begin with a message and a title."""
REMEMBERED = 600.0
"""Seconds for which a channel that the client does not know is not asked for again."""
WITHIN = 2.0
"""Seconds after which a look-up is given up: the answer that waits for it must be out within three."""


class Absence(Enum):
    """Why a look-up gives no channel."""

    GONE = auto()
    """Discord knows no such channel in this server."""
    HIDDEN = auto()
    """It exists, and the bot may not see it."""
    UNKNOWN = auto()
    """Discord did not say in time."""


@dataclass(frozen=True, slots=True)
class FoundChannel:
    """The outcome of a look-up: the channel, or why there is none."""

    id: int
    channel: ServerChannel | None
    absence: Absence | None = None

    @property
    def exists(self) -> bool:
        """Whether the channel is known to exist, seen or not."""
        return self.channel is not None or self.absence is Absence.HIDDEN


async def look_up(guild: discord.Guild, channel: int) -> FoundChannel:
    """Look a channel or a thread of a server up: in the cache, else at Discord."""
    cached = guild.get_channel_or_thread(channel)
    if cached is not None:
        return FoundChannel(channel, cached)
    try:
        async with asyncio.timeout(WITHIN):
            return FoundChannel(channel, await guild.fetch_channel(channel))
    except (discord.NotFound, discord.InvalidData):  # the latter: it belongs to another server
        return FoundChannel(channel, None, Absence.GONE)
    except discord.Forbidden:
        return FoundChannel(channel, None, Absence.HIDDEN)
    except (discord.HTTPException, *NO_ANSWERS):
        return FoundChannel(channel, None, Absence.UNKNOWN)


async def look_up_all(guild: discord.Guild, channels: frozenset[int]) -> list[FoundChannel]:
    """Look several channels up at once; in the order of their ids."""
    return await asyncio.gather(*(look_up(guild, channel) for channel in sorted(channels)))


class MessagePlaces:
    """Gives the channels in which messages stand; what the client does not know is asked for, and remembered."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asked: ExpiringMap[int, FoundChannel] = ExpiringMap(REMEMBERED)

    async def of(self, message: discord.Message) -> MessageChannel:
        """The channel of a message, with its permissions and what it belongs to; partial where that is not known."""
        place, guild = message.channel, message.guild
        if guild is None or not isinstance(place, discord.PartialMessageable):
            return place
        now = self._clock.monotonic()
        found = self._asked.get(place.id, now)
        if found is None:
            found = await look_up(guild, place.id)
            if found.absence is not Absence.UNKNOWN:
                self._asked.put(place.id, found, now)
        channel = found.channel
        return channel if isinstance(channel, discord.abc.Messageable) else place


def title_of_post(message: discord.Message, place: MessageChannel) -> str:
    """The title of the post that a message opens; empty where it opens none. It has the id of its thread (Discord)."""
    if not isinstance(place, discord.Thread) or message.id != place.id or place.parent is None:
        return ""
    return place.name if place.parent.type in POSTS else ""
