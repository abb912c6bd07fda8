"""Questions that a pack holds already, as they are typed, with the place of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from yaml import YAMLError

from bot.pack.importing.models import SourceError
from bot.pack.reading.source import Source, not_yaml
from bot.pack.reading.yaml_values import parse
from bot.pack.slugs import id_from

PACK_FILES = ("pack.yaml", "pack.yml")


@dataclass(frozen=True, slots=True)
class Existing:
    """An entry of a pack.

    Attributes:
        file: path relative to the pack's folder, and `line` where it begins there.
        index: its position in the file's list.
        texts: question, answer and source, in the language looked for.
        keys: the keys that lead to each of these texts inside the entry.
    """

    id: str
    file: str
    line: int
    index: int
    texts: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]
    phrasings: tuple[str, ...]
    see_also: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}:{self.line}"


def read_existing(folder: Path, language: str) -> dict[str, Existing]:
    """The questions of a pack by id.

    Args:
        folder: the pack's; it may be missing or empty.
        language: whose texts are looked at where there are several.

    Raises:
        SourceError: a file is no YAML.
    """
    return {entry.id: entry for path in question_files(folder) for entry in _entries(folder, path, language)}


def question_files(folder: Path) -> list[Path]:
    """The files of a pack that hold questions."""
    found = [path for name in ("questions.yaml", "questions.yml") if (path := folder / name).is_file()]
    return found + sorted(path for suffix in ("yaml", "yml") for path in folder.glob(f"questions/**/*.{suffix}"))


def pack_file(folder: Path) -> Path | None:
    """The file that says what the pack is, if it is there."""
    return next((path for name in PACK_FILES if (path := folder / name).is_file()), None)


def parsed(folder: Path, path: Path) -> tuple[Source, Any]:
    """A file with what it says.

    Raises:
        SourceError: it is no YAML.
    """
    source = Source.read(folder, path)
    try:
        return source, parse(source)[0]
    except YAMLError as error:
        fault = not_yaml(source, source.name, error)
        raise SourceError(f"{folder}: {fault} Then import again.") from None


def _entries(folder: Path, path: Path, language: str) -> Iterator[Existing]:
    source, data = parsed(folder, path)
    for index, raw in enumerate(cast("list[Any]", data) if isinstance(data, list) else []):
        if not isinstance(raw, Mapping):
            continue
        entry = cast("Mapping[str, Any]", raw)
        texts: dict[str, str] = {}
        keys: dict[str, tuple[str, ...]] = {}
        for field in ("question", "answer", "source"):
            value = entry.get(field)
            keys[field] = (field,)
            if isinstance(value, Mapping):
                inner = cast("Mapping[str, Any]", value)
                code = language if language in inner else next(iter(inner), "")
                value, keys[field] = inner.get(code), (field, code)
            texts[field] = str(value or "").strip()
        phrasings = cast("list[Any]", entry.get("phrasings") or [])
        name = str(entry.get("id") or id_from(texts["question"]))
        line = source.line((index,))
        related = cast("list[Any]", entry.get("see_also") or [])
        yield Existing(
            name,
            source.name,
            line,
            index,
            texts,
            keys,
            tuple(str(each) for each in phrasings),
            tuple(str(each) for each in related),
        )
