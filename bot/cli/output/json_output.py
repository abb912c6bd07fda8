"""Replies as JSON: the machine interface that other tools rely on. Keys are added, never renamed or taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from bot.answering.beside import premise_line
from bot.cli.output.machine_object import MachineObject
from bot.languages import Language
from bot.matching import Candidate, Decision, Definition, Lookup, PassageHit, Reply, TermCandidate
from bot.pack.faults import Fault
from bot.pack.models import Citation, Pack, Question, Quote, Term
from bot.pack.queries.counts import Count
from bot.pack.queries.coverage import ParagraphCoverage
from bot.pack.queries.passage_translations import translated, translated_quote
from bot.translations import voice

Key: TypeAlias = str | int
"""What a result is known by: the id that came with the question, or the number of its line."""


class CitationObject(MachineObject):
    """The cited words and the whole paragraph they stand in.

    `translation` is what the cited sentences say in the reply's language, in the curators' words; null where there is
    none.
    """

    article: str
    paragraph: int
    quote: str
    passage: str
    translation: str | None


class AnswerObject(MachineObject):
    """The entry that answers, small talk, or what was looked up, which may be no entry and then has no id."""

    id: str | None
    question: str
    text: str
    citations: tuple[CitationObject, ...]


class CandidateObject(MachineObject):
    """An entry that may answer, with the calibrated probability (0 to 1) that it does."""

    id: str
    question: str
    confidence: float
    citations: tuple[CitationObject, ...]


class PassageObject(MachineObject):
    """A paragraph found by search; `score` is the share (0 to 1) of the query that it holds."""

    article: str
    paragraph: int
    passage: str
    score: float


class ReplyObject(MachineObject):
    """What `ask` writes for one question; `micros` is the time taken in microseconds.

    `conversation` is the one that the question was said to belong to, given back. `language_line` is what somebody is
    told who asks in a language that the pack lacks: in that language, which one the reply is in; else null.
    `premise_line` says what the cited passage gives otherwise than the question takes for granted; else null. `answers`
    are all that were given, in the order asked; the first is `answer`. `absence` are words that the reply says the
    library does not mention; `said` are its own words where it gives no answer.
    """

    id: Key
    conversation: Key | None
    decision: str
    confidence: float
    answer: AnswerObject | None
    answers: tuple[AnswerObject, ...]
    absence: tuple[str, ...] | None
    said: str | None
    candidates: tuple[CandidateObject, ...]
    passages: tuple[PassageObject, ...]
    language_line: str | None
    premise_line: str | None
    micros: int


class TermObject(MachineObject):
    """The whole glossary entry that was found."""

    id: str
    term: str
    zh: str | None
    text: str
    citations: tuple[CitationObject, ...]
    related: tuple[str, ...]


class TermCandidateObject(MachineObject):
    """A glossary entry that may be meant."""

    id: str
    term: str
    zh: str | None
    confidence: float


class DefinitionObject(MachineObject):
    """What `define` writes for one look-up; `term` is the headword."""

    id: Key
    found: bool
    term: str | None
    confidence: float
    candidates: tuple[TermCandidateObject, ...]
    definition: TermObject | None


class SearchObject(MachineObject):
    """What `search` writes for one query."""

    id: Key
    passages: tuple[PassageObject, ...]


class QuoteObject(MachineObject):
    """What `quote` writes."""

    id: str
    text: str
    speaker: str
    voice: str
    article: str
    paragraph: int
    passage: str
    topics: tuple[str, ...]
    translation: str | None


class FaultObject(MachineObject):
    """One mistake in a pack."""

    file: str
    line: int
    entry: str
    problem: str
    remedy: str


class CountObject(MachineObject):
    """How many there are of one kind of entry."""

    kind: str
    count: int


class SentenceObject(MachineObject):
    """A sentence of an article and the ids of the entries that cite it."""

    text: str
    cited_by: tuple[str, ...]


class CoverageObject(MachineObject):
    """A paragraph of an article, the ids of the entries that cite it, and its sentences."""

    article: str
    paragraph: int
    questions: tuple[str, ...]
    terms: tuple[str, ...]
    quotes: tuple[str, ...]
    sentences: tuple[SentenceObject, ...]


class CheckObject(MachineObject):
    """What `check` writes: faults, advice, how much there is of what, and the coverage where it was asked for."""

    faults: tuple[FaultObject, ...]
    advice: tuple[FaultObject, ...]
    counts: tuple[CountObject, ...]
    coverage: tuple[CoverageObject, ...] | None


def reply_object(pack: Pack, reply: Reply, key: Key, conversation: Key | None = None) -> ReplyObject:
    """The reply to one question, which may be a turn of a conversation."""
    answers = _answers(pack, reply)
    return ReplyObject(
        id=key,
        conversation=conversation,
        decision=reply.decision.value,
        confidence=reply.confidence,
        answer=answers[0] if answers else None,
        answers=answers,
        absence=reply.absence or None,
        said=reply.said or None,
        candidates=tuple(_candidate(pack, candidate, reply.language) for candidate in reply.candidates),
        passages=_passages(reply.passages),
        language_line=reply.language_line,
        premise_line=premise_line(reply, voice(reply.language)),
        micros=reply.micros,
    )


def definition_object(pack: Pack, definition: Definition, key: Key) -> DefinitionObject:
    """The outcome of one glossary look-up."""
    term = definition.term
    return DefinitionObject(
        id=key,
        found=term is not None,
        term=term.headword if term else None,
        confidence=definition.confidence,
        candidates=tuple(_term_candidate(candidate) for candidate in definition.candidates),
        definition=_term(pack, term, definition.language) if term else None,
    )


def search_object(hits: Sequence[PassageHit], key: Key) -> SearchObject:
    """The passages found for one query."""
    return SearchObject(id=key, passages=_passages(hits))


def quote_object(pack: Pack, quote: Quote, language: Language) -> QuoteObject:
    """A quote with its source, and what it says in a language, where there is a translation into it."""
    return QuoteObject(
        id=quote.id,
        text=quote.text,
        speaker=quote.speaker,
        voice=quote.voice,
        article=quote.article,
        paragraph=quote.paragraph,
        passage=pack.passage(quote.citation).text,
        topics=quote.topics,
        translation=translated_quote(pack, quote, language),
    )


def check_object(
    faults: Iterable[Fault],
    counts: Iterable[Count],
    coverage: Iterable[ParagraphCoverage] | None = None,
    advice: Iterable[Fault] = (),
) -> CheckObject:
    """The faults of a pack, what was counted in it, and what of the articles is cited."""
    return CheckObject(
        faults=tuple(FaultObject.model_validate(fault, from_attributes=True) for fault in faults),
        advice=tuple(FaultObject.model_validate(each, from_attributes=True) for each in advice),
        counts=tuple(CountObject.model_validate(count, from_attributes=True) for count in counts),
        coverage=None if coverage is None else tuple(_coverage(paragraph) for paragraph in coverage),
    )


def _answers(pack: Pack, reply: Reply) -> tuple[AnswerObject, ...]:
    """Everything given, in the order asked: entries, small talk of the pack, or what was looked up."""
    if reply.chitchat:
        said = reply.chitchat
        return (
            AnswerObject(id=said.id, question=said.phrasings[0], text=said.answer.text(reply.language), citations=()),
        )
    if reply.decision not in (Decision.ANSWER, Decision.LOOKUP):
        return ()
    return tuple(
        _looked_up(pack, one, reply.language) if isinstance(one, Lookup) else _entry(pack, one, reply.language)
        for one in reply.given
    )


def _looked_up(pack: Pack, lookup: Lookup, language: Language) -> AnswerObject:
    title = lookup.title or (lookup.entry.title(language) if lookup.entry else "")
    cited = citation_objects(pack, lookup.citations, language)
    return AnswerObject(id=lookup.entry.id if lookup.entry else None, question=title, text=lookup.text, citations=cited)


def _entry(pack: Pack, entry: Question, language: Language) -> AnswerObject:
    return AnswerObject(
        id=entry.id,
        question=entry.title(language),
        text=entry.answer.text(language),
        citations=citation_objects(pack, entry.citations, language),
    )


def _candidate(pack: Pack, candidate: Candidate, language: Language) -> CandidateObject:
    return CandidateObject(
        id=candidate.question.id,
        question=candidate.question.title(language),
        confidence=candidate.confidence,
        citations=citation_objects(pack, candidate.question.citations, language),
    )


def _term(pack: Pack, term: Term, language: Language) -> TermObject:
    return TermObject(
        id=term.id,
        term=term.headword,
        zh=term.chinese,
        text=term.definition.text(language),
        citations=citation_objects(pack, term.citations, language),
        related=term.related,
    )


def _term_candidate(candidate: TermCandidate) -> TermCandidateObject:
    term = candidate.term
    return TermCandidateObject(id=term.id, term=term.headword, zh=term.chinese, confidence=candidate.confidence)


def citation_objects(pack: Pack, citations: Iterable[Citation], language: Language) -> tuple[CitationObject, ...]:
    """Citations as they are written under whatever rests on them."""
    return tuple(
        CitationObject(
            article=citation.article,
            paragraph=citation.paragraph,
            quote=citation.quote,
            passage=pack.passage(citation).text,
            translation=translated(pack, citation, language),
        )
        for citation in citations
    )


def _passages(hits: Iterable[PassageHit]) -> tuple[PassageObject, ...]:
    return tuple(
        PassageObject(article=hit.article, paragraph=hit.paragraph.number, passage=hit.paragraph.text, score=hit.score)
        for hit in hits
    )


def _coverage(paragraph: ParagraphCoverage) -> CoverageObject:
    return CoverageObject(
        article=paragraph.article,
        paragraph=paragraph.number,
        questions=paragraph.cited_by("question"),
        terms=paragraph.cited_by("term"),
        quotes=paragraph.cited_by("quote"),
        sentences=tuple(
            SentenceObject(text=sentence.text, cited_by=tuple(use.id for use in sentence.uses))
            for sentence in paragraph.sentences
        ),
    )
