"""`python -m bot live` on the sandbox: what it makes is removed again, and nothing else is touched."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Generator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discord_app.components.custom_ids import CardKind
from bot.discord_app.live import live_check, rehearsal
from bot.discord_app.live.comparison import differences
from bot.discord_app.live.exhibits import exhibits
from bot.discord_app.live.stage import FORUM_NAME, NAME, topic
from bot.library.library import Edition, Library
from bot.matching import Decision
from bot.settings import Settings
from sandbox import DEFAULT_PERMISSIONS, Channel, Guild, InjectedFault, Permission, Rates, Sandbox, World
from sandbox.rest.router import Exchange
from sandbox.state.application import Command
from tests.support.command_line import command_line
from tests.support.packs import TRAM

from .serving import Host, served

RIGHTS = DEFAULT_PERMISSIONS | Permission.MANAGE_CHANNELS | Permission.MANAGE_THREADS


class TestServer:
    """A server for tests, with a channel and a command that were there before."""

    __test__ = False

    def __init__(self, host: Host) -> None:
        world = host.sandbox.world
        self.host, self.world, owner = host, world, world.add_user("owner")
        self.guild: Guild = world.add_guild("Trials", owner, everyone=int(RIGHTS))
        self.channel: Channel = world.add_channel(self.guild, "general")
        world.add_channel(self.guild, NAME)  # somebody's own, that happens to be called so
        definition = {"name": "ask", "type": 1, "description": "Somebody's own"}
        number = world.new_id()
        world.commands[number] = Command(number, world.new_id(), definition, self.guild.id)
        host.sandbox.core.messages.send(owner.id, self.channel, {"content": "hello"})
        self.before = self.state()

    @property
    def variables(self) -> Mapping[str, str]:
        return {"DISCORD_TOKEN": "sandbox", "BOT_DISCORD_API": self.host.sandbox.address, "BOT_SEEDS": str(TRAM)}

    def state(self) -> tuple[object, ...]:
        """Whatever a run could touch."""
        world = self.world
        channels = {number: replace(channel, last_message=None) for number, channel in world.channels.items()}
        return channels, dict(world.commands), {number: dict(m) for number, m in world.messages.items() if m}

    def live(self, *options: str, code: int = 0) -> dict[str, dict[str, str]]:
        """What came of each step."""
        result = command_line(**self.variables)("live", str(self.guild.id), "--json", *options)
        assert result.exit_code == code, result.output
        return {step["step"]: step for step in map(json.loads, result.stdout.splitlines())}

    def stop_after(self, messages: int) -> None:
        """Tell the run to stop once so many messages were sent."""

        def see(exchange: Exchange) -> None:
            nonlocal messages
            messages -= exchange.method == "POST" and exchange.pattern == "/channels/{channel}/messages"
            if messages == 0:
                messages = -1
                os.kill(os.getpid(), signal.SIGTERM)

        self.host.sandbox.watch(see)


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch, tram: Edition) -> None:
    """Put back the two addresses at which the library finds Discord; no engine is built, and one language is enough."""

    async def opened(*_: object, **__: object) -> Library:
        return Library(TRAM, tram)

    monkeypatch.setattr(Library, "open", opened)
    monkeypatch.setattr(rehearsal, "TONGUES", rehearsal.TONGUES[:1])
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)


@pytest.fixture
def server() -> Generator[TestServer]:
    with served(Sandbox(World(), rates=Rates.generous())) as host:
        host.stops = False
        yield TestServer(host)


def test_everything_is_tried_and_all_of_it_is_gone_afterwards(server: TestServer) -> None:
    steps = server.live()
    assert {name: step["grade"] for name, step in steps.items()} == dict.fromkeys(
        (
            "commands", "messages", "nonce", "edit", "announcement", "reaction", "reply", "refusals", "thread", "forum",
            "removal",
        ),
        "ok",
    )  # fmt: skip
    assert "1 were there before and were left alone" in steps["commands"]["said"]
    assert server.state() == server.before
    assert not any(each.pattern == "/gateway/bot" for each in server.host.exchanges), "a start of the day was used up"


def test_in_a_channel_that_is_named_it_works_in_a_thread(server: TestServer) -> None:
    steps = server.live("--channel", str(server.channel.id))
    assert {step for step, told in steps.items() if told["grade"] != "ok"} == {"thread", "forum"}
    assert server.state() == server.before


def test_what_discord_refuses_or_changes_is_told_and_all_is_removed_all_the_same(server: TestServer) -> None:
    refused = InjectedFault("POST", "/channels/*/messages", status=400, code=50035, message="Not so", skip=2)
    server.host.sandbox.faults.add(refused)
    server.host.sandbox.faults.add(
        InjectedFault("PUT", "/channels/*/messages/*/reactions/*/@me", status=403, code=50013)
    )
    steps = server.live(code=1)
    assert "is refused" in steps["messages"]["said"] or steps["messages"]["grade"] == "ok"
    assert "code 50013" in steps["reaction"]["said"]
    assert steps["removal"]["grade"] == "ok"
    assert server.state() == server.before


def test_a_run_that_is_told_to_stop_removes_what_it_made(server: TestServer) -> None:
    server.stop_after(5)
    result = command_line(**server.variables)("live", str(server.guild.id))
    assert (result.exit_code, "Stopped in the middle, when told to." in result.stderr) == (1, True)
    assert "Gone again: 1 channels or threads" in result.stdout
    assert server.state() == server.before


@pytest.mark.parametrize("messages", [1, 5])
def test_what_a_killed_run_left_is_removed_by_the_next(
    server: TestServer, monkeypatch: pytest.MonkeyPatch, messages: int
) -> None:
    server.stop_after(messages)
    with monkeypatch.context() as killed:
        killed.setattr(live_check, "remove", _nothing)
        server.live(code=1)
    assert server.state() != server.before
    steps = server.live()
    assert "Gone again" in steps["left-overs"]["said"]
    assert server.state() == server.before


async def _nothing(_: object) -> list[str]:
    """Remove nothing, as a process that was killed."""
    return []


def test_without_the_rights_to_remove_nothing_is_made(server: TestServer) -> None:
    server.world.put_role(replace(server.world.roles[server.guild.id], permissions=int(DEFAULT_PERMISSIONS)))
    result = command_line(**server.variables)("live", str(server.guild.id))
    assert result.exit_code == 1
    assert "lacks Manage Channels" in result.stderr
    assert {each.method for each in server.host.exchanges} == {"GET"}


def test_a_server_that_the_bot_is_not_in_is_told(server: TestServer) -> None:
    result = command_line(**server.variables)("live", "1")
    assert (result.exit_code, "is in no server 1" in result.stderr) == (1, True)


def test_every_kind_of_card_and_decision_is_shown(tram: Edition, settings: Settings) -> None:
    names = {each.name.removesuffix(" [en]") for each in exhibits(tram, "en", settings)}
    assert {f"card: {kind.name.lower()}" for kind in CardKind} <= names
    assert {f"reply: {decision.value}" for decision in Decision} - names <= {"reply: passages"}
    assert {
        "daily: quote",
        "daily: term",
        "daily: quiz",
        "quiz: outcome",
        "worklist",
        "settings",
        "privacy",
        "apology",
    } <= names


@pytest.mark.parametrize(
    ("sent", "received", "told"),
    [
        ({"type": 1, "label": None}, {"type": 1, "id": 4}, []),
        ({"name": "a"}, {"name": "b"}, ["m.name: sent 'a', received 'b'"]),
        ({"parts": [{"a": 1}]}, {"parts": []}, ["m.parts: sent 1 parts, received 0"]),
        ({"parts": [{"a": 1}]}, {"parts": [{"a": 2}]}, ["m.parts[0].a: sent 1, received 2"]),
        ({"disabled": False}, {"disabled": True}, ["m.disabled: sent False, received True"]),
        ({"role": 7}, {"role": "7"}, []),
    ],
)
def test_what_came_back_otherwise_is_told_with_its_place(sent: Any, received: Any, told: list[str]) -> None:
    assert list(differences(sent, received, "m")) == told


def test_the_marks_are_the_applications_own() -> None:
    assert topic(1) != topic(2)
    assert NAME != FORUM_NAME
