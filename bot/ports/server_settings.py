"""What a server's admins may set, and the port behind which it is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.pack.models import Language


class SpeakMode(StrEnum):
    """Where the bot speaks besides its commands."""

    COMMANDS = "commands"
    """Nowhere."""
    MENTIONS = "mentions"
    """Where somebody mentions it."""
    CHANNELS = "channels"
    """There, and in the channels that were opened to it."""


class Care(StrEnum):
    """How sure the bot must be where nobody called it, as the share of wrong answers tolerated among answers given."""

    STRICT = "strict"
    USUAL = "usual"
    FREE = "free"

    def tolerance(self, usual: float) -> float:
        """The share, where `usual` is what the operator set."""
        return {Care.STRICT: usual / 4, Care.USUAL: usual, Care.FREE: min(usual * 4, 0.49)}[self]


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """One server's settings; a server that set nothing has these.

    Attributes:
        channels: ids of the channels that were opened; their threads belong to them.
        language: language of public replies; None follows whoever asks.
        keep_suggestions: whether questions that members suggest to the curators may be stored, with their words.
    """

    mode: SpeakMode = SpeakMode.CHANNELS
    channels: frozenset[int] = frozenset()
    care: Care = Care.USUAL
    language: Language | None = None
    keep_suggestions: bool = True


class ServerStore(Protocol):
    """Keeps servers' settings. Every method but `known_settings` may raise `StorageError`; then nothing was changed."""

    async def settings(self, server: int) -> ServerSettings:
        """A server's settings as they are stored; the defaults when it set nothing."""
        ...

    async def known_settings(self, server: int) -> ServerSettings:
        """The same for what happens on every message: at once, perhaps a few seconds old, and never failing."""
        ...

    async def change_settings(self, server: int, change: Callable[[ServerSettings], ServerSettings]) -> ServerSettings:
        """Change a server's settings as they stand now, with nobody else in between; gives what they are then."""
        ...

    async def erase_server(self, server: int) -> None:
        """Forget everything about a server."""
        ...
