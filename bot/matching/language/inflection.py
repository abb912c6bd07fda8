"""Words that are the same in other dress, and words that are merely related."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.languages.american_spelling import AMERICAN_ENDINGS

_SHORTEST = 4
_SHORTEST_STEM = 5
_ENDINGS = frozenset(
    ["", "e", "y", "ed", "ing", "er", "or", "ment", "ance", "able", "ability", "al", "ally", "ly", "ic", "ism"]
).union(["ical", "ist", "ion", "tion", "ation", "ization", "ize", "ive", "ity", "ivity"])
_LOOKS_PLURAL = frozenset({"news", "series", "species", "does", "this", "thus", "always", "perhaps"})
_SPELLED = {
    "programme": "program", "programmes": "program", "grey": "gray", "greys": "gray", "aluminium": "aluminum",
    "tyre": "tire", "tyres": "tire", "ageing": "aging", "judgement": "judgment", "judgements": "judgment",
    "acknowledgement": "acknowledgment", "mould": "mold", "moulds": "mold", "plough": "plow", "sceptic": "skeptic",
    "sceptical": "skeptical", "maths": "math", "manoeuvre": "maneuver", "aeroplane": "airplane", "cosy": "cozy",
    "fulfil": "fulfill", "skilful": "skillful", "licence": "license", "licences": "license", "enrol": "enroll",
    "instalment": "installment", "catalogued": "cataloged", "cheque": "check", "cheques": "check",
}  # fmt: skip
"""Other words that are spelled in two ways, the American one last."""


@lru_cache(maxsize=20_000)
def base(word: str) -> str:
    """The form under which a word is compared: "batteries" → "battery", "labourers" → "laborer".

    Plurals lose their ending by the rules of Harman's S-stemmer (How effective is suffixing?, JASIS 42, 1991), with one
    more for "-ches", "-shes", "-sses" and "-xes". Other endings stay: "productive" and "production" are two words.

    Args:
        word: lower case, without accents.
    """
    if len(word) < _SHORTEST or not word.isascii() or word in _SPELLED:
        return _SPELLED.get(word, word)
    for pattern, american in AMERICAN_ENDINGS:
        word = pattern.sub(american, word)
    if word in _LOOKS_PLURAL or not word.endswith("s"):
        return word
    if word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    if word.endswith(("us", "ss", "aes", "ees", "oes")):
        return word
    return word[:-1]


def stems(word: str) -> Iterator[str]:
    """The beginnings that make two words related when they share one: "innovat" for "innovation" and "innovative".

    Five letters at least, and what follows has to be an ending that English makes words with. Nothing for a word that
    is too short or not English.
    """
    if word.isascii() and word.isalpha():
        for length in range(_SHORTEST_STEM, len(word) + 1):
            if word[length:] in _ENDINGS:
                yield word[:length]
