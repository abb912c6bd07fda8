"""What the quote of the day needs in its channel, and what of it is lacking."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

import discord

HOLDS_POSTS = (discord.ChannelType.text, discord.ChannelType.news)
"""Kinds of channel in which a post can stand by itself."""


class Lack(Enum):
    """What keeps the bot from posting."""

    MEMBER = auto()
    """The bot was added without being a member of the server."""
    CHANNEL = auto()
    KIND = auto()
    VIEW = auto()
    SEND = auto()
    HISTORY = auto()
    THREADS = auto()
    SEND_IN_THREADS = auto()
    MENTION = auto()
    ROLE = auto()


def lacking(
    guild: discord.Guild | None, channel: int, *, thread: bool = False, role: int | None = None
) -> tuple[Lack, ...]:
    """What is lacking for a post in a channel, with a thread under it or not, mentioning a role or nobody.

    The server is to be as Discord told this process of it, which serves the server's shard; None where it told nothing.
    (An interaction makes one up then, with the bot in it.)
    """
    if guild is None or not guild.me:
        return (Lack.MEMBER,)
    found = guild.get_channel_or_thread(channel)
    if found is None:
        return (Lack.CHANNEL,)
    if found.type not in HOLDS_POSTS:
        return (Lack.KIND,)
    allowed = found.permissions_for(guild.me)
    if not allowed.view_channel:
        return (Lack.VIEW,)
    return (*_in_channel(allowed, thread=thread), *_mentioning(guild, allowed, role))


def _in_channel(allowed: discord.Permissions, *, thread: bool) -> Iterator[Lack]:
    if not allowed.send_messages:
        yield Lack.SEND
    if not allowed.read_message_history:
        yield Lack.HISTORY
    if thread and not allowed.create_public_threads:
        yield Lack.THREADS
    if thread and not allowed.send_messages_in_threads:
        yield Lack.SEND_IN_THREADS


def _mentioning(guild: discord.Guild, allowed: discord.Permissions, role: int | None) -> Iterator[Lack]:
    named = guild.get_role(role) if role is not None else None
    if role is not None and named is None:
        yield Lack.ROLE
    elif named is not None and not named.mentionable and not allowed.mention_everyone:
        yield Lack.MENTION
