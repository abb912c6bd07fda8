"""Whether a message leans on the question before it."""

from __future__ import annotations

import re

from bot.text import clean

_FOLLOWS = re.compile(
    r"^(?:and|but|so|or|also|then|ok(?:ay)?)\b|^(?:what|how) about\b|^(?:by how much|since when|says who|which ones?|"
    r"why(?: not| so)?|how so|who said (?:that|so|it)|in which (?:article|one))\b"
    r"|\b(?:it|that|this|they|them|those|these|the (?:year|one|ones) before|the others?|the rest|previous)\b"
    r"|^(?:那|那么|那么说|还有|然后|所以|为什么|为啥)|它|他们|这个|那个|其他|其余|前一年|上一年",
    re.IGNORECASE,
)
"""Wordings that lean on what was said before."""
_FOLLOW_UP_WORDS = 12


def reads_as_follow_up(text: str) -> bool:
    """Whether a message leans on the question before it ("and how much more than the year before?")."""
    said = clean(text)
    return _FOLLOWS.search(said) is not None and len(said.split()) <= _FOLLOW_UP_WORDS
