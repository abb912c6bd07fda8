"""Audit of a pack by its engine: texts that are read as belonging elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from bot.evaluating.progress import Tell, counted, unwatched
from bot.matching import Engine, QuestionSource
from bot.matching.index.corpus import Corpus
from bot.matching.index.index import Index
from bot.pack.faults import Fault
from bot.pack.models import LabelledQuestion, Pack, Question, UnanswerableGroup
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located

NEARLY = 0.9
"""Cosine in the feature space from which a text to refuse is nearly a phrasing."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Placed:
    """A text of the pack, with the entry that it belongs to and the keys that lead to it there."""

    located: Located[Any]
    keys: Sequence[int | str]
    text: str

    @property
    def place(self) -> str:
        """File and line, as editors understand them."""
        return f"{self.located.source.name}:{self.located.line(*self.keys)}"

    def fault(self, problem: str, remedy: str) -> Fault:
        """A fault of this text."""
        return self.located.fault(problem, remedy, *self.keys)


def lexical_index(pack: Pack) -> Index:
    """The pack's phrasings and titles in the feature space, without static vectors and without texts to refuse."""
    return Index.build(Corpus.of(pack), vectors=None, decoys=())


def audit(draft: Draft, engine: Engine, *, index: Index | None = None, tell: Tell = unwatched) -> list[Fault]:
    """Faults that show only when the engine reads the pack's own texts.

    Args:
        draft: a pack without other faults, read from its files.
        engine: the engine of the same pack.
        index: what `lexical_index` gives for it, where that is at hand.
        tell: told how far it is.

    Returns:
        Phrasings that would be answered with another entry, and texts to refuse that are nearly a phrasing, in the
        order of files and lines.
    """
    found = chain(misplaced(draft, engine, tell), nearly_phrasings(draft, index or lexical_index(engine.pack), tell))
    return sorted(found)


def misplaced(draft: Draft, engine: Engine, tell: Tell = unwatched) -> Iterator[Fault]:
    """Phrasings and titles that the engine, which knows them, would nevertheless answer with another entry."""
    threshold = engine.threshold()
    for placed in counted(phrasings(draft.of(Question)), "Asking the phrasings", tell):
        # Overheard in a channel, a text is judged as in a command but no passages are looked up for it.
        reply = engine.ask(placed.text, mode=QuestionSource.CHANNEL)
        if not reply.candidates or reply.confidence < threshold:
            continue
        first = reply.candidates[0]
        if first.question.id != placed.located.entry.id:
            yield placed.fault(
                f"{placed.text!r} would be answered with {first.question.id!r} "
                f"(confidence {first.confidence:.2f}; nearest there: {first.phrasing!r}).",
                "Move it there, say what sets it apart, or take it out.",
            )


def nearly_phrasings(draft: Draft, index: Index, tell: Tell = unwatched) -> Iterator[Fault]:
    """Texts to refuse that hardly differ from a phrasing; one with another number in it does differ."""
    owners = np.repeat(np.arange(index.entries), np.diff(index.bounds))
    for placed in counted(refused(draft), "Reading the texts to refuse", tell):
        words = index.reader(placed.text).words
        if not words or not index.entries:
            continue
        cosines = index.query(placed.text, words).cosines
        nearest = int(cosines.argmax())
        phrasing = index.texts[nearest]
        if cosines[nearest] >= NEARLY and numbers(placed.text) == numbers(phrasing):
            owner = draft.of(Question)[int(owners[nearest])]
            yield placed.fault(
                f"{placed.text!r} is to be refused, but is nearly a phrasing of {owner.name!r}: {phrasing!r}.",
                "Say what sets it apart, or take one of the two out.",
            )


def phrasings(questions: Iterable[Located[Question]]) -> list[Placed]:
    """Every phrasing and title of some questions."""
    return [placed for located in questions for placed in texts_of(located)]


def texts_of(located: Located[Question]) -> Iterator[Placed]:
    """The phrasings and titles of one question."""
    question = located.entry
    for position, text in enumerate(question.phrasings):
        yield Placed(located, ("phrasings", position), text)
    for language, title in question.question.items():
        yield Placed(located, ("question", language), title)


def refused(draft: Draft) -> list[Placed]:
    """Every text that the pack says must be refused."""
    return [
        *(placed for located in draft.of(UnanswerableGroup) for placed in _group(located)),
        *(_labelled(located) for located in draft.of(LabelledQuestion) if not located.entry.answers),
    ]


def _group(located: Located[UnanswerableGroup]) -> Iterator[Placed]:
    for position, text in enumerate(located.entry.questions):
        yield Placed(located, ("questions", position), text)


def _labelled(located: Located[LabelledQuestion]) -> Placed:
    return Placed(located, ("text",), located.entry.text)


def numbers(text: str) -> frozenset[str]:
    """The numbers in a text."""
    return frozenset(_NUMBER.findall(text))
