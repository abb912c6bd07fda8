"""A town's server in simcord, with the bot in it, answering from the tram's pack."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, cast

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, InteractionResult, MemberActor, ResponseMessage
from simcord.components import walk_components

from bot.discord_app.client import Footnote
from bot.library.library import Edition, Library
from bot.matching import Decision, Engine, PassageHit
from bot.pack.loader import load_pack
from bot.pack.models import Article, Question, Quote, Term
from bot.ports.server_settings import ServerSettings
from bot.settings import Settings, load_settings
from bot.storage.database import Database
from bot.storage.database_url import Address
from tests.support.clock import FakeClock, Waiting
from tests.support.memory_ports import nothing_stored
from tests.support.memory_store import MemoryStore

from .payloads import BUTTON, SELECT, check_follow_ups, check_request, labels_of, text_of, walk
from .steering import Finding, Noting, steered

TRAM = Path(__file__).parent / "pack"
MODELS = {"articles": Article, "questions": Question, "terms": Term, "quotes": Quote}


@pytest.fixture(scope="session")
def tram() -> Edition:
    """The tram's pack with the real engine, steered where a test needs a certain decision."""
    pack = load_pack(TRAM)
    engine = steered(
        Engine.build(pack),
        {
            "first tram please": Decision.ANSWER,
            "price of a card": Decision.SUGGEST,
            "the harbour": Decision.PASSAGES,
            "where is the moon": Decision.NOTHING,
        },
    )
    return Edition(pack, engine)


@pytest.fixture
def settings() -> Settings:
    return load_settings(_env_file=None, seeds=TRAM, shard_count=1)


@pytest.fixture
def library(tram: Edition) -> Library:
    return Library(TRAM, tram)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime.now(UTC), Waiting.EVENTS)


@pytest.fixture
async def open_database(address: Address) -> AsyncIterator[Database]:
    """An open database that does not wait long for a lock, for the bots that keep what they are told."""
    database = Database(address, patience=0.05)
    yield database
    await database.close()


@pytest.fixture
def simcord_bot(settings: Settings, library: Library, clock: FakeClock) -> Footnote:
    return Footnote(settings, library, ports=nothing_stored(clock, Random(7)))


