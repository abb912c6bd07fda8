"""Loader of scene files: YAML, the schema, then what refers to what; every fault with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sandbox.checks.command_forms import LOCALES
from sandbox.scenes.models import PERMISSIONS, Scene, ServerPart
from sandbox.scenes.source import Fault, Location, SceneError, YamlSource

EVERYONE, BOT = "@everyone", "bot"
"""Targets of overwrites besides the names of roles and people."""


def read_scene(path: Path) -> Scene:
    """Read a scene file.

    Raises:
        SceneError: it cannot be read, is no YAML, or is not as the schema says.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SceneError(str(path), [Fault(1, f"this is not UTF-8 (byte {error.start}); save it as UTF-8.")]) from None
    except OSError as error:
        raise SceneError(str(path), [Fault(1, f"it cannot be read: {error.strerror}.")]) from None
    return parse_scene(text, str(path))


def parse_scene(text: str, name: str) -> Scene:
    """Read a scene from its text; `name` is what faults call the file.

    Raises:
        SceneError: it is no YAML, or is not as the schema says.
    """
    try:
        source = YamlSource.parse(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SceneError(name, [Fault(line, f"this is not YAML: {error.problem}.")]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise SceneError(name, [Fault(1, f"this is not YAML: {' '.join(str(error).split())}.")]) from None
    except RecursionError:
        raise SceneError(name, [Fault(1, "it is nested too deeply.")]) from None
    if source.faults:
        raise SceneError(name, source.faults)
    if source.data is None:
        raise SceneError(name, [Fault(1, "it is empty; a scene has at least `people` and `servers`.")])
    try:
        scene = Scene.model_validate(source.data)
    except ValidationError as error:
        faults = [_in_words(source, each) for each in error.errors()]
        raise SceneError(name, faults) from None
    faults = [Fault(source.line(place), text) for place, text in _broken_references(scene)]
    if faults:
        raise SceneError(name, faults)
    return scene


_EXPECTED = {
    "model_type": "it should be a mapping (`key: value`)",
    "dict_type": "it should be a mapping (`key: value`)",
    "list_type": "it should be a list (`- value`)",
    "string_type": "it should be text; put it in quotation marks",
    "int_type": "it should be a whole number",
    "bool_type": "it should be true or false",
    "too_short": "it should not be empty",
    "string_too_short": "it should not be empty",
}
"""What was expected, for kinds of faults that pydantic tells in words of Python."""


def _in_words(source: YamlSource, error: ErrorDetails) -> Fault:
    """A fault that the schema found, with the way to the value, as in `servers.0.owner is missing`."""
    kind, place, message = error["type"], error["loc"], error["msg"]
    *_, last = place or ("the file",)
    way = ".".join(str(step) for step in place if step != "[key]") or "the file"
    if kind == "missing":
        text = f"{way} is missing."
    elif kind == "extra_forbidden":
        text = f"{way}: nothing here is called {last!r}; see `python -m sandbox --schema`."
    else:
        words = _EXPECTED.get(kind) or message.replace("Input", "it").replace("String", "it")
        text = f"{way}: {words}."
    return Fault(source.line(place), text)


def _broken_references(scene: Scene) -> Iterator[tuple[Location, str]]:
    """Names that refer to nothing; names and ids that are used twice."""
    yield from _repeated_ids(scene)
    for username, person in scene.people.items():
        yield from _unknown(("people", username, "locale"), person.locale, LOCALES, "locale of Discord")
    yield from _each(("application", "installed_by"), scene.application.installed_by, scene.people, "person")
    for index, server in enumerate(scene.servers):
        place: Location = ("servers", index)
        yield from _unknown((*place, "owner"), server.owner, scene.people, "person")
        yield from _unknown((*place, "locale"), server.locale, LOCALES, "locale of Discord")
        yield from _each((*place, "members"), server.members or (), scene.people, "person")
        yield from _each((*place, "everyone"), server.everyone or (), PERMISSIONS, "permission")
        yield from _each((*place, "bot"), server.bot, PERMISSIONS, "permission")
        members = {server.owner, *(server.members if server.members is not None else scene.people)}
        yield from _roles(server, place, members)
        yield from _channels(server, place, members)


def _roles(server: ServerPart, place: Location, members: set[str]) -> Iterator[tuple[Location, str]]:
    seen: set[str] = {EVERYONE, BOT}
    for index, role in enumerate(server.roles):
        here: Location = (*place, "roles", index)
        if role.name in seen:
            yield (*here, "name"), f"the role {role.name!r} stands twice; give it another name."
        seen.add(role.name)
        yield from _each((*here, "permissions"), role.permissions, PERMISSIONS, "permission")
        yield from _each((*here, "members"), role.members, members, "member of this server")


def _channels(server: ServerPart, place: Location, members: set[str]) -> Iterator[tuple[Location, str]]:
    categories: set[str] = set()
    targets = {EVERYONE, BOT, *(role.name for role in server.roles), *members}
    for index, channel in enumerate(server.channels):
        here: Location = (*place, "channels", index)
        if channel.category is not None:
            yield from _unknown((*here, "category"), channel.category, categories, "category above")
        if channel.type == "category":
            categories.add(channel.name)
            if channel.messages:
                yield (*here, "messages"), "a category holds no messages."
        for number, overwrite in enumerate(channel.overwrites):
            there: Location = (*here, "overwrites", number)
            yield from _unknown((*there, "for"), overwrite.target, targets, "role or member")
            yield from _each((*there, "allow"), overwrite.allow, PERMISSIONS, "permission")
            yield from _each((*there, "deny"), overwrite.deny, PERMISSIONS, "permission")
        for number, message in enumerate(channel.messages):
            yield from _unknown((*here, "messages", number, "by"), message.by, members, "member of this server")


def _each(place: Location, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[tuple[Location, str]]:
    for index, name in enumerate(names):
        yield from _unknown((*place, index), name, known, what)


def _unknown(place: Location, name: str, known: Iterable[str], what: str) -> Iterator[tuple[Location, str]]:
    listed = sorted(known)
    if name not in listed:
        near = get_close_matches(name, listed, 1)
        yield place, f"there is no {what} {name!r}." + (f" Did you mean {near[0]!r}?" if near else "")


def _repeated_ids(scene: Scene) -> Iterator[tuple[Location, str]]:
    seen: dict[int, Location] = {}
    for place, number in _ids(scene.model_dump(), ()):
        if number in seen:
            yield place, f"the id {number} stands twice; ids are unique in all of Discord."
        seen[number] = place


def _ids(part: Any, place: Location) -> Iterator[tuple[Location, int]]:
    if isinstance(part, dict):
        for key, value in cast("dict[str, Any]", part).items():
            if key == "id" and value is not None:
                yield (*place, key), value
            yield from _ids(value, (*place, key))
    elif isinstance(part, list):
        for index, value in enumerate(cast("list[Any]", part)):
            yield from _ids(value, (*place, index))
