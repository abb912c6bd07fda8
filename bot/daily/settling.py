"""Outcomes of a delivery: whether it is still wanted, how it ends, and when it is retried, as pure decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.daily import planning
from bot.daily.calendar import local_date
from bot.daily.claiming import ClaimTerms, seen_by
from bot.daily.models import Delivery, Reason, Seen, Standing, State
from bot.daily.ports import DeliveryOutcome, Transition
from bot.daily.rotation import choose, is_there

LONGEST = timedelta(minutes=15)
FIRST = timedelta(seconds=30)
"""How long a delivery that failed is left alone, at most and at first; twice as long after each further lease."""


class ReplanError(Exception):
    """What is to be shown has left the pack: the next claim of the delivery chooses another."""


def is_held(delivery: Delivery, standing: Standing) -> bool:
    """Whether the lease of this attempt still holds: no later attempt has claimed the delivery."""
    present = standing.delivery(delivery.day)
    return present is not None and present.state is State.CLAIMED and present.attempts == delivery.attempts


def objection(delivery: Delivery, standing: Standing, terms: ClaimTerms) -> Reason | None:
    """Why a delivery must not be sent now, after all; None when nothing is against it.

    Raises:
        ReplanError: what it shows has left the pack, and there are others.
    """
    if standing.schedule is None:
        return Reason.ADMIN
    if standing.pause is not None:
        return standing.pause.reason
    if terms.now - delivery.due > terms.grace:
        return Reason.LATE
    if is_there(terms.pack, delivery.kind, delivery.entry, standing.schedule.topics):
        return None
    if choose(terms.pack, standing.schedule, seen_by(standing)) is None:
        return Reason.NO_QUOTE
    raise ReplanError


def confirm(delivery: Delivery, message: int) -> Transition:
    """Record that the message is in the channel: idempotent, whichever attempt sent it, and over any other outcome."""

    def decide(standing: Standing) -> DeliveryOutcome:
        present = standing.delivery(delivery.day)
        if present is None or present.state is State.SENT:
            return DeliveryOutcome(standing)
        sent = replace(delivery, state=State.SENT, lease=None, message=message, reason=None)
        turns = {**standing.seen.turns, delivery.seen_as: delivery.turn}
        return DeliveryOutcome(replace(planning.record(standing, sent), seen=Seen(turns, delivery.seen_as)))

    return decide


def give_up(delivery: Delivery, reason: Reason, *, pause_at: datetime | None = None) -> Transition:
    """It will not be posted.

    Args:
        delivery: as it was claimed; another claim of it stands.
        reason: why not.
        pause_at: when given, the schedule rests from then on for the same reason, unless it has left that channel.
    """

    def decide(standing: Standing) -> DeliveryOutcome:
        if not is_held(delivery, standing):
            return DeliveryOutcome(standing)
        after = planning.record(standing, replace(delivery, state=State.SKIPPED, lease=None, reason=reason))
        if pause_at is not None and after.schedule is not None and after.schedule.channel == delivery.channel:
            after = planning.pause(after, reason, pause_at)
        return DeliveryOutcome(after)

    return decide


def pass_over(delivery: Delivery, terms: ClaimTerms) -> Transition:
    """Of its kind there was nothing after all: the next kind that has something takes its turn, if any does."""

    def decide(standing: Standing) -> DeliveryOutcome:
        if not is_held(delivery, standing):
            return DeliveryOutcome(standing)
        schedule = standing.schedule
        others = tuple(kind for kind in schedule.kinds if kind is not delivery.kind) if schedule else ()
        choice = choose(terms.pack, replace(schedule, kinds=others), seen_by(standing)) if schedule and others else None
        if choice is None:
            return give_up(delivery, Reason.NO_QUOTE)(standing)
        return DeliveryOutcome(planning.record(standing, choice.put_into(replace(delivery, lease=terms.now))))

    return decide


def let_go(delivery: Delivery, until: datetime) -> Transition:
    """It may be claimed again from `until` on."""

    def decide(standing: Standing) -> DeliveryOutcome:
        if not is_held(delivery, standing):
            return DeliveryOutcome(standing)
        return DeliveryOutcome(planning.record(standing, replace(delivery, lease=until)))

    return decide


def retry_delay(attempts: int) -> timedelta:
    """How long a delivery that failed throughout a lease is left alone, after so many leases."""
    return min(LONGEST, FIRST * 2 ** min(attempts - 1, 10))


def todays(standing: Standing, now: datetime) -> Delivery:
    """The delivery of the present local date, which is known to exist.

    Raises:
        LookupError: it does not.
    """
    day = local_date(now, standing.schedule.zone) if standing.schedule else None
    delivery = standing.delivery(day) if day else None
    if delivery is None:
        raise LookupError(f"server {standing.server} has no delivery for {day}")
    return delivery
