"""Register of the kinds of pack entry: where each is written, what it is called, what is counted.

Reading, checks, the table of counts, the JSON Schemas, the register of ids and coverage loop over it. A new kind is a
model in `models` and a row here; what it cites, refers to and states is found by the model's types, and so checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from bot.pack.fields import holds
from bot.pack.models import (
    Article,
    ArticleInfo,
    Chitchat,
    Citation,
    Entry,
    LabelledQuestion,
    PackInfo,
    Question,
    Quote,
    Term,
    Translation,
    UnanswerableGroup,
)

E = TypeVar("E", bound=Entry)

ID_FILE = "ids.txt"
"""The file that keeps the ids in use, one "kind id" a line; a pack may do without."""


class Form(StrEnum):
    """How a file holds its entries."""

    LIST = "list"
    """A YAML list of them."""
    MAPPING = "mapping"
    """One YAML mapping, which is the entry."""
    ARTICLE = "article"
    """Markdown with front matter."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[E]):
    """One kind of entry.

    Attributes:
        name: what one is called in reports and in the register of ids.
        model: what an entry becomes.
        files: where they are written, relative to the pack's folder: a file, or `folder/*.suffix` for all files in a
            folder and in those inside it. Other spellings of the suffix (`SPELLINGS`) will do.
        also: a file in which they may stand as well.
        about: title of its JSON Schema.
        schema: name of that schema; by default that of the file or folder.
        typed: the model that a curator fills in, where it is another than `model`.
        form: how a file holds its entries.
        required: whether a pack must have the file or folder.
        counts: what `check` counts, with how many of it there are in one entry; None: the entries themselves.
        parts: lists of entries with ids inside this one: the key of each, and what one of it is called.
        named_after: the kind of entry whose id must be the file's name; empty: any name will do.
    """

    name: str
    model: type[E]
    files: str
    about: str
    also: str = ""
    schema: str = ""
    typed: type[Entry] | None = None
    form: Form = Form.LIST
    required: bool = False
    counts: Mapping[str, Callable[[E], int]] | None = None
    parts: Mapping[str, str] = field(default_factory=dict[str, str])
    named_after: str = ""

    @property
    def place(self) -> str:
        """The file, or the folder of its files."""
        return self.files.partition("/*")[0]

    @property
    def schema_name(self) -> str:
        """Name of its JSON Schema."""
        return self.schema or PurePosixPath(self.place).stem

    @property
    def identified(self) -> bool:
        """Whether its entries have ids."""
        return "id" in self.model.model_fields or hasattr(self.model, "id")

    @property
    def cites(self) -> bool:
        """Whether its entries can cite passages; those without an id, as translations, only repeat what is cited."""
        return self.identified and (holds(self.model, Citation) or self.model.cited is not Entry.cited)

    @property
    def counted(self) -> Mapping[str, Callable[[E], int]]:
        """What `check` counts, by the words shown."""
        return {f"{self.name}s": _one} if self.counts is None else self.counts

    def holds(self, file: str) -> bool:
        """Whether a file, named relative to the pack's folder, is one of this kind's."""
        path, own = PurePosixPath(file), PurePosixPath(self.files)
        if path.suffix.lower() in SPELLINGS:
            path = path.with_suffix(SPELLINGS[path.suffix.lower()])
        if str(path) in (self.files, self.also):
            return True
        return own.stem == "*" and path.parts[0] == own.parts[0] and len(path.parts) > 1 and path.suffix == own.suffix


def _one(_entry: Entry) -> int:
    return 1


KINDS: tuple[Kind[Any], ...] = (
    Kind(
        "pack",
        PackInfo,
        "pack.yaml",
        "pack.yaml: what the pack is and what its entries may refer to",
        form=Form.MAPPING,
        required=True,
        counts={},
        parts={"topics": "topic", "speakers": "speaker"},
    ),
    Kind(
        "article",
        Article,
        "articles/*.md",
        "The front matter of an article in articles/",
        schema="article",
        typed=ArticleInfo,
        form=Form.ARTICLE,
        counts={"articles": _one, "paragraphs": lambda article: len(article.paragraphs) - 1},
    ),
    Kind(
        "question",
        Question,
        "questions/*.yaml",
        also="questions.yaml",
        about="A file of questions, with or without a topic",
        required=True,
        counts={"questions": _one, "phrasings": lambda question: len(question.phrasings)},
        named_after="topic",
    ),
    Kind("term", Term, "glossary.yaml", "glossary.yaml: the terms", counts={"glossary terms": _one}),
    Kind("quote", Quote, "quotes.yaml", "quotes.yaml: the quotes of the day"),
    Kind(
        "translation",
        Translation,
        "translations/*.yaml",
        also="translations.yaml",
        about="A file of translations: sentences of the articles in other languages",
        counts={"translated sentences": _one},
    ),
    Kind("chitchat", Chitchat, "chitchat.yaml", "chitchat.yaml: greetings and the like", counts={"small talk": _one}),
    Kind(
        "unanswerable",
        UnanswerableGroup,
        "unanswerable.yaml",
        "unanswerable.yaml: questions that are refused",
        counts={"unanswerable questions": lambda group: len(group.questions)},
    ),
    Kind(
        "calibration",
        LabelledQuestion,
        "calibration.yaml",
        "calibration.yaml: questions that set the confidence",
        counts={"calibration questions": _one},
    ),
)
"""Every kind, in the order in which counts and schemas are shown."""

SPELLINGS = {".yaml": ".yaml", ".yml": ".yaml", ".md": ".md", ".markdown": ".md"}
"""Suffixes of the files of a pack, in small letters, with the one that the register names."""
SUFFIXES = frozenset({*SPELLINGS, PurePosixPath(ID_FILE).suffix})
"""Suffixes of the files that a pack is read from."""


def kind_of(model: type[Entry]) -> Kind[Any]:
    """The kind that entries of a model are of.

    Raises:
        LookupError: the model is in no row of the register.
    """
    for kind in KINDS:
        if model in (kind.model, kind.typed):
            return kind
    raise LookupError(f"{model.__name__} is in no row of KINDS in {__name__}.")


def kind_at(file: str) -> Kind[Any] | None:
    """The kind whose entries a file holds, or None when a pack has no such file."""
    return next((kind for kind in KINDS if kind.holds(file)), None)
