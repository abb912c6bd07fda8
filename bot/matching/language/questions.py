"""Whether a message reads as a question or a look-up: what the bot needs to speak where nobody called it."""

from __future__ import annotations

import re
from typing import Final

from bot.text import clean

_ASKS: Final = re.compile(
    r"[?？]"
    r"|^(?:(?:so|and|but|ok|okay|hey|hi|hello|um|uh|well|wait|guys|anyone|please|pls|btw|also)[, ]+)*"
    r"(?:what|whats|what's|who|whos|who's|whom|whose|when|where|which|why|how|hows|how's|is|are|was|were|does|do|did|can|"
    r"could|should|would|will|has|have|define|explain|describe|list|name|summari[sz]e|compare|tell me|remind me|"
    r"meaning of|definition of|difference between|any idea|anyone know|does anyone|do you know|i wonder|wondering|"
    r"looking for|i need|help me find|what about|how about)\b"
    r"|\b(?:what (?:is|are|was|were|does|do)|who (?:is|was|said|wrote)|how (?:many|much|does|do|is|are)|"
    r"what['’]?s the|does anyone know|can (?:someone|anyone|you) (?:explain|tell))\b"
    r"|吗|呢|什么|怎么|如何|为什么|为何|为啥|谁|哪|多少|几(?:个|种|项|大|条|篇|年|位)|是不是|有没有|能不能|是否|请问|求问|解释|定义|含义|啥",
    re.IGNORECASE,
)
"""Wordings that ask, at the beginning or anywhere."""
_LOOKUP_WORDS: Final = 6
_LOOKUP_CHARACTERS: Final = 60
"""Words and characters of the longest bare look-up."""
_SAYS: Final = re.compile(
    r"\b(?:i|i'm|im|i've|ive|we|we're|you|you're|he|she|they|my|your|our|lol|lmao|haha\w*|thanks|thank|ok|okay|yes|yeah|yep|no|nope|"
    r"nice|cool|wow|omg|brb|gg)\b|我|你|咱|哈哈|谢谢|好的",
    re.IGNORECASE,
)
"""Words of somebody who is talking, not looking something up."""

_FOLLOWS: Final = re.compile(
    r"^(?:and|but|so|or|also|then|ok(?:ay)?)\b|^(?:what|how) about\b|^(?:by how much|since when|says who|which ones?|"
    r"why(?: not| so)?|how so|who said (?:that|so|it)|in which (?:article|one))\b"
    r"|\b(?:it|that|this|they|them|those|these|the (?:year|one|ones) before|the others?|the rest|previous)\b"
    r"|^(?:那|那么|那么说|还有|然后|所以|为什么|为啥)|它|他们|这个|那个|其他|其余|前一年|上一年",
    re.IGNORECASE,
)
"""Wordings that lean on what was said before."""
_FOLLOW_UP_WORDS: Final = 12


def reads_as_follow_up(text: str) -> bool:
    """Whether a message leans on the question before it ("and how much more than the year before?")."""
    said = clean(text)
    return _FOLLOWS.search(said) is not None and len(said.split()) <= _FOLLOW_UP_WORDS


def reads_as_question(text: str) -> bool:
    """Whether a message asks something, or is a bare look-up of a few words ("nqpf definition", "全要素生产率")."""
    said = clean(text)
    if not said:
        return False
    if _ASKS.search(said):
        return True
    return (
        len(said.split()) <= _LOOKUP_WORDS
        and len(said) <= _LOOKUP_CHARACTERS
        and not _SAYS.search(said)
        and said[-1] not in "!.。！…"
    )
