"""Check of labels: a text that is answered in one file is not refused, or answered otherwise, in another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.pack.checks.text_forms import folded
from bot.pack.faults import Fault, as_asked
from bot.pack.models import LabelledQuestion, Question, UnanswerableGroup
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located

_REMEDY = "Let both say the same; where an entry says that the library does not give it, that entry is the answer."


class _Said(NamedTuple):
    """What a file says of a text: the ids that answer it, none where it is refused, and where it says so.

    Attributes:
        keys: lead to the text inside its entry.
    """

    answers: frozenset[str]
    located: Located[Any]
    keys: tuple[int | str, ...] = ()

    @property
    def place(self) -> str:
        """File and line. Lines are counted only where something is amiss, for that takes longer than all the rest."""
        return f"{self.located.source.name}:{self.located.line(*self.keys)}"


def check_labels(draft: Draft) -> Iterator[Fault]:
    """Labelled questions that contradict a phrasing, a title, a question to be refused, or an earlier label."""
    if draft.info is not None:
        yield from as_asked(draft.info.entry.policies.labels, contradictions(draft, draft.of(LabelledQuestion)))


def contradictions(draft: Draft, labelled: tuple[Located[LabelledQuestion], ...]) -> Iterator[Fault]:
    """Labels that say otherwise than the pack, or than an earlier label."""
    known = _told(draft)
    for located in labelled:
        entry = located.entry
        said = _Said(frozenset(entry.answers), located)
        other = known.setdefault(folded(entry.text), said)
        if not _agree(said.answers, other.answers):
            answered = ", ".join(sorted(other.answers)) or "nothing"
            problem = f"{entry.text!r} is answered by {answered} in {other.place}."
            yield located.fault(problem, _REMEDY, "text")


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other) or not (one or other)


def _told(draft: Draft) -> dict[str, _Said]:
    """What phrasings, titles and unanswerable questions say, by the text without case and punctuation."""
    told: dict[str, _Said] = {}
    for located in draft.of(UnanswerableGroup):
        for number, text in enumerate(located.entry.questions):
            told[folded(text)] = _Said(frozenset(), located, ("questions", number))
    for located in draft.of(Question):
        answer = frozenset({located.entry.id})
        for language, text in located.entry.question.items():
            told[folded(text)] = _Said(answer, located, ("question", language))
        for number, text in enumerate(located.entry.phrasings):
            told[folded(text)] = _Said(answer, located, ("phrasings", number))
    return told
