"""Coverage: which entries cite each paragraph and each sentence of the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.pack.kinds import KINDS
from bot.pack.models import Citation, Pack, Paragraph
from bot.pack.reading.draft import Draft
from bot.pack.sentences import sentences


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """An entry that cites a passage; `kind` is the name of its kind."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class SentenceCoverage:
    """A sentence and the entries of which a citation overlaps it; `start` and `end` are places in the paragraph."""

    text: str
    start: int
    end: int
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class ParagraphCoverage:
    """A body paragraph, everything that cites it, and its sentences."""

    article: str
    number: int
    section: str | None
    uses: tuple[Use, ...]
    sentences: tuple[SentenceCoverage, ...]

    def cited_by(self, kind: str) -> tuple[str, ...]:
        """The ids of the entries of one kind that cite the paragraph."""
        return tuple(use.id for use in self.uses if use.kind == kind)

    @property
    def uncited(self) -> tuple[SentenceCoverage, ...]:
        """The sentences that nothing cites."""
        return tuple(sentence for sentence in self.sentences if not sentence.uses)


def coverage(pack: Pack | Draft) -> tuple[ParagraphCoverage, ...]:
    """The coverage of every body paragraph, in the order of the articles; paragraph 0, the byline, is left out.

    A citation that does not stand in its paragraph, which only a draft can hold, covers nothing.
    """
    citing: dict[tuple[str, int], list[tuple[Use, str]]] = defaultdict(list)
    for use, citation in _citations(pack):
        citing[citation.article, citation.paragraph].append((use, citation.quote))
    return tuple(
        _paragraph(article.id, paragraph, citing[article.id, paragraph.number])
        for article in pack.articles
        for paragraph in article.paragraphs[1:]
    )


def _citations(pack: Pack | Draft) -> Iterator[tuple[Use, Citation]]:
    """Every citation of a pack with the entry it belongs to."""
    for kind in (kind for kind in KINDS if kind.cites):
        entries = pack.of(kind.model) if isinstance(pack, Pack) else (each.entry for each in pack.of(kind.model))
        for entry in entries:
            for cited in entry.cited():
                yield Use(kind.name, entry.id), cited.citation


def _paragraph(article: str, paragraph: Paragraph, citing: list[tuple[Use, str]]) -> ParagraphCoverage:
    spans = [
        (use, start, start + len(quote))
        for use, quote in citing
        if (start := paragraph.text.find(quote)) >= 0
    ]  # fmt: skip
    covered = tuple(
        SentenceCoverage(text, start, end, _uses(use for use, begin, stop in spans if begin < end and start < stop))
        for start, end, text in sentences(paragraph.text)
    )
    return ParagraphCoverage(article, paragraph.number, paragraph.section, _uses(use for use, _, _ in spans), covered)


def _uses(uses: Iterator[Use]) -> tuple[Use, ...]:
    """The uses without repetition, in order."""
    return tuple(dict.fromkeys(uses))
