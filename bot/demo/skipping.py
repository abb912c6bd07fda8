"""Skipping to the next quote of the day: the clock is moved to the moment it is due, and the post is waited for."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.daily.models import Delivery, Overview, State
from bot.daily.service import Daily
from bot.demo.clock import MovableClock

PATIENCE = 15.0
"""Seconds that the post may take; a delivery's requests time out well before."""
GLANCE = 0.05
"""Seconds between two looks at the delivery."""

NOTHING_SET = "No quote of the day is set here. Be the admin and try /daily set."
RESTS = "The quote of the day rests. Be the admin and try /daily resume."


async def skip_to_next(daily: Daily, clock: MovableClock, server: int) -> str:
    """Move the clock to the next due instant and wait until that date's post is settled.

    Returns:
        What was done, in a sentence for the page.
    """
    before = await daily.show(server)
    if before is None:
        return NOTHING_SET
    if before.pause is not None or before.due is None:
        return RESTS
    clock.move_to(before.due)
    daily.runner.wake()
    return _said(before, before.due, await _settled(daily, server, before.due))


async def _settled(daily: Daily, server: int, due: datetime) -> Delivery | None:
    """The delivery that was due then, once it is posted or skipped; None when that takes too long."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while True:
                now = await daily.show(server)
                for delivery in now.deliveries if now else ():
                    if delivery.due == due and delivery.state is not State.CLAIMED:
                        return delivery
                await asyncio.sleep(GLANCE)
    return None


def _said(overview: Overview, due: datetime, delivery: Delivery | None) -> str:
    zone = overview.schedule.zone
    local = due.astimezone(ZoneInfo(zone))
    when = f"It is now {local:%A}, {local.day} {local:%B %Y}, {local:%H:%M} in {zone}."
    if delivery is not None and delivery.state is State.SENT:
        return f"{when} The quote of the day was posted."
    return f"{when} The quote of the day was not posted: {delivery.reason if delivery else 'no answer yet'}."
