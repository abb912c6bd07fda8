"""What members of a soaked quiz do: what they answer, miss and read."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bot.ports.reading_store import BookmarkKind
from bot.quizzing.quiz_models import EntryRef
from bot.reviewing.review_models import ReviewItem

MEMBERS = 8
"""Members who play; fewer than are named under a question."""
ITEMS = 5
"""What comes back to each of them."""
ARTICLES, PARAGRAPHS = ("one", "two"), 4
"""What they read."""
DROPPED = 0.3
"""How often a reader drops a bookmark instead of keeping one."""


def item(member: int, number: int) -> ReviewItem:
    """What a member's answer with a number is about."""
    return ReviewItem("term", EntryRef("term", f"term-{Random(f'{member} {number}').randrange(ITEMS)}"))


ITEMS_ALONE = frozenset(ReviewItem("term", EntryRef("term", f"term-{number}")) for number in range(ITEMS))
"""All that they answer about alone; in rounds they answer about the shipped pack."""


def is_right(member: int, number: int) -> bool:
    """Whether that answer is right."""
    return Random(f"right {member} {number}").random() < 0.6


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """One thing that a reader does: keep a bookmark, or drop one."""

    kind: BookmarkKind
    article: str
    paragraph: int
    drops: bool


def reading_step(member: int, number: int) -> ReadingStep:
    """What a member's step with a number is."""
    random = Random(f"reading {member} {number}")
    kind, article = random.choice(tuple(BookmarkKind)), random.choice(ARTICLES)
    return ReadingStep(kind, article, random.randrange(PARAGRAPHS), drops=random.random() < DROPPED)
