"""Checks of a pack, one module for each kind of fault; each yields faults from a draft."""

from __future__ import annotations

from collections.abc import Iterator

from bot.pack.checks.cut_off import check_cut_off
from bot.pack.checks.ids import check_register
from bot.pack.checks.labels import check_labels
from bot.pack.checks.phrasings import check_phrasings
from bot.pack.checks.references import check_references
from bot.pack.checks.shown_text import check_shown_text
from bot.pack.checks.sourcing.citation_marks_check import check_marks
from bot.pack.checks.sourcing.citations import check_citations
from bot.pack.checks.sourcing.claims import check_claims
from bot.pack.checks.sourcing.sentence_translations import check_translations
from bot.pack.checks.variants import check_variants
from bot.pack.checks.wording import check_wording
from bot.pack.faults import Fault
from bot.pack.reading.draft import Draft

__all__ = ["check_draft"]

_CHECKS = (
    check_references,
    check_register,
    check_citations,
    check_claims,
    check_phrasings,
    check_labels,
    check_variants,
    check_marks,
    check_wording,
    check_translations,
    check_cut_off,
)
_ADVISING = (check_shown_text,)
"""Checks that give advice and nothing else."""


def check_draft(draft: Draft, *, advice: bool = True) -> Iterator[Fault]:
    """All faults that show once the files have been read; `advice`: also what only advises, at a tenth of the time."""
    for check in (*_CHECKS, *(_ADVISING if advice else ())):
        yield from check(draft)
