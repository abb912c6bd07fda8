"""Normaliser of imported entries: titles that fit, phrasings that stand once, keys by which an import is repeated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from bot.pack.field_types import ANSWER_LIMIT, MOST_RELATED, PHRASING_LIMIT, QUESTION_LIMIT
from bot.pack.importing.formats import markdown_parts
from bot.pack.importing.formats.markdown_outline import cleaned
from bot.pack.importing.models import Amounts, FaqEntry, Note, NoteKind, ReadFaq


def normalised(read: ReadFaq) -> ReadFaq:
    """Bring what was read into the form of a pack; whatever is changed or left out is noted."""
    notes = list(read.notes)
    entries: list[FaqEntry] = []
    taken: dict[str, str] = {}
    for raw in read.entries:
        if not raw.answer.strip():
            gone = Amounts(1, len(raw.phrasings))
            notes.append(Note(raw.place, NoteKind.LEFT_OUT, f"{raw.question!r} has no answer.", gone))
            continue
        entry = _titled(raw, notes)
        mine = same(entry.question)
        if mine in taken:
            entry = _told_apart(entry, entries, taken, notes)
            if entry is None:
                continue
        for part in _parted(entry, notes):
            taken[same(part.question)] = part.question
            entries.append(replace(part, key=_key(part, entries)))
    entries = [*_with_related(_with_phrasings(entries, taken, notes), notes)]
    return replace(read, entries=tuple(entries), notes=sorted(notes))


def same(text: str) -> str:
    """A text as it is compared with others: small letters and digits only."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


def tally(entries: Iterable[FaqEntry]) -> Amounts:
    """How much there is in some entries."""
    total = Amounts()
    for entry in entries:
        links, blocks = markdown_parts.count(entry.answer)
        total += Amounts(1, len(entry.phrasings), links, blocks)
    return total


