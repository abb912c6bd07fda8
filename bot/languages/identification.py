"""Language identification of short texts: by script, then by everyday words and letters; silent when in doubt.

A question of five words is too short for statistics over letters alone, but hardly a question lacks "what", "is" or
"the": each language scores by its everyday words (a word that several share counts the less) and by letters that it
alone has. Ideas: Grefenstette, Comparing two language identification schemes, 1995.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from bot.languages.language_row import Script, WrittenLanguage
from bot.languages.neighbours import NEIGHBOURS
from bot.languages.register import LANGUAGES
from bot.text import clean, simplified

_SCRIPTS = {
    Script.JAPANESE: re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d]"),
    Script.HANGUL: re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"),
    Script.THAI: re.compile(r"[\u0e00-\u0e7f]"),
    Script.ARABIC: re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    Script.CYRILLIC: re.compile(r"[\u0400-\u052f]"),
    Script.HAN: re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    Script.LATIN: re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]"),
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ELIDED = re.compile(r"^(?:l|d|c|j|m|n|s|t|qu|un|dell|all|nell|sull|dall|quest|cos|com|dov)['’]")
_MOST_OF_IT = 0.6
"""Share of the letters from which a text counts as written in a script (a Thai question may name "TFP")."""
_NEEDED = 1.0
"""Score from which a language is told: one word, or letter, of its own."""
_LEAD = 1.5
"""How many times the score of the next one it must have."""
_KNOWN_SHARE = 0.2
"""Share of a text's words that must be everyday words of the language, or hold its letters."""
_LETTER = 1.0


def identify(text: str) -> WrittenLanguage | None:
    """The language that a text is written in; None when it is too short to tell, mixed, or in none of the register.

    Example:
        `identify("¿Quién lo propuso?").code` is "es"; `identify("lol")` is None.
    """
    found = _identify(clean(text))
    if found is None or found.script is not Script.HAN:
        return found
    code = found.code if simplified(text) == text else "zh-TW"
    return next(row for row in LANGUAGES if row.code == code)


@lru_cache(maxsize=256)
def _identify(text: str) -> WrittenLanguage | None:
    script = _script(text)
    if script is None:
        return None
    letters = set(text.lower())
    rows = [row for row in LANGUAGES if row.script is script and letters.isdisjoint(row.foreign_letters)]
    if script not in (Script.LATIN, Script.CYRILLIC):
        return rows[0] if rows else None
    return _by_words(text, rows)


def _script(text: str) -> Script | None:
    """The script that most letters are of; Japanese writes Han, too, so kana make a text Japanese."""
    if text.isascii():
        return Script.LATIN if _SCRIPTS[Script.LATIN].search(text) else None
    counts = {script: len(pattern.findall(text)) for script, pattern in _SCRIPTS.items()}
    if counts[Script.JAPANESE]:
        counts[Script.JAPANESE] += counts.pop(Script.HAN)
    script, most = max(counts.items(), key=lambda item: item[1])
    return script if most and most >= _MOST_OF_IT * sum(counts.values()) else None


def _by_words(text: str, rows: list[WrittenLanguage]) -> WrittenLanguage | None:
    low = text.replace("’", "'").lower()
    whole: list[str] = _WORD.findall(low)
    if not whole:
        return None
    words = [(typed, _ELIDED.sub("", typed) if "'" in typed else typed) for typed in whole]
    usual = [both for both in words if not _WORTH.keys().isdisjoint(both)]
    letters = set(low)
    scores: list[tuple[float, WrittenLanguage]] = []
    for row in rows:
        score, known = 0.0, 0
        own_letters = letters.intersection(row.letters)
        for typed, word in words if own_letters else usual:
            own = typed if typed in row.words else word
            lettered = not own_letters.isdisjoint(word)
            score += _WORTH[own] * (own in row.words) + _LETTER * lettered
            known += own in row.words or lettered
        score += sum(mark in row.letters for mark in "¿¡" if mark in text)
        if known >= _KNOWN_SHARE * len(words):
            scores.append((score, row))
    others = max(sum(_WORTH[word] for word in set(whole) & words_) for words_ in NEIGHBOURS)
    scores.sort(key=lambda one: -one[0])
    if not scores or scores[0][0] < _NEEDED:
        return None
    second = max(scores[1][0] if len(scores) > 1 else 0.0, others)
    return scores[0][1] if scores[0][0] >= _LEAD * second else None


class _Worths(dict[str, float]):
    """What an everyday word is worth: less, the more languages have it."""

    def __missing__(self, word: str) -> float:
        return 0.0


_WORTH = _Worths(
    {
        word: 1 / count
        for word, count in Counter(
            word for words in (*(row.words for row in LANGUAGES), *NEIGHBOURS) for word in words
        ).items()
    }
)
