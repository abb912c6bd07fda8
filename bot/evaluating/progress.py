"""Progress reports of long work, whoever watches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeAlias, TypeVar

T = TypeVar("T")
Tell: TypeAlias = Callable[[str], None]
"""Takes what is being done at the moment, as text for a person."""

_EVERY = 50


def unwatched(doing: str) -> None:
    """Tell nobody."""


def counted(items: Collection[T], doing: str, tell: Tell) -> Iterator[T]:
    """The items one by one; tells "doing … 50 of 200" now and then."""
    for number, item in enumerate(items):
        if number % _EVERY == 0:
            tell(f"{doing} … {number:,} of {len(items):,}")
        yield item
