"""Sentences of the cited paragraphs that serve a move: examples, reasons, what else is said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.lookups import facts
from bot.pack.models import Citation, Pack, Speaker

_EXAMPLE = re.compile(
    r"\b(?:such as|for (?:example|instance)|including|e\.g\.|namely|like the|in particular)\b|比如|例如|譬如|包括|等等",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|therefore|thus|hence|so that|so as to|in order to|with a view to|as a result|which is why|"
    r"thereby|due to|owing to|reason|for this reason|this (?:will|would) (?:help|enable|allow|pave)|"
    r"will (?:help|enable|allow|pave|boost)|(?:is|are) (?:therefore|thus)|it is,? therefore)\b"
    r"|因为|由于|因此|所以|以便|从而",
    re.IGNORECASE,
)


def examples(pack: Pack, citations: Sequence[Citation]) -> list[Citation]:
    """Sentences that give examples."""
    return [one for one in facts.extracts(pack, citations) if _EXAMPLE.search(one.quote)]


def reasons(pack: Pack, citations: Sequence[Citation]) -> list[Citation]:
    """Sentences that give a reason or an aim."""
    return [one for one in facts.extracts(pack, citations) if _REASON.search(one.quote)]


def more(pack: Pack, citations: Sequence[Citation], people: Sequence[Speaker]) -> list[Citation]:
    """Sentences of the cited paragraphs that were not cited, and further quotes of whom the last reply was about."""
    cited = [(each.article, each.paragraph, each.quote) for each in citations]
    fresh = [
        one
        for one in facts.extracts(pack, citations)
        if not any((one.article, one.paragraph) == place[:2] and one.quote in place[2] for place in cited)
    ]
    ids = {who.id for who in people}
    said = [
        quote.citation
        for quote in pack.quotes
        if quote.speaker in ids and not any(quote.text in place[2] or place[2] in quote.text for place in cited)
    ]
    return (
        [*said, *fresh]
        if len(ids) == 1 and any(quote.voice != "author" for quote in pack.quotes if quote.speaker in ids)
        else fresh
    )
