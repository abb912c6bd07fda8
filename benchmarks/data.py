"""Public intent sets, made into a corpus to index and questions to judge it by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

from benchmarks.files import INTENTS, lines
from bot.matching.index.corpus import Corpus, Example

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question of a public set; `gold` is its intent, None when it is out of scope."""

    text: str
    gold: str | None


@dataclass(frozen=True, slots=True)
class IntentSet:
    """A public set: phrasings for each intent, and questions that were written apart from them.

    Attributes:
        few: phrasings drawn for each intent, another draw for each seed; None: all are used.
    """

    title: str
    train: Sequence[Labelled]
    asked: Sequence[Labelled]
    strangers: Sequence[Labelled]
    few: int | None = None

    def split(self, seed: int) -> tuple[Corpus, list[Example]]:
        """A corpus that is calibrated on one half of the questions, and the other half to be judged on."""
        groups: dict[str, list[str]] = defaultdict(list)
        for row in self.train:
            groups[row.gold or ""].append(row.text)
        chance = Random(seed)
        phrasings = [chance.sample(groups[name], self.few) if self.few else groups[name] for name in sorted(groups)]
        number = {name: position for position, name in enumerate(sorted(groups))}
        known, asked = _halves(self.asked, seed)
        refused, strangers = _halves(self.strangers, seed)
        corpus = Corpus(
            phrasings, [""] * len(phrasings), [""] * len(phrasings), [], _examples([*known, *refused], number)
        )
        return corpus, _examples([*asked, *strangers], number)


def banking77(folder: Path = INTENTS) -> IntentSet:
    """77 banking intents, ten phrasings each, against questions about anything else."""
    return IntentSet("Banking77", *_parts(folder, "banking77_train_10", "banking77_valid", "clinc_oos_dev"))


def clinc150(folder: Path = INTENTS) -> IntentSet:
    """150 intents of ten domains, ten phrasings each, against questions about anything else."""
    return IntentSet("CLINC150", *_parts(folder, "clinc150_train_10", "clinc150_valid", "clinc_oos_dev"))


def banking50(folder: Path = INTENTS) -> IntentSet:
    """Fifty of the banking intents, ten phrasings drawn, against questions of the other twenty-seven."""
    parts = _parts(folder, "banking50_train", "banking50_valid", "banking50_idoos_valid")
    return IntentSet("Banking-50", *parts, few=10)


def _parts(
    folder: Path, train: str, asked: str, strangers: str
) -> tuple[Sequence[Labelled], Sequence[Labelled], Sequence[Labelled]]:
    """The three files of a set.

    Raises:
        DataMissingError: one of them is not there.
    """
    return _labelled(folder, train), _labelled(folder, asked), _labelled(folder, strangers)


def _labelled(folder: Path, name: str) -> list[Labelled]:
    return [Labelled(row["text"], row["gold"]) for row in lines(folder / f"{name}.jsonl")]


def _halves(rows: Sequence[T], seed: int) -> tuple[Sequence[T], Sequence[T]]:
    shuffled = Random(seed).sample(rows, len(rows))
    return shuffled[: len(rows) // 2], shuffled[len(rows) // 2 :]


def _examples(rows: Sequence[Labelled], number: dict[str, int]) -> list[Example]:
    """Questions by number of their intent; nobody said of the others whether they are near."""
    return [Example(row.text, () if row.gold is None else (number[row.gold],)) for row in rows]
