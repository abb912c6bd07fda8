"""One server's settings as a file that people can read, keep and bring back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.errors import FootnoteError
from bot.pack.models import Language
from bot.ports.server_settings import Care, ServerSettings, SpeakMode
from bot.storage.database import Database
from bot.storage.server_file.daily_part import DailyPart, read_part, write_part
from bot.storage.server_file.parts import FilePart, Id
from bot.storage.settings_queries import read_settings, write_settings


class FaultyFileError(FootnoteError):
    """A file to be imported has faults; nothing was imported."""


class SettingsPart(FilePart):
    """What `/settings` sets."""

    mode: SpeakMode
    channels: tuple[Id, ...]
    care: Care
    language: Language | None
    keep_suggestions: bool


class ServerFile(FilePart):
    """The whole file. A later version adds parts that may be missing; only another meaning gets another number."""

    version: Literal[1] = 1
    server: Id
    settings: SettingsPart
    daily: DailyPart | None = None


async def export_server(database: Database, server: int) -> str:
    """A server's settings as JSON; the defaults when it set nothing.

    Raises:
        StorageError: the database fails.
    """
    async with database.reading() as session:
        settings, daily = await read_settings(session, server), await read_part(session, server)
    part = SettingsPart(
        mode=settings.mode,
        channels=tuple(sorted(settings.channels)),
        care=settings.care,
        language=settings.language,
        keep_suggestions=settings.keep_suggestions,
    )
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
    part = file.settings
    settings = ServerSettings(part.mode, frozenset(part.channels), part.care, part.language, part.keep_suggestions)
    async with database.writing() as session:
        await write_settings(session, file.server, settings)
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
            expected = found["msg"].removeprefix("Input should be ")
            return f"found {found['input']!r}, expected {expected}. Correct it."
