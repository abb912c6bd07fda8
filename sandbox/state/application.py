"""Models of the application and of its registered commands."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.state.models import Json


@dataclass(frozen=True, slots=True)
class Application:
    """The bot's application.

    Attributes:
        token: what the bot must show.
        privileged: the privileged intents that are switched on for it.
    """

    id: int
    name: str
    bot: int
    owner: int
    token: str
    privileged: int


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
