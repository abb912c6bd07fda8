"""What keeps the bot from working in a server, found by looking: permissions, channels, intents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

import discord

from bot.asking.servers import Mode, ServerSettings


class Wrong(Enum):
    """What can be wrong."""

    NO_INTENT = auto()
    NO_CHANNELS = auto()
    GONE = auto()
    UNSEEN = auto()
    MUTE = auto()
    MUTE_IN_THREADS = auto()
    NO_HISTORY = auto()


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong, and the channel where; 0 when it is wrong everywhere."""

    wrong: Wrong
    channel: int = 0


def troubles(guild: discord.Guild, settings: ServerSettings, *, reads_content: bool) -> tuple[Trouble, ...]:
    """Everything that keeps the bot from doing in a server what it is set to do."""
    if settings.mode is not Mode.CHANNELS:
        return ()
    if not settings.channels:
        return (Trouble(Wrong.NO_CHANNELS),)
    everywhere = () if reads_content else (Trouble(Wrong.NO_INTENT),)
    return (*everywhere, *(trouble for channel in sorted(settings.channels) for trouble in _in_channel(guild, channel)))


def _in_channel(guild: discord.Guild, number: int) -> Iterator[Trouble]:
    channel = guild.get_channel(number)
    if channel is None:
        yield Trouble(Wrong.GONE, number)
        return
    allowed = channel.permissions_for(guild.me)
    if not allowed.view_channel:
        yield Trouble(Wrong.UNSEEN, number)
        return
    if not allowed.send_messages:
        yield Trouble(Wrong.MUTE, number)
    if not allowed.send_messages_in_threads:
        yield Trouble(Wrong.MUTE_IN_THREADS, number)
    if not allowed.read_message_history:
        yield Trouble(Wrong.NO_HISTORY, number)
