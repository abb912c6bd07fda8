"""Typing slips, made on purpose: every third word of a text gets one.

Counting begins at the first, second or third word, by chance; a word of fewer than three letters is left as it is. A
slip is, each as likely: two neighbouring letters swapped, a letter dropped, a letter put in, a letter replaced. Where
in the word, and which of the letters a to z, is chance; the first letter is as likely as any other.
"""

from __future__ import annotations

from random import Random
from string import ascii_lowercase

EVERY = 3
_SHORTEST = 3


def mistyped(text: str, chance: Random) -> str:
    """The text with a slip in every third word."""
    words = text.split()
    for position in range(chance.randrange(EVERY), len(words), EVERY):
        if len(words[position]) >= _SHORTEST:
            words[position] = slip(words[position], chance)
    return " ".join(words)


def slip(word: str, chance: Random) -> str:
    """The word with one slip that changes it; two letters at least are needed."""
    made = word
    while made == word:
        at = chance.randrange(len(word))
        letter = chance.choice(ascii_lowercase)
        match chance.choice(("swap", "drop", "insert", "replace")):
            case "swap":
                at = min(at, len(word) - 2)
                made = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            case "drop":
                made = word[:at] + word[at + 1 :]
            case "insert":
                made = word[:at] + letter + word[at:]
            case _:
                made = word[:at] + letter + word[at + 1 :]
    return made
