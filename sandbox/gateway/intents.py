"""Gateway intents: the groups of events that a connection subscribes to."""

from __future__ import annotations

from enum import IntFlag


class Intent(IntFlag):
    """Intents that lead to anything here."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15


KNOWN = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))
"""Every intent that Discord knows."""
