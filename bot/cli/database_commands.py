"""`migrate`, `backup`, `restore`, `export`, `import` and `suggestions`: looking after what the bot stores.

What they need is imported when they run: the other commands should start without waiting for the database's libraries.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from bot.cli.common import AsJson
from bot.cli.input.number_lists import numbers_in
from bot.cli.input.path_parsers import STANDARD, file_or_stdin, opened_for_reading, path
from bot.cli.output.console import patience, results
from bot.errors import UsageError

commands = typer.Typer()


@commands.command(epilog="`run` does this by itself. The database is the one in DATABASE_URL.")
def migrate(
    *,
    to: Annotated[
        str | None, typer.Option("--to", metavar="STEP", help="Which step to go to; by default the last there is.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Go down without asking, and lose what later steps hold.")] = False,
) -> None:
    """Bring the database to the step that this version needs; it may be run twice, and by several at once."""
    from bot.cli import database_tasks

    place = database_tasks.address()
    if database_tasks.goes_down(to) and not yes:
        typer.confirm(f"This drops what steps later than {to} hold in the database {place}. Go on?", abort=True)
    with patience("Migrating …"):
        moved = database_tasks.go(to)
    done = "is at" if moved.before == moved.after else f"was brought from step {moved.before} to"
    typer.echo(f"The database {place} {done} step {moved.after}.")


@commands.command(epilog="Examples: backup footnote.backup · backup ~/backups/$(date +%F).footnote")
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=path, help="Where to; it must not be there yet.")],
) -> None:
    """Write the whole database, as it is at this moment, into a new file, from which `restore` makes either kind.

    A running bot is not disturbed. The file holds members' ids and the questions they suggested: keep it to yourself.
    """
    from bot.cli import database_tasks

    with patience("Reading the database …"):
        header = database_tasks.back_up(file)
    typer.echo(f"{sum(header.rows.values())} rows of the database {database_tasks.address()} are in {file}.")


@commands.command(epilog="Stop the bot first. The database is the one in DATABASE_URL; it must be empty.")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=path, help="What `backup` wrote.")],
) -> None:
    """Bring a backup into an empty database, SQLite or PostgreSQL, whichever kind it is from; all of it or nothing.

    The file is checked first. One of an earlier version is brought to this one; a database that holds anything is
    refused.
    """
    from bot.cli import database_tasks

    with patience("Restoring …"):
        header = database_tasks.bring_back(file)
    made = f"{header.made:%Y-%m-%d %H:%M} UTC"
    typer.echo(f"{sum(header.rows.values())} rows of {made} were restored into {database_tasks.address()}.")


@commands.command("export")
def export(
    *,
    server: Annotated[int, typer.Argument(metavar="SERVER_ID", min=1, max=2**63 - 1, help="Its id in Discord.")],
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", parser=path, help='Where to; by default stdout, as for "-".'),
    ] = None,
) -> None:
    """Write one server's settings as JSON, to keep them or to bring them into another database."""
    from bot.cli import database_tasks

    written = database_tasks.write(server)
    if file is None or str(file) == STANDARD:
        typer.echo(written, nl=False)
    else:
        file.write_text(written, "utf-8")


@commands.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=file_or_stdin, help='From where; "-" is stdin.')],
) -> None:
    """Replace one server's settings by those in a file that `export` wrote: all of them or, if it has faults, none."""
    from bot.cli import database_tasks

    with opened_for_reading(file) as content:
        server = database_tasks.read(content.read(), str(file))
    typer.echo(f"The settings of server {server} were imported. A running bot heeds them within seconds.")


@commands.command(
    epilog="Examples: suggestions · suggestions --done 3,5-9 · suggestions --done 4 --member · suggestions --done all"
)
def suggestions(
    *,
    done: Annotated[
        str, typer.Option("--done", metavar="NUMBERS", help="Mark these as done: numbers, ranges, or all.")
    ] = "",
    member: Annotated[
        bool, typer.Option("--member", help="With --done: and all others of the members who suggested these.")
    ] = False,
    reopen: Annotated[str, typer.Option("--reopen", metavar="NUMBERS", help="Let these wait again.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the questions that members suggested to the curators and that wait, oldest first, or mark some as done."""
    from bot.cli import database_tasks

    if done and reopen:
        raise UsageError("Give either --done or --reopen.")
    if member and not done:
        raise UsageError("--member goes with --done.")
    if done or reopen:
        changed = database_tasks.mark_done(numbers_in(done or reopen), reopen=bool(reopen), all_of_member=member)
        told = "wait again" if reopen else "are done"
        typer.echo(f"{len(changed)} {told}{': ' if changed else '.'}{', '.join(map(str, changed))}")
        return
    for question in database_tasks.suggested():
        if as_json:
            typer.echo(database_tasks.SuggestionObject.of(question).json_line())
        else:
            text = " ".join(question.text.split())
            head = f"{question.number:>4}  {question.suggested:%Y-%m-%d %H:%M}  {question.language}"
            results().print(Text(f"{head}  {text}"), soft_wrap=True)
