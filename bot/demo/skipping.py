"""Action of the demo: move the clock to the next post of the day, and wait for the post."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime

from babel.dates import format_date

from bot.daily.models import Delivery, Reason, State
from bot.daily.service import Daily
from bot.demo.movable_clock import MovableClock
from bot.discord_app.language import language_of
from bot.discord_app.render.daily.daily_posts import post_title
from bot.discord_app.render.daily.schedules import say_left_out
from bot.languages import tongue
from bot.times.zone_rules import zone_of
from bot.times.zones import say_zone
from bot.translations import Voice, voice

PATIENCE = 15.0
"""Seconds that the post may take; a delivery's requests time out well before."""
GLANCE = 0.05
"""Seconds between two looks at the delivery."""


async def skip_to_next(daily: Daily, clock: MovableClock, server: int, locale: str) -> str:
    """Move the clock to the next due instant and wait until that date's post is settled.

    Args:
        daily: the bot's post of the day.
        clock: by which the bot goes.
        server: whose next post it is.
        locale: of whoever is told what was done, such as `zh-CN`.

    Returns:
        What was done, in a sentence for the page.
    """
    say = voice(language_of(locale))
    before = await daily.show(server)
    if before is None:
        return say("No post of the day is set up here. Switch to the admin and try /daily set.")
    if before.pause is not None or before.due is None:
        return say("The post of the day is paused. Switch to the admin and try /daily resume.")
    clock.move_to(before.due)
    daily.runner.wake()
    delivery = await _settled(daily, server, before.due)
    told = (_time_in_words(before.due, before.schedule.zone, say), _outcome(delivery, say))
    return tongue(say.language).sentence_gap.join(told)


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


def _time_in_words(due: datetime, zone: str, say: Voice) -> str:
    """Which time it is now, where the post is due."""
    local = due.astimezone(zone_of(zone))
    day = format_date(local, "full", locale=tongue(say.language).locale)
    return say("It is now {day}, {time} in {zone}.", day=day, time=f"{local:%H:%M}", zone=say_zone(zone, say.language))


def _outcome(delivery: Delivery | None, say: Voice) -> str:
    """What became of the post."""
    if delivery is None:
        return say("The post of the day is not there yet.")
    if delivery.state is State.SENT:
        return say("Posted: {what}.", what=post_title(delivery.kind, say))
    return say("Nothing was posted ({why}).", why=say_left_out(delivery.reason or Reason.ADMIN, say))
