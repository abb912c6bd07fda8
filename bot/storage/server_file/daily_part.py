"""Serialisation of a schedule of the post of the day, as part of a server's file."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field
from sqlalchemy.ext.asyncio import AsyncSession

from bot.daily import planning
from bot.daily.models import PostKind, Reason, Schedule, Standing
from bot.daily.ports import DeliveryOutcome
from bot.storage.queries.daily_queries import change_standing, read_standing
from bot.storage.server_file.parts import FilePart, Snowflake
from bot.times.zone_rules import zone_names


def _known(zone: str) -> str:
    if zone not in zone_names():
        raise ValueError("the name of a time zone, such as Europe/London")
    return zone


def _each_once(kinds: tuple[PostKind, ...]) -> tuple[PostKind, ...]:
    if len({*kinds}) != len(kinds):
        raise ValueError("each kind once")
    return kinds


Weekday: TypeAlias = Literal[1, 2, 3, 4, 5, 6, 7]
OneWord: TypeAlias = Annotated[str, Field(pattern=r"^\S+$")]


class DailyPart(FilePart):
    """What `/daily set` sets. What was posted is not part of it."""

    channel: Snowflake
    at: time
    zone: Annotated[str, AfterValidator(_known)]
    days: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    topics: tuple[OneWord, ...] = ()
    thread: bool = False
    role: Snowflake | None = None
    kinds: Annotated[tuple[PostKind, ...], Field(min_length=1), AfterValidator(_each_once)] = (PostKind.QUOTE,)
    picture: bool = False
    paused: bool = False


async def read_part(session: AsyncSession, server: int) -> DailyPart | None:
    """A server's schedule; None when it has none."""
    standing = await read_standing(session, server)
    schedule = standing.schedule
    if schedule is None:
        return None
    return DailyPart.model_validate(
        {
            "channel": schedule.channel,
            "at": schedule.at,
            "zone": schedule.zone,
            "days": tuple(sorted(schedule.days)),
            "topics": tuple(sorted(schedule.topics)),
            "thread": schedule.thread,
            "role": schedule.role,
            "kinds": schedule.kinds,
            "picture": schedule.picture,
            "paused": standing.pause is not None,
        }
    )


async def write_part(session: AsyncSession, server: int, part: DailyPart, now: datetime) -> None:
    """Begin the schedule, in place of the present one; what was posted stays known."""
    schedule = Schedule(
        server=server,
        channel=part.channel,
        at=part.at.replace(second=0, microsecond=0, tzinfo=None),
        zone=part.zone,
        days=frozenset(part.days),
        topics=frozenset(part.topics),
        thread=part.thread,
        role=part.role,
        kinds=part.kinds,
        picture=part.picture,
    )

    def decide(standing: Standing) -> DeliveryOutcome:
        started = planning.start(standing, schedule, now)
        return DeliveryOutcome(planning.pause(started, Reason.ADMIN, now) if part.paused else started)

    await change_standing(session, server, decide)