def _titled(entry: FaqEntry, notes: list[Note]) -> FaqEntry:
    """The entry with a title in one line that fits; a longer question stays whole as a phrasing."""
    question = " ".join(cleaned(entry.question).split()) or " ".join(entry.question.split())
    if len(question) <= QUESTION_LIMIT:
        return replace(entry, question=question)
    short = question[: QUESTION_LIMIT - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
    told = f"The question has {len(question)} characters; {QUESTION_LIMIT} fit, so it is shown as {short!r}."
    notes.append(Note(entry.place, NoteKind.CHANGED, told, Amounts(phrasings=-1)))
    return replace(entry, question=short, phrasings=(question, *entry.phrasings))


def _told_apart(entry: FaqEntry, before: list[FaqEntry], taken: dict[str, str], notes: list[Note]) -> FaqEntry | None:
    """A second entry with the same question: under its topic, or left out where nothing tells the two apart."""
    first = next(each for each in before if same(each.question) == same(entry.question))
    links, blocks = markdown_parts.count(entry.answer)
    gone = Amounts(1, len(entry.phrasings), links, blocks)
    if same(first.answer) == same(entry.answer):
        told = f"{entry.question!r} stands already on {first.place}, with the same answer."
        notes.append(Note(entry.place, NoteKind.LEFT_OUT, told, gone))
        return None
    for more in (entry.topic, entry.source):
        title = f"{entry.question} ({more})"
        if (
            more
            and more not in (first.topic, first.source)
            and len(title) <= QUESTION_LIMIT
            and same(title) not in taken
        ):
            told = f"{entry.question!r} stands already on {first.place}: this one is called {title!r}."
            notes.append(Note(entry.place, NoteKind.CHANGED, told))
            return replace(entry, question=title)
    told = f"{entry.question!r} stands already on {first.place}, with another answer. Put the two together there."
    notes.append(Note(entry.place, NoteKind.LEFT_OUT, told, gone))
    return None


def _parted(entry: FaqEntry, notes: list[Note]) -> list[FaqEntry]:
    """The entry, or several where its answer is longer than one message holds; it is cut between blocks only."""
    if len(entry.answer) <= ANSWER_LIMIT:
        return [entry]
    parts = [""]
    for block in markdown_parts.blocks(entry.answer):
        joined = f"{parts[-1]}\n\n{block}" if parts[-1] else block
        parts[-1:] = [joined] if len(joined) <= ANSWER_LIMIT or not parts[-1] else [parts[-1], block]
    told = f"The answer has {len(entry.answer):,} characters; {ANSWER_LIMIT:,} fit. It was made {len(parts)} entries."
    if len(parts) == 1 or any(len(part) > ANSWER_LIMIT for part in parts):
        told = f"The answer has {len(entry.answer):,} characters; {ANSWER_LIMIT:,} fit. Shorten it, else no pack loads."
        parts = [entry.answer]
    notes.append(Note(entry.place, NoteKind.CHANGED, told, Amounts(1 - len(parts))))
    key = entry.key or entry.question
    rest = [
        replace(
            entry,
            question=f"{entry.question} ({number})",
            key=f"{key}#{number}",
            phrasings=(),
            see_also=(f"{key}#{number + 1}",) if number < len(parts) else (),
        )
        for number in range(2, len(parts) + 1)
    ]
    entry = replace(entry, see_also=(*(f"{key}#2" for _ in rest[:1]), *entry.see_also))
    return [replace(each, answer=part) for each, part in zip([entry, *rest], parts, strict=True)]


def _key(entry: FaqEntry, before: Iterable[FaqEntry]) -> str:
    """What the entry is known by when the source is imported again: its id there, or its question."""
    key = entry.key or entry.question
    used = {each.key for each in before}
    return next(each for each in (key, entry.question, f"{key} ({entry.question})") if each not in used)


def _with_phrasings(entries: list[FaqEntry], taken: dict[str, str], notes: list[Note]) -> Iterable[FaqEntry]:
    """The entries with phrasings of which none stands twice in the pack, and none is too long."""
    for entry in entries:
        kept: list[str] = []
        for phrasing in (" ".join(each.split()) for each in entry.phrasings):
            mine = same(phrasing)
            owner = taken.get(mine)
            if not mine:
                told = f"The phrasing {phrasing!r} holds no words."
            elif owner == entry.question:
                told = f"The phrasing {phrasing!r} stands already there."
            elif owner is not None:
                told = f"The phrasing {phrasing!r} belongs already to {owner!r}."
            elif len(phrasing) > PHRASING_LIMIT:
                told = f"A phrasing has {len(phrasing)} characters; {PHRASING_LIMIT} fit: {phrasing[:60]}…"
            else:
                taken[mine] = entry.question
                kept.append(phrasing)
                continue
            notes.append(Note(entry.place, NoteKind.LEFT_OUT, told, Amounts(phrasings=1)))
        yield replace(entry, phrasings=tuple(kept))


def _with_related(entries: Iterable[FaqEntry], notes: list[Note]) -> Iterable[FaqEntry]:
    """The entries with related ones that there are, by their keys, and no more than fit."""
    every = [*entries]
    keys = {each.key: each.key for each in every} | {same(each.question): each.key for each in every}
    for entry in every:
        kept: list[str] = []
        for name in entry.see_also:
            target = keys.get(name) or keys.get(same(name))
            if target is None:
                told = f"A follow-up leads to {name!r}, which is not there."
                notes.append(Note(entry.place, NoteKind.LEFT_OUT, told))
            elif len(kept) == MOST_RELATED:
                told = f"The follow-up to {name!r} was left out: an entry has {MOST_RELATED} under see_also at most."
                notes.append(Note(entry.place, NoteKind.LEFT_OUT, told))
            elif target not in (entry.key, *kept):
                kept.append(target)
        yield replace(entry, see_also=tuple(kept))


def slug(text: str, *, longest: int = 60) -> str:
    """An id made from a text: its words in small Latin letters, as many as fit; empty where it has none."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", re.sub(r"[’']", "", plain))
    made = ""
    for word in words:
        if len(made) + len(word) + 1 > longest:
            break
        made = f"{made}-{word}" if made else word
    return made
