"""Store port: everything the bot stores but the quote of the day."""

from __future__ import annotations

from typing import Protocol

from bot.ports.curating_store import CuratingStore
from bot.ports.feedback import FeedbackStore
from bot.ports.given_replies import ReplyStore
from bot.ports.server_settings import ServerStore


class Store(ServerStore, FeedbackStore, CuratingStore, ReplyStore, Protocol):
    """Keeps servers' settings, votes, suggested questions, and for an hour which message was answered by which."""
