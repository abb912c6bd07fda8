"""What each part is worth: one is taken out, everything is fitted again without it, and the loss is told.

On the shipped pack, figures are those of its calibration questions, each judged by a fit that had not seen it; on the
public sets, those of the half that was not calibrated on. A signal that is taken out is missing from the ranking and
the confidence; the shortlist of ten still comes from naive Bayes and the linear model.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from random import Random
from statistics import median
from typing import TypeAlias

import numpy as np

from benchmarks.data import IntentSet, banking77, clinc150
from benchmarks.files import shipped
from benchmarks.quality import ask_all, of_fit
from benchmarks.report import Report, Table
from benchmarks.typos import mistyped
from bot.matching.confidence.calibration import Fitted, fit, refused_texts
from bot.matching.confidence.training_table import Sheet
from bot.matching.encoding.text_vectors import at_hand
from bot.matching.evidence.signals import SIGNALS, Signal
from bot.matching.index.corpus import Corpus
from bot.matching.index.index import Index
from bot.matching.language.query_reader import Reader, Reading
from bot.matching.language.words import tokens
from bot.settings import ROOT

PACK_SEEDS = range(3)
PUBLIC_SEEDS = range(3)
WORKERS = 2
FAR = 0.01
NEAR = 0.10
Rows: TypeAlias = list[tuple[str, tuple[float, ...]]]
"""Figures by title of the variant."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The engine with a part taken out.

    Attributes:
        encoder: whether there is an encoder.
        repair: whether slips of the keyboard are mended.
        listed: whether the pack's own unanswerable questions and small talk are among the decoys.
        decoys: whether there are decoys at all.
    """

    title: str
    signals: tuple[Signal, ...] = SIGNALS
    encoder: bool = True
    repair: bool = True
    listed: bool = True
    decoys: bool = True

    def corpus(self, whole: Corpus) -> Corpus:
        """What is left of a corpus."""
        return whole if self.listed else replace(whole, decoys=())

    def index(self, corpus: Corpus, whole: Index) -> Index:
        """What is left of the whole engine's index, built anew only where that cannot be taken apart."""
        if not (self.listed and self.decoys):
            return indexed(corpus, decoys=self.decoys)
        index = whole if self.encoder else whole.without_meaning()
        return index if self.repair else replace(index, reader=LiteralReader(index.reader))

    def fitted(self, index: Index, corpus: Corpus, seed: int) -> Fitted:
        """Fitted without a prior, which knows every signal."""
        held = index.decoys.postings.width > index.decoys.postings.first_decoy
        sheet = Sheet.of_corpus(index, corpus, VECTORS if self.encoder else None, seed=seed, known=held)
        return fit(sheet.only(self.signals), len(corpus.calibration))


VECTORS = at_hand(ROOT / "seeds")


def indexed(corpus: Corpus, *, decoys: bool = True) -> Index:
    """An index over a corpus."""
    return Index.build(corpus, vectors=VECTORS, decoys=refused_texts(corpus) if decoys else ())


class LiteralReader(Reader):
    """Reads as another reader does, but leaves every word as it was typed."""

    def __init__(self, reader: Reader) -> None:  # pyright: ignore[reportMissingSuperCall] - the other one has learned
        self._reader = reader

    def __call__(self, text: str) -> Reading:
        """Read what somebody typed."""
        reading = self._reader(text)
        return Reading(tokens(text)) if reading.repaired else reading


def variants() -> list[Variant]:
    """The whole engine first."""
    return [
        Variant("everything"),
        *(
            Variant(f"signal {type(out).__name__}", signals=tuple(s for s in SIGNALS if s is not out))
            for out in SIGNALS
        ),
        Variant("the encoder", encoder=False),
        Variant("spelling repair", repair=False),
        Variant("the pack's unanswerable questions", listed=False),
        Variant("decoys", decoys=False),
    ]


def on_pack(corpus: Corpus, every: Sequence[Variant], seeds: Sequence[int] = PACK_SEEDS) -> Rows:
    """Right first, right at 1 % of far and at 10 % of near questions answered; medians over seeds of the folds."""
    whole = indexed(corpus)
    rows: Rows = []
    for variant in every:
        seen = variant.corpus(corpus)
        index = variant.index(seen, whole)
        rows.append((variant.title, _medians([_on_pack(variant.fitted(index, seen, seed)) for seed in seeds])))
    return rows


def _on_pack(fitted: Fitted) -> tuple[float, ...]:
    scored = of_fit(fitted)
    far = np.array([example.near is False for example in fitted.examples])
    near = np.array([example.near is True for example in fitted.examples])
    return scored.accuracy, scored.right_at(FAR, far), scored.right_at(NEAR, near)


def on_half(intents: IntentSet, every: Sequence[Variant], seed: int) -> Rows:
    """Accuracy, right at 1 %, and both on mistyped questions, on one halving of a public set."""
    corpus, asked = intents.split(seed)
    chance = Random(seed)
    typos = [mistyped(example.text, chance) for example in asked]
    whole = indexed(corpus)
    rows: Rows = []
    for variant in every:
        index = variant.index(corpus, whole)
        confidence = variant.fitted(index, corpus, seed).confidence
        vectors = VECTORS if variant.encoder else None
        scored = [
            ask_all(index, confidence, asked, texts, signals=variant.signals, vectors=vectors)
            for texts in (None, typos)
        ]
        rows.append((variant.title, tuple(value for s in scored for value in (s.accuracy, s.right_at(FAR)))))
    return rows


def merged(runs: Sequence[Rows]) -> Rows:
    """Medians over runs of the same variants."""
    return [(same[0][0], _medians([figures for _, figures in same])) for same in zip(*runs, strict=True)]


def _medians(runs: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(median(values) for values in zip(*runs, strict=True))


def losses(title: str, names: Sequence[str], rows: Rows) -> Table:
    """A table of figures, each followed by what is lost against the first row."""
    whole = rows[0][1]
    columns = [column for name in names for column in (name, f"{name}: lost")]
    cells = [
        (variant, *(cell for value, full in zip(values, whole, strict=True) for cell in (value, full - value)))
        for variant, values in rows
    ]
    return Table(title, ("without", *columns), tuple(cells))


def run() -> Report:
    """All variants on the shipped pack and on two public sets; medians over three halvings, two at a time."""
    every = variants()
    listed = [variant for variant in every if variant.listed]  # a public set brings no such questions
    sets = (banking77(), clinc150())
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        on_shipped = pool.submit(on_pack, Corpus.of(shipped()), every)
        halves = [[pool.submit(on_half, intents, listed, seed) for seed in PUBLIC_SEEDS] for intents in sets]
        pack = losses(
            "Shipped pack, calibration questions out of fold",
            ("right first", "right at 1 % far", "right at 10 % near"),
            on_shipped.result(),
        )
        names = ("accuracy", "right at 1 %", "typos: accuracy", "typos: right at 1 %")
        public = [
            losses(intents.title, names, merged([half.result() for half in waiting]))
            for intents, waiting in zip(sets, halves, strict=True)
        ]
    return Report((pack, *public))
