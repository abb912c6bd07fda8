"""What a judgement comes to as it is shown: the best candidates, and why it was decided so."""

from __future__ import annotations

from collections.abc import Sequence

from bot.matching.confidence.scored import Judgement
from bot.matching.index.index import Index
from bot.matching.reply import Candidate, Why
from bot.pack.models import Pack

_SHOWN = 5


def shown_candidates(judgement: Judgement, pack: Pack, index: Index) -> list[Candidate]:
    """The best five, each with the phrasing nearest to the question."""
    entries: list[int] = judgement.judged.entries[:_SHOWN].tolist()
    return [
        Candidate(pack.questions[entry], confidence, index.nearest_phrasing(judgement.query, entry))
        for entry, confidence in zip(entries, judgement.confidences[:_SHOWN], strict=True)
    ]


def explained(judgement: Judgement | None, candidates: Sequence[Candidate], threshold: float) -> Why:
    """The evidence behind a decision."""
    if judgement is None:
        return Why(None, 0.0, None, 0.0, threshold)
    first, second = (candidates[place] if place < len(candidates) else None for place in (0, 1))
    return Why(
        phrasing=first.phrasing if first else None,
        confidence=judgement.answer,
        runner_up=second.question if second else None,
        runner_up_confidence=second.confidence if second else 0.0,
        threshold=threshold,
        repaired=judgement.reading.repaired,
        signals=judgement.signals,
    )
