"""The post of the day on the wire: what is sent, what is looked for, and what each failure is taken for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import date
from typing import Any

import discord
import pytest
from discord.http import Route

from bot.daily.models import Reason
from bot.daily.ports import BusyError, RefusedError, UnsureError
from bot.discord_app import poster as poster_module
from bot.discord_app.poster import DiscordPoster, post_mark
from bot.discord_app.render.daily.daily_posts import PostMaterial
from bot.languages import Language
from bot.library.library import Edition
from bot.picturing import Pictures
from bot.quizzing.quiz_cache import QuizCache
from sandbox import Moment, Permission, Sandbox, World
from sandbox.state.models import Mentions
from sandbox.tests.support.client import aim
from tests.support.payloads import check_components, text_of

from .posting import Place, opened


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
async def place() -> AsyncGenerator[Place]:
    async with opened() as place:
        yield place


@pytest.fixture
async def client(place: Place, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[discord.Client]:
    """A client that is logged in, and not connected."""
    aim(monkeypatch, place.village.sandbox)
    client = discord.Client(intents=discord.Intents.none(), allowed_mentions=discord.AllowedMentions.none())
    async with client:
        await client.login("sandbox")
        yield client


def posting(client: discord.Client, edition: Edition, language: Language | None = "en") -> DiscordPoster:
    async def chosen(_server: int) -> Language | None:
        return language

    return DiscordPoster(client, lambda: edition, chosen, PostMaterial(QuizCache(), Pictures()))


@pytest.fixture
def poster(client: discord.Client, tram: Edition) -> DiscordPoster:
    return posting(client, tram)


async def test_a_post_carries_its_nonce_and_asks_discord_to_enforce_it(poster: DiscordPoster, place: Place) -> None:
    number = await poster.send(place.delivery, place.schedule)
    [body] = place.posted
    assert number in place.messages
    assert body["nonce"] == place.delivery.nonce
    assert len(body["nonce"]) <= 25
    assert body["enforce_nonce"] is True
    assert body["allowed_mentions"]["parse"] == []
    assert body["flags"] == 1 << 15
    check_components(body["components"])


async def test_its_first_button_carries_the_day(poster: DiscordPoster, place: Place) -> None:
    await poster.send(place.delivery, place.schedule)
    [box] = place.posted[0]["components"]
    assert box["components"][-1]["components"][0]["custom_id"] == "f1:post:20261121:ride-free"


async def test_a_post_sent_twice_stands_once(poster: DiscordPoster, place: Place) -> None:
    first = await poster.send(place.delivery, place.schedule)
    assert await poster.send(place.delivery, place.schedule) == first
    assert list(place.messages) == [first]


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_fault_after_storing_is_tried_again_under_the_same_nonce(
    poster: DiscordPoster, place: Place, status: int
) -> None:
    place.fails(status=status, moment=Moment.AFTER)
    assert [await poster.send(place.delivery, place.schedule)] == list(place.messages)
    assert [body["nonce"] for body in place.posted] == [place.delivery.nonce] * 2


async def test_only_the_role_of_the_schedule_is_mentioned(poster: DiscordPoster, place: Place) -> None:
    role = place.village.world.add_role(place.village.guild, "readers", mentionable=True).id
    number = await poster.send(place.delivery, replace(place.schedule, role=role))
    assert place.posted[0]["allowed_mentions"] == {"parse": [], "roles": [role]}
    assert f"<@&{role}>" in place.posted[0]["content"]
    assert place.messages[number].mentions == Mentions(roles=(role,))
    assert f"<@&{role}>" in text_of(place.messages[number].components)


async def test_the_language_is_the_one_chosen_and_otherwise_the_server_s(
    client: discord.Client, place: Place, tram: Edition
) -> None:
    guild = place.village.guild
    place.village.world.guilds[guild.id] = replace(guild, locale="zh-CN")
    await posting(client, tram, None).send(place.delivery, place.schedule)
    await posting(client, tram, "en").send(replace(place.delivery, day=date(2026, 11, 22)), place.schedule)
    assert [text_of(body["components"]).split("\n")[0] for body in place.posted] == [
        "### 每日语录",
        "### Quote of the day",
    ]


async def test_a_quote_that_has_just_left_the_library_is_not_sent(poster: DiscordPoster, place: Place) -> None:
    with pytest.raises(UnsureError):
        await poster.send(replace(place.delivery, entry="gone"), place.schedule)
    assert place.posted == []


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
    poster: DiscordPoster, place: Place, status: int, code: int, reason: Reason
) -> None:
    place.fails(status=status, code=code)
    with pytest.raises(RefusedError) as caught:
        await poster.send(place.delivery, place.schedule)
    assert caught.value.reason is reason


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("status", "code", "times"),
    [
        pytest.param(503, 0, 1, id="unavailable"),
        pytest.param(500, 0, 5, id="a fault that lasts"),
        pytest.param(401, 0, 1, id="a token that was reset"),
        pytest.param(404, 10008, 1, id="posted, and deleted since"),
    ],
)
async def test_what_may_or_may_not_have_been_posted_is_unsure(
    poster: DiscordPoster, place: Place, status: int, code: int, times: int
) -> None:
    place.fails(status=status, code=code, times=times)
    with pytest.raises(UnsureError):
        await poster.send(place.delivery, place.schedule)


@pytest.mark.parametrize(
    ("retry_after", "seconds"), [("7", 7.0), ("Fri, 31 Dec 1999 23:59:59 GMT", poster_module.A_WHILE)]
)
async def test_a_ban_from_the_network_s_edge_is_waited_for(
    poster: DiscordPoster, place: Place, retry_after: str, seconds: float
) -> None:
    place.fails(status=429, headers={"Retry-After": retry_after})
    with pytest.raises(BusyError) as caught:
        await poster.send(place.delivery, place.schedule)
    assert caught.value.seconds == seconds


async def test_a_rate_limit_that_the_library_will_not_sit_out_is_waited_for(
    client: discord.Client, poster: DiscordPoster, place: Place
) -> None:
    client.http.max_ratelimit_timeout = 30.0
    place.fails(status=429, retry_after=90.0)
    with pytest.raises(BusyError) as caught:
        await poster.send(place.delivery, place.schedule)
    assert caught.value.seconds == 90.0


@pytest.mark.usefixtures("hasty")
async def test_a_short_rate_limit_is_sat_out(poster: DiscordPoster, place: Place) -> None:
    place.fails(status=429, retry_after=0.3)
    assert await poster.send(place.delivery, place.schedule) in place.messages


@pytest.mark.usefixtures("impatient")
async def test_no_answer_is_unsure_before_the_lease_runs_out(poster: DiscordPoster, place: Place) -> None:
    place.fails(silent=True)
    with pytest.raises(UnsureError):
        await poster.send(place.delivery, place.schedule)


@pytest.mark.usefixtures("impatient")
async def test_giving_up_in_a_global_rate_limit_does_not_hold_up_the_rest_of_the_bot(
    client: discord.Client, poster: DiscordPoster, place: Place
) -> None:
    place.fails(status=429, retry_after=1000.0, everywhere=True)
    with pytest.raises(UnsureError):
        await poster.send(place.delivery, place.schedule)
    async with asyncio.timeout(20):
        assert (await client.fetch_guild(place.delivery.server, with_counts=False)).name == "Village"


async def test_being_stopped_in_a_global_rate_limit_does_not_hold_up_the_rest_of_the_bot(
    client: discord.Client, poster: DiscordPoster, place: Place
) -> None:
    place.fails(status=429, retry_after=1000.0, everywhere=True)
    sending = asyncio.create_task(poster.send(place.delivery, place.schedule))
    await asyncio.wait({sending}, timeout=0.2)
    assert place.posted
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    async with asyncio.timeout(20):
        await client.fetch_guild(place.delivery.server, with_counts=False)


@pytest.mark.parametrize("apart", range(3))
async def test_being_stopped_twice_closes_no_channel(poster: DiscordPoster, place: Place, apart: int) -> None:
    place.fails(silent=True)
    sending = asyncio.create_task(poster.send(place.delivery, place.schedule))
    await asyncio.wait({sending}, timeout=0.1)
    for steps in (apart, 0):
        sending.cancel()
        [await asyncio.sleep(0) for _ in range(steps)]
    with pytest.raises(asyncio.CancelledError):
        await sending
    async with asyncio.timeout(20):
        assert await poster.send(place.delivery, place.schedule) in place.messages


async def test_an_unreachable_discord_is_unsure(
    poster: DiscordPoster, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Sandbox(World()) as closed:
        pass
    monkeypatch.setattr(Route, "BASE", closed.address)
    for ask in (poster.find(place.delivery), poster.send(place.delivery, place.schedule)):
        with pytest.raises(UnsureError):
            await ask


async def test_its_own_post_is_found_among_hundreds_of_others(poster: DiscordPoster, place: Place) -> None:
    bot, ben = place.village.world.bot, place.village.ben
    for second in range(150):
        place.put(ben, after=second)
    number = place.put(bot, f"{post_mark(place.delivery)}ride-free", after=200)
    for second in range(300, 400):
        place.put(ben, after=second)
    assert await poster.find(place.delivery) == number
    assert place.pages == 2


async def test_a_post_is_known_by_its_day_and_author_and_whatever_its_quote(
    poster: DiscordPoster, place: Place
) -> None:
    bot, mark = place.village.world.bot, post_mark(place.delivery)
    place.put(bot, "f1:post:20261120:ride-free")
    place.put(place.village.ben, f"{mark}ride-free")
    place.put(bot, "f1:open:c:u:ride-free:0")
    assert await poster.find(place.delivery) is None
    number = place.put(bot, f"{mark}school-stop")
    assert await poster.find(place.delivery) == number


async def test_what_was_sent_is_found(poster: DiscordPoster, place: Place) -> None:
    assert await poster.find(place.delivery) is None
    number = await poster.send(place.delivery, place.schedule)
    assert await poster.find(place.delivery) == number
    assert await poster.find(replace(place.delivery, day=date(2026, 11, 22))) is None


async def test_a_channel_whose_history_is_hidden_is_not_taken_for_an_empty_one(
    poster: DiscordPoster, place: Place
) -> None:
    place.put(place.village.world.bot, f"{post_mark(place.delivery)}ride-free")
    place.village.sandbox.control.take_permission(place.delivery.channel, int(Permission.READ_MESSAGE_HISTORY))
    with pytest.raises(RefusedError) as caught:
        await poster.find(place.delivery)
    assert caught.value.reason is Reason.FORBIDDEN


async def followed_up(poster: DiscordPoster, place: Place, *, thread: bool = True) -> None:
    """Post it, then do what is to follow."""
    number = await poster.send(place.delivery, place.schedule)
    await poster.follow_up(replace(place.delivery, message=number), replace(place.schedule, thread=thread))


async def test_a_thread_is_opened_under_the_post(poster: DiscordPoster, place: Place) -> None:
    await followed_up(poster, place)
    assert place.threads == ["Quote of November 21, 2026"]


async def test_of_the_limits_of_its_channel_and_server_nothing_is_kept_in_memory(
    client: discord.Client, place: Place, tram: Edition
) -> None:
    poster = posting(client, tram, None)
    assert await poster.find(place.delivery) is None
    await followed_up(poster, place)
    kept = client.http._buckets  # pyright: ignore[reportPrivateUsage]
    assert [key for key in kept if not key.endswith(":")] == []


async def test_no_thread_is_opened_where_none_is_wanted(poster: DiscordPoster, place: Place) -> None:
    await followed_up(poster, place, thread=False)
    assert place.threads == []


@pytest.mark.parametrize(
    ("status", "code"),
    [
        pytest.param(400, 160004, id="it has one"),
        pytest.param(404, 10008, id="the post was deleted"),
        pytest.param(403, 50013, id="a permission is missing"),
    ],
)
async def test_a_thread_that_cannot_be_is_let_be(poster: DiscordPoster, place: Place, status: int, code: int) -> None:
    place.refuses_thread(status=status, code=code)
    await followed_up(poster, place)
    assert place.threads == []


async def test_a_thread_that_may_or_may_not_be_is_unsure(poster: DiscordPoster, place: Place) -> None:
    place.refuses_thread(status=503)
    with pytest.raises(UnsureError):
        await followed_up(poster, place)
