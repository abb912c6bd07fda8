"""Checks of how a pack's texts are worded; each is asked for by a policy of pack.yaml, one module for each."""

from __future__ import annotations

from collections.abc import Iterator

from bot.pack.checks.wording.absence_claims import absence_claims
from bot.pack.checks.wording.quote_openings import quote_openings
from bot.pack.checks.wording.source_names import source_names
from bot.pack.checks.wording.spellings import spellings
from bot.pack.checks.wording.titles import titles
from bot.pack.faults import Fault, as_asked
from bot.pack.reading.draft import Draft

__all__ = ["check_wording"]


def check_wording(draft: Draft) -> Iterator[Fault]:
    """What the pack's policies ask of its wording."""
    if draft.info is None:
        return
    policies = draft.info.entry.policies
    yield from as_asked(policies.absence, absence_claims(draft))
    yield from as_asked(policies.naming, source_names(draft))
    yield from as_asked(policies.naming, spellings(draft))
    yield from as_asked(policies.titles, titles(draft))
    yield from as_asked(policies.openings, quote_openings(draft))
