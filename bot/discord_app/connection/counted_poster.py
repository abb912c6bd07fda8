"""Poster that counts what became of each attempt; see `daily/ports.py`."""

from __future__ import annotations

from bot.daily.models import Delivery, Schedule
from bot.daily.ports import BusyError, Poster, RefusedError, UnsureError
from bot.monitoring.metrics import Metrics


class CountedPoster:
    """A poster whose attempts are counted by their outcome: sent, refused, busy, or unsure."""

    def __init__(self, poster: Poster, metrics: Metrics) -> None:
        self._poster = poster
        self._metrics = metrics

    async def find(self, delivery: Delivery) -> int | None:
        """Id of the post of this delivery in its channel; None when it is not there."""
        return await self._poster.find(delivery)

    async def send(self, delivery: Delivery, schedule: Schedule) -> int:
        """Post it; the id of the post."""
        outcome = "failed"
        try:
            message = await self._poster.send(delivery, schedule)
            outcome = "sent"
        except RefusedError:
            outcome = "refused"
            raise
        except BusyError:
            outcome = "busy"
            raise
        except UnsureError:
            outcome = "unsure"
            raise
        finally:
            self._metrics.daily.labels(outcome).inc()
        return message

    async def follow_up(self, delivery: Delivery, schedule: Schedule) -> None:
        """What comes after a post that stands."""
        await self._poster.follow_up(delivery, schedule)
