"""The quote of the day on the wire: what is sent, what is looked for, and what each failure is taken for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import discord
import pytest
from aiohttp import web
from discord.http import Route

from bot.asking.library import Edition
from bot.daily.models import Delivery, Reason, Schedule, State
from bot.daily.ports import BusyError, RefusedError, UnsureError
from bot.discord_app import poster as poster_module
from bot.discord_app.poster import DiscordPoster, post_mark
from bot.pack.models import Language

from .channel_end import SOMEBODY, ChannelEnd
from .far_end import answer
from .payloads import assert_valid, check_components, text_of

NOW = datetime.now(UTC)
SCHEDULE = Schedule(10, 20, time(8), "UTC")
DELIVERY = Delivery(10, date(2026, 11, 21), 20, "ride-free", 0, NOW, State.CLAIMED, lease=NOW + timedelta(minutes=2))
MARK = post_mark(DELIVERY)

Answer = Callable[[], web.Response]


def refusal(status: int, code: int = 0, **headers: str) -> Answer:
    def respond() -> web.Response:
        response = answer({"message": "no", "code": code}, status)
        response.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
        return response

    return respond


def too_many(seconds: float, *, everywhere: bool = False) -> Answer:
    def respond() -> web.Response:
        response = answer({"message": "wait", "retry_after": seconds, "global": everywhere}, 429)
        response.headers["Via"] = "1.1 google"
        return response

    return respond


class Hasty:
    """asyncio as discord.py sees it, with waits between tries that take no time."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, _seconds: float) -> None:
        await asyncio.sleep(0)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("discord.http.asyncio", Hasty())


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poster_module, "WITHIN", 0.15)


@pytest.fixture
def end() -> ChannelEnd:
    return ChannelEnd()


@pytest.fixture
async def client(end: ChannelEnd, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[discord.Client]:
    async with end.served() as base:
        monkeypatch.setattr(Route, "BASE", base)
        client = discord.Client(intents=discord.Intents.none(), allowed_mentions=discord.AllowedMentions.none())
        async with client:
            await client.login("a-token")
            yield client


def posting(client: discord.Client, edition: Edition, language: Language | None = "en") -> DiscordPoster:
    async def chosen(_server: int) -> Language | None:
        return language

    return DiscordPoster(client, lambda: edition, chosen)


@pytest.fixture
def poster(client: discord.Client, tram: Edition) -> DiscordPoster:
    return posting(client, tram)


async def test_a_post_carries_its_nonce_and_asks_discord_to_enforce_it(poster: DiscordPoster, end: ChannelEnd) -> None:
    number = await poster.send(DELIVERY, SCHEDULE)
    [body] = end.posted
    assert number in end.messages
    assert body["nonce"] == DELIVERY.nonce
    assert len(body["nonce"]) <= 25
    assert body["enforce_nonce"] is True
    assert body["allowed_mentions"]["parse"] == []
    assert body["flags"] == 1 << 15
    assert_valid("MessageCreateRequest", {**body, "allowed_mentions": {"parse": []}})
    check_components(body["components"])


async def test_its_first_button_carries_the_day(poster: DiscordPoster, end: ChannelEnd) -> None:
    await poster.send(DELIVERY, SCHEDULE)
    [box] = end.posted[0]["components"]
    assert box["components"][-1]["components"][0]["custom_id"] == "f1:post:20261121:ride-free"


async def test_a_post_sent_twice_stands_once(poster: DiscordPoster, end: ChannelEnd) -> None:
    assert await poster.send(DELIVERY, SCHEDULE) == await poster.send(DELIVERY, SCHEDULE)
    assert len(end.messages) == 1


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_fault_after_storing_is_tried_again_under_the_same_nonce(
    poster: DiscordPoster, end: ChannelEnd, status: int
) -> None:
    end.after = [refusal(status)]
    assert await poster.send(DELIVERY, SCHEDULE) in end.messages
    assert len(end.messages) == 1
    assert [body["nonce"] for body in end.posted] == [DELIVERY.nonce] * 2


async def test_only_the_role_of_the_schedule_is_mentioned(poster: DiscordPoster, end: ChannelEnd) -> None:
    await poster.send(DELIVERY, replace(SCHEDULE, role=77))
    assert end.posted[0]["allowed_mentions"] == {"parse": [], "roles": [77]}
    assert "<@&77>" in text_of(end.posted[0]["components"])


async def test_the_language_is_the_one_chosen_and_otherwise_the_server_s(
    client: discord.Client, end: ChannelEnd, tram: Edition
) -> None:
    end.locale = "zh-CN"
    await posting(client, tram, None).send(DELIVERY, SCHEDULE)
    await posting(client, tram, "en").send(replace(DELIVERY, server=11), SCHEDULE)
    assert [text_of(body["components"]).split("\n")[0] for body in end.posted] == [
        "### 每日语录",
        "### Quote of the day",
    ]


async def test_a_quote_that_has_just_left_the_library_is_not_sent(poster: DiscordPoster, end: ChannelEnd) -> None:
    with pytest.raises(UnsureError):
        await poster.send(replace(DELIVERY, quote="gone"), SCHEDULE)
    assert end.posted == []


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (403, 50013, Reason.FORBIDDEN),
        (403, 50001, Reason.FORBIDDEN),
        (404, 10003, Reason.GONE),
        (400, 50035, Reason.REJECTED),
        (413, 40005, Reason.REJECTED),
    ],
)
async def test_what_discord_will_go_on_refusing_is_refused(
    poster: DiscordPoster, end: ChannelEnd, status: int, code: int, reason: Reason
) -> None:
    end.before = [refusal(status, code)]
    with pytest.raises(RefusedError) as caught:
        await poster.send(DELIVERY, SCHEDULE)
    assert caught.value.reason is reason


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([refusal(503)], id="unavailable"),
        pytest.param([refusal(500)] * 5, id="a fault that lasts"),
        pytest.param([refusal(401)], id="a token that was reset"),
        pytest.param([refusal(404, 10008)], id="posted, and deleted since"),
    ],
)
async def test_what_may_or_may_not_have_been_posted_is_unsure(
    poster: DiscordPoster, end: ChannelEnd, answers: list[Answer | None]
) -> None:
    end.before = answers
    with pytest.raises(UnsureError):
        await poster.send(DELIVERY, SCHEDULE)


