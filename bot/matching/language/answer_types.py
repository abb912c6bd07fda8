"""What kind of answer a question asks for: a quantity, a person, a time, a place, a reason, a way, a yes or no."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import IntEnum
from itertools import pairwise

import numpy as np

from bot.matching.numerics.arrays import Floats, Ints


class AnswerType(IntEnum):
    """Kinds of answer; OTHER where the wording does not tell."""

    OTHER = 0
    QUANTITY = 1
    PERSON = 2
    TIME = 3
    PLACE = 4
    REASON = 5
    MANNER = 6
    YES_NO = 7
    MEANING = 8


_WORDINGS: Mapping[AnswerType, tuple[str, str]] = {
    AnswerType.QUANTITY: (
        r"how (?:many|much|big|large|high|fast|long|old|far|often)"
        r"|what (?:share|percent\w*|number|amount|proportion|fraction|rate|figure)"
        r"|(?:percentage|total|count|figure|number|amount) (?:of|for)|costs?|prices?|duoshao",
        r"多少|几(?:个|名|家|种|项|次|年|人|条|万|亿)|占比|比重|多大|多高",
    ),
    AnswerType.PERSON: (
        r"who(?:se|m|s)?|which (?:person|expert|author|minister|official|people)|shei|shui",
        r"谁|哪位|何人",
    ),
    AnswerType.TIME: (
        r"when|what (?:year|date|day|month|time)|which (?:year|month|day)|how (?:soon|recent)|shenme shihou",
        r"什么时候|何时|哪年|哪一年|几月|几号|日期",
    ),
    AnswerType.PLACE: (
        r"where|which (?:city|province|country|place|region)|nali",
        r"哪里|哪儿|何处|在哪|哪个城市|哪个省",
    ),
    AnswerType.REASON: (r"why|how come|what for|reasons?|weishenme", r"为什么|为何|为啥|原因"),
    AnswerType.MANNER: (
        r"how (?:do|does|did|can|could|should|will|would|to|is|are|was|were|have|has)|zenme|ruhe",
        r"如何|怎么|怎样",
    ),
    AnswerType.MEANING: (
        r"what (?:is|are|s|does .{0,40} mean)|meaning|defin\w+|mean(?:s|t)?",
        r"是什么|什么是|什么意思|定义|含义",
    ),
    AnswerType.YES_NO: (
        r"^(?:so |and |but )?"
        r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|isnt|doesnt|arent)",
        r"吗|是不是|有没有|能不能|会不会|是否",
    ),
}
"""Wordings of each kind, whole words and Chinese, the most telling kind first."""
_PATTERNS = tuple(
    (kind, re.compile(rf"\b(?:{words})\b"), re.compile(chinese)) for kind, (words, chinese) in _WORDINGS.items()
)
"""The boundary stands before the words once, not before each of them, so that no search begins amid a word."""
_SAMPLE = 20
"""Phrasings of an entry that are looked at, about; more change nothing."""
_PRIOR = 0.5
"""Phrasings of each kind that every entry is taken to have besides (Lidstone smoothing)."""


def kind_of(text: str) -> AnswerType:
    """The kind of answer a lower-case text asks for; the first that fits, from the most telling wording down."""
    latin = text.isascii()
    for kind, words, chinese in _PATTERNS:
        if words.search(text) or (not latin and chinese.search(text)):
            return kind
    return AnswerType.OTHER


def kind_lift(phrasings: Sequence[Sequence[str]], bounds: Ints) -> Floats:
    """How much more often an entry is asked for each kind of answer than entries are on the whole.

    Args:
        phrasings: the phrasings of all entries, as words.
        bounds: phrasings `bounds[e]` to `bounds[e + 1]` belong to entry `e`.

    Returns:
        Log of the ratio of shares, shape (entries, kinds).
    """
    counts = np.full((len(bounds) - 1, len(AnswerType)), _PRIOR, np.float32)
    for entry, (begin, end) in enumerate(pairwise(bounds.tolist())):
        for row in range(begin, end, max(1, (end - begin) // _SAMPLE)):
            counts[entry, kind_of(" ".join(phrasings[row]))] += 1
    shares = counts / counts.sum(axis=1, keepdims=True)
    return np.log(shares) - np.log(shares.mean(axis=0)) if len(shares) else shares
