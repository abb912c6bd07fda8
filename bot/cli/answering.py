"""`ask`, `define` and `search`: one text, or a batch of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, BinaryIO, TypeVar

import typer
from rich.console import RenderableType

from bot.cli.batch import answer_batch
from bot.cli.common import AsJson, Batch, Lang, Seeds, Words, one_or_many, open_session
from bot.cli.output.console import results
from bot.cli.output.json_output import Key, MachineObject, definition_object, reply_object, search_object
from bot.cli.output.text_output import show_definition, show_passages, show_reply
from bot.matching import QuestionSource
from bot.text import has_han

T = TypeVar("T")
commands = typer.Typer()

_ONLY: Key = "1"
"""The id of the result when there is only one question."""


@commands.command(
    epilog='Examples: ask "who wrote this" · ask --json 17.36 percent of what · ask --batch questions.jsonl'
)
def ask(
    *,
    words: Words = None,
    batch: Batch = None,
    as_json: AsJson = False,
    mode: Annotated[
        QuestionSource, typer.Option("--mode", help="How the bot is addressed; in a channel it must be surer.")
    ] = QuestionSource.COMMAND,
    lang: Lang = None,
    seeds: Seeds = None,
) -> None:
    """Answer a question from the articles, with the passages that support the answer."""
    asked = one_or_many(words, batch)
    session = open_session(seeds)
    _respond(
        asked,
        as_json=as_json,
        find=partial(session.engine.ask, mode=mode, language=lang, tolerance=session.tolerance(mode)),
        write=partial(reply_object, session.pack),
        show=partial(show_reply, session.pack),
    )


@commands.command(epilog="Examples: define TFP · define --json 未来产业 · define --batch terms.jsonl")
def define(
    *,
    words: Words = None,
    batch: Batch = None,
    as_json: AsJson = False,
    lang: Lang = None,
    seeds: Seeds = None,
) -> None:
    """Look a glossary term up by its English or Chinese name, an abbreviation or pinyin."""
    asked = one_or_many(words, batch)
    session = open_session(seeds)
    _respond(
        asked,
        as_json=as_json,
        find=partial(session.engine.define, language=lang),
        write=partial(definition_object, session.pack),
        show=partial(show_definition, session.pack),
    )


@commands.command(epilog='Examples: search solar batteries · search --limit 1 "old industries"')
def search(
    *,
    words: Words = None,
    batch: Batch = None,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=25, help="Show at most so many passages.")] = 5,
    lang: Lang = None,
    seeds: Seeds = None,
) -> None:
    """Find the passages that hold some words, best first."""
    asked = one_or_many(words, batch)
    session = open_session(seeds)
    language = lang or ("zh" if isinstance(asked, str) and has_han(asked) else "en")
    _respond(
        asked,
        as_json=as_json,
        find=partial(session.engine.search, limit=limit),
        write=search_object,
        show=partial(show_passages, session.pack, language=language),
    )


def _respond(
    asked: str | BinaryIO,
    *,
    as_json: bool,
    find: Callable[[str], T],
    write: Callable[[T, Key], MachineObject],
    show: Callable[[T], RenderableType],
) -> None:
    """Answer one text, or each of a batch, by `find`; `write` turns what is found into JSON, `show` into rich text."""
    if not isinstance(asked, str):
        answer_batch(asked, lambda text, key: write(find(text), key).json_line())
    elif as_json:
        typer.echo(write(find(asked), _ONLY).json_line())
    else:
        results().print(show(find(asked)))
