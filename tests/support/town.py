"""The town: a server in the sandbox with the bot in it, in one process, in simulated time, without a socket."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Generator, Iterable
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.discord_app.client import Footnote
from bot.library.library import Edition, Library
from bot.pack.models import Article, Question, Quote, Term, Translation
from bot.ports.server_settings import ServerSettings
from sandbox import (
    DEFAULT_PERMISSIONS,
    ChannelKind,
    InjectedFault,
    Overwrite,
    Permission,
    Rates,
    Sandbox,
    World,
)
from sandbox.messaging.threads import start
from sandbox.rest.router import Exchange
from sandbox.state.events import ChannelChanged, GuildChanged
from sandbox.tests.support.client import aim
from sandbox.tests.support.description import Description
from tests.support.captured_payloads import capture
from tests.support.clock import FakeClock
from tests.support.error_log import ErrorLog
from tests.support.event_loop import SimulatedLoop
from tests.support.in_process import InProcessConnector
from tests.support.members import Member, Place, Post, Result, Scene
from tests.support.memory_store import MemoryStore
from tests.support.payloads import BUTTON, SELECT, check_follow_ups, check_request, exchanged, walk
from tests.support.server import Server

MODELS = {"articles": Article, "questions": Question, "terms": Term, "quotes": Quote, "translations": Translation}
PATIENCE = 1e7
"""Seconds that nobody waits for in simulated time: those of heartbeats, and of Discord for a response."""
AT_ONCE = 20
"""Timers that may run out while the bot starts."""


@dataclass
class Town:
    """A server with somebody who asks, somebody else, a square, and the bot.

    Attributes:
        server_side: makes the sandbox's side of a connection.
        outside: whether something works outside the loop, such as a database; then `settled` waits for it.
        http_requests: what the bot asked of Discord, and what it was answered.
    """

    sandbox: Sandbox
    scene: Scene
    clock: FakeClock
    loop: SimulatedLoop
    server_side: Any
    bot: Footnote
    guild: Server
    square: Place
    ann: Member
    ben: Member
    outside: bool = False
    http_requests: list[Exchange] = field(default_factory=list[Exchange])
    running: asyncio.Task[None] | None = None
    error_log: ErrorLog = field(default_factory=ErrorLog)
    _standing: set[asyncio.Task[Any]] = field(default_factory=set[asyncio.Task[Any]])

    @property
    def bot_id(self) -> int:
        """Id of the bot's account."""
        return self.sandbox.world.bot.id

    @property
    def name(self) -> str:
        """The bot's name as it stands in a message that mentions it."""
        return f"<@{self.bot_id}>"

    @property
    def said(self) -> str:
        """What the last message in the square says."""
        message = self.square.last_message
        assert message is not None
        return message.text

    @property
    def errors(self) -> list[logging.LogRecord]:
        """What the bot logged as an error; a test that does not look here fails when there is any."""
        self.error_log.read = True
        return self.error_log.records

    async def start(self, bot: Footnote) -> None:
        """Let a bot log in, and wait until it knows its servers."""
        self.bot = bot
        bot.http.connector = InProcessConnector(self.server_side)
        vars(bot)["_connection"].heartbeat_timeout = PATIENCE
        self.running = asyncio.create_task(self._run(bot))
        for _ in range(AT_ONCE):
            seconds = await self.loop.idle()
            if self.running.done():
                self.running.result()
            if bot.is_ready():
                break
            self.loop.put_forward(seconds or 0)
        assert bot.is_ready(), "the bot did not come up"
        self._standing = asyncio.all_tasks()  # those that never end, which `advance` is not to wait for
        await self.advance(1)  # ids tell no less than a millisecond: what comes now is later than the start
        self._standing = asyncio.all_tasks()

    @staticmethod
    async def _run(bot: Footnote) -> None:
        async with bot:
            await bot.start("sandbox")

    async def stop(self) -> None:
        """Let the bot disconnect."""
        await self.bot.close()
        assert self.running is not None
        await self.running

    async def restart(self, bot: Footnote | None = None) -> None:
        """Stop the bot and start another; one that is like it unless another is given."""
        await self.stop()
        await self.start(bot or Footnote(self.bot.settings, self.bot.library, ports=self.bot.ports))

    async def settled(self) -> None:
        """Wait until the bot has nothing left to do but to wait for time to pass."""
        await self.loop.idle()
        while self.outside and (busy := self._busy()):
            await asyncio.wait(busy)
            await self.loop.idle()

    def _busy(self) -> set[asyncio.Task[Any]]:
        """Tasks that began since the bot came up, without those of the server's side of new connections."""
        since = asyncio.all_tasks() - self._standing - {asyncio.current_task()}
        return {task for task in since if "RequestHandler" not in repr(task.get_coro())}

    async def advance(self, seconds: float) -> None:
        """Let time pass for everybody; whatever waits for less gets its turn on the way."""
        left = float(seconds)
        while left > 0:
            nearest = await self.loop.idle()
            step = left if nearest is None else min(left, max(nearest, 0.001))
            self.clock.pass_by(seconds=step)
            self.loop.put_forward(step)
            left -= step
        await self.settled()

    def fails(self, method: str, path: str, **fault: Any) -> None:
        """Let the next request of a kind go wrong; `fault` are fields of `InjectedFault`."""
        self.sandbox.faults.add(InjectedFault(method, path, **fault))

    def put_channel(self, place: Place, **changed: Any) -> None:
        """Change a channel; `changed` are fields of `Channel`."""
        channel = self.sandbox.world.put_channel(replace(place.channel, **changed))
        self.scene.core.events.publish(ChannelChanged(channel, "UPDATE"))

    async def take_rights(self, place: Place, *rights: str) -> None:
        """Take rights from the bot in a channel."""
        for right in rights:
            self.sandbox.control.take_permission(place.id, int(Permission[right.upper()]))
        await self.settled()

    async def remove(self, place: Place) -> None:
        """Delete a channel."""
        self.sandbox.control.remove_channel(place.id)
        await self.settled()

    async def thread(self, *bot_lacks: str) -> Place:
        """A thread of the square, in which the bot may lack rights."""
        await self.take_rights(self.square, *bot_lacks)
        body = {"name": "aside", "type": int(ChannelKind.PUBLIC_THREAD)}
        thread = start(self.scene.core.messages, self.ann.id, self.square.channel, body)
        await self.settled()
        return Place(self.scene, thread.id)

    def admin(self) -> Member:
        """Somebody who may manage the server and its messages."""
        rights = Permission.MANAGE_GUILD | Permission.MANAGE_MESSAGES
        return self.guild.add_member("ada", self.guild.create_role("admins", int(rights)))

    async def press(self, member: Member, shown: Result, label: str) -> Result:
        """Press the button of a reply that bears a label or an emoji."""
        return await member.click(shown.shown, label=label)

    async def choose(self, member: Member, shown: Result, custom_id: str, *values: Any) -> Result:
        """Choose in a menu of a reply."""
        return await member.select(shown.shown, values, custom_id=custom_id)

    @staticmethod
    def buttons(result: Result) -> list[dict[str, Any]]:
        """The buttons of a reply, as they stand on the wire."""
        return [dict(each) for each in walk(result.shown.components) if each["type"] == BUTTON]

    @staticmethod
    def options(result: Result) -> list[str]:
        """The values of the first menu of a reply."""
        menu = next(each for each in walk(result.shown.components) if each["type"] == SELECT)
        return [option["value"] for option in menu["options"]]

    @staticmethod
    def chosen(result: Result) -> list[str]:
        """What is chosen in the menus of a reply."""
        menus = [each for each in walk(result.shown.components) if each["type"] == SELECT]
        return [option["label"] for menu in menus for option in menu["options"] if option.get("default")]

    @staticmethod
    def relabel(post: Post, custom_id: str) -> None:
        """Give the first button that can be pressed another id, as another version of the bot would have."""
        buttons = (each for each in walk(post.components) if each["type"] == BUTTON and not each.get("disabled"))
        next(buttons)["custom_id"] = custom_id  # pyright: ignore[reportIndexIssue] - the sandbox's own dictionary

    def put(self, **changed: Any) -> None:
        """Put a pack in place in which these parts are others, as a reload does."""
        edition = self.bot.library.edition
        info = changed.pop("info", edition.pack.info)
        pack = replace(edition.pack, info=info).having({MODELS[name]: group for name, group in changed.items()})
        self.bot.library = Library(self.bot.settings.seeds, Edition(pack, edition.engine))

    @property
    def store(self) -> MemoryStore:
        """What the bot has stored."""
        store = self.bot.ports.store
        assert isinstance(store, MemoryStore)
        return store

    async def configure(self, settings: ServerSettings) -> None:
        """Give the server these settings."""
        await self.bot.ports.store.change_settings(self.guild.id, lambda _: settings)

    @contextmanager
    def speaking(self, locale: str) -> Generator[None]:
        """While inside, everybody's Discord is in another language."""
        before = self.guild.locale
        self._set_locale(locale)
        try:
            yield
        finally:
            self._set_locale(before)

    def _set_locale(self, locale: str) -> None:
        self.guild.locale, users = locale, self.sandbox.world.users
        users.update({number: replace(user, locale=locale) for number, user in users.items()})

    @contextmanager
    def without_rights(self) -> Generator[None]:
        """While inside, nobody has a role any more, and the server lets everybody use the admins' commands."""
        world = self.sandbox.world
        before, every = dict(world.members), dict.fromkeys(world.commands, frozenset({self.guild.id}))
        people = {key: replace(each, roles=()) for key, each in before.items() if each.user != self.bot_id}
        world.members.update(people)
        world.allowed.update(every)
        try:
            yield
        finally:
            world.members.update(before)
            world.allowed.clear()

    def elsewhere(self, *members: Member) -> Server:
        """A server without the bot, in which these members may use it: they installed it for themselves."""
        world = self.sandbox.world
        owner = world.add_user("owner")
        guild = world.add_guild("Elsewhere", owner, everyone=DEFAULT_PERMISSIONS, with_bot=False)
        for member in members:
            world.add_member(guild, member.user)
            world.installed_by.add(member.id)
        return Server(self.scene, guild)

    def found(self, name: str, locale: str = "en-US", *, greets_in: str = "", bot_lacks: int = 0) -> Server:
        """Another server with the bot in it; `greets_in` is the name of its system channel."""
        world = self.sandbox.world
        guild = world.add_guild(name, world.add_user("mayor"), everyone=DEFAULT_PERMISSIONS, locale=locale)
        if greets_in:
            hush = Overwrite(self.bot_id, is_member=True, deny=bot_lacks)
            channel = world.add_channel(guild, greets_in, overwrites=(hush,))
            guild = world.guilds[guild.id] = replace(guild, system_channel=channel.id)
        told = self.scene.core.world_json.guild_for_bot(guild)
        del told["unavailable"]  # so Discord tells a server that was joined from one that has come back
        self.scene.core.events.publish(GuildChanged(guild, "GUILD_CREATE", told))
        return Server(self.scene, guild)