@pytest.mark.parametrize(
    ("retry_after", "seconds"), [("7", 7.0), ("Fri, 31 Dec 1999 23:59:59 GMT", poster_module.A_WHILE)]
)
async def test_a_ban_from_the_network_s_edge_is_waited_for(
    poster: DiscordPoster, end: ChannelEnd, retry_after: str, seconds: float
) -> None:
    end.before = [refusal(429, Retry_After=retry_after)]
    with pytest.raises(BusyError) as caught:
        await poster.send(DELIVERY, SCHEDULE)
    assert caught.value.seconds == seconds


async def test_a_rate_limit_that_the_library_will_not_sit_out_is_waited_for(
    client: discord.Client, poster: DiscordPoster, end: ChannelEnd
) -> None:
    client.http.max_ratelimit_timeout = 30.0
    end.before = [too_many(90.0)]
    with pytest.raises(BusyError) as caught:
        await poster.send(DELIVERY, SCHEDULE)
    assert caught.value.seconds == 90.0


@pytest.mark.usefixtures("hasty")
async def test_a_short_rate_limit_is_sat_out(poster: DiscordPoster, end: ChannelEnd) -> None:
    end.before = [too_many(0.3)]
    assert await poster.send(DELIVERY, SCHEDULE) in end.messages


@pytest.mark.usefixtures("impatient")
async def test_no_answer_is_unsure_before_the_lease_runs_out(poster: DiscordPoster, end: ChannelEnd) -> None:
    end.silent = True
    with pytest.raises(UnsureError):
        await poster.send(DELIVERY, SCHEDULE)


@pytest.mark.usefixtures("impatient")
async def test_giving_up_in_a_global_rate_limit_does_not_hold_up_the_rest_of_the_bot(
    client: discord.Client, poster: DiscordPoster, end: ChannelEnd
) -> None:
    end.before = [too_many(1000.0, everywhere=True)]
    with pytest.raises(UnsureError):
        await poster.send(DELIVERY, SCHEDULE)
    async with asyncio.timeout(2):
        assert (await client.fetch_guild(10, with_counts=False)).name == "Tram town"


async def test_being_stopped_in_a_global_rate_limit_does_not_hold_up_the_rest_of_the_bot(
    client: discord.Client, poster: DiscordPoster, end: ChannelEnd
) -> None:
    end.before = [too_many(1000.0, everywhere=True)]
    sending = asyncio.create_task(poster.send(DELIVERY, SCHEDULE))
    await asyncio.wait({sending}, timeout=0.2)
    assert end.posted
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    async with asyncio.timeout(2):
        await client.fetch_guild(10, with_counts=False)


