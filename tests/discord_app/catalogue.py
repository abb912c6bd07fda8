"""What the bot says, gathered from the code, and the catalogues brought up to it.

`python -m tests.discord_app.catalogue` adds new sentences to both catalogues (empty, to be translated) and takes out
those that nothing says any more.
"""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import discord
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from discord import app_commands

from bot.discord_app.client import FEATURES
from bot.discord_app.connection.error_reports import Tree
from bot.discord_app.language import CONTEXTS, DOMAIN, FOLDER
from bot.pack.models import Language
from bot.settings import ROOT

Sentence: TypeAlias = tuple[str | None, str | tuple[str, str]]
"""Its context, and the English sentence, or singular and plural."""

SPEAKING = ("discord_app", "demo")
"""Folders of the bot in which a `Voice` speaks."""
SAYING = {"say": 1, "plural": 2}
"""Names under which a `Voice` is called, and how many sentences such a call begins with."""


class NotASentenceError(Exception):
    """The code says something that does not stand in it, so no catalogue can hold it."""


def wanted() -> set[Sentence]:
    """Every sentence that the code can say."""
    return {*_spoken(), *asyncio.run(_registered())}


def catalogue_file(language: Language) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: Language) -> Catalog:
    with catalogue_file(language).open("rb") as source:
        return read_po(source, locale=language, domain=DOMAIN, abort_invalid=True)


def held(catalogue: Catalog) -> set[Sentence]:
    """Every sentence that a catalogue holds."""
    found: set[Sentence] = set()
    for message in catalogue:
        if message.id:
            text = message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
            found.add((message.context, text))
    return found


def _spoken() -> Iterator[Sentence]:
    """What calls of a voice say; read from the syntax tree, for Babel's own extractor overlooks f-strings."""
    for path in sorted(path for folder in SPEAKING for path in (ROOT / "bot" / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            count = SAYING.get(str(name), 0)
            said = [a.value for a in node.args[:count] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if len(said) != count:
                raise NotASentenceError(f"{path.name}:{node.lineno}: write the sentence itself into the call")
            if said:
                yield None, said[0] if count == 1 else (said[0], said[1])


@dataclass
class _Recorder(app_commands.Translator):
    heard: set[Sentence] = field(default_factory=set[Sentence])

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        self.heard.add((CONTEXTS.get(context.location), string.message))
        return None


async def _registered() -> set[Sentence]:
    """Names and descriptions of commands and options, as the library asks for their translations."""
    recorder = _Recorder()
    tree = Tree(discord.Client(intents=discord.Intents.none()))
    for feature in FEATURES:
        for command in feature.commands:
            await command.get_translated_payload(tree, recorder)
    return recorder.heard


def update(language: Language) -> list[str]:
    """Bring a catalogue up to the code; gives the sentences that still lack a translation."""
    old = read(language) if catalogue_file(language).exists() else Catalog()
    new = Catalog(locale=language, domain=DOMAIN, fuzzy=False, header_comment=HEADER)
    for context, text in sorted(wanted(), key=lambda sentence: (sentence[0] or "", str(sentence[1]))):
        before = old.get(text, context)
        new.add(text, before.string if before else "", context=context)
    write(language, new)
    return [str(message.id) for message in new if message.id and not any(message.string or ())]


def write(language: Language, catalogue: Catalog) -> None:
    """Write a catalogue without the header lines that only say who made it and when."""
    written = BytesIO()
    write_po(written, catalogue, width=120, no_location=True)
    lines = written.getvalue().decode().splitlines(keepends=True)
    path = catalogue_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line for line in lines if not line.startswith(IDLE)), "utf-8")


HEADER = """\
# What Footnote says in Discord. `msgid` is the English that stands in the code; an empty `msgstr` says the same.
# Blanks such as {count} stay as they are. `python -m tests.discord_app.catalogue` brings this file up to the code.
#"""
IDLE = ('"Project-Id', '"Report-', '"POT-', '"PO-', '"Last-', '"Language-Team', '"Generated')


if __name__ == "__main__":
    update("en")
    print("\n".join(update("zh")))  # noqa: T201 - a tool for the terminal
