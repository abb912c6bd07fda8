"""How much a pack holds of each kind of thing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pack.reading.draft import Draft


@dataclass(frozen=True, slots=True)
class Count:
    """One row of the table under a check."""

    kind: str
    count: int


def count_entries(draft: Draft) -> tuple[Count, ...]:
    """What was read, faulty or not, kind by kind; entries of the wrong shape are left out."""
    return (
        Count("articles", len(draft.articles)),
        Count("paragraphs", sum(len(article.paragraphs) - 1 for article in draft.articles)),
        Count("questions", len(draft.questions)),
        Count("phrasings", sum(len(question.entry.phrasings) for question in draft.questions)),
        Count("glossary terms", len(draft.terms)),
        Count("quotes", len(draft.quotes)),
        Count("small talk", len(draft.chitchat)),
        Count("unanswerable questions", sum(len(group.entry.questions) for group in draft.unanswerable)),
        Count("calibration questions", len(draft.calibration)),
    )
