"""Register of a server's settings: their names, types and defaults, and the port behind which they are stored.

A new setting is a field of `ServerSettings` and a row of `Setting`. Parsing a choice, the queries, export and import
loop over these; the type checker asks for its menu in the panel, and tests for its column and its migration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, Protocol, get_origin, get_type_hints

from pydantic import TypeAdapter

from bot.languages import SpokenLanguage


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """One server's settings; a server that set nothing has these.

    Attributes:
        channels: ids of the channels that were opened; their threads belong to them.
        language: language of public replies; None follows whoever asks.
        keep_suggestions: whether questions that members suggest to the curators may be stored, with their words.
        show_passages: whether public answers show their passages at once, and not at the press of a button.
        show_doubt: whether a question in an open channel that the bot is not sure of gets a small reaction.
        curators: ids of the roles and members who may use `/curate`, besides those who may manage the server.
    """

    mode: SpeakMode = SpeakMode.CHANNELS
    channels: frozenset[int] = frozenset()
    care: Care = Care.USUAL
    language: SpokenLanguage | None = None
    keep_suggestions: bool = True
    show_passages: bool = False
    show_doubt: bool = True
    curators: frozenset[int] = frozenset()


class Setting(StrEnum):
    """Every setting by the name of its field, in the order in which admins see them."""

    MODE = "mode"
    CHANNELS = "channels"
    CARE = "care"
    LANGUAGE = "language"
    KEEP_SUGGESTIONS = "keep_suggestions"
    SHOW_PASSAGES = "show_passages"
    SHOW_DOUBT = "show_doubt"
    CURATORS = "curators"


YES, NO, EITHER = "yes", "no", "either"
"""What is chosen in a menu for true, false and none; anything else is chosen by its own value."""
_EARLIER_NAMES: Mapping[str, Setting] = {"keep": Setting.KEEP_SUGGESTIONS}
"""Names under which settings stand in the ids of menus that earlier versions have shown."""


def setting_named(name: str) -> Setting:
    """The setting of that name.

    Raises:
        ValueError: there is none.
    """
    return _EARLIER_NAMES.get(name) or Setting(name)


def changed_by(settings: ServerSettings, setting: Setting, chosen: Sequence[str]) -> ServerSettings:
    """The settings after a choice in the menu for one of them.

    Raises:
        ValueError: the setting has no such value.
    """
    several = get_origin(setting_types()[setting]) is frozenset
    given = chosen if several else None if chosen[0] == EITHER else chosen[0]
    return replace(settings, **{setting: TypeAdapter(setting_types()[setting]).validate_python(given)})


def choice_of(settings: ServerSettings, setting: Setting) -> str:
    """What stands chosen in the menu for a setting that has one value."""
    match value := getattr(settings, setting):
        case None:
            return EITHER
        case bool():
            return YES if value else NO
        case _:
            return str(value)


@cache
def setting_types() -> Mapping[str, Any]:
    """The types of all settings, by name."""
    return get_type_hints(ServerSettings)


class ServerStore(Protocol):
    """Keeps servers' settings. What is not always there may raise `StorageError`; then nothing was changed."""

    async def settings(self, server: int) -> ServerSettings:
        """A server's settings as they are stored; the defaults when it set nothing."""
        ...

    async def known_settings(self, server: int) -> ServerSettings:
        """The same for what happens on every message: at once, perhaps a few seconds old, and always there."""
        ...

    async def settings_once_known(self, server: int, patience: float) -> ServerSettings:
        """The same for somebody who called: where nothing is known yet, it is tried again for `patience` seconds.

        Always there.
        """
        ...

    async def change_settings(self, server: int, change: Callable[[ServerSettings], ServerSettings]) -> ServerSettings:
        """Change a server's settings as they stand now, with nobody else in between; gives what they are then."""
        ...

    async def erase_server(self, server: int) -> None:
        """Forget everything about a server."""
        ...
