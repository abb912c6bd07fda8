"""Options that the commands share, and the one place where the pack and the engine are opened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from bot.cli.input.path_parsers import existing_folder, file_or_stdin
from bot.cli.output.console import patience
from bot.errors import UsageError
from bot.languages import TONGUES
from bot.library.engine_cache import build_engine, passed
from bot.matching import Engine
from bot.pack.loader import load_pack
from bot.pack.models import Pack
from bot.settings import Settings, load_settings
from bot.text import is_blank

Words: TypeAlias = Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="What to ask; quotes are optional.")]
Batch: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--batch",
        metavar="FILE",
        parser=file_or_stdin,
        help='Answer every line of a JSON Lines file, {"id": …, "text": …} each, in JSON; "-" reads stdin.',
    ),
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Write JSON instead of text.")]
Lang: TypeAlias = Annotated[
    str | None,
    typer.Option("--lang", metavar="CODE", help="Language of the reply, such as en; by default that of the question."),
]
Seeds: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--seeds",
        metavar="DIR",
        parser=existing_folder,
        help="Folder of the pack; by default the one in the settings.",
    ),
]


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything a command needs to answer."""

    settings: Settings
    pack: Pack
    engine: Engine


def settings_with(seeds: Path | None) -> Settings:
    """The settings, with the folder of the pack that was given, if one was.

    Raises:
        UsageError: a setting is wrong, or the folder of the pack is not there.
    """
    settings = load_settings(seeds=seeds) if seeds else load_settings()
    if not settings.seeds.is_dir():
        raise UsageError(
            f"There is no folder {settings.seeds}, which is to hold the pack. Correct BOT_SEEDS, or name another with "
            "--seeds."
        )
    return settings


def open_pack(seeds: Path | None) -> Pack:
    """Read and check the pack.

    Raises:
        PackError: it has faults.
    """
    with patience("Reading the pack …"):
        return load_pack(settings_with(seeds).seeds)


def open_session(seeds: Path | None) -> Workspace:
    """Read the settings and the pack and build the engine.

    Raises:
        UsageError: a setting is wrong.
        PackError: the pack has faults.
    """
    settings = settings_with(seeds)
    with patience("Reading the pack …"):
        pack = load_pack(settings.seeds, passed=passed if settings.cache else None)
    with patience("Building the indexes …"):
        return Workspace(settings, pack, build_engine(pack, cache=settings.cache, encoder=settings.encoder))


def one_of_the_pack(language: str | None, pack: Pack) -> str | None:
    """The language that was asked for with --lang.

    Raises:
        UsageError: neither the pack nor the bot has it.
    """
    known = dict.fromkeys((*pack.info.languages, *(row.code for row in TONGUES)))
    if language is not None and language not in known:
        raise UsageError(f"There is no {language!r} here. --lang may be {', '.join(known)}.")
    return language


def one_or_many(words: list[str] | None, batch: Path | None) -> str | Path:
    """What is to be answered: the text on the command line, or the batch.

    Raises:
        UsageError: there is neither, or both, or the text is not UTF-8.
    """
    text = " ".join(map(_as_typed, words or ()))
    if batch is not None and words:
        raise UsageError("Give either a TEXT or --batch FILE, not both.")
    if batch is None and is_blank(text):
        raise UsageError("Nothing to answer. Give a TEXT, or --batch FILE.")
    return text if batch is None else batch


def _as_typed(word: str) -> str:
    """A word of the command line in which Python read bytes that it could not decode as surrogates.

    Where Python is told that the locale is ASCII it does so with all of UTF-8.
    """
    try:
        return os.fsencode(word).decode() if any("\ud800" <= letter <= "\udfff" for letter in word) else word
    except UnicodeError:
        raise UsageError(
            "TEXT is not in UTF-8, so it cannot be read. Set the terminal to UTF-8, or use --batch with such a file."
        ) from None
