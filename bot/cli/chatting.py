"""`chat`: a conversation with the bot in the terminal, the same replies as in Discord."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from random import Random

import typer
from rich.console import Console
from rich.text import Text

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.cli.common import Lang, Seeds, Workspace, one_of_the_pack, open_session
from bot.cli.output.console import results
from bot.cli.output.text_output import (
    choices,
    show_answer,
    show_definition,
    show_passages,
    show_quote,
    show_reply,
    show_welcome,
    show_why,
)
from bot.languages import DEFAULT, Language
from bot.matching import Reply
from bot.pack.models import Question
from bot.pack.queries.pick_quote import choose_quote

commands = typer.Typer()

ME, HERE = 1, ChannelContext(channel=1)
"""Who talks in the terminal, and where; any number does, for there is nobody else."""
_PROMPT = "> "
_LEAVE = {"quit", "exit", "bye", ":q"}
_HELP = "Ask anything · /define TERM · /search WORDS · /quote · /why · quit"


@commands.command(epilog="Also reads a script, a question a line: python -m bot chat < questions.txt")
def chat(*, lang: Lang = None, seeds: Seeds = None) -> None:
    """Talk with the bot in this terminal; no Discord account needed."""
    session = open_session(seeds)
    spoken = one_of_the_pack(lang, session.pack)
    console = results()
    console.print(show_welcome(session.pack, spoken or session.pack.info.languages[0]))
    console.print(Text(_HELP, "dim"))
    conversation = ChatLoop(session, console, spoken)
    for line in _lines(console):
        if line.casefold() in _LEAVE:
            break
        conversation.take(line)


class ChatLoop:
    """What has been said so far: the last reply, and the entries on offer."""

    def __init__(self, session: Workspace, console: Console, language: Language | None) -> None:
        self._session = session
        self._answering = Answering(lambda: session.engine, session.settings, time.monotonic)
        self._console = console
        self._language: Language | None = language
        self._chance = Random()  # noqa: S311 - for variety, not for secrets
        self._quoted: str | None = None
        self._offered: tuple[Question, ...] = ()
        self._spoken: Language = language or DEFAULT
        self._last: Reply | None = None

    def take(self, line: str) -> None:
        """Reply to one line that somebody typed."""
        command, _, rest = line.partition(" ")
        pack, engine = self._session.pack, self._session.engine
        match command:
            case "/define" if rest:
                shown = show_definition(pack, engine.define(rest, language=self._language))
            case "/search" if rest:
                shown = show_passages(pack, engine.search(rest, limit=3), self._spoken)
            case "/quote" if quote := choose_quote(pack, self._chance, last=self._quoted):
                self._quoted = quote.id
                shown = show_quote(pack, quote, self._spoken)
            case "/why" if self._last:
                shown = show_why(self._last)
            case _ if command.startswith("/"):
                shown = Text(_HELP)
            case _ if line.isdecimal() and 0 < int(line) <= len(self._offered):
                chosen = self._offered[int(line) - 1]
                self._answering.shown(chosen, Asker(ME, self._language), HERE.channel)
                shown = show_answer(pack, chosen, self._spoken)
            case _:
                self._ask(line)
                return
        self._console.print(shown, Text())

    def _ask(self, text: str) -> None:
        session = self._session
        reply = self._answering.answer(text, Asker(ME, self._language), HERE)
        self._last, self._offered, self._spoken = reply, choices(reply), reply.language
        self._console.print(show_reply(session.pack, reply))
        if self._offered:
            self._console.print(Text(f"Type a number, 1 to {len(self._offered)}.", "dim"))
        self._console.print()


def _lines(console: Console) -> Iterator[str]:
    """What is typed, line by line, until it ends; lines from a pipe are shown as if they had been typed."""
    typed = sys.stdin.isatty()
    if typed:
        with suppress(ImportError):  # Windows has none; elsewhere it brings arrow keys and history
            import_module("readline")
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            line = input(_PROMPT).strip()
            if not typed:
                console.print(Text(line))
            if line:
                yield line
    console.print()
