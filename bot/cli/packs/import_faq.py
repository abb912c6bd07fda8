"""`import-faq`: an FAQ as another tool keeps it, made into a pack or merged into one."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import AsJson
from bot.cli.input.path_parsers import new_folder, path
from bot.cli.output.console import patience, results
from bot.cli.output.import_report import ImportObject, show_merge, show_source
from bot.errors import UsageError
from bot.pack.importing.existing import pack_file, read_existing
from bot.pack.importing.merging import Merge, merge
from bot.pack.importing.models import SourceError
from bot.pack.importing.normalising import tally
from bot.pack.importing.pack_head import language_of, languages_of, title_of
from bot.pack.importing.record import Record
from bot.pack.importing.sources import Format, read_faq
from bot.pack.importing.writing import PackHead, write_import

commands = typer.Typer()

_MIXED = 3
"""So many entries in another language are no accident."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@commands.command(
    "import-faq",
    epilog="Examples: import-faq FAQ.md --to my-pack --base https://example.org/faq/ · import-faq qna.tsv --to my-pack",
)
def import_faq(
    *,
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE",
            parser=path,
            help="Markdown FAQ, web page, folder of tags or of FAQs, CSV or TSV, XLSX or ODS, Rasa project, or JSON.",
        ),
    ],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", parser=new_folder, help="Folder of the pack.")],
    kind: Annotated[
        Format | None, typer.Option("--format", help="What the source is; found out by itself if not given.")
    ] = None,
    base: Annotated[
        str, typer.Option("--base", metavar="URL", help="Address of the page, to complete links like /help.")
    ] = "",
    sheet: Annotated[
        str,
        typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook; by default its first one with questions."),
    ] = "",
    title: Annotated[str, typer.Option("--title", help="Title of a new pack; by default the source's.")] = "",
    lang: Annotated[
        str, typer.Option("--lang", metavar="CODE", help="Language of the source; by default what it says or is in.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell; write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Change a pack that is there without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make a pack of an FAQ, or bring a pack up to date with it; tells what was taken, changed and left out.

    Imported again, it changes what changed in the source and keeps what curators changed in the pack.
    """
    if base and not re.match(r"https?://[^\s/]+", base):
        raise UsageError(f"{base!r} is no address of a page. Write it as https://example.org/faq/.")
    with patience("Reading the source …"):
        read = read_faq(source, wanted=kind, base=base, sheet=sheet)
    stated = lang or (read.language if _LANGUAGE.fullmatch(read.language) else "")
    code = stated or language_of(read.entries) or "en"
    if not _LANGUAGE.fullmatch(code):
        raise UsageError(f"{code!r} is no code of a language. Write it as en, de or pt-BR.")
    there = _is_pack(to)
    record = Record.read(to)
    name = f"{source.resolve().name}#{sheet}" if sheet else source.resolve().name
    made = merge(read.entries, read_existing(to, code), record.sources.get(name, {}))
    if not as_json:
        results().print(show_source(read, tally(read.entries)), soft_wrap=True)
        if there:
            results().print(show_merge(made), soft_wrap=True)
    written, by_hand = [], []
    head = PackHead(title or title_of(read, source), code, name)
    if not dry_run and (not there or _agreed(made, yes=yes or as_json)):
        record.sources[name] = made.record
        written, by_hand = write_import(to, made, record, head)
    if as_json:
        typer.echo(ImportObject.of(read, made, [str(each) for each in written], by_hand).json_line())
    else:
        if not there:
            _tell_head(head, titled=bool(title), stated=bool(stated), found=languages_of(read.entries))
        _tell(to, written, by_hand, dry_run=dry_run)
    if by_hand:
        raise typer.Exit(1)


def _is_pack(folder: Path) -> bool:
    """Whether there is a pack; a folder with something else in it is refused.

    Raises:
        SourceError: the folder holds files and no pack.
    """
    if pack_file(folder) is not None:
        return True
    held = [each for each in folder.iterdir() if not each.name.startswith(".")] if folder.is_dir() else []
    if held:
        raise SourceError(f"{folder} is not empty and holds no pack.yaml. Name an empty or a new folder, or a pack's.")
    return False


def _agreed(made: Merge, *, yes: bool) -> bool:
    """Whether the pack may be changed: asked in a terminal, else to be said with --yes."""
    if yes or not made.writes:
        return True
    if not sys.stdin.isatty():
        raise UsageError("This would change a pack that is there. Look at the differences above, then add --yes.")
    return typer.confirm("Write these changes?")


def _tell_head(head: PackHead, *, titled: bool, stated: bool, found: Sequence[tuple[str, int]]) -> None:
    """Say what the new pack is called and which language it is in, where nobody said so."""
    console = results()
    if not titled:
        line = f"Title: {head.title}. Members read “Ask me about {head.title}”; change it with --title or in pack.yaml."
        console.print(line, soft_wrap=True, markup=False, highlight=False)
    if not stated:
        why = "by its texts" if found else "for it cannot be told by its texts"
        line = f"Language: {head.language}, {why}. If it is another, import it with --lang."
        console.print(line, soft_wrap=True, markup=False, highlight=False)
    others = [f"{count} in {code}" for code, count in found if code != head.language and count >= _MIXED]
    if others:
        line = (
            f"Some entries are in another language: {', '.join(others)}. All stand in the pack as {head.language}; "
            "for answers in the asker's language write one entry with texts by language (docs/pack-format.md)."
        )
        console.print(line, soft_wrap=True, markup=False, highlight=False)


def _tell(folder: Path, written: list[Path], by_hand: list[str], *, dry_run: bool) -> None:
    """Say what was written and what comes next."""
    console = results()
    for sentence in by_hand:
        console.print(f"By hand: {sentence}", soft_wrap=True, markup=False, highlight=False)
    if dry_run:
        console.print("Nothing was written.")
    elif not written:
        console.print("Nothing to write: the pack has it all.")
    else:
        names = ", ".join(path.relative_to(folder).as_posix() for path in written)
        console.print(f"Wrote {names} in {folder}.", soft_wrap=True, markup=False, highlight=False)
        console.print(f"Next: python -m bot check --seeds {folder}", soft_wrap=True, markup=False, highlight=False)
