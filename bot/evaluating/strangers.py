"""Questions that attract strangers: entries on which texts fall that must be refused."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from bot.evaluating.progress import Tell, counted, unwatched
from bot.matching import Engine, QuestionSource
from bot.matching.language.background import Background
from bot.pack.models import Pack


@dataclass(frozen=True, slots=True)
class Attraction:
    """An entry that comes first for texts that must be refused.

    The engine knows all these texts as ones to refuse, and still thinks so much of them: new ones fare worse.

    Attributes:
        texts: how many it comes first for.
        expected: the sum of their confidences: how many wrong answers the entry gives away to them.
        answered: how many are confident enough to get an answer.
        worst: the text with the highest confidence, and `confidence` that confidence.
    """

    entry: str
    texts: int
    expected: float
    answered: int
    worst: str
    confidence: float


def strangers(pack: Pack) -> list[str]:
    """Texts that must be refused: the pack's own, and messages that concern no library."""
    return [
        *(text for group in pack.unanswerable for text in group.questions),
        *(question.text for question in pack.calibration if not question.answers),
        *Background.load().strangers,
    ]


def attractions(engine: Engine, tell: Tell = unwatched) -> tuple[Attraction, ...]:
    """Entries by the wrong answers they give away to strangers, most first."""
    fallen: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for text in counted(strangers(engine.pack), "Asking what must be refused", tell):
        # Overheard in a channel, a text is judged as in a command but no passages are looked up for it.
        reply = engine.ask(text, mode=QuestionSource.CHANNEL)
        if reply.candidates:
            fallen[reply.candidates[0].question.id].append((reply.confidence, text))
    threshold = engine.threshold()
    found = [
        Attraction(
            entry=entry,
            texts=len(texts),
            expected=sum(confidence for confidence, _ in texts),
            answered=sum(confidence >= threshold for confidence, _ in texts),
            worst=max(texts)[1],
            confidence=max(texts)[0],
        )
        for entry, texts in fallen.items()
    ]
    return tuple(sorted(found, key=lambda each: -each.expected))
