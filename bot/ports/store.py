"""Store port: everything the bot stores but the post of the day."""

from __future__ import annotations

from typing import Protocol

from bot.ports.curating_store import CuratingStore
from bot.ports.discussions import DiscussionStore
from bot.ports.feedback import FeedbackStore
from bot.ports.given_replies import ReplyStore
from bot.ports.reading_store import ReadingStore
from bot.ports.server_settings import ServerStore


class Store(ServerStore, FeedbackStore, CuratingStore, ReplyStore, ReadingStore, DiscussionStore, Protocol):
    """Keeps servers' settings, votes, suggested questions, bookmarks, and for an hour which message answered which."""
