"""Glossary terms found in a running text: a tree of the names' words, walked along the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.matching.glossary.names import Name, NameKind
from bot.matching.language.background import Background
from bot.matching.language.highlight import Word, located_words
from bot.matching.reply import Mention
from bot.pack.models import Term

_END = re.compile(r"[.!?;:。！？；：]|\n\s*\n")
_WIDEST_GAP = 6


@dataclass(slots=True)
class _Node:
    """A point in the tree: the words that may follow, and the term whose name ends here."""

    following: dict[str, _Node] = field(default_factory=dict[str, "_Node"])
    term: int | None = None
    capitals: bool = False
    """Whether the name counts only in capitals."""


class MentionFinder:
    """The names of all terms as a tree of words."""

    def __init__(self, terms: Sequence[Term], names: Sequence[Name], background: Background) -> None:
        self._terms = tuple(terms)
        self._root = _Node()
        for name in sorted(names, key=lambda name: name.kind):
            if name.kind > NameKind.VARIANT or not name.words:
                continue
            node = self._root
            for word in name.words:
                node = node.following.setdefault(word, _Node())
            if node.term is None:
                node.term = name.term
                node.capitals = name.shown.isupper() and name.shown.casefold() in background

    def mentions(self, text: str, limit: int) -> tuple[Mention, ...]:
        """The terms that stand in a text, in its order, each once; where names overlap, the longest.

        Latin words count only whole, in singular or plural and any case; an abbreviation that is also an ordinary
        word (ICE) only in capitals. Chinese counts anywhere, simplified or traditional.

        Args:
            text: any text; links and Discord's marks in it are passed over.
            limit: most mentions given.

        Returns:
            Mentions with offsets into the text as given.
        """
        words = located_words(text)
        found = sorted(self._all(text, words), key=lambda mention: (mention.start - mention.end, mention.start))
        taken = bytearray(len(text))
        chosen: list[Mention] = []
        for mention in found:
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
                chosen.append(mention)
        chosen.sort(key=lambda mention: mention.start)
        first = {mention.term.id: mention for mention in reversed(chosen)}
        return tuple(sorted(first.values(), key=lambda mention: mention.start)[:limit])

    def _all(self, text: str, words: Sequence[Word]) -> Iterator[Mention]:
        """Every name that stands in the text, overlapping ones too."""
        root = self._root.following
        for begin, word in enumerate(words):
            node = root.get(word.base)
            at = begin
            while node is not None:
                start, end = word.start, words[at].end
                if node.term is not None and not (node.capitals and not text[start:end].rstrip("s").isupper()):
                    yield Mention(self._terms[node.term], start, end)
                at += 1
                joined = at < len(words) and _joined(text[end : words[at].start])
                node = node.following.get(words[at].base) if joined else None


def _joined(gap: str) -> bool:
    """Whether two words with this between them may belong to one name: no end of a sentence, and nothing long."""
    return gap in {"", " ", "-"} or (len(gap) < _WIDEST_GAP and _END.search(gap) is None)
