"""What it costs discord.py to receive a message: from a compressed gateway frame to a `Message`, handed out."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Sequence
from statistics import median
from time import thread_time
from typing import Any

import discord
from discord.gateway import DiscordWebSocket

GUILD, CHANNEL, ROLE, MEMBER = (1_190_000_000_000_000_000 + number for number in range(4))
_JOINED = "2023-05-06T07:08:09.123000+00:00"


class Client(discord.Client):
    """A client set up as the bot's is, with no listener: no message cache, no member cache."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, message_content=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )


async def receive(texts: Sequence[str], client: discord.Client | None = None, rounds: int = 3) -> float:
    """Median processor seconds that discord.py takes for one frame; listeners are not included.

    Its own socket class does the work, put together as it does that itself, but for the connection.
    """
    listening: Any = client or Client()
    state = listening._connection  # noqa: SLF001 - see above
    state._add_guild_from_data(_guild())  # noqa: SLF001
    taken: list[float] = []
    for _ in range(rounds):
        socket: Any = DiscordWebSocket(None, loop=asyncio.get_running_loop())  # pyright: ignore[reportArgumentType] - no connection
        socket.shard_id = None
        socket._connection, socket._discord_parsers = state, state.parsers  # noqa: SLF001
        socket._dispatch = listening.dispatch  # noqa: SLF001
        for frame in frames(texts):
            started = thread_time()
            await socket.received_message(frame)
            taken.append(thread_time() - started)
    return median(taken)


def frames(texts: Sequence[str]) -> list[bytes]:
    """What the gateway sends of these messages in a server's channel: one zlib stream, flushed after each."""
    stream = zlib.compressobj()
    told = (
        json.dumps({"t": "MESSAGE_CREATE", "s": number, "op": 0, "d": _message(number, text)}, separators=(",", ":"))
        for number, text in enumerate(texts)
    )
    return [stream.compress(frame.encode()) + stream.flush(zlib.Z_SYNC_FLUSH) for frame in told]


def _guild() -> dict[str, Any]:
    everyone: dict[str, Any] = {
        "id": str(GUILD), "name": "@everyone", "color": 0, "hoist": False, "position": 0, "managed": False,
        "permissions": "521942715969", "mentionable": False, "flags": 0,
    }  # fmt: skip
    channel: dict[str, Any] = {
        "id": str(CHANNEL), "type": 0, "name": "general", "position": 0, "permission_overwrites": [],
        "parent_id": None, "nsfw": False, "topic": None, "last_message_id": None, "rate_limit_per_user": 0,
    }  # fmt: skip
    return {
        "id": str(GUILD), "name": "A reading circle", "icon": None, "owner_id": str(MEMBER), "channels": [channel],
        "roles": [everyone, {**everyone, "id": str(ROLE), "name": "helper", "position": 1}], "threads": [],
        "emojis": [], "stickers": [], "members": [], "features": [], "member_count": 250, "large": True,
        "verification_level": 1, "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0,
        "nsfw_level": 0, "premium_tier": 0, "preferred_locale": "en-US", "afk_timeout": 300, "afk_channel_id": None,
        "system_channel_id": None, "system_channel_flags": 0, "premium_progress_bar_enabled": False,
    }  # fmt: skip


def _message(number: int, text: str) -> dict[str, Any]:
    """A message as the gateway tells it, by a member with a role."""
    return {
        "type": 0, "tts": False, "timestamp": "2025-01-06T10:11:12.345000+00:00", "pinned": False, "flags": 0,
        "mentions": [], "mention_roles": [], "mention_everyone": False, "embeds": [], "edited_timestamp": None,
        "member": {
            "roles": [str(ROLE)], "premium_since": None, "pending": False, "nick": None, "mute": False,
            "joined_at": _JOINED, "flags": 0, "deaf": False, "communication_disabled_until": None, "banner": None,
            "avatar": None,
        },
        "id": str(1_325_000_000_000_000_000 + number), "content": text, "components": [], "channel_type": 0,
        "channel_id": str(CHANNEL), "attachments": [], "guild_id": str(GUILD), "nonce": str(number),
        "author": {
            "username": "ada.finch", "public_flags": 0, "primary_guild": None, "id": str(MEMBER + 7),
            "global_name": "Ada", "discriminator": "0", "collectibles": None, "clan": None, "bot": False,
            "avatar_decoration_data": None, "avatar": "0123456789abcdef0123456789abcdef",
        },
    }  # fmt: skip
