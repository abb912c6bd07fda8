"""What keeps the bot from working in a server, found by looking: permissions, channels, intents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

import discord

from bot.ports.server_settings import ServerSettings, SpeakMode


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
class ChannelProblem:
    """One thing that is wrong, and the channel where; 0 when it is wrong everywhere."""

    wrong: Wrong
    channel: int = 0


def troubles(guild: discord.Guild, settings: ServerSettings, *, reads_content: bool) -> tuple[ChannelProblem, ...]:
    """Everything that keeps the bot from doing in a server what it is set to do."""
    if settings.mode is not SpeakMode.CHANNELS:
        return ()
    if not settings.channels:
        return (ChannelProblem(Wrong.NO_CHANNELS),)
    everywhere = () if reads_content else (ChannelProblem(Wrong.NO_INTENT),)
    return (*everywhere, *(trouble for channel in sorted(settings.channels) for trouble in _in_channel(guild, channel)))


def _in_channel(guild: discord.Guild, number: int) -> Iterator[ChannelProblem]:
    channel = guild.get_channel(number)
    if channel is None:
        yield ChannelProblem(Wrong.GONE, number)
        return
    allowed = channel.permissions_for(guild.me)
    if not allowed.view_channel:
        yield ChannelProblem(Wrong.UNSEEN, number)
        return
    if not allowed.send_messages:
        yield ChannelProblem(Wrong.MUTE, number)
    if not allowed.send_messages_in_threads:
        yield ChannelProblem(Wrong.MUTE_IN_THREADS, number)
    if not allowed.read_message_history:
        yield ChannelProblem(Wrong.NO_HISTORY, number)
