"""Public intent sets: how much is answered rightly when one in a hundred questions of others gets an answer.

Phrasings are the sets' few-shot training parts. Confidence is calibrated on one half of the questions and reported on
the other. "Right at 1 %" reads the threshold off the reported half, as the usual figure does; "carried over" is the
threshold that lets 1 % through on the calibration half, with what it lets through on the reported one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, dataclass
from random import Random
from statistics import median

from benchmarks.data import IntentSet, banking50, banking77, clinc150
from benchmarks.files import INTENTS
from benchmarks.quality import Scored, ask_all, of_fit
from benchmarks.report import Floor, Report, Table
from benchmarks.typos import mistyped
from bot.matching.confidence.calibration import fit_own, refused_texts
from bot.matching.confidence.shipped_model import shipped
from bot.matching.encoding.text_vectors import at_hand
from bot.matching.index.index import Index

SEEDS = range(5)
FAR = 0.01
NEAR = 0.05


@dataclass(frozen=True, slots=True)
class Figures:
    """One run on one halving."""

    accuracy: float
    right_at_1: float
    right_at_5: float
    carried_right: float
    carried_false: float


COLUMNS = ("accuracy", "right at 1 %", "right at 5 %", "carried over: right", "carried over: false")


def measure(intents: IntentSet, seed: int) -> tuple[Figures, Figures]:
    """Build, calibrate and ask; the second figures are of the same questions mistyped."""
    corpus, asked = intents.split(seed)
    vectors = at_hand(INTENTS)
    index = Index.build(corpus, vectors=vectors, decoys=refused_texts(corpus))
    fitted = fit_own(index, corpus, shipped(encoder=vectors is not None).prior.confidence, vectors)
    threshold = of_fit(fitted).threshold(FAR)
    chance = Random(seed)
    typos = [mistyped(example.text, chance) for example in asked]
    return (
        figures(ask_all(index, fitted.confidence, asked, vectors=vectors), threshold),
        figures(ask_all(index, fitted.confidence, asked, typos, vectors=vectors), threshold),
    )


def figures(scored: Scored, threshold: float) -> Figures:
    """What judged questions come to; `threshold` is the one carried over."""
    return Figures(scored.accuracy, scored.right_at(FAR), scored.right_at(NEAR), *scored.answered(threshold))


def medians(runs: list[Figures]) -> Figures:
    """Each figure's median over the runs."""
    return Figures(*(median(values) for values in zip(*map(astuple, runs), strict=True)))


def run() -> Report:
    """All three sets, clean and mistyped; medians over five halvings."""
    sets: tuple[Callable[[], IntentSet], ...] = (banking77, clinc150, banking50)
    found: dict[tuple[str, bool], Figures] = {}
    for intents in (load() for load in sets):
        runs = [measure(intents, seed) for seed in SEEDS]
        for typos in (False, True):
            found[intents.title, typos] = medians([pair[typos] for pair in runs])
    rows = [(f"{title}{', typos' if typos else ''}", *astuple(f)) for (title, typos), f in found.items()]
    return Report((Table("Public intent sets", ("set", *COLUMNS), tuple(rows)),), _floors(found))


def _floors(found: dict[tuple[str, bool], Figures]) -> tuple[Floor, ...]:
    """Both readings of "right at 1 %" are held to the same floor."""
    bounds = (
        ("Banking77", False, 0.75),
        ("CLINC150", False, 0.58),
        ("Banking77", True, 0.60),
        ("CLINC150", True, 0.44),
    )
    floors = [
        Floor("Banking77: accuracy", found["Banking77", False].accuracy, 0.84),
        Floor("CLINC150: accuracy", found["CLINC150", False].accuracy, 0.87),
    ]
    for title, typos, bound in bounds:
        figures, name = found[title, typos], f"{title}{', typos' if typos else ''}"
        floors.append(Floor(f"{name}: right at 1 %", figures.right_at_1, bound))
        floors.append(Floor(f"{name}: right at 1 %, threshold carried over", figures.carried_right, bound))
    return tuple(floors)
