"""Fit the confidence that ships with the engine, on the shipped pack: `python -m benchmarks.defaults`."""

from __future__ import annotations

from pathlib import Path

from bot.matching.confidence.calibration import fit, refused_texts
from bot.matching.confidence.shipped_model import FILE, Shipped, as_json
from bot.matching.confidence.thresholds import Thresholds
from bot.matching.index.corpus import Corpus
from bot.matching.index.index import Index
from bot.matching.index.vectors import StaticVectors
from bot.pack.loader import load_pack
from bot.settings import ROOT


def main() -> None:
    """Write the file."""
    pack = load_pack(ROOT / "seeds")
    corpus = Corpus.of(pack)
    fitted = fit(Index.build(corpus, vectors=StaticVectors.load(), decoys=refused_texts(corpus)), corpus)
    ready = Shipped(fitted.confidence, Thresholds.of(fitted), pack.fingerprint)
    target = Path(ROOT / "bot" / "matching" / FILE)
    target.write_text(as_json(ready) + "\n", encoding="utf-8")
    print(f"Wrote {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
