"""Whatever befalls requests, workers and clocks in whatever order: at most one post a date, and one in the end."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.daily.models import State
from bot.daily.service import Daily
from tests.daily.mortal import Fuse, Killed, MortalPoster, MortalStore
from tests.daily.world import GRACE, NOON, FakePoster, Fate, courier, noon, work
from tests.support.clock import FakeClock
from tests.support.memory_daily import MemoryDaily
from tests.support.packs import village_pack

DAY = timedelta(days=1)
fates = st.lists(st.sampled_from([fate for fate in Fate if fate is not Fate.FORBIDDEN]), max_size=12)
lives = st.lists(st.tuples(st.none() | st.integers(0, 14), st.integers(0, 40)), max_size=6)
"""Of each worker: at which moment it dies, if it does, and after how many minutes the next comes."""


@settings(max_examples=200, deadline=None)
@example([*[Fate.LOST] * 4, Fate.FINE, Fate.SLOW, Fate.FINE, Fate.SLOW], [])
@given(fates, lives)
async def test_within_the_grace_the_date_gets_one_post(
    befalls: list[Fate], workers: list[tuple[int | None, int]]
) -> None:
    time, store = FakeClock(), MemoryDaily()
    discord = FakePoster(time, iter(befalls))
    await Daily(store, discord, time, village_pack, GRACE).set(noon(thread=True))
    time.pass_by(NOON - time.now())
    for moment, minutes in [*workers, (None, 16), (None, 16), (None, 16)]:
        fuse = Fuse(moment)
        with suppress(Killed):
            await work(courier(MortalStore(store, fuse), MortalPoster(discord, fuse), time))
        time.pass_by(timedelta(minutes=minutes))
    [delivery] = (await store.standing(1)).deliveries
    assert delivery.state is State.SENT
    assert [post.id for post in discord.posts] == [delivery.message]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(Fate), max_size=40),
    st.lists(
        st.tuples(
            st.none() | st.integers(0, 14),
            st.sampled_from(["wait", "pause", "resume", "skip", "now", "set", "off", "back"]),
            st.integers(0, 2000),
        ),
        max_size=25,
    ),
)
async def test_whatever_admins_and_clocks_do_no_date_gets_two_posts(
    befalls: list[Fate], days: list[tuple[int | None, str, int]]
) -> None:
    time, store = FakeClock(), MemoryDaily()
    discord = FakePoster(time, iter(befalls))
    daily = Daily(store, discord, time, village_pack, GRACE)
    await daily.set(noon())
    for moment, change, minutes in days:
        time.pass_by(timedelta(minutes=minutes))
        fuse = Fuse(moment)
        with suppress(Killed):
            await act(daily, change, time)
            await work(courier(MortalStore(store, fuse), MortalPoster(discord, fuse), time))
    assert [post for post, times in Counter(post.key for post in discord.posts).items() if times > 1] == []


async def act(daily: Daily, change: str, time: FakeClock) -> None:
    match change:
        case "pause":
            await daily.pause(1)
        case "resume":
            await daily.resume(1)
        case "skip":
            await daily.skip(1)
        case "set":
            await daily.set(noon())
        case "off":
            await daily.off(1)
        case "now":
            overview = await daily.show(1)
            if overview is not None and overview.pause is None:
                await daily.post_now(1)
        case "back":
            time.set_to(time.now() - DAY / 2)
        case _:
            pass
