"""Misses: which entry came nearest when a question got no answer; what curators are told of it holds no words."""

from __future__ import annotations

from bot.matching import Decision, Reply

_MISSED = frozenset((Decision.NOTHING, Decision.SUGGEST, Decision.PASSAGES))
_NEAR = 0.05
"""Confidence below which no entry is near: what was asked belongs elsewhere."""


def nearest_missed(reply: Reply) -> str | None:
    """The id of the entry nearest to a question without an answer; empty if none was near, None if it got one."""
    if reply.decision not in _MISSED:
        return None
    near = [each for each in reply.candidates[:1] if each.confidence >= _NEAR]
    return near[0].question.id if near else ""
