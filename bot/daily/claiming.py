"""Claims and leases: which process delivers what, as pure decisions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

from bot.daily import planning
from bot.daily.calendar import Due, dues, local_date
from bot.daily.errors import NoScheduleError, PausedError
from bot.daily.models import Delivery, Reason, Schedule, Seen, Standing, State
from bot.daily.ports import DeliveryOutcome
from bot.daily.rotation import choose, is_there
from bot.pack.models import Pack
from bot.times.zone_rules import UnknownZoneError

LEASE = timedelta(minutes=2)
"""Lease: how long a delivery belongs to the worker that claimed it."""
BACK_OFF = timedelta(minutes=15)
"""Back-off after an unexpected error: how long a server is left alone, so that the others are served."""
RECORDED = 10
"""How many missed dates are recorded after a long absence."""


@dataclass(frozen=True, slots=True)
class ClaimTerms:
    """On what terms deliveries are claimed.

    Attributes:
        now: the instant of the claim.
        grace: how late a post may be.
    """

    pack: Pack
    now: datetime
    grace: timedelta

    @property
    def lease(self) -> datetime:
        """When the lease of a delivery claimed now runs out."""
        return self.now + LEASE


def claim_due(standing: Standing, terms: ClaimTerms) -> DeliveryOutcome:
    """Take over deliveries whose lease ran out, and claim the date that is due.

    Of several dates that have become due, the newest is claimed when the grace allows; the others are recorded as
    missed. The next date is the first one due after now.
    """
    claims = [
        _take_over(delivery, standing, terms)
        for delivery in standing.deliveries
        if delivery.lease is not None and delivery.lease <= terms.now
    ]
    standing = planning.record(standing, *claims)
    schedule, day = standing.schedule, standing.day
    if schedule is None or day is None or standing.due is None or standing.due > terms.now:
        return DeliveryOutcome(standing, tuple(claims))
    try:
        passed = list(takewhile(lambda due: due.at <= terms.now, dues(schedule, day)))
    except UnknownZoneError:
        return DeliveryOutcome(planning.pause(standing, Reason.ZONE, terms.now), tuple(claims))
    for due in passed[-RECORDED:]:
        present = standing.delivery(due.day)
        if present is not None and planning.is_final(present):
            continue
        if due is passed[-1] and terms.now - due.at <= terms.grace:
            delivery = _claimed(standing, schedule, due, terms)
        else:
            delivery = replace(_blank(standing, schedule, due), reason=Reason.LATE)
        standing = planning.record(standing, delivery)
        claims += [delivery] if delivery.state is State.CLAIMED else []
    # Without any date passed, the zone's rules were changed since, and the date is due later than was thought.
    done = passed[-1].day if passed else day - timedelta(days=1)
    return DeliveryOutcome(planning.advance(standing, done, terms.now), tuple(claims))


def back_off(standing: Standing, terms: ClaimTerms) -> DeliveryOutcome:
    """Leave everything that is to be done about a server for later."""
    later = terms.now + BACK_OFF
    deliveries = (
        replace(delivery, lease=max(delivery.lease, later)) if delivery.lease is not None else delivery
        for delivery in standing.deliveries
    )
    due = None if standing.due is None else max(standing.due, later)
    return DeliveryOutcome(replace(standing, due=due, deliveries=tuple(deliveries)))


def claim_today(standing: Standing, terms: ClaimTerms) -> DeliveryOutcome:
    """Claim the post of the present local date, due or not, unless it is posted or another worker holds its lease.

    Raises:
        NoScheduleError: the server has no schedule.
        PausedError: the schedule rests.
    """
    if standing.schedule is None:
        raise NoScheduleError
    if standing.pause is not None:
        raise PausedError(standing.pause)
    today = local_date(terms.now, standing.schedule.zone)
    present = standing.delivery(today)
    if present is None or present.state is State.SKIPPED:
        delivery = _claimed(standing, standing.schedule, Due(today, terms.now), terms)
    elif present.lease is not None and present.lease <= terms.now:
        delivery = _take_over(present, standing, terms)
    else:
        return DeliveryOutcome(standing)
    standing = planning.record(standing, delivery)
    if standing.day == today:
        standing = planning.advance(standing, today, terms.now)
    return DeliveryOutcome(standing, (delivery,) if delivery.state is State.CLAIMED else ())


def seen_by(standing: Standing) -> Seen:
    """What a server saw, and what it is about to see."""
    coming = [delivery for delivery in reversed(standing.deliveries) if delivery.state is State.CLAIMED]
    turns = {**standing.seen.turns, **{delivery.seen_as: delivery.turn for delivery in coming}}
    return Seen(turns, coming[-1].seen_as if coming else standing.seen.last)


def _claimed(standing: Standing, schedule: Schedule, due: Due, terms: ClaimTerms) -> Delivery:
    """A date's delivery, claimed now with what it shows; skipped when there is nothing to show."""
    blank = _blank(standing, schedule, due)
    choice = choose(terms.pack, schedule, seen_by(standing))
    if choice is None:
        return replace(blank, reason=Reason.NO_QUOTE)
    return replace(choice.put_into(blank), state=State.CLAIMED, lease=terms.lease, attempts=blank.attempts + 1)


def _blank(standing: Standing, schedule: Schedule, due: Due) -> Delivery:
    """A date's delivery before it is claimed; it goes on counting attempts where an earlier one left off."""
    earlier = standing.delivery(due.day)
    return Delivery(
        server=standing.server,
        day=due.day,
        channel=schedule.channel,
        entry="",
        turn=0,
        due=due.at,
        state=State.SKIPPED,
        attempts=earlier.attempts if earlier else 0,
    )


def _take_over(delivery: Delivery, standing: Standing, terms: ClaimTerms) -> Delivery:
    """Retry a delivery whose lease ran out; what it shows stays, unless it has left the pack."""
    mine = replace(delivery, lease=terms.lease, attempts=delivery.attempts + 1)
    if standing.schedule is None or is_there(terms.pack, delivery.kind, delivery.entry, standing.schedule.topics):
        return mine
    choice = choose(terms.pack, standing.schedule, seen_by(standing))
    return mine if choice is None else choice.put_into(mine)
