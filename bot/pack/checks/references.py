"""Ids: unique, and every reference leads to something."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz import process

from bot.pack.faults import Fault
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located


def check_references(draft: Draft) -> Iterator[Fault]:
    """Duplicate ids, references to nothing, references that say nothing new."""
    for group in (draft.questions, draft.terms, draft.quotes, draft.chitchat, draft.unanswerable):
        yield from _duplicates(group)
    yield from _duplicates_in_pack_file(draft)
    if not draft.readable:
        return  # what the unreadable file declares is not known: references to it cannot be judged
    articles = draft.ids("article")
    for located in (*draft.questions, *draft.terms):
        for position, citation in enumerate(located.entry.citations):
            yield from _known(located, citation.article, articles, "article", "citations", position, "article")
    for located in draft.quotes:
        yield from _known(located, located.entry.article, articles, "article", "article")
    questions, terms = draft.ids("question"), draft.ids("term")
    for located in draft.questions:
        yield from _list(located, located.entry.see_also, questions, "question", "see_also")
    for located in draft.terms:
        yield from _list(located, located.entry.related, terms, "term", "related")
    for located in draft.calibration:
        yield from _list(located, located.entry.answers, questions, "question", "answers")
    if draft.info is not None:
        yield from _pack_references(draft, draft.info)


def _pack_references(draft: Draft, info: Located[Any]) -> Iterator[Fault]:
    """References to the topics and speakers that `pack.yaml` names."""
    topics = frozenset(topic.id for topic in info.entry.topics)
    speakers = frozenset(speaker.id for speaker in info.entry.speakers)
    for located in draft.quotes:
        yield from _known(located, located.entry.speaker, speakers, "speaker", "speaker")
        yield from _list(located, located.entry.topics, topics, "topic", "topics")
    for located in draft.terms:
        yield from _known(located, located.entry.topic, topics, "topic", "topic")
    for name in sorted({located.source.name for located in draft.questions}):
        stem = Path(name).stem
        if stem not in topics:
            problem = f"The file is named after no topic of pack.yaml{nearest_hint(stem, topics)}"
            yield Fault(name, 1, stem, problem, "Rename it or add the topic.")


def _duplicates(group: Iterable[Located[Any]]) -> Iterator[Fault]:
    """The second and later entries of the same id."""
    first: dict[str, Located[Any]] = {}
    for located in group:
        known = first.setdefault(located.entry.id, located)
        if known is not located:
            place = f"{known.source.name}:{known.line()}"
            problem = f"The id {located.entry.id!r} stands already in {place}."
            yield located.fault(problem, "Give one of the two another id.", "id")


def _duplicates_in_pack_file(draft: Draft) -> Iterator[Fault]:
    """Topics and speakers that have the id of an earlier one."""
    if draft.info is None:
        return
    for key, things in (("topics", draft.info.entry.topics), ("speakers", draft.info.entry.speakers)):
        seen: set[str] = set()
        for position, thing in enumerate(things):
            if thing.id in seen:
                problem = f"The id {thing.id!r} stands twice among the {key}."
                yield draft.info.fault(problem, "Give one of the two another id.", key, position, "id")
            seen.add(thing.id)


def _list(located: Located[Any], names: tuple[str, ...], known: frozenset[str], kind: str, key: str) -> Iterator[Fault]:
    """Faults of a list of ids: unknown ones, the same twice, the entry itself."""
    for position, name in enumerate(names):
        yield from _known(located, name, known, kind, key, position)
        if name in names[:position]:
            yield located.fault(f"{name!r} stands twice in {key}.", "Take one out.", key, position)
        if located.kind == kind and name == located.entry.id:
            yield located.fault(f"The {kind} refers to itself.", "Take the id out.", key, position)


def _known(located: Located[Any], name: str, known: frozenset[str], kind: str, *keys: int | str) -> Iterator[Fault]:
    """A fault when `name` is not among the `known` ones."""
    if name not in known:
        problem = f"There is no {kind} {name!r}{nearest_hint(name, known)}"
        yield located.fault(problem, f"Use the id of one that exists, or add the {kind}.", *keys)


def nearest_hint(name: str, known: Collection[str]) -> str:
    """The end of a sentence: the nearest known id, when one is near."""
    nearest = process.extractOne(name, sorted(known), score_cutoff=70)
    return f"; did you mean {nearest[0]!r}?" if nearest else "."
