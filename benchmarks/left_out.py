"""Packs that the confidence has never seen: `python -m benchmarks.left_out --data DIR`.

Each group of the sets in DIR is left out in turn, and its packs are asked with what was fitted on the others, at the
threshold that ships for a tolerated error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console

from benchmarks.faqs.prior import Measured, left_out, measure
from benchmarks.report import Report, Table, show
from bot.matching.confidence.shipped_model import shipped
from bot.matching.confidence.thresholds import Thresholds
from bot.matching.confidence.training_table import Sheet
from bot.matching.evidence.signals import SIGNALS, names
from bot.matching.numerics.arrays import Flags, Floats
from bot.settings import Settings

COLUMNS = (
    "questions", "right first", "answered rightly", "wrong among given", "near answered", "far answered",
    "unanswerable, half near",
)  # fmt: skip
NEAR = 0.10


@dataclass(frozen=True, slots=True)
class Outcome:
    """All questions of `Measured`, judged by a fit that had not seen their group.

    Attributes:
        measured: the questions.
        chances: confidence in the first candidate.
        right: whether it answers the question.
        thresholds: the confidence from which it is given, by the phrasings of the pack's entries.
    """

    measured: Measured
    chances: Floats
    right: Flags
    thresholds: Mapping[int, float]

    @property
    def given(self) -> Flags:
        """Whether the first candidate is given as an answer."""
        return self.chances >= self.measured.of(lambda cut: self.thresholds[cut.phrasings])

    def figures(self, chosen: Flags) -> tuple[float, ...]:
        """The `COLUMNS` of some of the questions; a share of nothing is not a number."""
        sheet = self.measured.sheet
        answerable, given = sheet.answerable & chosen, self.given & chosen
        near, far = (_share(given, kind & chosen) for kind in (sheet.near, sheet.far))
        return (
            float(answerable.sum()),
            _share(self.right, answerable),
            _share(given & self.right, answerable),
            _share(~self.right, given & answerable),
            near,
            far,
            (near + far) / 2,
        )

    def searched(self, chosen: Flags) -> float:
        """The share of answerable questions that search alone (BM25 over question and answer) puts first rightly."""
        sheet = self.measured.sheet
        first = sheet.tables[:, :, names().index("search")].argmax(axis=1)
        found = sheet.right[np.arange(len(first)), first] > 0
        return _share(found, sheet.answerable & chosen)


def _share(flags: Flags, among: Flags) -> float:
    return float(flags[among].mean()) if among.any() else float("nan")


def report(outcome: Outcome) -> Report:
    """Packs by their number of phrasings, the same by group, packs asked in other languages, and whole ones."""
    measured = outcome.measured
    groups, phrasings = (measured.of(lambda cut: cut.group), measured.of(lambda cut: cut.phrasings))
    across, whole = measured.of(lambda cut: cut.across), measured.of(lambda cut: cut.whole)
    counts, every = sorted({*phrasings.tolist()}), sorted({*groups.tolist()})
    usual = [(str(count), (phrasings == count) & ~across) for count in counts]
    by_group = [
        (f"{group}, {count}", chosen & (groups == group))
        for group in every
        for count, chosen in usual
        if (chosen & (groups == group)).any()
    ]
    abroad = [
        (f"{group}, {count}", across & (groups == group) & (phrasings == count)) for group in every for count in counts
    ]
    real = [(group, whole & (groups == group)) for group in every]
    thresholds = ", ".join(f"{level:.2f}" for _, level in sorted(outcome.thresholds.items()))
    return Report(
        (
            _table(outcome, f"By phrasings an entry, at {thresholds}", usual),
            _table(outcome, "By group and phrasings", by_group),
            _table(outcome, "Asked in other languages", abroad),
            Table(
                "Whole sets without phrasings",
                ("set", *COLUMNS, "search alone: right first"),
                tuple((name, *outcome.figures(rows), outcome.searched(rows)) for name, rows in real if rows.any()),
            ),
        )
    )


def ablation(measured: Measured) -> Table:
    """What is lost on packs left out when a signal is, and everything is fitted without it.

    By phrasings an entry: right first, and answered rightly at the threshold that answers one near miss in ten. Packs
    asked in other languages stand apart.
    """
    phrasings, across = measured.of(lambda cut: cut.phrasings), measured.of(lambda cut: cut.across)
    kinds = [(str(count), (phrasings == count) & ~across) for count in sorted({*phrasings.tolist()})]
    kinds = [*kinds, ("other languages", across)]
    every = [("nothing", SIGNALS)]
    every += [(type(out).__name__, tuple(one for one in SIGNALS if one is not out)) for out in SIGNALS]
    rows: list[tuple[str, ...] | tuple[str | float, ...]] = []
    for title, signals in every:
        some = replace(measured, sheet=measured.sheet.only(signals))
        chances, right = left_out(some)
        rows.append((title, *(value for _, chosen in kinds for value in _worth(some.sheet, chances, right, chosen))))
    columns = [f"{name}: {figure}" for name, _ in kinds for figure in ("first", "at 10 % near")]
    return Table("Signals taken out, packs left out", ("without", *columns), tuple(rows))


def _worth(sheet: Sheet, chances: Floats, right: Flags, chosen: Flags) -> tuple[float, float]:
    """Right first, and answered rightly where one near miss in ten is answered."""
    asked, near = sheet.answerable & chosen, chances[sheet.near & chosen]
    threshold = float(np.quantile(near, 1 - NEAR)) if len(near) else 0.0
    return _share(right, asked), _share(right & (chances > threshold), asked)


def _table(outcome: Outcome, title: str, rows: Sequence[tuple[str, Flags]]) -> Table:
    return Table(title, ("packs", *COLUMNS), tuple((name, *outcome.figures(some)) for name, some in rows if some.any()))


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    data: Annotated[Path, typer.Option(help="The folder of the question sets.")],
    *,
    encoder: Annotated[bool, typer.Option(help="With the encoder, or by words alone.")] = True,
    ablate: Annotated[bool, typer.Option(help="What each signal is worth, instead.")] = False,
) -> None:
    """Print the figures."""
    measured = measure(data, encoder=encoder)
    if ablate:
        show(Report((ablation(measured),)), Console())
        return
    tolerated = float(Settings.model_fields["tolerated_error"].default)
    rates = shipped(encoder=encoder).prior.rates
    thresholds = {count: Thresholds.of(each).threshold(tolerated) for count, each in rates.items()}
    show(report(Outcome(measured, *left_out(measured), thresholds)), Console())


if __name__ == "__main__":
    app()
