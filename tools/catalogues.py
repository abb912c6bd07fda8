"""Catalogues: gathers the sentences that code says, and brings the gettext catalogues up to them.

`python -m tools.catalogues` adds new sentences (empty, to be translated), takes out those that nothing says any more,
writes the table from which the page of the local Discord reads its translations, and prints what is untranslated.
"""

from __future__ import annotations

import ast
import asyncio
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import discord
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from discord import app_commands

from bot.discord_app.client import FEATURES
from bot.discord_app.connection.error_reports import Tree
from bot.discord_app.language import CONTEXTS
from bot.languages import DEFAULT, TONGUES, Language, tongue
from bot.translations import DOMAIN, catalogue_file, sentences_in

Sentence: TypeAlias = tuple[str | None, str | tuple[str, str]]
"""Its context, and the English sentence, or singular and plural."""

ROOT = Path(__file__).resolve().parent.parent
SAYING = {"say": 1, "plural": 2}
"""Names under which a `Voice` is called, and how many sentences such a call begins with."""

PAGE = ROOT / "sandbox" / "page" / "app"
PAGE_LOCALE = ROOT / "sandbox" / "locale"
TABLE = PAGE / "translations.js"
"""What the page reads: made from its catalogues, for a browser reads no gettext and the sandbox needs no Babel."""
_SAID = re.compile(r"""\bsay\(\s*"((?:[^"\\]|\\.)+)\"""")
_HEAD = """\
/** The page's own words in other languages, by their English. Made by `python -m tools.catalogues`: do not edit. */

"""


class NotASentenceError(Exception):
    """The code says something that is not written there, so no catalogue can hold it."""


def wanted() -> set[Sentence]:
    """Every sentence that the bot's code can say."""
    return {*_spoken(), *asyncio.run(_registered())}


def wanted_on_page() -> set[Sentence]:
    """Every sentence that the page says, and those of its catalogues that its code holds to say in some other way."""
    known = {each for row in TONGUES for each in held(read(page_file(row.code), row.code))}
    texts = [path.read_text("utf-8") for path in sorted(PAGE.glob("*.js")) if path != TABLE]
    texts += [path.read_text("utf-8") for path in sorted((ROOT / "sandbox").rglob("*.py")) if "tests" not in path.parts]
    said = {json.loads(f'"{sentence}"') for text in texts for sentence in _SAID.findall(text)}
    quoted = {each for each in known if any(json.dumps(each[1], ensure_ascii=False) in text for text in texts)}
    return {(None, text) for text in (*said, *DEMO_NOTES)} | quoted


DEMO_NOTES = frozenset({"Admin", "Member", "New member"})
"""Notes beside the demo's people, which the page translates."""


def page_file(language: Language) -> Path:
    """Where the page's catalogue of a language is."""
    return PAGE_LOCALE / language / "LC_MESSAGES" / "page.po"


def read(path: Path, language: Language) -> Catalog:
    """A catalogue; an empty one where there is none."""
    locale = Locale.parse(tongue(language).locale)
    if not path.exists():
        return Catalog(locale=locale)
    with path.open("rb") as source:
        return read_po(source, locale=locale, domain=DOMAIN, abort_invalid=True)


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
    for path in sorted((ROOT / "bot").rglob("*.py")):
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
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,  # noqa: ARG002 - the library gives it
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Note what is asked for, whatever the locale."""
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


def update(path: Path, language: Language, sentences: Iterable[Sentence], header: str) -> list[str]:
    """Bring a catalogue up to the code; gives the sentences that still lack a translation."""
    old = read(path, language)
    row = tongue(language)
    new = Catalog(locale=Locale.parse(row.locale), domain=DOMAIN, fuzzy=False, header_comment=header)
    if row.derived_from is not None:  # it holds what is otherwise than in the language that it is made of
        sentences = [one for one in sentences if old.get(one[1], one[0]) is not None]
    for context, text in sorted(sentences, key=lambda sentence: (sentence[0] or "", str(sentence[1]))):
        before = old.get(text, context)
        new.add(text, before.string if before else "", context=context)
    _write(path, new)
    return [str(message.id) for message in new if message.id and not any(message.string or ())]


def _write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue without the header lines that only say who made it and when."""
    written = BytesIO()
    write_po(written, catalogue, width=120, no_location=True)
    lines = written.getvalue().decode().splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line for line in lines if not line.startswith(_IDLE)), "utf-8")


def table() -> str:
    """The text of the page's table of translations."""
    tables: dict[str, dict[str, str]] = {}
    for row in TONGUES:
        if row.code != DEFAULT:
            messages = (one for one in sentences_in(row, page_file) if one.id and one.string)
            tables[row.code] = {str(message.id): str(message.string) for message in messages}
    return f"{_HEAD}export const TRANSLATIONS = {json.dumps(tables, ensure_ascii=False, indent=2)};\n"


def main() -> None:
    """Bring all catalogues up to the code."""
    for row in TONGUES:
        left = update(catalogue_file(row.code), row.code, wanted(), HEADER)
        if row.code != DEFAULT:
            left += update(page_file(row.code), row.code, wanted_on_page(), PAGE_HEADER)
            print("\n".join(f"{row.code}: {sentence}" for sentence in left))
    TABLE.write_text(table(), "utf-8")


_RUN = "`python -m tools.catalogues` brings this file up to the code."
HEADER = f"""\
# What Footnote says. `msgid` is the English that stands in the code; an empty `msgstr` says the same.
# Blanks such as {{count}} stay as they are. {_RUN}
#"""
PAGE_HEADER = f"""\
# What the page of the local Discord says. `msgid` is the English that stands in the code.
# Blanks such as {{name}} stay as they are. {_RUN}
#"""
_IDLE = ('"Project-Id', '"Report-', '"POT-', '"PO-', '"Last-', '"Language-Team', '"Generated')


if __name__ == "__main__":
    main()
