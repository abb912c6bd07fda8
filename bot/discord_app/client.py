"""The bot: one connection to Discord, the library it answers from, and the features put together."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from typing import Any, TypedDict

import discord

from bot.asking.conversation import Conversation
from bot.asking.library import Library
from bot.asking.ports import Ports
from bot.discord_app import (
    about,
    ask,
    errors,
    feedback,
    glossary,
    menus,
    paging,
    privacy,
    quotes,
    reading,
    search,
    suggesting,
)
from bot.discord_app import settings as settings_panel
from bot.discord_app.feature import Drawer
from bot.discord_app.language import CatalogueTranslator
from bot.discord_app.listener import Listener
from bot.discord_app.living import Handler, Interaction, LivingButton, LivingChannelMenu, LivingMenu
from bot.discord_app.sync import publish_commands
from bot.settings import Settings

log = logging.getLogger(__name__)

FEATURES = (
    ask.FEATURE,
    glossary.FEATURE,
    search.FEATURE,
    quotes.FEATURE,
    reading.FEATURE,
    feedback.FEATURE,
    suggesting.FEATURE,
    menus.FEATURE,
    settings_panel.FEATURE,
    privacy.FEATURE,
    about.FEATURE,
    paging.FEATURE,
)


class Shards(TypedDict, total=False):
    """Which part of the servers this process serves; what is left out, Discord decides."""

    shard_ids: list[int]
    shard_count: int


def _shards(settings: Settings) -> Shards:
    shards = Shards()
    if settings.shard_count is not None:
        shards["shard_count"] = settings.shard_count
    if settings.shard_ids is not None:
        shards["shard_ids"] = list(settings.shard_ids)
    return shards


class Footnote(discord.AutoShardedClient):
    """The client. Holds no state of its own that a restart would miss.

    Args:
        message_content: ask for the privileged intent; without it the bot still reads what mentions it, direct
            messages, and the targets of its menus.
        ports: store, clock and chance; without a store, nothing outlives the process.
    """

    def __init__(
        self,
        settings: Settings,
        library: Library,
        *,
        message_content: bool | None = None,
        ports: Ports | None = None,
    ) -> None:
        self.settings = settings
        self.library = library
        self.ports = ports or Ports()
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
            **_shards(settings),
        )
        self.conversation = Conversation()
        self.listener = Listener(self)
        self.tree = errors.Tree(self)
        self.command_ids: dict[str, int] = {}
        self.presses: dict[str, Handler] = {}
        self.drawers: dict[str, Drawer] = {}
        for feature in FEATURES:
            for command in feature.commands:
                self.tree.add_command(command)
            self.presses |= {str(verb): handler for verb, handler in feature.presses.items()}
            self.drawers |= {str(kind): drawer for kind, drawer in feature.drawers.items()}

    async def setup_hook(self) -> None:
        """Called by the library once logged in, before the gateway opens."""
        self.add_dynamic_items(LivingButton, LivingMenu, LivingChannelMenu)
        await self.tree.set_translator(CatalogueTranslator())
        self.command_ids = await publish_commands(self)

    async def on_ready(self) -> None:
        """Called when the servers are known; more than once in the life of a process."""
        log.info("Connected as %s to %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message) -> None:
        """Called for every message the bot is told of."""
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
        place = self.get_partial_messageable(channel)
        for message in messages:
            await self.listener.follow_deletion(place, message)

    async def press(self, interaction: Interaction, verb: str, arguments: tuple[str, ...]) -> None:
        """Do what a button's id says; a verb that no feature owns comes from another version of the bot."""
        handler = self.presses.get(verb)
        try:
            if handler is None:
                await paging.say_unknown(interaction)
            else:
                await handler(interaction, arguments)
        except Exception as error:  # noqa: BLE001 - whatever it was, the member is told and the log has it
            await errors.apologise(interaction, error, f"the button “{verb}”")

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Called by the library, inside the handler, when a listener failed."""
        error = sys.exc_info()[1]
        if error is not None:
            errors.report(error, event_method)
