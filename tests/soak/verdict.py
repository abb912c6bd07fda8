"""Whether every date has exactly one post: what the message server kept, against what was due."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from bot.daily.models import Schedule, State
from bot.daily.ports import DailyStore
from tests.soak.journal import Event, What
from tests.soak.town import expected

POSTED = re.compile(r'"f1:post:(\d{8}):([^"]+)"')


class Post(BaseModel):
    """What the message server kept of a post; `body` is what was sent."""

    model_config = ConfigDict(frozen=True)

    id: int
    channel: int
    at: datetime
    body: dict[str, object]

    @cached_property
    def marks(self) -> tuple[date, str]:
        """The local date and the quote, as the id of the first button says."""
        found = POSTED.search(json.dumps(self.body))
        if found is None:
            raise ValueError(f"a post without a date: {self.body}")
        return date.fromisoformat(found[1]), found[2]


class Archive(BaseModel):
    """Everything the message server has to tell."""

    posts: tuple[Post, ...]
    counts: dict[str, int]
    threads: int


@dataclass
class Verdict:
    """What came of a soak.

    Attributes:
        due: how many dates were due, of all servers.
        posts: how many posts there are.
        lost, doubled, strange: dates without a post; with more than one; posts of dates that were not due.
        disagreeing: dates of which the database does not say what stands in the channel.
        repeated: posts whose quote came again before all others had.
        longest: the longest delay of a post.
    """

    due: int = 0
    posts: int = 0
    lost: list[tuple[int, date]] = field(default_factory=list[tuple[int, date]])
    doubled: list[tuple[int, date]] = field(default_factory=list[tuple[int, date]])
    strange: list[tuple[int, date]] = field(default_factory=list[tuple[int, date]])
    disagreeing: list[tuple[int, date]] = field(default_factory=list[tuple[int, date]])
    repeated: list[tuple[int, date]] = field(default_factory=list[tuple[int, date]])
    longest: timedelta = timedelta()

    @property
    def wrong(self) -> list[str]:
        """What is wrong, in words."""
        found = {"lost": self.lost, "doubled": self.doubled, "not due": self.strange, "told wrongly": self.disagreeing}
        found["repeated"] = self.repeated
        return [f"server {server}, {day}: {fault}" for fault, dates in found.items() for server, day in dates]

    @property
    def faulty(self) -> list[tuple[int, date]]:
        """Every date about which something is wrong."""
        return [*self.lost, *self.doubled, *self.strange, *self.disagreeing, *self.repeated]


async def judge(
    archive: Archive,
    store: DailyStore,
    schedules: Sequence[Schedule],
    span: tuple[datetime, datetime],
    quotes: int,
) -> Verdict:
    """Compare what stands in the channels with what was due, and with what the database says.

    Args:
        archive: what the message server kept.
        store: the database.
        schedules: of all servers.
        span: all that was due later than the first instant counts, until the second.
        quotes: how many the pack holds.
    """
    verdict = Verdict(posts=len(archive.posts))
    posted = defaultdict[int, dict[date, list[Post]]](lambda: defaultdict(list))
    for post in archive.posts:
        posted[post.channel][post.marks[0]].append(post)
    for schedule in schedules:
        due, server, posts = expected(schedule, *span), schedule.server, posted[schedule.channel]
        verdict.due += len(due)
        verdict.lost += [(server, day) for day in due if day not in posts]
        verdict.doubled += [(server, day) for day in due if len(posts[day]) > 1]
        verdict.strange += [(server, day) for day in posts if posts[day] and day not in due]
        verdict.repeated += _repeated(server, [posts[day][0].marks for day in sorted(posts) if posts[day]], quotes)
        delays = (posts[day][0].at - due[day] for day in due if posts[day])
        verdict.longest = max(verdict.longest, *delays, timedelta())
        for delivery in (await store.standing(server)).deliveries:
            kept = posts[delivery.day] if delivery.day in due else []
            told = (delivery.state, delivery.message, delivery.entry)
            if kept and told != (State.SENT, kept[0].id, kept[0].marks[1]):
                verdict.disagreeing.append((server, delivery.day))
    return verdict


def _repeated(server: int, shown: Sequence[tuple[date, str]], quotes: int) -> list[tuple[int, date]]:
    """The dates whose quote was shown before in the same round through all quotes."""
    return [
        (server, day)
        for place, (day, quote) in enumerate(shown)
        if quote in {other for _, other in shown[place - place % quotes : place]}
    ]


def figures(events: Iterable[Event], archive: Archive) -> Counter[str]:
    """How often what happened."""
    events = list(events)
    seen = Counter(str(event.what) for event in events)
    taken = sum(event.what is What.CLAIMED and event.attempt > 1 for event in events)
    failed = Counter(event.detail.partition(":")[0] for event in events if event.what is What.FAILED)
    return Counter(
        {
            "claims": seen[What.CLAIMED],
            "take-overs": taken,
            "sends": seen[What.SENDING],
            "sends without a good answer": failed[What.SENDING],
            "look-ups": seen[What.LOOKING],
            "look-ups that found the post": seen[What.FOUND],
            "threads": archive.threads,
            **archive.counts,
        }
    )
