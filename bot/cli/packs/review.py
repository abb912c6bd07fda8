"""`review`: what waits for a curator, one after the other, with the changes written into the pack."""

from __future__ import annotations

import sys
from pathlib import Path

import typer
from pydantic import TypeAdapter
from rich.console import Group
from rich.text import Text

from bot.cli.common import AsJson, Seeds, open_session
from bot.cli.output.console import patience, results
from bot.cli.packs.review_loop import ReviewLoop, show_item
from bot.curating.pack_editor import PackEditor
from bot.curating.worklist import DAYS, Worklist, worklist
from bot.pack.reading.draft import read_draft

commands = typer.Typer()


@commands.command(
    epilog="Without a terminal, as in a pipe, it lists what waits. `suggestions --done` marks many at once."
)
def review(*, as_json: AsJson = False, seeds: Seeds = None) -> None:
    """Work through what members didn't find: accept wordings, make entries, dismiss; written into the pack."""
    # Imported here because the other commands should start without waiting for the database's libraries.
    from bot.cli import database_tasks  # noqa: PLC0415

    session = open_session(seeds)
    folder: Path = session.pack.folder
    with patience("Looking at what waits …"):
        data = database_tasks.curating_data(DAYS)
        items = worklist(read_draft(folder), session.engine, data)
    console = results()
    if as_json:
        typer.echo(TypeAdapter(Worklist).dump_json(items))
    elif not any((items.suggested, items.voted_down, items.missed, items.ties)):
        console.print("Nothing is waiting. `evaluate --curate` says what else could be better.")
    elif not sys.stdin.isatty():
        console.print(_listed(items), soft_wrap=True)
    else:
        language = next(iter(getattr(session.pack.info, "languages", ("en",))))

        def mark(number: int, *, done: bool) -> None:
            database_tasks.mark_done([number], reopen=not done)

        ReviewLoop(PackEditor(folder, language), mark, console, input).run(items)


def _listed(items: Worklist) -> Group:
    """Everything that waits, kind by kind."""
    parts: list[Text | Group] = []
    for title, found in (
        ("Suggested questions", items.suggested),
        ("Answers voted down", items.voted_down),
        (f"Questions without an answer, {DAYS} days", items.missed),
        ("Hard to tell apart", items.ties),
    ):
        if found:
            parts += [Text(f"{title} ({len(found)})", "bold"), *(Group(show_item(each)) for each in found), Text()]
    return Group(*parts)
