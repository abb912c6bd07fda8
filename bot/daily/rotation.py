"""Rotation: nothing twice in a server until all of its kind was shown, each server in its own order, kinds in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from bot.daily.models import Delivery, PostKind, Schedule, Seen, kind_seen, seen_key
from bot.pack.models import Pack
from bot.quizzing.quiz_material import has_material


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown next: an entry as its kind names it, and the round in which it is shown."""

    entry: str
    turn: int
    kind: PostKind = PostKind.QUOTE

    def put_into(self, delivery: Delivery) -> Delivery:
        """A delivery that shows it."""
        return replace(delivery, kind=self.kind, entry=self.entry, turn=self.turn)


def choose(pack: Pack, schedule: Schedule, seen: Seen) -> Choice | None:
    """What a server is shown next; None when there is nothing of any kind on its topics.

    Of several kinds, the one after that of the last post has its turn; one of which there is nothing is passed over.
    """
    choices = (_of_kind(kind, pack, schedule, seen) for kind in _turn(schedule.kinds, seen.last))
    return next((choice for choice in choices if choice is not None), None)


def is_there(pack: Pack, kind: PostKind, entry: str, topics: Collection[str] = ()) -> bool:
    """Whether a pack has what is to be shown; of the quiz, anything on any of `topics` (none: all)."""
    match kind:
        case PostKind.QUOTE:
            return entry in pack.quote_by_id
        case PostKind.TERM:
            return entry in pack.term_by_id
        case PostKind.QUIZ:
            return has_material(pack, topics)


def fitting(pack: Pack, kind: PostKind, topics: Collection[str]) -> list[str]:
    """Ids of the entries of a kind on any of `topics` (none: all). A quiz has none: its questions are made."""
    match kind:
        case PostKind.QUOTE:
            return [quote.id for quote in pack.quotes if not topics or not set(topics).isdisjoint(quote.topics)]
        case PostKind.TERM:
            return [term.id for term in pack.terms if not topics or term.topic in topics]
        case PostKind.QUIZ:
            return []


def choose_among(entries: Collection[str], server: int, seen: Seen, kind: PostKind = PostKind.QUOTE) -> Choice | None:
    """The next entry of a kind for a server, among those with these ids; None when there are none.

    Those shown longest ago, in rounds, come first, so that one never shown comes before any that was. Among these the
    server's order decides: a hash for each entry by itself, so that adding or removing one moves no other. A round that
    starts over does not start with the entry shown last.
    """
    if not entries:
        return None
    turns = {entry: seen.turns.get(seen_key(kind, entry), 0) for entry in entries}
    present = max((turn for key, turn in seen.turns.items() if kind_seen(key) is kind), default=0) or 1
    oldest = min(turns.values())
    turn = present if oldest < present else present + 1
    waiting = [entry for entry in entries if turns[entry] == oldest]
    fresh = [entry for entry in waiting if seen_key(kind, entry) != seen.last] or waiting
    return Choice(min(fresh, key=lambda entry: _rank(server, turn, entry)), turn, kind)


def _of_kind(kind: PostKind, pack: Pack, schedule: Schedule, seen: Seen) -> Choice | None:
    if kind is not PostKind.QUIZ:
        return choose_among(fitting(pack, kind, schedule.topics), schedule.server, seen, kind)
    number = seen.turns.get(seen_key(kind, ""), 0) + 1
    return Choice(str(number), number, kind) if has_material(pack, schedule.topics) else None


def _turn(kinds: tuple[PostKind, ...], last: str | None) -> Iterator[PostKind]:
    """The kinds in the order in which they are tried, after something with the key `last` was shown."""
    before = kind_seen(last) if last is not None else None
    first = kinds.index(before) + 1 if before in kinds else 0
    yield from kinds[first:]
    yield from kinds[:first]


def _rank(server: int, turn: int, entry: str) -> bytes:
    """Where an entry stands in a server's order of a round."""
    return blake2b(f"{turn} {entry}".encode(), key=server.to_bytes(8, "big"), digest_size=8).digest()
