"""Queries of the post of the day: a server's standing is read, decided upon and replaced in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Select, delete, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.daily.models import Delivery, Pause, PostKind, Schedule, Seen, Standing
from bot.daily.ports import DeliveryOutcome, Transition
from bot.storage.database import Database, insert_into
from bot.storage.tables import DailyDelivery, DailyServer

TURNS = TypeAdapter(dict[str, int])
DELIVERY = tuple(DailyDelivery.__table__.columns.keys())
UPDATED = [name for name in DELIVERY if name not in ("server", "day")]


class DatabaseDaily:
    """Keeps schedules and deliveries. It is a `DailyStore`.

    Every change to a server takes the lock on its row; on SQLite, that of the whole database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def standing(self, server: int) -> Standing:
        """Everything stored about a server; an empty standing when that is nothing."""
        async with self._database.reading() as session:
            return await read_standing(session, server)

    async def change(self, server: int, decide: Transition) -> DeliveryOutcome:
        """Lock a server, store what is decided, and give it back."""
        async with self._database.writing() as session:
            return await change_standing(session, server, decide)

    async def claim(self, now: datetime, limit: int, decide: Transition) -> tuple[DeliveryOutcome, ...]:
        """The same, in one transaction, for at most `limit` servers whose `wake` has come, the longest waiting first.

        Servers that another process has locked are passed over.
        """
        rows = select(DailyServer).where(DailyServer.wake <= now).order_by(DailyServer.wake, DailyServer.server)
        if not await self._any(now):
            return ()
        async with self._database.writing() as session:
            found = await _load(session, rows.limit(limit).with_for_update(skip_locked=True))
            outcomes = tuple(map(decide, found))
            await _save(session, [(before, each.standing) for before, each in zip(found, outcomes, strict=True)])
        return outcomes

    async def next_wake(self) -> datetime | None:
        """The earliest `wake` of all servers; None when there is none."""
        async with self._database.reading() as session:
            return await session.scalar(select(func.min(DailyServer.wake)))

    async def erase(self, server: int) -> None:
        """Forget everything about a server."""
        async with self._database.writing() as session:
            # Its row first: a transaction that holds the lock is waited for, and finds nothing to confirm.
            await session.execute(delete(DailyServer).where(DailyServer.server == server))
            await session.execute(delete(DailyDelivery).where(DailyDelivery.server == server))

    async def _any(self, now: datetime) -> bool:
        """Whether anything is due, found out without locking out other writers."""
        wake = await self.next_wake()
        return wake is not None and wake <= now


async def read_standing(session: AsyncSession, server: int) -> Standing:
    """Everything stored about a server; an empty standing when that is nothing."""
    found = await _load(session, select(DailyServer).where(DailyServer.server == server))
    return found[0] if found else Standing(server)


async def change_standing(session: AsyncSession, server: int, decide: Transition) -> DeliveryOutcome:
    """Lock a server, store what is decided, and give it back; when nothing changes, no trace is left of it."""
    # Makes the row, or else locks it: two who begin a schedule at the same time come one by one as well.
    row = insert_into(session, DailyServer).values(server=server, seen="{}")
    await session.execute(row.on_conflict_do_update(index_elements=["server"], set_={"server": server}))
    before = await read_standing(session, server)
    outcome = decide(before)
    await _save(session, [(before, outcome.standing)])
    if outcome.standing == Standing(server):
        await session.execute(delete(DailyServer).where(DailyServer.server == server))
    return outcome


async def _load(session: AsyncSession, rows: Select[DailyServer]) -> list[Standing]:
    """The standings of the servers whose rows are selected, in that order."""
    servers = (await session.scalars(rows)).all()
    ids = [row.server for row in servers]
    deliveries: defaultdict[int, list[Delivery]] = defaultdict(list)
    stored = select(DailyDelivery).where(DailyDelivery.server.in_(ids)).order_by(DailyDelivery.day.desc())
    for delivery in await session.scalars(stored) if ids else ():
        deliveries[delivery.server].append(_delivery(delivery))
    return [_standing(row, deliveries[row.server]) for row in servers]


async def _save(session: AsyncSession, changes: Iterable[tuple[Standing, Standing]]) -> None:
    """Replace standings by others."""
    changed = [(before, after) for before, after in changes if after is not before]
    if not changed:
        return
    await session.execute(update(DailyServer), [_row(after) for _, after in changed])
    new = [each for before, after in changed for each in set(after.deliveries) - set(before.deliveries)]
    if new:
        insertion = insert_into(session, DailyDelivery)
        excluded = {name: insertion.excluded[name] for name in UPDATED}
        upsert = insertion.on_conflict_do_update(index_elements=["server", "day"], set_=excluded)
        await session.execute(upsert, [asdict(delivery) for delivery in new])
    gone = [key for before, after in changed for key in _keys(before) - _keys(after)]
    if gone:
        await session.execute(
            delete(DailyDelivery).where(tuple_(DailyDelivery.server, DailyDelivery.day).in_(gone)),
            execution_options={"synchronize_session": False},
        )


def _keys(standing: Standing) -> set[tuple[int, Any]]:
    return {(delivery.server, delivery.day) for delivery in standing.deliveries}


def _delivery(row: DailyDelivery) -> Delivery:
    return Delivery(**{name: getattr(row, name) for name in DELIVERY})


def _standing(row: DailyServer, deliveries: Sequence[Delivery]) -> Standing:
    return Standing(
        server=row.server,
        schedule=_schedule(row),
        day=row.day,
        due=row.due,
        pause=Pause(row.pause, row.paused) if row.pause is not None and row.paused is not None else None,
        deliveries=tuple(deliveries),
        seen=Seen(TURNS.validate_json(row.seen), row.last),
    )


def _schedule(row: DailyServer) -> Schedule | None:
    if row.channel is None or row.at is None or row.zone is None:
        return None
    return Schedule(
        server=row.server,
        channel=row.channel,
        at=row.at,
        zone=row.zone,
        days=frozenset(map(int, row.days or "")),
        topics=frozenset((row.topics or "").split()),
        thread=bool(row.thread),
        role=row.role,
        kinds=tuple(map(PostKind, row.kinds.split())),
        picture=row.picture,
    )


def _row(standing: Standing) -> dict[str, Any]:
    """A standing's row, as SQLAlchemy takes it."""
    schedule, pause = standing.schedule, standing.pause
    return {
        "server": standing.server,
        "channel": schedule and schedule.channel,
        "at": schedule and schedule.at,
        "zone": schedule and schedule.zone,
        "days": schedule and "".join(map(str, sorted(schedule.days))),
        "topics": schedule and " ".join(sorted(schedule.topics)),
        "thread": schedule and schedule.thread,
        "role": schedule and schedule.role,
        "kinds": " ".join(schedule.kinds if schedule else (PostKind.QUOTE,)),
        "picture": schedule is not None and schedule.picture,
        "day": standing.day,
        "due": standing.due,
        "pause": pause and pause.reason,
        "paused": pause and pause.since,
        "wake": standing.wake,
        "seen": TURNS.dump_json(dict(standing.seen.turns)).decode(),
        "last": standing.seen.last,
    }
