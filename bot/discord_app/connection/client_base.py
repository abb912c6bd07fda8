"""Base of the client, as its features see it: the connection, and what it carries besides.

Features import this and never `client.py`, which imports all of them: so nothing here imports in a circle.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeAlias, TypedDict

import discord
from discord import app_commands

from bot.answering.answer import Answering
from bot.answering.conversation import Conversation
from bot.answering.expiring import Allowance
from bot.answering.misses import nearest_missed
from bot.answering.work_queue import Priority, WorkQueue
from bot.curating.curating_service import CuratingService
from bot.daily.service import Daily
from bot.discord_app.components.cards import Card
from bot.discord_app.connection.counted_poster import CountedPoster
from bot.discord_app.connection.discussion_threads import DiscussionThreads
from bot.discord_app.connection.in_hand import InHand
from bot.discord_app.connection.round_poster import DiscordRoundPoster, round_question
from bot.discord_app.poster import DiscordPoster
from bot.discord_app.reader import Audience
from bot.discord_app.render.daily.daily_posts import PostMaterial
from bot.errors import StorageError
from bot.languages import Language
from bot.library.library import Edition, Library
from bot.matching import Reply
from bot.monitoring.metrics import Metrics
from bot.monitoring.request_trace import traced
from bot.picturing import Pictures
from bot.ports.ports import Ports
from bot.quizzing import QuizQuestion
from bot.quizzing.quiz_cache import QuizCache
from bot.rounds.round_models import QuizRound
from bot.rounds.round_runner import RoundRunner
from bot.settings import Settings
from bot.translations import voice

VOTES_A_MINUTE = 20
"""How often a member may vote in a minute: each vote is written, and nobody reads faster."""
Drawer: TypeAlias = Callable[[Edition, Audience, Sequence[str]], Card | None]
"""Draws a card from an address (without its kind); None when what it shows is gone."""
Interaction: TypeAlias = "discord.Interaction[Host]"


class Shards(TypedDict, total=False):
    """Which part of the servers this process serves; what is left out, Discord decides."""

    shard_ids: list[int]
    shard_count: int


def shards_of(settings: Settings) -> Shards:
    """The shards that the settings name, as the library takes them."""
    shards = Shards()
    if settings.shard_count is not None:
        shards["shard_count"] = settings.shard_count
    if settings.shard_ids is not None:
        shards["shard_ids"] = list(settings.shard_ids)
    return shards


class Host(discord.AutoShardedClient):
    """A connection with a library to answer from. Holds no state of its own that a restart would miss.

    Args:
        message_content: ask for the privileged intent; without it the bot still reads what mentions it, direct
            messages, and the targets of its menus.
        ports: stores, clock and chance.

    Attributes:
        metrics: what is counted of this client.
        reads_content: whether the intent was asked for.
        votes: how often a member may vote.
        command_ids: ids of the registered commands by name; empty until they are known.
        quizzes: what can be asked, by pack and language.
        rounds: plays the rounds of the quiz in channels.
        discussions: which threads are discussions of an answer.
        in_hand: what is being answered.
        pictures: quotes and terms as pictures.
        drawers: what draws the cards at addresses, by kind.
        work: what is done off the event loop: reading messages and comparing them with the library.
        patience: seconds after which a response that has not been sent is deferred; Discord waits three.
    """

    tree: app_commands.CommandTree[Any]

    def __init__(
        self,
        settings: Settings,
        library: Library,
        *,
        message_content: bool | None = None,
        ports: Ports,
    ) -> None:
        self.settings = settings
        self.library = library
        self.ports = ports
        self.metrics = Metrics(ports.clock.monotonic)
        self.reads_content = settings.message_content if message_content is None else message_content
        super().__init__(
            intents=discord.Intents(
                guilds=True, guild_messages=True, dm_messages=True, message_content=self.reads_content
            ),
            allowed_mentions=discord.AllowedMentions.none(),
            activity=discord.CustomActivity("/ask · /define · /help"),
            max_messages=None,  # members' words are not kept
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            http_trace=traced(self.metrics),
            **shards_of(settings),
        )
        self.quizzes = QuizCache()
        self.pictures = Pictures()
        material = PostMaterial(self.quizzes, self.pictures)
        poster = DiscordPoster(self, lambda: self.library.edition, self._chosen_language, material)
        self.daily = Daily(
            self.ports.daily,
            CountedPoster(poster, self.metrics),
            self.ports.clock,
            lambda: self.library.edition.pack,
            timedelta(hours=settings.daily_grace_hours),
        )
        self.work = WorkQueue(self.ports.clock.monotonic)
        self.answering = Answering(lambda: self.library.edition.engine, settings, self.ports.clock.monotonic)
        self.answering.observe = self.metrics.decided
        self.curating = CuratingService(settings.seeds, self.ports.store, self.ports.clock, settings.curate_in)
        self.votes = Allowance(VOTES_A_MINUTE, 60)
        self.command_ids: dict[str, int] = {}
        self.drawers: dict[str, Drawer] = {}
        self.patience = 1.5
        poster = DiscordRoundPoster(self, lambda: self.library.edition, self.round_question)
        self.rounds = RoundRunner(self.ports.rounds, poster, self.ports.clock)
        self.discussions = DiscussionThreads(ports)
        self.in_hand = InHand()
        self._counting: set[asyncio.Task[None]] = set()

    @property
    def conversation(self) -> Conversation:
        """What was said lately, and where."""
        return self.answering.conversation

    def count_miss(self, reply: Reply) -> None:
        """Count, beside, that a question got no answer: by the entry that came nearest, without its words."""
        nearest = nearest_missed(reply)
        if nearest is not None:
            task = asyncio.create_task(self._count_miss(nearest), name="count a miss")
            self._counting.add(task)
            task.add_done_callback(self._counting.discard)

    async def _count_miss(self, nearest: str) -> None:
        with suppress(StorageError):  # the database says so itself, and a count more or less is nothing to a member
            await self.ports.store.count_miss(nearest)

    async def round_question(self, game: QuizRound) -> QuizQuestion | None:
        """The present question of a round, made off the event loop; None where there is nothing to ask.

        Raises:
            DroppedError: too much waits.
        """
        pack, say = self.library.edition.pack, voice(game.language)
        return await self.work.run(
            lambda: round_question(self.quizzes.of(pack, say), game), Priority.INTERACTION, game.channel
        )

    async def _chosen_language(self, server: int) -> Language | None:
        return (await self.ports.store.known_settings(server)).language
