"""Priorities of a curator: of everything that could be mended, the few things that are most worth doing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.evaluating.collisions import Collision
from bot.evaluating.leaving_out import Stray
from bot.evaluating.strangers import Attraction
from bot.pack.faults import Fault
from bot.pack.models import Question
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located

MOST = 10
FEW = 3
"""Phrasings below which an entry has few."""
NAMED = 5
"""Entries named in one sentence."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do.

    Attributes:
        place: file and line.
        entry: id of the entry, or of the first of several.
        gain: questions that will fare better, roughly: what the order is by.
        told: what to do, in one or two sentences.
    """

    place: str
    entry: str
    gain: float
    told: str


def most_worth_doing(
    draft: Draft,
    faults: Sequence[Fault],
    strays: Sequence[Stray],
    attractions: Sequence[Attraction],
    collisions: Sequence[Collision],
) -> tuple[Task, ...]:
    """The ten things most worth doing, most worth first; fewer where the pack needs fewer.

    A phrasing that is alone in its wording goes elsewhere when it is left out, and nothing is wrong with it: only
    entries that take each other's phrasings, and such as have few, are named.
    """
    entries = {each.entry.id: each for each in draft.of(Question)}
    tasks = chain(
        _misread(faults), _strangers(attractions, entries), _pairs(strays, entries), _few(entries), _names(collisions)
    )
    return tuple(sorted(tasks, key=lambda task: -task.gain)[:MOST])


def _misread(faults: Sequence[Fault]) -> Iterator[Task]:
    """Texts that the engine reads as belonging elsewhere: what is asked so is answered wrongly today."""
    for fault in faults:
        yield Task(f"{fault.file}:{fault.line}", fault.entry, 5, f"{fault.problem} {fault.remedy}")


def _strangers(attractions: Sequence[Attraction], entries: dict[str, Located[Question]]) -> Iterator[Task]:
    """Entries that answer what the pack refuses, or what people say anywhere; such as only come first are no matter."""
    for each in attractions:
        if each.answered:
            what = "text that" if each.answered == 1 else "texts that"
            told = (
                f"It answers {each.answered} {what} should be refused or may well come from anywhere, such as "
                f"{each.worst!r} ({each.confidence:.2f}). Where that is wrong, put more like it into unanswerable.yaml."
            )
            yield Task(_place(entries.get(each.entry)), each.entry, 2 * each.answered, told)


def _pairs(strays: Sequence[Stray], entries: dict[str, Located[Question]]) -> Iterator[Task]:
    """Entries of which two phrasings or more would go to the other, either way."""
    taken = Counter(tuple(sorted((stray.entry, stray.got))) for stray in strays)
    examples: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for stray in strays:
        examples[tuple(sorted((stray.entry, stray.got)))].append(stray.text)
    for (one, other), count in taken.items():
        if count > 1:
            told = (
                f"Hard to tell from {other}: {count} phrasings of one would go to the other, such as "
                f"{examples[one, other][0]!r}. Say in each what sets it apart, or put the two together."
            )
            yield Task(_place(entries.get(one)), one, count, told)


def _few(entries: dict[str, Located[Question]]) -> Iterator[Task]:
    """Entries with hardly a phrasing, in one task: each more helps, whichever it is."""
    few = sorted(
        (each for each in entries.values() if len(each.entry.phrasings) < FEW),
        key=lambda each: len(each.entry.phrasings),
    )
    if few:
        named = ", ".join(each.entry.id for each in few[:NAMED])
        more = f" and {len(few) - NAMED} more" if len(few) > NAMED else ""
        what = "entry has" if len(few) == 1 else "entries have"
        told = (
            f"{len(few)} {what} fewer than {FEW} phrasings: {named}{more}. Write how people ask, in words that the "
            "question does not use."
        )
        yield Task(_place(few[0]), few[0].entry.id, float(len(few)), told)


def _names(collisions: Sequence[Collision]) -> Iterator[Task]:
    """Terms that are called the same."""
    for each in collisions:
        if each.likeness == 1 and not each.derived:
            told = f"{each.first_name!r} names {each.second} too. Keep the name where it belongs best."
            yield Task("glossary.yaml", each.first, 1.5, told)


def _place(located: Located[Question] | None) -> str:
    return f"{located.source.name}:{located.line()}" if located else ""
