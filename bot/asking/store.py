"""Everything the bot stores, as one port."""

from __future__ import annotations

from typing import Protocol

from bot.asking.feedback import FeedbackStore
from bot.asking.servers import ServerStore


class Store(ServerStore, FeedbackStore, Protocol):
    """Keeps servers' settings, votes and suggested questions."""
