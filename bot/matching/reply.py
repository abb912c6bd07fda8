"""What the engine says, as plain values. Renderers turn them into Discord components, terminal text or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.languages import Language, language_line
from bot.pack.models import Chitchat, Citation, Paragraph, Question, Quote, Speaker, Term
from bot.pack.queries.languages import shown_in


class QuestionSource(StrEnum):
    """How the bot was addressed; in a channel it must be surer, for nobody called it."""

    COMMAND = "command"
    CHANNEL = "channel"


class Decision(StrEnum):
    """What to do with a question."""

    ANSWER = "answer"
    """One entry answers it."""
    LOOKUP = "lookup"
    """It is computed from the pack or from the last reply: who said it, which article, an outline, a definition."""
    SUGGEST = "suggest"
    """One entry is likely enough to ask back, or up to three that the asker should choose from."""
    PASSAGES = "passages"
    """The articles touch on it, but no entry answers it."""
    CHITCHAT = "chitchat"
    """A greeting or the like."""
    NOTHING = "nothing"
    """Nothing answers it, or there is nothing to answer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may answer the question.

    Attributes:
        confidence: calibrated probability, 0 to 1, that this entry answers the question.
        phrasing: the phrasing of the entry that is nearest to what was asked.
    """

    question: Question
    confidence: float
    phrasing: str


MOST_OFFERED = 3
"""Candidates that are offered at most."""
_WORTH = 0.05
"""Least confidence of a candidate that is offered."""
_SHARE = 0.15
"""The same as a share of the first one's. On every other calibration question that is not answered but has its answer
among the first three, what is offered holds it in 43 of 47, and 25 of these are asked back by one candidate alone."""


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A paragraph found by search.

    Attributes:
        score: 0 to 1, the share of the query's weight that the paragraph holds.
        spans: the matched pieces as (start, end) offsets into the paragraph's text, in order, not overlapping.
    """

    article: str
    paragraph: Paragraph
    score: float
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Why the engine decided as it did, for the "Why this?" button.

    Attributes:
        threshold: the confidence that an answer needed.
        repaired: words that were read as others, as (typed, read).
        signals: each signal's value for the first candidate, by name.
    """

    phrasing: str | None
    confidence: float
    runner_up: Question | None
    runner_up_confidence: float
    threshold: float
    repaired: tuple[tuple[str, str], ...] = ()
    signals: Mapping[str, float] = field(default_factory=dict[str, float])


class PremiseKind(StrEnum):
    """What a question takes for granted and the cited passage gives otherwise."""

    SHARE = "share"
    YEAR = "year"
    PERSON = "person"
    RISE = "rise"
    """The passage tells of a rise, the question of a fall; `FALL` is the other way round."""
    FALL = "fall"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A premise of a question against what the cited passage gives.

    Attributes:
        said: what the passage gives; empty for a direction.
        asked: what the question takes for granted; likewise.
    """

    kind: PremiseKind
    said: str
    asked: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was computed from the pack or from the last reply.

    Attributes:
        kind: the move or the request that it serves, by its name in the register.
        text: what is said in the reader's language; lines are kept, `[1]` stands for `citations[0]`.
        title: a heading; empty where there is none.
        citations: the passages behind it.
        entry: the entry that it is about, where there is one.
        offers: entries that it offers to go on with.
        articles: ids of the articles that it offers to open, each with the number of the paragraph to open at.
        term: the term that it is about; likewise `quote`, and `people`.
        asked: the request and what was asked for, by which "and X?" asks the same of X; None for a move.
        markdown: whether the text is the pack's own Markdown; else it is literal, as the words of an article are.
    """

    kind: str
    text: str
    title: str = ""
    citations: tuple[Citation, ...] = ()
    entry: Question | None = None
    offers: tuple[Question, ...] = ()
    articles: tuple[tuple[str, int], ...] = ()
    term: Term | None = None
    quote: Quote | None = None
    people: tuple[Speaker, ...] = ()
    asked: tuple[str, str] | None = None
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply to one message.

    Attributes:
        confidence: calibrated probability that the first candidate answers the question.
        answer: the entry to show; None unless the decision is to answer.
        chitchat: the exchange to reply with; None unless the decision is chitchat.
        candidates: the best five, best first, whatever the decision.
        passages: paragraphs to show when the decision is passages.
        language: the language to reply in.
        micros: time taken, in microseconds.
        parts: where the message asks several questions, the reply to each, in the order asked; else none.
        contradictions: what the question takes for granted and the passages cited for the answer give otherwise.
        asked_in: code of the language asked in, where nothing in the pack is written in it; else None.
        lookup: what was computed; None unless the decision is a look-up, or the bot speaks of itself.
        said: the reply's own words where it gives no answer, in the reader's language; empty where it needs none.
        absence: words of which it says that the library does not mention them.
        near: candidates that its own words offer where it is not sure what is meant.
    """

    text: str
    decision: Decision
    confidence: float
    answer: Question | None
    chitchat: Chitchat | None
    candidates: tuple[Candidate, ...]
    passages: tuple[PassageHit, ...]
    language: Language
    why: Why
    micros: int
    parts: tuple[Reply, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    asked_in: str | None = None
    lookup: Lookup | None = None
    said: str = ""
    absence: tuple[str, ...] = ()
    near: tuple[Candidate, ...] = ()

    @property
    def language_line(self) -> str | None:
        """In the asker's own language, that the pack has nothing in it and which one the reply is in; else None."""
        entry = self.answer or self.chitchat
        shown = shown_in(entry.answer, self.language) if entry else self.language
        return language_line(self.asked_in, shown) if self.asked_in and self.asked_in != shown else None

    @property
    def offered(self) -> tuple[Candidate, ...]:
        """The candidates that the asker may choose from, each worth it; one alone is asked back ("Is it this?")."""
        if self.decision is not Decision.SUGGEST:
            return ()
        first = self.candidates[0].confidence
        least = max(_WORTH, _SHARE * first)
        return tuple(c for c in self.candidates[:MOST_OFFERED] if c.confidence >= least) or self.candidates[:1]

    @property
    def answers(self) -> tuple[Question, ...]:
        """Every entry given as an answer, in the order asked, each once."""
        given = [part.answer for part in self.parts or (self,) if part.answer is not None]
        return tuple({question.id: question for question in given or [self.answer] if question}.values())

    @property
    def given(self) -> tuple[Question | Lookup, ...]:
        """Everything given, in the order asked: entries as answers, and what was looked up."""
        every = (part.answer or part.lookup for part in self.parts or (self,))
        found = tuple({one.id if isinstance(one, Question) else one.text: one for one in every if one}.values())
        return found or self.answers


@dataclass(frozen=True, slots=True)
class TermCandidate:
    """A glossary term that may be the one looked up; `matched` is the form of it that is nearest."""

    term: Term
    confidence: float
    matched: str


@dataclass(frozen=True, slots=True)
class Definition:
    """The engine's reply to a glossary look-up; `term` is None when none is near enough."""

    text: str
    term: Term | None
    confidence: float
    candidates: tuple[TermCandidate, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class TermSuggestion:
    """One choice of an autocomplete list: `value` is an id, `label` what is shown (at most 100 characters each)."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A glossary term found in a running text, at `start` to `end`."""

    term: Term
    start: int
    end: int


def unmatched(
    text: str,
    decision: Decision,
    language: Language,
    *,
    lookup: Lookup | None = None,
    said: str = "",
) -> Reply:
    """A reply in which matching had no part: it is certain of nothing and offers nothing."""
    return Reply(
        text=text,
        decision=decision,
        confidence=0.0,
        answer=None,
        chitchat=None,
        candidates=(),
        passages=(),
        language=language,
        why=Why(None, 0.0, None, 0.0, 0.0),
        micros=0,
        lookup=lookup,
        said=said,
    )
