"""The typer application: the commands put together, and the one place where an error becomes words and an exit code."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, Any

import typer
from rich.text import Text
from typer.core import TyperGroup
from typer.exceptions import TyperException

from bot import __version__
from bot.cli import (
    answering,
    chatting,
    curating,
    database_commands,
    demonstrating,
    doctoring,
    evaluating,
    live_checking,
    serving,
)
from bot.cli.output.console import errors, results
from bot.cli.packs import import_faq, new_pack, review
from bot.cli.sampling import quizzing, quoting
from bot.errors import FootnoteError, import_error_in_words
from bot.library.engine_cache import encoding
from bot.settings import load_settings

_HELP = """Footnote answers questions about a library, and says nothing that it cannot cite.

Results go to stdout and errors to stderr. Exit codes: 0 done, 1 the content or the data is at fault, 2 wrong usage.
"""

_LONGEST = 200
"""Longest path that is repeated, in characters."""
_BUG = "This is a mistake in Footnote itself, not in your files; `python -m bot --traceback …` shows where it happened."


def _os_error_in_words(error: OSError) -> str:
    reason = error.strerror or str(error)
    if not error.filename:
        return f"This cannot be read or written: {reason}. Make room, or let this program use what is named."
    place = str(error.filename)
    shown = place if len(place) <= _LONGEST else f"{place[:_LONGEST]}…"
    return f"{shown} cannot be used: {reason}. Check that it is there, may be used by this program, and has room."


class _Footnote(TyperGroup):
    """All commands; an error that a person is meant to read ends the program with its text and its exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, TyperException, BrokenPipeError, EOFError):
            raise  # typer's own ways to end
        except FootnoteError as error:
            said, code = str(error), error.exit_code
        except OSError as error:
            said, code = _os_error_in_words(error), 1
        except ImportError as error:
            said, code = import_error_in_words(error), 1
        except MemoryError:
            said, code = "There is not enough memory. End other programs, or use a machine with more.", 1
        except Exception as error:
            if ctx.params.get("traceback"):
                raise
            said, code = f"{_BUG} {type(error).__name__}: {error}", 1
        errors().print(Text(said), soft_wrap=True)
        raise typer.Exit(code)


app = typer.Typer(
    name="bot",
    cls=_Footnote,
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(*, wanted: bool) -> None:
    """Print the version, and how questions are compared, and end."""
    if wanted:
        results().print(f"Footnote {__version__}")
        with suppress(FootnoteError):  # a setting may be wrong, and the version is right all the same
            results().print(encoding(wanted=load_settings().encoder), soft_wrap=True)
        raise typer.Exit


@app.callback()
def everywhere(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Tell the version, and which encoder is in use.", callback=_tell_version, is_eager=True
        ),
    ] = False,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where in the code a failure happened.")] = False,
) -> None:
    """Options of the program as a whole; the group itself heeds them."""


_GROUPS = (
    demonstrating,
    answering,
    quoting,
    quizzing,
    chatting,
    curating,
    new_pack,
    import_faq,
    review,
    evaluating,
    serving,
    doctoring,
    live_checking,
    database_commands,
)
for _group in _GROUPS:
    app.add_typer(_group.commands)
