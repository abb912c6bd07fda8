"""Rotation of quotes: none twice in a server until all were shown, and each server in its own order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b

from bot.daily.models import Seen
from bot.pack.models import Pack


@dataclass(frozen=True, slots=True)
class Choice:
    """A quote, by its id, and the round in which it is shown."""

    quote: str
    turn: int


def choose(pack: Pack, server: int, topics: Collection[str], seen: Seen) -> Choice | None:
    """The next quote of a server on any of `topics` (none: all); None when there is no such quote."""
    return choose_among(
        [quote.id for quote in pack.quotes if not topics or not set(topics).isdisjoint(quote.topics)], server, seen
    )


def choose_among(quotes: Collection[str], server: int, seen: Seen) -> Choice | None:
    """The next quote of a server among those with these ids; None when there are none.

    Those shown longest ago, in rounds, come first, so that one never shown comes before any that was. Among these the
    server's order decides: a hash for each quote by itself, so that adding or removing one moves no other. A round that
    starts over does not start with the quote shown last.
    """
    if not quotes:
        return None
    present = max(seen.turns.values(), default=0) or 1
    oldest = min(seen.turns.get(quote, 0) for quote in quotes)
    turn = present if oldest < present else present + 1
    waiting = [quote for quote in quotes if seen.turns.get(quote, 0) == oldest]
    fresh = [quote for quote in waiting if quote != seen.last] or waiting
    return Choice(min(fresh, key=lambda quote: _rank(server, turn, quote)), turn)


def _rank(server: int, turn: int, quote: str) -> bytes:
    """Where a quote stands in a server's order of a round."""
    return blake2b(f"{turn} {quote}".encode(), key=server.to_bytes(8, "big"), digest_size=8).digest()
