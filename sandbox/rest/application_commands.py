"""Routes of application commands, global and of one server."""

from __future__ import annotations

from typing import Any, cast

from sandbox.checks.command_forms import MAX_COMMANDS, check_command
from sandbox.rest.call import Answer, Call, Route, no_content
from sandbox.state.api_errors import ApiError, FormValidator, Path, no_access, unknown
from sandbox.state.application import Command
from sandbox.state.events import CommandsChanged
from sandbox.state.models import Json


def _place(call: Call) -> int | None:
    """The server whose commands are meant; None for everywhere."""
    if call.id("application") != call.core.world.application.id:
        raise no_access()
    return call.own_guild() if "guild" in call.places else None


def _of(call: Call, guild: int | None) -> list[Command]:
    return [command for command in call.core.world.commands.values() if command.guild == guild]


def _one(call: Call) -> Command:
    found = call.core.world.commands.get(call.id("command"))
    if found is None or found.guild != _place(call):
        raise unknown("command")
    return found


def command_json(call: Call, command: Command, *, translations: bool = True) -> Json:
    """A command as Discord gives it back."""
    application = str(call.core.world.application.id)
    body: Json = {"id": str(command.id), "application_id": application, "version": str(command.version)}
    body |= command.definition if translations else cast("Json", _plain(command.definition))
    return {**body, "guild_id": str(command.guild)} if command.guild is not None else body


def _plain(part: Any) -> Any:
    """A definition without its translations."""
    if isinstance(part, dict):
        fields = cast("Json", part)
        return {key: _plain(value) for key, value in fields.items() if not key.endswith("_localizations")}
    return [_plain(each) for each in cast("list[Any]", part)] if isinstance(part, list) else part


def _list(call: Call) -> Answer:
    translations = call.flag("with_localizations")
    return Answer([command_json(call, each, translations=translations) for each in _of(call, _place(call))])


def _get(call: Call) -> Answer:
    return Answer(command_json(call, _one(call)))


def _replace(call: Call) -> Answer:
    """Register these commands and no others; those whose name stays keep their id."""
    guild, form, installs = _place(call), FormValidator(), call.core.world.application.installs
    definitions = [check_command(form, each, (index,), installs=installs) for index, each in enumerate(call.list)]
    _count(form, definitions)
    form.refuse()
    present = {(each.kind, each.name): each for each in _of(call, guild)}
    world = call.core.world
    for command in present.values():
        del world.commands[command.id]
    found = [_put(call, each, guild, present.get((each["type"], each["name"]))) for each in definitions]
    call.core.events.publish(CommandsChanged())
    return Answer([command_json(call, each) for each in found])


def _count(form: FormValidator, definitions: list[Json]) -> None:
    seen: set[tuple[object, object]] = set()
    for index, each in enumerate(definitions):
        key = (each.get("type"), each.get("name"))
        if key in seen:
            path: Path = (index, "name")
            form.add(path, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add(key)
    for kind, most in MAX_COMMANDS.items():
        if sum(each.get("type") == kind for each in definitions) > most:
            raise ApiError(400, 30032, f"Maximum number of application commands reached ({most})")


def _put(call: Call, definition: Json, guild: int | None, present: Command | None) -> Command:
    world = call.core.world
    if present is not None and present.definition == definition:
        world.commands[present.id] = present
        return present
    number = present.id if present else world.new_id()
    command = Command(number, world.new_id(), definition, guild)
    world.commands[command.id] = command
    return command


def _create(call: Call) -> Answer:
    guild, form = _place(call), FormValidator()
    definition = check_command(form, call.form, installs=call.core.world.application.installs)
    form.refuse()
    present = {(each.kind, each.name): each for each in _of(call, guild)}
    before = present.get((definition["type"], definition["name"]))
    _count(form, [definition, *(each.definition for each in present.values() if each is not before)])
    command = _put(call, definition, guild, before)
    call.core.events.publish(CommandsChanged())
    return Answer(command_json(call, command), 200 if before else 201)


def _change(call: Call) -> Answer:
    present, form = _one(call), FormValidator()
    definition = check_command(form, {**present.definition, **call.form}, installs=call.core.world.application.installs)
    form.refuse()
    command = _put(call, definition, present.guild, present)
    call.core.events.publish(CommandsChanged())
    return Answer(command_json(call, command))


def _remove(call: Call) -> Answer:
    del call.core.world.commands[_one(call).id]
    call.core.events.publish(CommandsChanged())
    return no_content()


_EVERYWHERE = "/applications/{application}/commands"
_IN_GUILD = "/applications/{application}/guilds/{guild}/commands"
ROUTES = tuple(
    route
    for base in (_EVERYWHERE, _IN_GUILD)
    for route in (
        Route("GET", base, _list),
        Route("PUT", base, _replace),
        Route("POST", base, _create),
        Route("GET", f"{base}/{{command}}", _get),
        Route("PATCH", f"{base}/{{command}}", _change),
        Route("DELETE", f"{base}/{{command}}", _remove),
    )
)
