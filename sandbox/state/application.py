"""Models of the application and of its registered commands."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.state.models import Json

GUILD_INSTALL, USER_INSTALL = 0, 1
"""Installation contexts of applications and commands (`integration_types`)."""


@dataclass(frozen=True, slots=True)
class Application:
    """The bot's application.

    Attributes:
        token: what the bot must show.
        privileged: the privileged intents that are switched on for it.
        installs: the installation contexts that it supports: 0 into servers, 1 for users themselves.
    """

    id: int
    name: str
    bot: int
    owner: int
    token: str
    privileged: int
    installs: tuple[int, ...] = (GUILD_INSTALL, USER_INSTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """A registered command; `definition` is what was registered, defaults filled in."""

    id: int
    version: int
    definition: Json
    guild: int | None = None

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.definition["name"])

    @property
    def kind(self) -> int:
        """1 a slash command, 2 of a user's menu, 3 of a message's menu."""
        return int(self.definition["type"])
