"""The client: one connection to Discord, the library it answers from, and the features put together."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import discord

from bot.answering.work_queue import DroppedError, Priority
from bot.discord_app.commands import (
    about,
    articles,
    ask,
    glossary,
    menus,
    picture,
    privacy,
    quotes,
    search,
    settings_panel,
    suggest,
)
from bot.discord_app.commands.curating import curate
from bot.discord_app.commands.daily import schedule
from bot.discord_app.commands.quizzes import quiz_commands
from bot.discord_app.commands.reading import compare_sides, read_on
from bot.discord_app.commands.under_answer import answer_menu, discuss, votes
from bot.discord_app.components.persistent import PersistentComponent, act_on_form
from bot.discord_app.connection import deferral, error_reports
from bot.discord_app.connection.client_base import Host, Interaction
from bot.discord_app.connection.round_loop import RoundLoop
from bot.discord_app.connection.starting import session_starts
from bot.discord_app.connection.starting.command_sync import CommandRegistration
from bot.discord_app.daily_lifecycle import DailyLifecycle
from bot.discord_app.interaction import closing_discussions, paging
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Handler
from bot.discord_app.language import CatalogueTranslator
from bot.discord_app.messages.greeting import Greeter
from bot.discord_app.messages.listener import Listener
from bot.library.library import Library
from bot.ports.ports import Ports
from bot.settings import Settings

log = logging.getLogger(__name__)

FINISHING = 1.5
"""Most seconds that a process which is told to stop goes on answering; hosts kill after ten, `stopping` cancels after
two and a half."""
FEATURES = (
    ask.FEATURE,
    glossary.FEATURE,
    search.FEATURE,
    quotes.FEATURE,
    quiz_commands.FEATURE,
    schedule.FEATURE,
    articles.FEATURE,
    read_on.FEATURE,
    compare_sides.FEATURE,
    votes.FEATURE,
    answer_menu.FEATURE,
    discuss.FEATURE,
    suggest.FEATURE,
    menus.FEATURE,
    settings_panel.FEATURE,
    curate.FEATURE,
    privacy.FEATURE,
    about.FEATURE,
    paging.FEATURE,
    picture.FEATURE,
)


class Footnote(Host):
    """The client: every feature, and what Discord tells the bot of.

    Attributes:
        presses: what presses do, by verb.
    """

    def __init__(
        self,
        settings: Settings,
        library: Library,
        *,
        message_content: bool | None = None,
        ports: Ports,
    ) -> None:
        super().__init__(settings, library, message_content=message_content, ports=ports)
        self.greeter = Greeter(self)
        self.listener = Listener(self)
        self.registration = CommandRegistration(self)
        self.life = DailyLifecycle(self.daily)
        self.round_loop = RoundLoop(self.rounds)
        self.tree = error_reports.Tree(self)
        self.preparing: asyncio.Task[None] | None = None
        self.presses: dict[str, Handler] = {}
        for feature in FEATURES:
            for command in feature.commands:
                self.tree.add_command(command)
            self.presses |= {str(verb): handler for verb, handler in feature.presses.items()}
            self.drawers |= {str(kind): drawer for kind, drawer in feature.drawers.items()}

    async def setup_hook(self) -> None:
        """Called by the library once logged in, before the gateway opens."""
        self.add_dynamic_items(PersistentComponent)
        await self.tree.set_translator(CatalogueTranslator())
        self.preparing = asyncio.create_task(self._prepare(), name="prepare answers")
        await self.registration.begin()
        await session_starts.until_left(self, self.ports.clock)

    async def _prepare(self) -> None:
        """Have built, beside, what the first question would wait for."""
        await self.library.ready()
        with suppress(DroppedError):
            await self.work.run(self.answering.prepare, Priority.OVERHEARD, "prepare")

    async def on_ready(self) -> None:
        """Called when the servers are known; more than once in the life of a process."""
        log.info("Connected as %s to %d servers", self.user, len(self.guilds))
        self.life.begin()
        self.round_loop.begin()

    async def close(self) -> None:
        """Hear nothing more, stop delivering, let what is in hand be answered, then disconnect."""
        self.listener.close()
        ended = asyncio.gather(self.life.end(), self.round_loop.end())
        if not await self.in_hand.finished(FINISHING):
            log.info("Stopped in the middle of an answer, which another process may give")
        self.work.close()
        if self.preparing is not None:
            self.preparing.cancel()
        self.registration.end()
        await ended
        await super().close()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Called when the bot is added to a server, perhaps again."""
        await self.life.returned(guild)
        await self.greeter.joined(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Called when the bot is removed from a server, not when the server is merely unavailable."""
        await self.life.left(guild)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Called when a channel of a server is deleted."""
        await self.life.lost(channel)

    async def on_raw_thread_update(self, update: discord.RawThreadUpdateEvent) -> None:
        """Called when a thread changes, whether or not it is remembered."""
        if update.data["thread_metadata"]["archived"]:
            await closing_discussions.archived(self, update.thread_id, update.data["name"])

    async def on_raw_thread_delete(self, deletion: discord.RawThreadDeleteEvent) -> None:
        """Called when a thread is deleted, whether or not it is remembered."""
        await closing_discussions.deleted(self, deletion.thread_id)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Called for everything that members do with the bot; only forms are not passed on by the library."""
        named = str((interaction.data or {}).get("name", "")) if interaction.command else ""
        self.metrics.interaction_came(interaction.id, interaction.type.name, named)
        if interaction.type is discord.InteractionType.modal_submit:
            await act_on_form(self, interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Called for every message the bot is told of."""
        self.metrics.messages.inc()
        await self.listener.hear(message)

    async def on_raw_message_edit(self, edit: discord.RawMessageUpdateEvent) -> None:
        """Called for every edit, whether or not the message is remembered."""
        await self.listener.follow_edit(edit.message)

    async def on_raw_message_delete(self, deletion: discord.RawMessageDeleteEvent) -> None:
        """Called for every deletion."""
        await self._deleted(deletion.channel_id, {deletion.message_id})

    async def on_raw_bulk_message_delete(self, deletion: discord.RawBulkMessageDeleteEvent) -> None:
        """Called when many messages are deleted at once."""
        await self._deleted(deletion.channel_id, deletion.message_ids)

    async def _deleted(self, channel: int, messages: Iterable[int]) -> None:
        await self.listener.follow_deletions(self.get_partial_messageable(channel), list(messages))

    async def press(self, interaction: Interaction, verb: str, arguments: tuple[str, ...]) -> None:
        """Do what a component's id says; a verb that no feature owns comes from another version of the bot."""
        handler = self.presses.get(verb)
        deferral.begin(interaction)
        try:
            if handler is None:
                await paging.say_unknown(Exchange(interaction))
            else:
                await handler(Exchange(interaction), arguments)
        except Exception as error:  # noqa: BLE001 - whatever it was, the member is told and the log has it
            await error_reports.apologise(interaction, error, f"the button “{verb}”")

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Called by the library, inside the handler, when a listener failed."""
        error = sys.exc_info()[1]
        if error is not None:
            error_reports.report(error, event_method)
