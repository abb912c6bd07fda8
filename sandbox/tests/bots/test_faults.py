"""Faults on demand, and rate limits: what the plain client meets, and what happened in the world all the same."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
import discord
import pytest

from sandbox import InjectedFault, Moment, Rate, Rates
from sandbox.rate_limits import Limits
from sandbox.tests.support.client import Client, aim, connected
from sandbox.tests.support.person import Person
from sandbox.tests.support.village import Village, founded

SEND = {"method": "POST", "path": "/channels/*/messages"}


def sending(**others: Any) -> InjectedFault:
    """A fault of sending a message."""
    return InjectedFault("POST", "/channels/*/messages", **others)


async def contents(village: Village) -> list[str]:
    return [message.content for message in village.world.messages[village.general.id].values()]


async def test_a_client_waits_as_long_as_a_429_says_and_then_succeeds(village: Village, client: Client) -> None:
    village.sandbox.faults.add(sending(status=429, retry_after=0.2))
    before = time.monotonic()
    await client.channel(village.general.id).send("patient")
    assert time.monotonic() - before >= 0.2
    assert await contents(village) == ["patient"]


async def test_a_429_of_everything_holds_other_requests_back_too(village: Village, client: Client) -> None:
    village.sandbox.faults.add(sending(status=429, retry_after=0.3, everywhere=True))
    channel, before = client.channel(village.general.id), time.monotonic()
    first = asyncio.create_task(channel.send("first"))
    while vars(client.http)["_global_over"].is_set():  # noqa: ASYNC110 - the library tells nobody
        await asyncio.sleep(0.001)
    await client.fetch_channel(village.quiet.id)
    assert time.monotonic() - before >= 0.25
    await first


async def test_a_429_without_the_headers_of_discord_is_a_ban_that_no_client_sits_out(
    village: Village, client: Client
) -> None:
    village.sandbox.faults.add(sending(status=429, headers={"Retry-After": "7"}))
    with pytest.raises(discord.HTTPException) as banned:
        await client.channel(village.general.id).send("hello")
    assert banned.value.status == 429
    assert banned.value.response.headers["Retry-After"] == "7"
    assert await contents(village) == []


@pytest.mark.parametrize(("moment", "stored"), [(Moment.BEFORE, []), (Moment.AFTER, ["hello"])])
async def test_a_server_error_comes_before_or_after_the_effect(
    village: Village, client: Client, moment: Moment, stored: list[str]
) -> None:
    village.sandbox.faults.add(sending(status=503, moment=moment))
    with pytest.raises(discord.DiscordServerError):
        await client.channel(village.general.id).send("hello")
    assert await contents(village) == stored


@pytest.mark.parametrize(("moment", "stored"), [(Moment.BEFORE, []), (Moment.AFTER, ["hello"])])
async def test_silence_comes_before_or_after_the_effect(village: Village, moment: Moment, stored: list[str]) -> None:
    village.sandbox.faults.add(sending(silent=True, moment=moment))
    path = f"/channels/{village.general.id}/messages"
    with pytest.raises(TimeoutError):
        await village.rest("POST", path, {"content": "hello"}, timeout=aiohttp.ClientTimeout(0.2))
    assert await contents(village) == stored


async def test_silence_ends_when_the_sandbox_stops() -> None:
    async with founded() as village:
        village.sandbox.faults.add(sending(silent=True))
        asking = asyncio.create_task(village.post({"content": "hello"}))
        await asyncio.sleep(0.05)
    with pytest.raises(aiohttp.ClientError):
        await asking


async def test_an_answer_can_be_slow(village: Village) -> None:
    village.sandbox.faults.add(sending(delay=0.2, moment=Moment.AFTER))
    before = time.monotonic()
    assert (await village.post({"content": "slow"}))[0] == 200
    assert time.monotonic() - before >= 0.2


async def test_a_rule_passes_some_requests_strikes_some_and_is_then_spent(village: Village) -> None:
    armed = village.sandbox.faults.add(sending(skip=1, times=2, status=403, code=50013, message="No"))
    statuses = [(await village.post({"content": str(number)}))[0] for number in range(5)]
    assert statuses == [200, 403, 403, 200, 200]
    assert (armed.matched, armed.fired) == (5, 2)


async def test_faults_are_ordered_and_lifted_over_http(village: Village) -> None:
    url = f"{village.sandbox.address}/sandbox/faults"
    async with village.http.post(url, json={"kind": "rule", **SEND, "status": 500}) as answer:
        assert answer.status == 200
    assert (await village.post({"content": "x"}))[0] == 500
    for order in (
        {"kind": "rule", **SEND, "status": 500},
        {"kind": "refuse_resume", "times": 2},
        {"kind": "deaf"},
        {"kind": "drop"},
        {"kind": "reconnect"},
        {"kind": "invalidate"},
        {"kind": "forget_sessions"},
        {"kind": "deny", "channel": str(village.quiet.id), "rights": "2048"},
        {"kind": "vanish", "channel": str(village.quiet.id)},
    ):
        async with village.http.post(url, json=order) as answer:
            assert answer.status == 200, order
    async with village.http.delete(url) as answer:
        assert answer.status == 200
    assert (await village.post({"content": "x"}))[0] == 200
    assert not village.sandbox.gateway.sessions.ignore_heartbeats


@pytest.mark.parametrize("order", [{"kind": "earthquake"}, {"kind": "rule", "colour": 1}, {"kind": "vanish"}, []])
async def test_an_order_that_makes_no_sense_is_refused_in_words(village: Village, order: object) -> None:
    async with village.http.post(f"{village.sandbox.address}/sandbox/faults", json=order) as answer:
        assert answer.status == 400
        assert (await answer.json())["message"]


async def test_a_client_that_reads_the_headers_never_meets_a_429(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = Rates(routes={"POST /channels/{channel}/messages": Rate(3, 0.3)})
    async with founded(rates=rates) as village:
        aim(monkeypatch, village.sandbox)
        statuses: list[int] = []
        village.sandbox.watch(lambda exchange: statuses.append(exchange.status))
        async with connected(Client()) as client:
            channel = client.channel(village.general.id)
            for number in range(7):
                await channel.send(str(number))
        assert 429 not in statuses
        assert await contents(village) == list("0123456")


async def test_limits_count_by_place_and_overall_with_interactions_exempt() -> None:
    now = [0.0]
    limits = Limits(Rates(Rate(3, 1.0), {"POST here": Rate(1, 10.0)}, Rate(5, 1.0)), lambda: now[0])
    assert limits.take("POST here", "a", exempt=False)["X-RateLimit-Remaining"] == "0"
    limits.take("POST here", "b", exempt=False)
    with pytest.raises(Exception, match="rate limited") as matched:
        limits.take("POST here", "a", exempt=True)
    assert matched.value.body == {"message": "You are being rate limited.", "retry_after": 10.0, "global": False}  # type: ignore[attr-defined]
    limits.take("GET", "", exempt=False)
    with pytest.raises(Exception, match="rate limited") as matched:
        limits.take("GET", "", exempt=False)
    assert matched.value.body["global"]  # type: ignore[attr-defined]
    limits.take("GET", "", exempt=True)
    now[0] = 1.0
    limits.take("GET", "", exempt=False)


async def test_the_first_response_to_an_interaction_has_no_rate_limit(village: Village, ben: Person) -> None:
    definition = {"name": "ask", "description": "Ask"}
    await village.rest("PUT", f"/applications/{village.world.application.id}/commands", [definition])
    await ben.uses("ask")
    (one,) = village.sandbox.core.interactions.by_id.values()
    url = f"{village.sandbox.address}/api/v10/interactions/{one.id}/{one.token}/callback"
    async with village.http.post(url, json={"type": 4, "data": {"content": "done"}}) as answer:
        assert answer.status == 204
        assert [name for name in answer.headers if name.startswith("X-RateLimit")] == []
    url = f"{village.sandbox.address}/api/v10/webhooks/{village.world.application.id}/{one.token}"
    async with village.http.post(url, json={"content": "more"}) as answer:
        assert answer.headers["X-RateLimit-Remaining"]
