"""Importer of folders of tags: one Markdown file for each, whose name is what members type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any, cast

from yaml import YAMLError, safe_load

from bot.pack.importing.formats import markdown_parts
from bot.pack.importing.formats.markdown_faq import as_markdown
from bot.pack.importing.formats.markdown_outline import Outline, cleaned
from bot.pack.importing.models import Amounts, FaqEntry, Note, NoteKind, ReadFaq
from bot.pack.importing.source_files import SourceFile

_TITLES = ("question", "title")
_ALIASES = ("aliases", "alias", "phrasings", "keywords")
_TAKEN = frozenset((*_TITLES, *_ALIASES, "topic", "category", "source", "id", "slug", "embed"))


def read_tags(files: Sequence[SourceFile], base: str = "") -> ReadFaq:
    """Read tags: the title is the question, or the first heading, or the name; the name and aliases are phrasings.

    Args:
        files: named relative to the folder; a folder inside it is a topic.
        base: as for Markdown FAQs.
    """
    entries: list[FaqEntry] = []
    notes: list[Note] = []
    seen = Amounts()
    for file in files:
        entry, told = _tag(file, base)
        notes += told
        links, blocks = markdown_parts.count(file.text)
        gone = sum((note.gone for note in told), Amounts())
        seen += Amounts(1, (len(entry.phrasings) if entry else 0) + gone.phrasings, links, blocks)
        if entry:
            entries.append(entry)
    return ReadFaq("a folder of tags", entries, sorted(notes), seen)


def _tag(file: SourceFile, base: str) -> tuple[FaqEntry | None, list[Note]]:
    """The entry of one file."""
    outline = Outline.of(file.text)
    notes: list[Note] = []
    try:
        found: object = safe_load(outline.matter) if outline.matter else {}
    except YAMLError:
        notes.append(Note(file.at(1), NoteKind.LEFT_OUT, "The front matter is no YAML."))
        found = {}
    matter = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    notes += [
        Note(file.at(1), NoteKind.LEFT_OUT, f"{name!r} of the front matter has no place in a pack.")
        for name in matter
        if name not in _TAKEN
    ]
    embed = cast("dict[str, Any]", matter["embed"]) if isinstance(matter.get("embed"), dict) else {}
    path = PurePosixPath(file.name)
    name = re.sub(r"[-_]+", " ", path.stem).strip()
    title = next((str(matter[key]) for key in _TITLES if matter.get(key)), str(embed.get("title") or ""))
    begin = outline.root.begin
    if not title and outline.root.parts and not outline.text(begin, outline.root.parts[0].line).strip():
        heading = outline.root.parts[0]
        title, begin = cleaned(heading.title), heading.begin
    question = cleaned(title) or name[:1].upper() + name[1:]
    text = outline.text(begin, outline.root.end)
    if not text.strip():
        return None, [*notes, Note(file.at(1), NoteKind.LEFT_OUT, f"{question!r} has no answer.", Amounts(entries=1))]
    line = next((n + 1 for n in range(begin, outline.root.end) if outline.lines[n].strip()), 1)
    answer, changed = as_markdown(file, line, text, markdown_parts.references(file.text), base)
    topic = str(matter.get("topic") or matter.get("category") or "")
    if not topic and len(path.parts) > 1:
        topic = re.sub(r"[-_]+", " ", path.parts[-2])
        topic = topic[:1].upper() + topic[1:]
    phrasings = [name, *(alias for key in _ALIASES for alias in _texts(matter.get(key)))]
    return FaqEntry(
        question,
        answer,
        file.at(line),
        str(matter.get("id") or matter.get("slug") or path.with_suffix("").as_posix()),
        tuple(each for each in phrasings if each.casefold() != question.casefold()),
        topic,
        str(matter.get("source") or ""),
    ), [*notes, *changed]


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each).strip() for each in cast("list[Any]", value) if str(each).strip()]
    return [each.strip() for each in value.split(",") if each.strip()] if isinstance(value, str) else []
