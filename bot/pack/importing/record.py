"""Record of what was imported: digests by which a second import tells a curator's changes from the source's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.pack.importing.models import FaqEntry, SourceError

RECORD_FILE = ".imported.json"
"""Its name, in the pack's folder; it belongs into version control with the pack."""
FIELDS = ("question", "answer", "source")
"""Texts of an entry that are compared one by one; phrasings are compared each by itself."""


class ImportedEntry(BaseModel):
    """What an entry was when it was imported last: digests of its texts and phrasings, keys of related ones."""

    model_config = ConfigDict(frozen=True)

    id: str
    texts: Mapping[str, str]
    phrasings: Sequence[str] = ()
    see_also: Sequence[str] = ()

    @classmethod
    def of(cls, name: str, entry: FaqEntry) -> ImportedEntry:
        """The record of an entry that has the id `name` in the pack."""
        texts = {field: digest(getattr(entry, field)) for field in FIELDS}
        phrasings = [digest(each) for each in entry.phrasings]
        return cls(id=name, texts=texts, phrasings=phrasings, see_also=entry.see_also)


class _Document(BaseModel):
    """The file."""

    version: int = 1
    sources: dict[str, dict[str, ImportedEntry]] = {}


@dataclass(slots=True)
class Record:
    """The entries imported so far, by the source's name and the entry's key there."""

    sources: dict[str, dict[str, ImportedEntry]] = field(default_factory=dict[str, dict[str, ImportedEntry]])

    @classmethod
    def read(cls, folder: Path) -> Record:
        """The record of a pack; an empty one where nothing was imported yet.

        Raises:
            SourceError: the file is damaged.
        """
        path = folder / RECORD_FILE
        if not path.is_file():
            return cls()
        try:
            return cls(_Document.model_validate_json(path.read_bytes()).sources)
        except ValidationError:
            raise SourceError(
                f"{path} is damaged, so that it cannot be told what was changed since the last import. Fetch it from "
                "version control, or remove it: then nothing that stands in the pack is touched."
            ) from None

    def text(self) -> str:
        """The record as it is written."""
        document = _Document(sources=self.sources).model_dump()
        return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def digest(text: str) -> str:
    """A digest of a text, the blanks around it and at the ends of its lines apart."""
    return sha256("\n".join(line.rstrip() for line in text.strip().split("\n")).encode()).hexdigest()[:16]