@dataclass
class Town:
    """The server, somebody who asks, somebody else, and what was said."""

    env: Env
    guild: GuildHandle
    square: ChannelHandle
    ann: MemberActor
    ben: MemberActor

    @property
    def bot(self) -> Footnote:
        client = self.env.bot
        assert isinstance(client, Footnote)
        return client

    @property
    def bot_id(self) -> int:
        user = self.bot.user
        assert user is not None
        return user.id

    @property
    def name(self) -> str:
        """The bot's name as it stands in a message that mentions it."""
        return f"<@{self.bot_id}>"

    @property
    def said(self) -> str:
        """What the last message in the square says."""
        message = self.square.last_message
        assert message is not None
        return text_of([component.to_dict() for component in message.components])

    @contextmanager
    def seen_as(self, **fields: Any) -> Generator[None]:
        """While inside, interactions arrive with these fields: another locale, another context."""
        emit = self.env.backend.emit

        def altered(event: str, payload: Any, *args: Any, **kwargs: Any) -> Any:
            if event == "INTERACTION_CREATE":
                payload = {**payload, **fields}
            return emit(event, payload, *args, **kwargs)

        self.env.backend.emit = altered
        try:
            yield
        finally:
            self.env.backend.emit = emit

    @contextmanager
    def steering(self, question: str, decision: str) -> Generator[None]:
        """While inside, the engine decides so about that question."""
        before = self.bot.library
        engine = steered(before.edition.engine, {question: Decision(decision)})
        self.bot.library = Library(TRAM, Edition(before.edition.pack, engine))
        try:
            yield
        finally:
            self.bot.library = before

    def put(self, **changed: Any) -> None:
        """Put a pack in place in which these parts are others, as a reload does."""
        edition = self.bot.library.edition
        info = changed.pop("info", edition.pack.info)
        pack = replace(edition.pack, info=info).having({MODELS[name]: group for name, group in changed.items()})
        self.bot.library = Library(TRAM, Edition(pack, edition.engine))

    @contextmanager
    def seen_as_member_without_rights(self) -> Generator[None]:
        """While inside, interactions arrive from members who may do nothing in particular."""
        emit = self.env.backend.emit

        def altered(event: str, payload: Any, *args: Any, **kwargs: Any) -> Any:
            if event == "INTERACTION_CREATE":
                payload = {**payload, "member": {**payload["member"], "permissions": "0"}}
            return emit(event, payload, *args, **kwargs)

        self.env.backend.emit = altered
        try:
            yield
        finally:
            self.env.backend.emit = emit

    @contextmanager
    def finding_everything(self) -> Generator[None]:
        """While inside, every search finds every paragraph."""
        before = self.bot.library
        pack = before.edition.pack
        hits = tuple(PassageHit(a.id, p, 0.9, ((0, 3),)) for a in pack.articles for p in a.paragraphs[1:])
        engine = cast("Engine", Finding(before.edition.engine, hits))
        self.bot.library = Library(TRAM, Edition(pack, engine))
        try:
            yield
        finally:
            self.bot.library = before

    @contextmanager
    def listening_to_the_engine(self, contexts: list[Any]) -> Generator[None]:
        """While inside, note with which context each question is put to the engine."""
        before = self.bot.library
        engine = cast("Engine", Noting(before.edition.engine, contexts))
        self.bot.library = Library(TRAM, Edition(before.edition.pack, engine))
        try:
            yield
        finally:
            self.bot.library = before

    async def thread(self, **rights: bool) -> ChannelHandle:
        """A thread of the square, in which the bot has certain rights or not."""
        if rights:
            role = self.guild.default_role
            overwrite = discord.PermissionOverwrite(**rights)
            square = self.bot.get_channel(self.square.id)
            assert isinstance(square, discord.TextChannel)
            await square.set_permissions(square.guild.me, overwrite=overwrite)
            assert role
        square = self.bot.get_channel(self.square.id)
        assert isinstance(square, discord.TextChannel)
        await square.create_thread(name="aside", type=discord.ChannelType.public_thread)
        return self.square.threads[-1]

    @staticmethod
    def options(result: InteractionResult) -> list[str]:
        """The values of the first menu of a reply."""
        assert result.response is not None, "no reply"
        menu = next(component for component in walk(result.response.components) if component["type"] == SELECT)
        return [option["value"] for option in menu["options"]]

    @staticmethod
    def chosen(result: InteractionResult) -> list[str]:
        """What is chosen in the menus of a reply."""
        assert result.response is not None, "no reply"
        menus = [component for component in walk(result.response.components) if component["type"] == SELECT]
        return [option["label"] for menu in menus for option in menu["options"] if option.get("default")]

    def another_bot(self) -> Footnote:
        """A bot that starts afresh in the same server, as after a restart."""
        return Footnote(self.bot.settings, self.bot.library, ports=self.bot.ports)

    @staticmethod
    def buttons(result: InteractionResult) -> list[Mapping[str, Any]]:
        """The buttons of a reply, as they were sent."""
        assert result.response is not None, "no reply"
        return [component for component in walk(result.response.components) if component["type"] == BUTTON]

    def relabel(self, message: ResponseMessage, custom_id: str) -> None:
        """Give the first button that can be pressed another id, as another version of the bot would have."""
        stored = self.env.backend.get_message(message.channel_id, message.id)
        buttons = (c for c in walk_components(stored.components) if c["type"] == BUTTON and not c.get("disabled"))
        next(buttons)["custom_id"] = custom_id

    def admin(self) -> MemberActor:
        """Somebody who may manage the server and its messages."""
        rights = discord.Permissions(manage_guild=True, manage_messages=True)
        role = self.guild.create_role("admins", permissions=rights)
        return self.guild.add_member(self.env.create_user("ada"), roles=[role])

    async def choose(
        self, actor: MemberActor, shown: InteractionResult, custom_id: str, *values: Any
    ) -> InteractionResult:
        """Choose in a menu of a reply."""
        assert shown.response is not None, "no reply"
        return await actor.select(shown.response, list(values), custom_id=custom_id)

    async def press(self, actor: MemberActor, shown: InteractionResult, label: str) -> InteractionResult:
        """Press the button of a reply that bears a label or an emoji."""
        for button in self.buttons(shown):
            emoji: dict[str, str] = button.get("emoji") or {}
            if label in (button.get("label"), emoji.get("name")):
                assert shown.response is not None
                return await actor.click(shown.response, custom_id=button["custom_id"])
        raise LookupError(f"no button {label!r} among {labels(shown)}")

    async def configure(self, settings: ServerSettings) -> None:
        """Give the server these settings."""
        await self.store.change_settings(self.guild.id, lambda _: settings)

    @property
    def store(self) -> MemoryStore:
        """What the bot has stored."""
        store = self.bot.ports.store
        assert isinstance(store, MemoryStore)
        return store


def text(result: InteractionResult) -> str:
    """What the reply to an interaction says."""
    assert result.response is not None, "no reply"
    return text_of(result.response.components)


def labels(result: InteractionResult) -> list[str]:
    """What the buttons of a reply say."""
    assert result.response is not None, "no reply"
    return labels_of(result.response.components)


@pytest.fixture
async def town(simcord_env: Env) -> AsyncIterator[Town]:
    """The town; at the end, everything that the bot sent is held against Discord's limits."""
    guild = simcord_env.create_guild("Tram town")
    square = guild.create_text_channel("square")
    ann = guild.add_member(simcord_env.create_user("ann"))
    ben = guild.add_member(simcord_env.create_user("ben"))
    yield Town(simcord_env, guild, square, ann, ben)
    for request in simcord_env.http_requests:
        check_request(request)
    check_follow_ups(simcord_env.http_requests)
