"""Store port: everything the bot stores but the quote of the day."""

from __future__ import annotations

from typing import Protocol

from bot.ports.curating_store import CuratingStore
from bot.ports.feedback import FeedbackStore
from bot.ports.server_settings import ServerStore


class Store(ServerStore, FeedbackStore, CuratingStore, Protocol):
    """Keeps servers' settings, votes and suggested questions."""
