"""Plots of a scorecard, as PNG files. Needs matplotlib, one of the tools for development."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from bot.errors import UsageError
from bot.evaluating.scorecard import Scorecard

Axes: TypeAlias = Any
"""`matplotlib.axes.Axes`, whose methods declare their types only in part."""
_SIZE = 5.0
"""Side of a plot, in inches."""
_DPI = 150


def require_plotting() -> None:
    """Check that plots can be drawn, before anything is measured for them.

    Raises:
        UsageError: matplotlib is not installed.
    """
    try:
        import_module("matplotlib")
    except ImportError:
        raise UsageError(
            "Plots need matplotlib, which comes with the tools for development. Install it with `make setup`, "
            "or leave out --plot."
        ) from None


def draw_plots(card: Scorecard, folder: Path) -> tuple[Path, ...]:
    """Draw every plot that the file has questions for.

    Returns:
        The files written: `risk-coverage.png` and `operating.png` (with answerable questions only), `reliability.png`.

    Raises:
        UsageError: matplotlib is not installed.
    """
    require_plotting()
    folder.mkdir(parents=True, exist_ok=True)
    plots: list[tuple[str, Callable[[Axes, Scorecard], None]]] = [("reliability.png", _reliability)]
    if card.answerable:
        plots += [("risk-coverage.png", _risk_coverage), ("operating.png", _operating)]
    return tuple(_drawn(folder / name, draw, card) for name, draw in plots)


def _drawn(path: Path, draw: Callable[[Axes, Scorecard], None], card: Scorecard) -> Path:
    # Drawn on a figure of its own rather than through pyplot, which would look for a screen.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - only here is it needed
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure: Any = Figure(figsize=(_SIZE, _SIZE), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.grid(visible=True, alpha=0.3)
    draw(axes, card)
    figure.savefig(path)
    return path


def _risk_coverage(axes: Axes, card: Scorecard) -> None:
    points = [point for point in card.curve if point.risk is not None]
    axes.step([p.coverage for p in points], [p.risk or 0.0 for p in points], where="post")
    given, wrong = _given(card), card.figures.wrong_among_given
    if wrong is not None:
        axes.plot([given], [wrong], "o", label=f"as shipped, at {card.figures.threshold:.2f}")
        axes.legend()
    axes.set(
        title="Risk and coverage",
        xlabel="share of answerable questions answered",
        ylabel="share of wrong ones among these answers",
        xlim=(0, 1),
    )
    axes.set_ylim(bottom=0)


def _operating(axes: Axes, card: Scorecard) -> None:
    right = [point.right for point in card.curve]
    lines: list[tuple[str, Sequence[float | None], float | None]] = [
        ("near misses", [point.near for point in card.curve], card.figures.near_answered),
        ("far from the topic", [point.far for point in card.curve], card.figures.far_answered),
    ]
    for label, shares, shipped in lines:
        if shipped is None:
            continue
        (line,) = axes.step([share or 0.0 for share in shares], right, where="post", label=label)
        axes.plot([shipped], [card.figures.right_answered or 0.0], "o", color=line.get_color())
    axes.set(
        title="Right answers against answers to what has none",
        xlabel="share of questions to refuse that get an answer",
        ylabel="share of answerable questions answered rightly",
        xlim=(-0.01, 0.5),
        ylim=(0, 1),
    )
    if axes.get_lines():
        axes.legend()


def _reliability(axes: Axes, card: Scorecard) -> None:
    filled = [each for each in card.reliability if each.right is not None]
    width = card.reliability[0].high - card.reliability[0].low
    axes.bar([b.low for b in filled], [b.right or 0.0 for b in filled], width, align="edge", alpha=0.5)
    axes.plot([0, 1], [0, 1], "--", color="grey")
    axes.plot([b.confidence or 0.0 for b in filled], [b.right or 0.0 for b in filled], "o-")
    for each in filled:
        axes.annotate(str(each.count), (each.low + width / 2, 0.01), ha="center", fontsize="small")
    axes.set(
        title=f"Reliability (calibration error {card.figures.calibration_error or 0.0:.3f})",
        xlabel="confidence",
        ylabel="share right",
        xlim=(0, 1),
        ylim=(0, 1),
    )


def _given(card: Scorecard) -> float:
    """Share of the answerable questions that got an answer."""
    return next(row.answerable for row in card.decisions if row.decision == "answer") / max(card.answerable, 1)
