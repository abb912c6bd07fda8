"""When an item comes back: FSRS, the scheduler of Anki, by the package `fsrs`."""

from __future__ import annotations

from datetime import datetime, timedelta

from fsrs import Card, Rating, Scheduler, State

from bot.reviewing.review_models import ReviewCard, ReviewItem

SOON = (timedelta(minutes=10),)
"""What was just missed comes back after so long, before days are counted."""
LONGEST = 365
"""Days after which everything comes back once more."""
_SCHEDULER = Scheduler(learning_steps=SOON, relearning_steps=SOON, maximum_interval=LONGEST, enable_fuzzing=False)
"""Without fuzz, which spreads thousands of cards: here the same answers give the same dates."""


def answered(
    card: ReviewCard | None, item: ReviewItem, *, right: bool, answer: str, now: datetime
) -> ReviewCard | None:
    """The card after an answer; None where nothing is to be remembered, for it was right and had not been missed.

    Args:
        card: as it was; None where the item has none.
        item: what was asked.
        right: whether the answer was.
        answer: by which the answer is known; one that was counted leaves the card as it is.
        now: when, in UTC.
    """
    if card is None and right:
        return None
    if card is not None and card.counted == answer:
        return card
    before = Card(card_id=0) if card is None else _as_fsrs(card)
    after, _ = _SCHEDULER.review_card(
        before, Rating.Good if right else Rating.Again, max(now, before.last_review or now)
    )
    return ReviewCard(
        item=item,
        due=after.due,
        last=now,
        state=after.state.value,
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        times=1 if card is None else card.times + 1,
        counted=answer,
    )


def _as_fsrs(card: ReviewCard) -> Card:
    return Card(
        card_id=0,
        state=State(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last,
    )
