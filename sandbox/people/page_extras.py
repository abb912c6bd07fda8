"""Extras of the page, set by the program that embeds the sandbox: title, things to try, action buttons, banners."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sandbox.state.models import Json

Run: TypeAlias = "Callable[[str], Awaitable[str]]"
"""Callback of an action: takes the locale of the user, such as `zh-CN`; returns a sentence to show in it."""


@dataclass(frozen=True, slots=True)
class ThingToTry:
    """Something for a newcomer to try: words for the box, or a command.

    Attributes:
        channel: id of the channel to do it in; None for where one is.
        command: such as `/ask question: …`.
        menu: name of a command in the menu of a message.
        person: id of the user to act as; None for the current one.
        label_localizations, text_localizations, command_localizations: the same in other languages, by locale.
    """

    label: str
    channel: int | None = None
    text: str | None = None
    command: str | None = None
    menu: str | None = None
    person: int | None = None
    label_localizations: Mapping[str, str] = field(default_factory=dict[str, str])
    text_localizations: Mapping[str, str] = field(default_factory=dict[str, str])
    command_localizations: Mapping[str, str] = field(default_factory=dict[str, str])

    def as_json(self) -> Json:
        """As JSON for the page."""
        body: Json = {"label": self.label, "text": self.text, "command": self.command}
        body |= {"channel": str(self.channel or ""), "person": str(self.person or "")}
        body |= {"menu": {"command": self.menu} if self.menu else None}
        body |= {"label_localizations": dict(self.label_localizations)}
        body |= {"text_localizations": dict(self.text_localizations)}
        body |= {"command_localizations": dict(self.command_localizations)}
        return {key: value for key, value in body.items() if value}


@dataclass(frozen=True, slots=True)
class Action:
    """A button of the page; `run` does it."""

    id: str
    label: str
    run: Run
    label_localizations: Mapping[str, str] = field(default_factory=dict[str, str])

    def as_json(self) -> Json:
        """As JSON for the page."""
        body: Json = {"id": self.id, "label": self.label}
        translations = dict(self.label_localizations)
        return {**body, "label_localizations": translations} if translations else body


@dataclass(frozen=True, slots=True)
class Notice:
    """A banner; `level` is info, warning or error."""

    id: str
    level: str
    text: str

    def as_json(self) -> Json:
        """As JSON for the page."""
        return {"id": self.id, "level": self.level, "text": self.text}


@dataclass(slots=True)
class Extras:
    """All of it; the notices change while the sandbox runs."""

    title: str = "Sandbox"
    things_to_try: tuple[ThingToTry, ...] = ()
    actions: tuple[Action, ...] = ()
    notices: dict[str, Notice] = field(default_factory=dict[str, Notice])

    def as_json(self) -> Json:
        """As JSON for the page."""
        return {
            "title": self.title,
            "things_to_try": [each.as_json() for each in self.things_to_try],
            "actions": [each.as_json() for each in self.actions],
            "notices": [each.as_json() for each in self.notices.values()],
        }
