"""Worklist of a curator: suggested questions, answers voted down, entries that are missed, and near ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.evaluating.audit import lexical_index, phrasings
from bot.evaluating.leaving_out import Pull, leave_out
from bot.matching import Engine
from bot.pack.models import Question
from bot.pack.reading.draft import Draft
from bot.ports.curating_store import CountedVotes, QueuedQuestion

OFFERED = 3
"""Entries that are offered for a suggested question."""
OFTEN = 3
"""Misses nearest to one entry from which it is named."""
MOST_TIES = 10
"""Near ties that are named; mending them brings up the rest."""
DAYS = 30
"""Days whose misses are counted."""
TIES = 2
"""Phrasings of one entry that go to another when left out, from which the two are a near tie."""


@dataclass(frozen=True, slots=True)
class Near:
    """An entry that may be meant, with the probability (0 to 1) that it answers."""

    entry: str
    question: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Suggested:
    """A question that a member suggested, with the entries nearest to it; `answered`: the first answers it now."""

    number: int
    text: str
    language: str
    suggested: datetime
    near: Sequence[Near]
    answered: bool


@dataclass(frozen=True, slots=True)
class VotedDown:
    """An answer that members voted down; those who said why are counted by their reason."""

    entry: str
    question: str
    votes: CountedVotes
    place: str


@dataclass(frozen=True, slots=True)
class Missed:
    """An entry that came nearest to questions without an answer, and how often; empty: none was near."""

    entry: str
    question: str
    times: int
    place: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entries that are hard to tell apart, with the number of phrasings of the first that go to the second."""

    entry: str
    other: str
    count: int
    place: str


@dataclass(frozen=True, slots=True)
class Worklist:
    """Everything that waits, the most pressing of each kind first."""

    suggested: Sequence[Suggested]
    voted_down: Sequence[VotedDown]
    missed: Sequence[Missed]
    ties: Sequence[Tie]


@dataclass(frozen=True, slots=True)
class StoredFeedback:
    """What is stored of what members asked, missed and thought.

    Attributes:
        waiting: questions that members suggested.
        votes: by the id of the entry.
        misses: how often nothing was answered, by the id of the entry that came nearest, empty if none was.
    """

    waiting: Sequence[QueuedQuestion]
    votes: Mapping[str, CountedVotes]
    misses: Mapping[str, int]


def worklist(draft: Draft, engine: Engine, stored: StoredFeedback, ties: Sequence[Tie] | None = None) -> Worklist:
    """Put together what waits.

    Args:
        draft: the pack, read from its files.
        engine: the engine of the same pack.
        stored: what members left behind.
        ties: near ties of this pack, where they are known from before; they take seconds to find in a large one.
    """
    places = {each.entry.id: f"{each.source.name}:{each.line()}" for each in draft.of(Question)}
    titles = {each.entry.id: _title(each.entry) for each in draft.of(Question)}
    down = [
        VotedDown(name, titles[name], votes, places[name]) for name, votes in stored.votes.items() if name in titles
    ]
    missed = [
        Missed(name, titles.get(name, ""), times, places.get(name, ""))
        for name, times in stored.misses.items()
        if times >= OFTEN and (not name or name in titles)
    ]
    return Worklist(
        suggested=[suggested(engine, each) for each in stored.waiting],
        voted_down=sorted(down, key=lambda each: each.votes.up - each.votes.down),
        missed=sorted(missed, key=lambda each: -each.times),
        ties=near_ties(draft, engine) if ties is None else ties,
    )


def near_ties(draft: Draft, engine: Engine) -> list[Tie]:
    """Entries that are hard to tell apart, the hardest first."""
    places = {each.entry.id: f"{each.source.name}:{each.line()}" for each in draft.of(Question)}
    pulls = _pulls(draft, engine)[:MOST_TIES]
    return [Tie(pull.entry, pull.got, pull.count, places[pull.entry]) for pull in pulls if pull.count >= TIES]


def suggested(engine: Engine, question: QueuedQuestion) -> Suggested:
    """A suggested question with the entries that come nearest to it now."""
    reply = engine.ask(question.text)
    near = [Near(each.question.id, _title(each.question), each.confidence) for each in reply.candidates[:OFFERED]]
    return Suggested(
        question.number, question.text, question.language, question.suggested, near, reply.answer is not None
    )


def _pulls(draft: Draft, engine: Engine) -> Sequence[Pull]:
    return leave_out(lexical_index(engine.pack), phrasings(draft.of(Question))).pulls


def _title(question: Question) -> str:
    return question.title("en")
