"""Export and import of one server's settings, as a JSON file that people can read and keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, cast

from pydantic import ValidationError, create_model
from pydantic_core import ErrorDetails

from bot.errors import FootnoteError
from bot.ports.server_settings import ServerSettings, Setting, setting_types
from bot.storage.database import Database
from bot.storage.queries.settings_queries import read_settings, write_settings
from bot.storage.server_file.daily_part import DailyPart, read_part, write_part
from bot.storage.server_file.parts import FilePart, Snowflake
from bot.validation import expected, shown


class FaultyFileError(FootnoteError):
    """A file to be imported has faults; nothing was imported."""


ALWAYS_THERE = frozenset({"mode", "channels", "care", "language", "keep_suggestions"})
"""Settings that every such file has; those that came later may be missing, and then stay as they are."""

_LISTED = tuple(name for name, kind in setting_types().items() if kind == frozenset[int])
"""Settings that are sets of ids: lists in the file."""


def _settings_part() -> type[FilePart]:
    """What `/settings` sets, as part of the file: a field for each setting."""
    defaults = {each.name: each.default for each in fields(ServerSettings)}
    types = {name: tuple[Snowflake, ...] if kind == frozenset[int] else kind for name, kind in setting_types().items()}
    described = {name: (kind, ... if name in ALWAYS_THERE else defaults[name]) for name, kind in types.items()}
    return create_model("SettingsPart", __base__=FilePart, **cast("dict[str, Any]", described))


if TYPE_CHECKING:  # a model made from the register has no fields that a type checker could see
    SettingsPart = FilePart
else:
    SettingsPart = _settings_part()


class ServerFile(FilePart):
    """The whole file. A later version adds parts that may be missing; only another meaning gets another number."""

    version: Literal[1] = 1
    server: Snowflake
    settings: SettingsPart
    daily: DailyPart | None = None


async def export_server(database: Database, server: int) -> str:
    """A server's settings as JSON; the defaults when it set nothing.

    Raises:
        StorageError: the database fails.
    """
    async with database.reading() as session:
        settings, daily = await read_settings(session, server), await read_part(session, server)
    values = {setting.value: getattr(settings, setting) for setting in Setting}
    listed = {name: tuple(sorted(values[name])) for name in _LISTED}
    part = SettingsPart.model_validate({**values, **listed})
    return ServerFile(server=server, settings=part, daily=daily).model_dump_json(indent=2) + "\n"


async def import_server(database: Database, content: bytes, name: str, now: datetime) -> int:
    """Replace a server's settings by those in a file, all of them or none. A file without a schedule leaves it alone.

    Args:
        database: where to.
        content: what stands in the file.
        name: what the file is called in errors.
        now: the current instant, from which a schedule goes on.

    Returns:
        The server's id.

    Raises:
        FaultyFileError: the file has faults; says each with its place and what is expected there.
        StorageError: the database fails.
    """
    try:
        file = ServerFile.model_validate_json(content)
    except ValidationError as error:
        raise FaultyFileError("\n".join(_faults(error, name))) from None
    given = {name: getattr(file.settings, name) for name in file.settings.model_fields_set}
    given |= {name: frozenset(given[name]) for name in _LISTED if name in given}
    async with database.writing() as session:
        present = await read_settings(session, file.server, to_change=True)
        await write_settings(session, file.server, replace(present, **given))
        if file.daily is not None:
            await write_part(session, file.server, file.daily, now)
    return file.server


def _faults(error: ValidationError, name: str) -> Iterator[str]:
    for found in error.errors(include_url=False):
        place = ".".join(str(step) for step in found["loc"])
        yield f"{name}: {place}: {_explain(found)}" if place else f"{name}: {_explain(found)}"
    yield "Nothing was imported. `python -m bot export` writes such a file as it should be."


def _explain(found: ErrorDetails) -> str:
    """One fault and its remedy, in words."""
    match found["type"]:
        case "json_invalid":
            return f"this is not JSON ({found['msg'].removeprefix('Invalid JSON: ')}). Mend the place named."
        case "missing":
            return "is missing. Add it."
        case "extra_forbidden":
            return "is not known to this version. Take it out, or import with the version that wrote it."
        case _:
            return f"found {shown(found['input'])}, expected {expected(found)}. Correct it."
