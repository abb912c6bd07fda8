"""Fit the confidence that ships with the engine: `python -m benchmarks.fit --data DIR`.

The prior is fitted on many small packs cut from the sets in DIR, which `benchmarks/faqs/manifest.toml` names; then it
is moved to the pack that ships. `--pack` does the second alone, with the prior that ships: all that a changed pack
needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.faqs.prior import fitted, left_out, measure, rates
from bot.matching.confidence.calibration import fit_own, refused_texts
from bot.matching.confidence.shipped_model import FILE, Moved, Prior, Shipped, as_json, shipped
from bot.matching.confidence.thresholds import Rates, Thresholds
from bot.matching.encoding.text_vectors import at_hand
from bot.matching.index.corpus import Corpus
from bot.matching.index.index import Index
from bot.pack.loader import load_pack
from bot.settings import ROOT

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def prior_of(folder: Path, *, encoder: bool) -> Prior:
    """The confidence of every pack, with an encoder or without."""
    measured = measure(folder, encoder=encoder)
    confidence = fitted(measured)
    return Prior(confidence, rates(measured, confidence, *left_out(measured)))


def moved(prior: Prior, *, encoder: bool) -> Shipped:
    """What ships, given the prior: with the confidence moved to the pack that ships."""
    pack = load_pack(ROOT / "seeds")
    corpus = Corpus.of(pack)
    vectors = at_hand(pack.folder) if encoder else None
    index = Index.build(corpus, vectors=vectors, decoys=refused_texts(corpus))
    own = fit_own(index, corpus, prior.confidence, vectors)
    return Shipped(prior, pack.fingerprint, Moved(own.confidence, Thresholds.of(prior.rates_of(corpus), Rates.of(own))))


@app.command()
def main(
    data: Annotated[Path | None, typer.Option(help="The folder of the question sets.")] = None,
    *,
    pack: Annotated[bool, typer.Option("--pack", help="Only move the prior that ships to the pack.")] = False,
) -> None:
    """Write the file."""
    if data is None and not pack:
        raise typer.BadParameter("Name the folder of the question sets (benchmarks/faqs/manifest.toml lists them).")
    sets = None if pack else data
    both = [
        moved(prior_of(sets, encoder=encoder) if sets else shipped(encoder=encoder).prior, encoder=encoder)
        for encoder in (True, False)
    ]
    target = ROOT / "bot" / "matching" / FILE
    target.write_text(as_json(*both) + "\n", encoding="utf-8")
    print(f"Wrote {target.relative_to(ROOT)}")


if __name__ == "__main__":
    app()
