"""Commands for curators: `check` and `schemas`, what they need beside an editor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import AsJson, Seeds, settings_with
from bot.cli.input.path_parsers import new_folder
from bot.cli.output.console import errors, patience, results
from bot.cli.output.json_output import check_object
from bot.cli.output.text_output import show_advice, show_counts, show_coverage, show_fault, show_verdict
from bot.evaluating.audit import audit
from bot.library.engine_cache import build_engine, encoding
from bot.matching.encoding.text_vectors import SHIPPED, ship
from bot.matching.index.corpus import Corpus
from bot.pack.loader import inspect_pack, load_pack
from bot.pack.queries.counts import count_entries
from bot.pack.queries.coverage import coverage as measure
from bot.pack.reading.draft import PartCache
from bot.pack.reading.published_ids import write_register
from bot.pack.schemas import SCHEMAS, write_schemas

commands = typer.Typer()


@commands.command(epilog="Examples: check · check --seeds my-pack · check --coverage · check --engine")
def check(
    *,
    coverage: Annotated[bool, typer.Option("--coverage", help="Also show how much of the articles is cited.")] = False,
    register: Annotated[
        bool, typer.Option("--register", help="First write ids.txt again: every id now in the pack is meant.")
    ] = False,
    engine: Annotated[
        bool,
        typer.Option("--engine", help="Also build the engine and list texts that it reads as belonging elsewhere."),
    ] = False,
    as_json: AsJson = False,
    seeds: Seeds = None,
) -> None:
    """List every fault of a pack with its file, line, entry and remedy; exits 1 when there is one.

    Advice is listed apart and changes nothing.
    """
    settings = settings_with(seeds)
    folder = settings.seeds
    if register:
        write_register(folder)
    with patience("Checking the pack …"):
        parts: PartCache = {}
        examined = inspect_pack(folder, parts)
        draft, faults = examined.draft, [*examined.faults]
        counts = count_entries(draft)
        covered = measure(draft) if coverage else None
    if engine and faults:
        errors().print("The engine was not asked: mend these first.")
    elif engine:
        with patience("Building the indexes …") as tell:
            built = build_engine(load_pack(folder, parts), cache=settings.cache, encoder=settings.encoder)
            faults = audit(draft, built, tell=tell)
    if as_json:
        typer.echo(check_object(faults, counts, covered, examined.advice).json_line())
    else:
        console = results()
        for fault in faults:
            console.print(show_fault(fault), soft_wrap=True)
        if covered is not None:
            console.print(show_coverage(covered))
        console.print(show_counts(counts))
        if examined.advice:
            console.print(show_advice(examined.advice), soft_wrap=True)
        console.print(show_verdict(faults))
        console.print(encoding(wanted=settings.encoder))
    raise typer.Exit(1 if faults else 0)


@commands.command(epilog="Examples: vectors · vectors --seeds my-pack")
def vectors(*, seeds: Seeds = None) -> None:
    """Write the vectors of a pack's texts (vectors.npz), so that nobody who starts the bot has to compute them."""
    folder = settings_with(seeds=seeds).seeds
    pack = load_pack(folder)
    with patience("Encoding the texts …") as tell:
        encoded = ship(folder, Corpus.of(pack).texts, lambda done, of: tell(f"Encoding the texts: {done:,} of {of:,}"))
    results().print(f"Wrote {folder / SHIPPED}; {encoded:,} texts were encoded anew.", soft_wrap=True)


@commands.command()
def schemas(
    *,
    folder: Annotated[
        Path, typer.Option("--to", metavar="DIR", parser=new_folder, show_default="config/schemas", help="Where to.")
    ] = SCHEMAS,
) -> None:
    """Write the JSON Schemas by which editors check and complete a pack's files while they are typed."""
    for path in write_schemas(folder):
        typer.echo(path)