@asynccontextmanager
async def town_with(
    bot: Footnote,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    *,
    privileged: Iterable[int] = (1, 8, 15),
    **others: Any,
) -> AsyncGenerator[Town]:
    """The town with a bot in it; at the end, everything that the bot sent is held against Discord's description.

    Args:
        bot: logs in, and is closed at the end.
        clock: what the bot and the sandbox go by.
        monkeypatch: points the client library at the sandbox.
        privileged: bits of the privileged intents that are switched on.
        others: fields of `Town`.
    """
    loop = asyncio.get_running_loop()
    assert isinstance(loop, SimulatedLoop)
    world = World(now=lambda: clock.now().timestamp(), privileged=sum(1 << bit for bit in privileged))
    guild = world.add_guild("Tram town", world.add_user("mayor"), everyone=DEFAULT_PERMISSIONS)
    square = world.add_channel(guild, "square")
    sandbox = Sandbox(world, rates=Rates.generous(), response_deadline=PATIENCE, heartbeat=PATIENCE)
    server_side = await sandbox.start_in_process()
    aim(monkeypatch, sandbox)
    scene = Scene(sandbox.core)
    sandbox.core.events.listeners.append(scene.hear)
    server = Server(scene, guild)
    ann, ben = server.add_member("ann"), server.add_member("ben")
    town = Town(sandbox, scene, clock, loop, server_side, bot, server, Place(scene, square.id), ann, ben, **others)
    scene.settled = town.settled
    description = Description()
    sandbox.watch(town.http_requests.append)
    sandbox.watch(scene.see)
    sandbox.watch(description.check)
    logging.getLogger().addHandler(town.error_log)
    try:
        await town.start(bot)
        yield town
        await town.settled()
    finally:
        logging.getLogger().removeHandler(town.error_log)
        await town.stop()
        await sandbox.stop()
    for request in town.http_requests:
        check_request(request)
        capture(request)
    check_follow_ups(town.http_requests)
    exchanged.update(description.sides)
    assert not description.faults, "\n".join(description.faults)
    assert town.error_log.read or not town.error_log.records, [each.getMessage() for each in town.error_log.records]
