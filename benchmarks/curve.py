"""The plot of quality against the number of phrasings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def draw(target: Path, counts: Sequence[float], series: Mapping[str, Sequence[float]]) -> None:
    """Draw shares (0 to 1) against phrasings a question, each line named at its right end, as a PNG."""
    # Drawn without pyplot, which would keep the figure and look for a screen; the library's types are partly unknown.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - half a second that others need not wait
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import PercentFormatter  # noqa: PLC0415

    figure: Any = Figure(figsize=(8, 4.8), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for name, shares in series.items():
        axes.plot(counts, shares, marker="o", linewidth=2, label=name)
        for count, share in zip(counts, shares, strict=True):
            axes.annotate(
                f"{share:.0%}", (count, share), textcoords="offset points", xytext=(0, 7), ha="center", fontsize=8
            )
    axes.set_xlabel("phrasings per question (mean)")
    axes.set_ylabel("share of golden questions")
    axes.set_ylim(0, 1.06)
    axes.set_xlim(0, max(counts) * 1.05)
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.grid(alpha=0.3)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.legend(loc="center left", bbox_to_anchor=(0.02, 0.45), frameon=False)
    axes.set_title("Golden set of the shipped pack: quality against phrasings", loc="left", fontsize=11)
    figure.savefig(target)