@pytest.mark.parametrize("apart", range(3))
async def test_being_stopped_twice_closes_no_channel(poster: DiscordPoster, end: ChannelEnd, apart: int) -> None:
    end.silent = True
    sending = asyncio.create_task(poster.send(DELIVERY, SCHEDULE))
    await asyncio.wait({sending}, timeout=0.1)
    for steps in (apart, 0):
        sending.cancel()
        [await asyncio.sleep(0) for _ in range(steps)]
    with pytest.raises(asyncio.CancelledError):
        await sending
    end.silent = False
    async with asyncio.timeout(2):
        assert await poster.send(DELIVERY, SCHEDULE) in end.messages


async def test_an_unreachable_discord_is_unsure(
    poster: DiscordPoster, end: ChannelEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with ChannelEnd().served() as closed:
        pass
    monkeypatch.setattr(Route, "BASE", closed)
    for ask in (poster.find(DELIVERY), poster.send(DELIVERY, SCHEDULE)):
        with pytest.raises(UnsureError):
            await ask


async def test_its_own_post_is_found_among_hundreds_of_others(poster: DiscordPoster, end: ChannelEnd) -> None:
    for second in range(150):
        end.put(NOW + timedelta(seconds=second), author=SOMEBODY)
    number = end.put(NOW + timedelta(seconds=200), f"{MARK}ride-free")
    for second in range(300, 400):
        end.put(NOW + timedelta(seconds=second), author=SOMEBODY)
    assert await poster.find(DELIVERY) == number
    assert len(end.asked) == 2


async def test_a_post_is_known_by_its_day_and_author_and_whatever_its_quote(
    poster: DiscordPoster, end: ChannelEnd
) -> None:
    end.put(NOW, "f1:post:20261120:ride-free")
    end.put(NOW, f"{MARK}ride-free", SOMEBODY)
    end.put(NOW, "f1:open:c:u:ride-free:0")
    assert await poster.find(DELIVERY) is None
    number = end.put(NOW, f"{MARK}school-stop")
    assert await poster.find(DELIVERY) == number


async def test_what_was_sent_is_found(poster: DiscordPoster) -> None:
    assert await poster.find(DELIVERY) is None
    number = await poster.send(DELIVERY, SCHEDULE)
    assert await poster.find(DELIVERY) == number
    assert await poster.find(replace(DELIVERY, day=date(2026, 11, 22))) is None


async def test_a_channel_whose_history_is_hidden_is_not_taken_for_an_empty_one(
    poster: DiscordPoster, end: ChannelEnd
) -> None:
    end.put(NOW, f"{MARK}ride-free")
    end.may_read_history = False
    with pytest.raises(RefusedError) as caught:
        await poster.find(DELIVERY)
    assert caught.value.reason is Reason.FORBIDDEN


THREADED = replace(SCHEDULE, thread=True)
POSTED = replace(DELIVERY, message=30)


async def test_a_thread_is_opened_under_the_post(poster: DiscordPoster, end: ChannelEnd) -> None:
    await poster.follow_up(POSTED, THREADED)
    assert [thread["name"] for thread in end.threads] == ["Quote of November 21, 2026"]


async def test_no_thread_is_opened_where_none_is_wanted(poster: DiscordPoster, end: ChannelEnd) -> None:
    await poster.follow_up(POSTED, SCHEDULE)
    assert end.threads == []


@pytest.mark.parametrize(
    "answered",
    [
        pytest.param(refusal(400, 160004), id="it has one"),
        pytest.param(refusal(404, 10008), id="the post was deleted"),
        pytest.param(refusal(403, 50013), id="a permission is missing"),
    ],
)
async def test_a_thread_that_cannot_be_is_let_be(poster: DiscordPoster, end: ChannelEnd, answered: Answer) -> None:
    end.refuse_thread = answered
    await poster.follow_up(POSTED, THREADED)


async def test_a_thread_that_may_or_may_not_be_is_unsure(poster: DiscordPoster, end: ChannelEnd) -> None:
    end.refuse_thread = refusal(503)
    with pytest.raises(UnsureError):
        await poster.follow_up(POSTED, THREADED)
