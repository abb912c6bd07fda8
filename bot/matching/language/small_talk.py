"""Greetings and the like: a message that is small talk and nothing else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import ceil, floor

from rapidfuzz import process
from rapidfuzz.distance import Indel

from bot.languages import Language
from bot.pack.models import Chitchat, LocalizedText
from bot.text import fold

_LONGEST = 60
"""Characters of the longest message that is compared; a longer one says more than a greeting."""
_SHORTEST = 4
"""Characters of the shortest one that may be misspelt."""
_ALIKE = 0.86
"""Likeness from which two messages are the same: one slip in seven letters."""
_REACH = _ALIKE / (2 - _ALIKE)
"""Share of the longer one's length that the shorter one has to have for that."""
_WORD_END = re.compile(r" |$|(?<=[^\x00-\x7f])|(?=[^\x00-\x7f])")
"""Where a word may end: at a space or the end, or between characters of a script without spaces."""


class SmallTalk:
    """Finds the exchange a message belongs to: one of the pack's, or one that every pack has."""

    def __init__(self, entries: Sequence[Chitchat], vocatives: Collection[str] = (), library: str = "") -> None:
        """Take the pack's small talk.

        Args:
            entries: the exchanges.
            vocatives: words by which whoever reads may be called beside one ("thanks bot"), lower case.
            library: the pack's title, for the replies that every pack has; none of these where it is empty.
        """
        self._own = {fold(text) or text: entry for entry in entries for text in entry.phrasings}
        self._entries = {entry.id: entry for entry in entries}
        self._library = library
        self._said = _Phrasings(self._own, vocatives)
        self._usual = _Phrasings(_usual() if library else (), vocatives)

    def find(self, text: str, language: Language = "en") -> Chitchat | None:
        """The exchange whose phrasing the message is, letter for letter or nearly; None for anything else.

        Several exchanges in one message ("ok thanks"), and whoever is called beside them, are small talk as well: the
        longest of them counts.

        Args:
            text: the message.
            language: that of the conversation. It decides what a word of several languages is; in a word of one, it
                is answered in that.
        """
        typed = fold(text) or text.strip()
        if (said := self._said.find(typed)) is not None:
            return self._own[said]
        said = self._usual.find(typed, slips=False)
        return None if said is None else self._answered(said, language)

    def _answered(self, said: str, language: Language) -> Chitchat | None:
        """The reply to what is usually said; the pack's own where it has an exchange of that name in the language."""
        name, languages = _usual()[said]
        spoken = language if language in languages or len(languages) > 1 else languages[0]
        tables = _tables()[name]
        table = tables.get(spoken) or tables[languages[0]]
        own = self._entries.get(name)
        if own is not None and own.answer.exactly(spoken):
            return own
        if "answer" not in table:
            return None
        answer = table["answer"].format(library=self._library)
        return Chitchat(id=name, phrasings=(said,), answer=LocalizedText({spoken: answer}))


@cache
def _tables() -> Mapping[str, Mapping[Language, Mapping[str, str]]]:
    """What is usually said, by name and language: `said`, and the `answer`."""
    return tomllib.loads(files("bot.matching.language").joinpath("small_talk.toml").read_text("utf-8"))


@cache
def _usual() -> Mapping[str, tuple[str, Sequence[Language]]]:
    """Each usual phrasing with the name of its exchange, and the languages that it is one of in."""
    found: dict[str, tuple[str, list[Language]]] = {}
    for name, tables in _tables().items():
        for language, table in tables.items():
            for said in filter(None, map(fold, table["said"].split(";"))):
                known, languages = found.setdefault(said, (name, []))
                if known == name and language not in languages:
                    languages.append(language)
    return found


class _Phrasings:
    """Phrasings that a message may be made of."""

    def __init__(self, said: Collection[str], vocatives: Collection[str]) -> None:
        self._vocatives = frozenset(vocatives)
        self._said = said
        self._of_length: dict[int, list[str]] = {}
        for one in said:
            self._of_length.setdefault(len(one), []).append(one)

    def find(self, said: str, *, slips: bool = True) -> str | None:
        """The phrasing that a message is; None for anything else.

        Args:
            said: the message, folded.
            slips: whether it may be misspelt.
        """
        if said in self._said:
            return said
        if len(said) > _LONGEST:
            return None
        if (spoken := self._spoken(said)) is not None:
            return spoken
        if len(said) < _SHORTEST or not slips:
            return None
        words = said.split(" ")
        said = " ".join(word for word in words if word not in self._vocatives) or said
        found = process.extractOne(said, self._near(len(said)), scorer=Indel.normalized_similarity, score_cutoff=_ALIKE)
        return found[0] if found else None

    def _spoken(self, said: str) -> str | None:
        """The longest phrasing in a text that is made of nothing but phrasings and vocatives; None for any other."""
        ends = [*filter(None, (match.start() for match in _WORD_END.finditer(said)))]
        best: list[str | None] = [None] * (len(said) + 1)
        best[0] = ""
        for number, begin in enumerate((0, *ends)):
            before = best[begin]
            if before is None:
                continue
            for end in ends[number:]:
                piece = said[begin:end].strip()
                if not piece or piece in self._vocatives:
                    longest = before
                elif piece in self._said:
                    longest = max(before, piece, key=len)
                else:
                    continue
                held = best[end]
                best[end] = longest if held is None else max(held, longest, key=len)
        return best[-1] or None

    def _near(self, length: int) -> list[str]:
        """Phrasings that may be alike: of two texts, 2 · shorter / (shorter + longer) is the most that they can be."""
        lengths = range(floor(length * _REACH), ceil(length / _REACH) + 1)
        return [said for near in lengths for said in self._of_length.get(near, ())]
