"""The options of `/daily set`, parsed as they were typed and applied to the schedule that a server has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from babel.lists import format_list

from bot.daily.models import PostKind, Schedule
from bot.daily.rotation import fitting
from bot.discord_app.components.text_limits import echo
from bot.discord_app.interaction.choices import ChoicePairs, chosen, in_every_language
from bot.discord_app.render.dates import say_time
from bot.languages import TONGUES, Language, tongue
from bot.pack.models import Pack
from bot.quizzing.quiz_material import has_material
from bot.times.clock_times import near_times, read_time
from bot.times.weekdays import near_days, read_days, say_days
from bot.times.zones import find_zones, say_zone, zone_meant
from bot.translations import Voice

ALL = "all"
ALL_TOPICS = frozenset({ALL, *(word for row in TONGUES for word in row.all_topics)})
"""What stands for all topics."""
SEPARATOR = re.compile(r"\s*[,，、;；]\s*")
PARTS = " · "
"""What stands between the parts of a choice's name, which some send in place of its value: a zone's city is the first
part, the plain time the last."""
NEAR = 3
"""How many zones are named when one was not understood."""


@dataclass(frozen=True, slots=True)
class DailyOptions:
    """The options of `/daily set` as they were given; None leaves a part as it is."""

    channel: int | None = None
    time: str | None = None
    zone: str | None = None
    days: str | None = None
    topics: str | None = None
    thread: bool | None = None
    role: int | None = None

    def applied_to(self, schedule: Schedule, say: Voice, pack: Pack, now: datetime) -> tuple[Schedule, list[str]]:
        """The schedule with what was understood, and a sentence for each wish that was not.

        A schedule without a zone is a new one: time and zone must be given. A role that is the server itself
        (@everyone has its id) stands for nobody.
        """
        new = not schedule.zone
        at = read_time(self.time.split(PARTS)[-1]) if self.time else None
        zone = zone_meant(self.zone.split(PARTS)[0], now) if self.zone else None
        days = read_days(self.days) if self.days else None
        topics, strange = read_topics(self.topics, pack) if self.topics else (None, [])
        role = schedule.role if self.role is None else self.role if self.role != schedule.server else None
        wished = replace(
            schedule,
            channel=schedule.channel if self.channel is None else self.channel,
            at=schedule.at if at is None else at,
            zone=zone or schedule.zone,
            days=days or schedule.days,
            topics=schedule.topics if topics is None else topics,
            thread=schedule.thread if self.thread is None else self.thread,
            role=role,
        )

        def mistakes() -> Iterator[str]:
            if self.time and at is None:
                yield _no_time(self.time, say)
            elif new and not self.time:
                yield say("Say at what time of day to post: the option `time`.")
            if self.zone and zone is None:
                yield _no_zone(self.zone, say, now)
            elif new and not self.zone:
                yield say("Say in which time zone: the option `zone`. Any large city near you will do.")
            if self.days and days is None:
                yield _no_days(self.days, say)
            for name in strange:
                yield say("There is no topic “{name}”. Pick one from the list that opens as you type.", name=echo(name))

        return wished, list(mistakes())


def read_topics(typed: str, pack: Pack) -> tuple[frozenset[str], list[str]]:
    """Ids of the topics in a list of ids or titles, and the names that are none's; all topics are the empty set."""
    names = [name for name in SEPARATOR.split(typed.strip()) if name]
    if any(name.lower() in ALL_TOPICS for name in names):
        return frozenset(), []
    read = {name: read_topic(name, pack) for name in names}
    return frozenset(filter(None, read.values())), [name for name, topic in read.items() if topic is None]


def read_topic(name: str, pack: Pack) -> str | None:
    """The id of the topic that an id or a title means, among those on which there is something to post."""
    return chosen(name, in_every_language(topics_to_post, pack))


def topics_to_post(pack: Pack, language: Language) -> ChoicePairs:
    """Id and title of every topic on which there is a quote, a term or something to ask about."""

    def has_any(topic: str) -> bool:
        return any(fitting(pack, kind, {topic}) for kind in PostKind) or has_material(pack, {topic})

    return [(topic.id, topic.title.text(language)) for topic in pack.info.topics if has_any(topic.id)]


def _no_time(typed: str, say: Voice) -> str:
    if near := near_times(typed):
        return _asked_back(typed, [say_time(at, say.language) for at in near], say)
    return say("“{typed}” isn't a time of day. Try 8:30, 20:30 or 8pm.", typed=echo(typed))


def _no_days(typed: str, say: Voice) -> str:
    if near := near_days(typed):
        return _asked_back(typed, [say_days(near, say.language)], say)
    return say("“{typed}” names no days. Try every day, weekdays, or mon, wed, fri.", typed=echo(typed))


def _asked_back(typed: str, near: Sequence[str], say: Voice) -> str:
    either = format_list(near, style="or", locale=tongue(say.language).locale)
    return say("I'm not sure what “{typed}” means. Did you mean {near}?", typed=echo(typed), near=either)


def _no_zone(typed: str, say: Voice, now: datetime) -> str:
    near = [f"{say_zone(zone, say.language, typed)} (`{zone}`)" for zone in find_zones(typed, now)[:NEAR]]
    if len(near) == 1:
        return _asked_back(typed, near, say)
    if near:
        listed = tongue(say.language).separator.join(near)
        return say("“{typed}” may be one of several time zones: {near}.", typed=echo(typed), near=listed)
    return say(
        "I don't know the time zone “{typed}”. Type a large city near you and pick from the list.", typed=echo(typed)
    )
