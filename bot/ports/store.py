"""Everything the bot stores, as one port."""

from __future__ import annotations

from typing import Protocol

from bot.ports.feedback import FeedbackStore
from bot.ports.server_settings import ServerStore


class Store(ServerStore, FeedbackStore, Protocol):
    """Keeps servers' settings, votes and suggested questions."""
