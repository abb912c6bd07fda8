"""Importer of JSON: lists of pairs, {question: answer}, exports of QnA Maker and Azure, and FAQPage of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from bot.pack.importing.formats.rows import Row, RowReading, field_of, texts_in
from bot.pack.importing.models import Note, NoteKind, ReadFaq, SourceError
from bot.pack.importing.source_files import SourceFile

_LISTS = (
    "qnadocuments",
    "qnalist",
    "qnas",
    "qnapairs",
    "mainentity",
    "faqs",
    "faq",
    "questions",
    "items",
    "entries",
    "data",
    "value",
    "assets",
    "@graph",
)
"""Keys under which exports keep their list, in the order looked for."""
_EXPECTED = 'Write a list of {"question": "…", "answer": "…"}, or {"question": "answer", …}.'


def read_json(file: SourceFile, base: str = "") -> ReadFaq:
    """Read questions and answers from JSON, or from JSON Lines.

    Raises:
        SourceError: it is no JSON, or holds no questions that can be told.
    """
    data = _parsed(file)
    reading = RowReading(file, base)
    kind, rows = _found(file, data, reading)
    reading.read(rows)
    if not reading.entries:
        raise SourceError(f"{file.name}: No question with an answer was found. {_EXPECTED}")
    head: dict[str, Any] = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    title, language = (
        next((str(head[name]) for name in names if isinstance(head.get(name), str)), "")
        for names in (("title", "name"), ("language", "inLanguage"))
    )
    return ReadFaq(kind, reading.entries, sorted(reading.notes), reading.seen(), title, language or reading.language)


def _parsed(file: SourceFile) -> Any:
    """The document; a file of JSON Lines is a list of them."""
    try:
        return json.loads(file.text, object_pairs_hook=_once(file))
    except RecursionError:
        raise SourceError(f"{file.name}: The document is nested too deeply. {_EXPECTED}") from None
    except json.JSONDecodeError as error:
        lines = [line for line in file.text.split("\n") if line.strip()]
        try:
            if len(lines) > 1:
                return [json.loads(line) for line in lines]
        except json.JSONDecodeError:
            pass
        raise SourceError(f"{file.name}:{error.lineno}: Not JSON: {error.msg}.") from None


def _once(file: SourceFile) -> Any:
    """A hook that refuses a key that stands twice in one object: of two answers one would be lost."""

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, value in pairs:
            if name in made and made[name] != value:
                line = _Lines(file.text).of(name, nth=2)
                raise SourceError(f"{file.name}:{line}: The key {name[:80]!r} stands twice. Keep one of the two.")
            made[name] = value
        return made

    return build


def _found(file: SourceFile, data: Any, reading: RowReading) -> tuple[str, Iterator[Row]]:
    """What the document is, and its rows."""
    if isinstance(data, list):
        return _in_list(file, cast("list[Any]", data), reading)
    if not isinstance(data, Mapping):
        raise SourceError(f"{file.name}: The document is no list and no object. {_EXPECTED}")
    whole = cast("Mapping[str, Any]", data)
    by_name = {name.casefold(): name for name in whole}
    for wanted in _LISTS:
        inner = whole.get(by_name.get(wanted, ""))
        if isinstance(inner, dict) and any(name.casefold() in _LISTS for name in cast("dict[str, Any]", inner)):
            return _found(file, inner, reading)
        if isinstance(inner, list) and any(isinstance(each, dict) for each in cast("list[Any]", inner)):
            if wanted == "@graph":
                pages: list[Any] = [each for each in cast("list[Any]", inner) if "mainEntity" in each]
                if pages:
                    return _found(file, pages[0], reading)
            kind = "a FAQPage (schema.org)" if wanted == "mainentity" else f"JSON, the list {by_name[wanted]!r}"
            return kind, _listed(file, cast("list[Any]", inner), reading)
    if (
        whole
        and all(isinstance(value, str) for value in whole.values())
        and not ({field_of(name) for name in whole} >= {"question", "answer"})
    ):
        lines = _Lines(file.text)
        pairs = ({"question": name, "answer": value} for name, value in whole.items())
        return "JSON, answers by question", (Row(lines.of(pair["question"]), pair) for pair in pairs)
    return _in_list(file, [whole], reading, "JSON, one entry")


def _in_list(
    file: SourceFile, items: list[Any], reading: RowReading, kind: str = "JSON, a list"
) -> tuple[str, Iterator[Row]]:
    """The rows of a list of entries, or of lists of them further down."""
    if any(_is_entry(each) for each in items) or not (rows := [*_nested(items, "")]):
        if len(items) == 1 and isinstance(items[0], Mapping) and not _is_entry(items[0]):
            raise SourceError(f"{file.name}: No list of questions was found. {_EXPECTED}")
        return kind, _listed(file, items, reading)
    return "JSON, lists in lists", _listed(file, rows, reading)


def _is_entry(value: Any) -> bool:
    """Whether a value is a question with its answer: an object with both, or a pair."""
    if isinstance(value, Mapping):
        return {field_of(str(name)) for name in cast("Mapping[Any, Any]", value)} >= {"question", "answer"}
    return isinstance(value, list) and len(cast("list[Any]", value)) == 2


def _nested(value: Any, topic: str) -> Iterator[Any]:
    """The entries in lists of lists, each under the name of the innermost list that has one."""
    if isinstance(value, list):
        for each in cast("list[Any]", value):
            yield from _nested(each, topic)
    elif isinstance(value, Mapping):
        inner = cast("Mapping[str, Any]", value)
        if _is_entry(inner):
            yield {"topic": topic, **inner} if topic else inner
            return
        named = (inner.get(name) for name in ("name", "title", "category", "topic", "section", "label"))
        title = next((name for name in named if isinstance(name, str)), topic)
        for each in inner.values():
            yield from _nested(each, title)


def _listed(file: SourceFile, items: list[Any], reading: RowReading) -> Iterator[Row]:
    """The rows of a list of objects, or of pairs."""
    lines = _Lines(file.text)
    line = 1
    for number, raw in enumerate(items, 1):
        values: dict[str, Any]
        if isinstance(raw, list) and len(cast("list[Any]", raw)) == 2:
            values = dict(zip(("question", "answer"), cast("list[Any]", raw), strict=True))
        elif isinstance(raw, Mapping):
            values = dict(cast("Mapping[str, Any]", raw))
        else:
            told = f"Item {number} is no object: {json.dumps(raw, ensure_ascii=False)[:60]}"
            reading.notes.append(Note(file.at(line), NoteKind.LEFT_OUT, told))
            continue
        asked = next((v for name, v in values.items() if field_of(name) == "question"), "")
        line = lines.of(next(iter(texts_in(asked)), ""))
        yield Row(line, values)


class _Lines:
    """Lines on which texts stand in a JSON document, which is read in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def of(self, wanted: str, nth: int = 1) -> int:
        """The line of the next place where a text stands, at or after the last that was found."""
        for written in (json.dumps(wanted, ensure_ascii=False), json.dumps(wanted)):
            at = self._at - 1
            for _ in range(nth):
                at = self._text.find(written, at + 1)
            if at >= 0:
                self._at = at
                break
        return self._text.count("\n", 0, max(self._at, 0)) + 1
