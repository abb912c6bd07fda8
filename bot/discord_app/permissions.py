"""Permissions: what the bot lacks for the post of the day, and for answering in open channels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

import discord

from bot.discord_app.channels import Absence, FoundChannel, MessageChannel, look_up
from bot.ports.server_settings import ServerSettings, SpeakMode

HOLDS_POSTS = (discord.ChannelType.text, discord.ChannelType.news)
"""Kinds of channel in which a post can stand by itself."""


class Lack(Enum):
    """What keeps the bot from doing what it is set to do; `render/problems.py` says each with its remedy."""

    MEMBER = auto()
    """The bot was added without being a member of the server."""
    NO_INTENT = auto()
    NO_CHANNELS = auto()
    """Open channels are to be answered in, and none is open."""
    POST_CHANNEL = auto()
    """The channel of the post of the day is gone."""
    OPEN_CHANNEL = auto()
    """An open channel is gone."""
    UNKNOWN = auto()
    """Discord does not say now whether the channel is there."""
    KIND = auto()
    VIEW = auto()
    SEND = auto()
    HISTORY = auto()
    THREADS = auto()
    SEND_IN_THREADS = auto()
    ATTACH = auto()
    """Files cannot be sent: a post goes without its picture."""
    MENTION = auto()
    ROLE = auto()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is lacking, in which channel (0: everywhere), and for mentioning which role."""

    lack: Lack
    channel: int = 0
    role: int | None = None


async def lacking_for_posts(
    guild: discord.Guild | None,
    channel: int,
    *,
    thread: bool = False,
    role: int | None = None,
    told: discord.Permissions | None = None,
) -> tuple[Problem, ...]:
    """What is lacking for a post in a channel, with a thread under it or not, mentioning a role or nobody.

    Args:
        guild: the server as Discord told this process of it, which serves the server's shard; None where it told
            nothing. (An interaction makes one up then, with the bot in it.)
        channel: where to post.
        thread: whether with a thread.
        role: the role to mention.
        told: what the bot may do in that channel as Discord said with the interaction at hand; else it is worked out
            from what is remembered of the server, which may be behind.
    """
    if guild is None or not guild.me:
        return (Problem(Lack.MEMBER, channel, role),)
    return tuple(Problem(lack, channel, role) for lack in await _for_posts(guild, channel, role, told, thread=thread))


async def _for_posts(
    guild: discord.Guild, channel: int, role: int | None, told: discord.Permissions | None, *, thread: bool
) -> Iterable[Lack]:
    found = await look_up(guild, channel)
    if found.channel is None:
        return (_absent(found, Lack.POST_CHANNEL),)
    if found.channel.type not in HOLDS_POSTS:
        return (Lack.KIND,)
    allowed = told or found.channel.permissions_for(guild.me)
    if not allowed.view_channel:
        return (Lack.VIEW,)
    return (*_in_post_channel(allowed, thread=thread), *_mentioning(guild, allowed, role))


async def lacking_for_picture(guild: discord.Guild | None, channel: int) -> tuple[Problem, ...]:
    """What is lacking for the picture of a post, where the post itself can be made; without it the post is text."""
    found = await look_up(guild, channel) if guild is not None and guild.me else None
    if guild is None or found is None or found.channel is None:
        return ()
    return () if found.channel.permissions_for(guild.me).attach_files else (Problem(Lack.ATTACH, channel),)


def lacking_for_answers(
    guild: discord.Guild, settings: ServerSettings, open_channels: Iterable[FoundChannel], *, reads_content: bool
) -> tuple[Problem, ...]:
    """What keeps the bot from answering in a server as it is set to; `open_channels` as they were looked up."""
    if settings.mode is not SpeakMode.CHANNELS:
        return ()
    if not settings.channels:
        return (Problem(Lack.NO_CHANNELS),)
    everywhere = () if reads_content else (Problem(Lack.NO_INTENT),)
    apart = (Problem(lack, found.id) for found in open_channels for lack in _in_open_channel(guild, found))
    return (*everywhere, *apart)


def may_speak(guild: discord.Guild | None, place: MessageChannel) -> bool:
    """Whether the bot may send a message in a place; in one of which nothing is known, Discord will tell."""
    if guild is None or isinstance(place, discord.PartialMessageable):
        return True
    allowed = place.permissions_for(guild.me)
    in_thread = isinstance(place, discord.Thread)
    return allowed.view_channel and (allowed.send_messages_in_threads if in_thread else allowed.send_messages)


def may_react(guild: discord.Guild | None, place: MessageChannel) -> bool:
    """Whether the bot may react to a message in a place; in one of which nothing is known, Discord will tell."""
    if guild is None or isinstance(place, discord.PartialMessageable):
        return True
    allowed = place.permissions_for(guild.me)
    return allowed.view_channel and allowed.add_reactions and allowed.read_message_history


def _absent(found: FoundChannel, gone: Lack) -> Lack:
    """What it means that a look-up gave no channel."""
    if found.absence is Absence.HIDDEN:
        return Lack.VIEW
    return Lack.UNKNOWN if found.absence is Absence.UNKNOWN else gone


def _in_open_channel(guild: discord.Guild, found: FoundChannel) -> Iterator[Lack]:
    if found.channel is None:
        yield _absent(found, Lack.OPEN_CHANNEL)
        return
    allowed = found.channel.permissions_for(guild.me)
    if not allowed.view_channel:
        yield Lack.VIEW
        return
    if not allowed.send_messages:
        yield Lack.SEND
    if not allowed.send_messages_in_threads:
        yield Lack.SEND_IN_THREADS
    if not allowed.read_message_history:
        yield Lack.HISTORY


def _in_post_channel(allowed: discord.Permissions, *, thread: bool) -> Iterator[Lack]:
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
