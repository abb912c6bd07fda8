"""What the commands share: their options, and the one place where the pack and the engine are opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO, TypeAlias

import typer

from bot.cli.output.console import patience
from bot.errors import UsageError
from bot.library.engine_cache import build_engine
from bot.matching import Engine
from bot.pack.loader import load_pack
from bot.pack.models import Language, Pack
from bot.settings import Settings, load_settings

Words: TypeAlias = Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="What to ask; quotes are optional.")]
Batch: TypeAlias = Annotated[
    typer.FileBinaryRead | None,
    typer.Option(
        "--batch",
        metavar="FILE",
        help='Answer every line of a JSON Lines file, {"id": …, "text": …} each, in JSON; "-" reads stdin.',
    ),
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Write JSON instead of text.")]
Lang: TypeAlias = Annotated[
    Language | None, typer.Option("--lang", help="Language of the reply; by default that of the question's script.")
]
Seeds: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--seeds",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="Folder of the pack; by default the one in the settings.",
    ),
]


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything a command needs to answer."""

    settings: Settings
    pack: Pack
    engine: Engine


def seeds_folder(seeds: Path | None) -> Path:
    """The folder of the pack: as given, or as the settings say."""
    return seeds or load_settings().seeds


def open_pack(seeds: Path | None) -> Pack:
    """Read and check the pack.

    Raises:
        PackError: it has faults.
    """
    with patience("Reading the pack …"):
        return load_pack(seeds_folder(seeds))


def open_session(seeds: Path | None) -> Workspace:
    """Read the settings and the pack and build the engine.

    Raises:
        UsageError: a setting is wrong.
        PackError: the pack has faults.
    """
    settings = load_settings()
    pack = open_pack(seeds or settings.seeds)
    with patience("Building the indexes …"):
        return Workspace(settings, pack, build_engine(pack, cache=settings.cache))


def one_or_many(words: list[str] | None, batch: BinaryIO | None) -> str | BinaryIO:
    """What is to be answered: the text on the command line, or the batch.

    Raises:
        UsageError: there is neither, or both.
    """
    text = " ".join(words or ()).encode("utf-8", "replace").decode()
    if batch is not None and words:
        raise UsageError("Give either a TEXT or --batch FILE, not both.")
    if batch is None and not text.strip():
        raise UsageError("Nothing to answer. Give a TEXT, or --batch FILE.")
    return text if batch is None else batch
