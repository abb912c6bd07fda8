"""`ask`, `define` and `search`: one text, or a batch of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import RenderableType

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.answering.conversation import Conversation
from bot.cli.common import AsJson, Batch, Lang, Seeds, Words, Workspace, one_of_the_pack, one_or_many, open_session
from bot.cli.input.batch import BatchRow, answer_batch
from bot.cli.input.path_parsers import opened_for_reading
from bot.cli.output.console import results
from bot.cli.output.json_output import Key, MachineObject, definition_object, reply_object, search_object
from bot.cli.output.pack_examples import with_examples
from bot.cli.output.text_output import show_definition, show_passages, show_reply
from bot.languages import Language, language_of_text
from bot.matching import QuestionSource, Reply

T = TypeVar("T")
commands = typer.Typer()

_ONLY: Key = "1"
"""The id of the result when there is only one question."""
MOST_CONVERSATIONS = 1_000_000
"""How many conversations of a batch are remembered at once, so that their lines may be mixed in any order."""


@commands.command(cls=with_examples("ask {question} · ask --json {question} · ask --batch questions.jsonl"))
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
    """Answer a question from the pack, with the passages that support the answer where it has any."""
    asked = one_or_many(words, batch)
    session = open_session(seeds)
    turns = Turns(session, mode, one_of_the_pack(lang, session.pack))
    if not isinstance(asked, str):
        with opened_for_reading(asked) as lines:
            answer_batch(lines, lambda row, key: turns.write(row, key).json_line())
    elif as_json:
        typer.echo(turns.write(BatchRow(text=asked), _ONLY).json_line())
    else:
        results().print(show_reply(session.pack, turns.take(asked)))


class Turns:
    """Questions of one run, as turns of conversations: each that a batch names is one member's in one channel.

    The clock stands still, so that turns follow each other as if seconds apart, however long a batch takes.
    """

    def __init__(self, session: Workspace, mode: QuestionSource, language: Language | None) -> None:
        self._pack = session.pack
        self._mode = mode
        self._language: Language | None = language
        self._answering = Answering(
            lambda: session.engine, session.settings, lambda: 0.0, Conversation(most=MOST_CONVERSATIONS)
        )
        self._known: dict[Key, int] = {}
        self._alone = count(start=-1, step=-1)

    def take(self, text: str, conversation: Key | None = None) -> Reply:
        """The reply to a question that belongs to a conversation, or stands alone."""
        number = next(self._alone) if conversation is None else self._known.setdefault(conversation, len(self._known))
        return self._answering.answer(text, Asker(number, self._language), ChannelContext(number, self._mode))

    def write(self, row: BatchRow, key: Key) -> MachineObject:
        """The reply to a line of a batch, as it is written."""
        return reply_object(self._pack, self.take(row.text, row.conversation), key, row.conversation)


@commands.command(cls=with_examples("define {term} · define --json {term} · define --batch terms.jsonl"))
def define(
    *,
    words: Words = None,
    batch: Batch = None,
    as_json: AsJson = False,
    lang: Lang = None,
    seeds: Seeds = None,
) -> None:
    """Look a glossary term up by any of its names, or an abbreviation; a Chinese one by its pinyin, too."""
    asked = one_or_many(words, batch)
    session = open_session(seeds)
    _respond(
        asked,
        as_json=as_json,
        find=partial(session.engine.define, language=one_of_the_pack(lang, session.pack)),
        write=partial(definition_object, session.pack),
        show=partial(show_definition, session.pack),
    )


@commands.command(cls=with_examples("search {term} · search --limit 1 {term}"))
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
    spoken = one_of_the_pack(lang, session.pack)
    language = spoken or session.pack.info.language_for(language_of_text(asked if isinstance(asked, str) else ""))
    _respond(
        asked,
        as_json=as_json,
        find=partial(session.engine.search, limit=limit),
        write=search_object,
        show=partial(show_passages, session.pack, language=language),
    )


def _respond(
    asked: str | Path,
    *,
    as_json: bool,
    find: Callable[[str], T],
    write: Callable[[T, Key], MachineObject],
    show: Callable[[T], RenderableType],
) -> None:
    """Answer one text, or each of a batch, by `find`; `write` turns what is found into JSON, `show` into rich text."""
    if not isinstance(asked, str):
        with opened_for_reading(asked) as lines:
            answer_batch(lines, lambda row, key: write(find(row.text), key).json_line())
    elif as_json:
        typer.echo(write(find(asked), _ONLY).json_line())
    else:
        results().print(show(find(asked)))
