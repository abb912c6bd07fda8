"""Service behind `/daily`: a server's schedule, and its post of today, each change one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot.clock import Clock
from bot.daily import planning
from bot.daily.calendar import local_date
from bot.daily.claiming import seen_by
from bot.daily.delivery import DeliveryWorker
from bot.daily.models import Delivery, Overview, Reason, Schedule, Standing
from bot.daily.ports import DailyStore, DeliveryOutcome, Poster
from bot.daily.rotation import Choice, choose
from bot.daily.runner import Runner
from bot.pack.models import Pack

SHOWN = 10
"""How many of the last deliveries are told."""


class Daily:
    """The post of the day: what admins do to it, and the loop that posts it.

    Args:
        pack: gives the pack of the moment.
        grace: how late a post may be.

    Attributes:
        runner: the loop; run it once a process (`await daily.runner.run()`), stop it with `daily.runner.stop()`.
    """

    def __init__(
        self, store: DailyStore, poster: Poster, clock: Clock, pack: Callable[[], Pack], grace: timedelta
    ) -> None:
        self._store = store
        self._clock = clock
        self._pack = pack
        self._courier = DeliveryWorker(store, poster, clock, pack, grace)
        self.runner = Runner(store, self._courier, clock)

    async def set(self, schedule: Schedule) -> Overview:
        """Start a server's schedule, or replace it; ends a pause of any kind.

        Dates only go forward: one that was posted or skipped under the old schedule is not posted again.

        Raises:
            UnknownZoneError: no time zone has that name.
        """
        _, after = await self._change(
            schedule.server, lambda standing: planning.start(standing, schedule, self._clock.now())
        )
        return _overview(after, schedule)

    async def show(self, server: int) -> Overview | None:
        """What there is to tell about a server's schedule; None when there is none."""
        standing = await self._store.standing(server)
        return _overview(standing, standing.schedule) if standing.schedule else None

    async def amend(self, server: int, change: Callable[[Schedule], Schedule]) -> None:
        """Change what is posted; when and where stay, and so does a pause. Without a schedule nothing changes."""
        await self._change(server, lambda standing: planning.amend(standing, change))

    async def preview(self, server: int) -> tuple[date, Choice] | None:
        """The next post: its local date and what it would show, as things stand.

        None without a schedule, and where there is nothing to show. While paused the date is today's.

        Raises:
            UnknownZoneError: the schedule's time zone is not known any more.
        """
        standing = await self._store.standing(server)
        if standing.schedule is None:
            return None
        choice = choose(self._pack(), standing.schedule, seen_by(standing))
        day = standing.day or local_date(self._clock.now(), standing.schedule.zone)
        return (day, choice) if choice is not None else None

    async def skip(self, server: int) -> date | None:
        """Leave out the next date that is due; gives it, or None when none is due (no schedule, or paused)."""
        before, after = await self._change(server, lambda standing: planning.skip(standing, self._clock.now()))
        return before.day if after is not before else None

    async def pause(self, server: int, reason: Reason = Reason.ADMIN) -> bool:
        """Rest until resumed. True when that changed something: False without a schedule or when already paused."""
        before, after = await self._change(server, lambda standing: planning.pause(standing, reason, self._clock.now()))
        return after is not before

    async def resume(self, server: int, after: Reason | None = None) -> bool:
        """Go on with the next date; what was missed stays missed. True when that changed something.

        Args:
            server: id of the server.
            after: end only a pause for this reason; None ends any.

        Raises:
            UnknownZoneError: the schedule's time zone is not known any more.
        """
        old, new = await self._change(server, lambda standing: planning.resume(standing, after, self._clock.now()))
        return new is not old

    async def off(self, server: int) -> bool:
        """Remove the schedule; what was posted stays known, so that nothing repeats. False when there was none."""
        before, _ = await self._change(server, planning.remove)
        return before.schedule is not None

    async def post_now(self, server: int) -> Delivery:
        """Post today's now. Today is the local date; this counts as its post.

        Returns:
            The delivery of today, whose state says what came of it: SENT (now or earlier), SKIPPED with the reason, or
            CLAIMED when Discord's answer is still uncertain, or another process is at it: the loop will finish it.

        Raises:
            NoScheduleError: the server has no schedule.
            PausedError: the schedule rests; it carries the pause.
            UnknownZoneError: the schedule's time zone is not known any more.
        """
        delivery = await self._courier.post_now(server)
        self.runner.wake()
        return delivery

    async def erase(self, server: int) -> None:
        """Forget a server: its schedule, its deliveries and what it saw."""
        await self._store.erase(server)

    async def _change(self, server: int, plan: Callable[[Standing], Standing]) -> tuple[Standing, Standing]:
        """Apply a plan in one transaction and wake the loop; gives the standing before and after."""
        before = Standing(server)

        def decide(standing: Standing) -> DeliveryOutcome:
            nonlocal before
            before = standing
            return DeliveryOutcome(plan(standing))

        after = (await self._store.change(server, decide)).standing
        if after is not before:
            self.runner.wake()
        return before, after


def _overview(standing: Standing, schedule: Schedule) -> Overview:
    return Overview(schedule, standing.due, standing.pause, standing.deliveries[:SHOWN])
