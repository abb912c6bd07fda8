"""`new`: a pack to start from, which loads and answers at once."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.input.path_parsers import new_folder
from bot.cli.output.console import results
from bot.errors import UsageError
from bot.pack.editing.pack_template import NewPack
from bot.pack.editing.text_files import replace_file

commands = typer.Typer()

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@commands.command("new", epilog='Examples: new my-pack · new my-pack --title "Makers Help" --languages en,de')
def new(
    *,
    folder: Annotated[Path, typer.Argument(metavar="DIR", parser=new_folder, help="A new or an empty folder.")],
    title: Annotated[str, typer.Option("--title", help="What the pack is called.")] = "",
    languages: Annotated[
        str, typer.Option("--languages", metavar="CODES", help="Codes with commas between them, as en,de.")
    ] = "",
    question: Annotated[str, typer.Option("--question", help="A first question.")] = "",
    answer: Annotated[str, typer.Option("--answer", help="Its answer, in Markdown.")] = "",
) -> None:
    """Write a pack to start from, with comments; asks for what is not given, if somebody is at the terminal."""
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty. Name a new folder, or an empty one.")
    if at_terminal():
        title = title or typer.prompt("What is the pack called?", default=_title_of(folder))
        languages = languages or typer.prompt(
            "Which languages (codes, the first is shown to all others)?", default="en"
        )
        question = question or typer.prompt("What do people ask first?", default=_first_question(title))
    title = title.strip() or _title_of(folder)
    pack = NewPack(title, _codes(languages or "en"), question.strip() or _first_question(title), answer.strip())
    for name, text in pack.files().items():
        replace_file(folder / name, text.encode())
    console = results()
    console.print(f"Wrote {', '.join(pack.files())} in {folder}.", soft_wrap=True, markup=False, highlight=False)
    for command in ("check", "demo"):
        console.print(f"  python -m bot {command} --seeds {folder}", soft_wrap=True, markup=False, highlight=False)


def at_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()


def _codes(text: str) -> list[str]:
    """The languages that were typed.

    Raises:
        UsageError: one is no code.
    """
    codes = list(dict.fromkeys(code for code in re.split(r"[\s,;]+", text.strip("[] ")) if code))
    for code in codes:
        if not _LANGUAGE.fullmatch(code):
            raise UsageError(f"{code!r} is no code of a language. Write codes such as en, de or pt-BR.")
    if not codes:
        raise UsageError("Name at least one language, by its code: en, de or pt-BR.")
    return codes


def _title_of(folder: Path) -> str:
    """A title made from the folder's name."""
    words = re.sub(r"[-_.]+", " ", folder.resolve().name).strip()
    return f"{words[:1].upper()}{words[1:]}" if words else "Help"


def _first_question(title: str) -> str:
    return f"What is {title}?"
