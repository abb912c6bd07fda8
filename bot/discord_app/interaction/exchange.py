"""Exchange: one interaction and the ways to answer it, as every command, button, menu and form uses them.

`Exchange(interaction)` knows the pack, who acted and in which language they read, and says things to them:

    exchange = Exchange(interaction)
    await exchange.notice(exchange.say("Paused."))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

import discord

from bot.answering.work_queue import Priority
from bot.discord_app.components.buttons import stripped
from bot.discord_app.components.cards import Card
from bot.discord_app.connection import deferral, responses
from bot.discord_app.connection.client_base import Host, Interaction
from bot.discord_app.language import reply_language
from bot.discord_app.reader import Audience
from bot.discord_app.refusals import ApiRefusal
from bot.discord_app.render import Canvas
from bot.languages import Language
from bot.library.library import Edition
from bot.pack.models import Pack
from bot.ports.server_settings import ServerSettings
from bot.ports.store import Store
from bot.translations import Voice, voice

C = TypeVar("C", bound=Canvas)
T = TypeVar("T")


class Exchange:
    """What a command or a press needs, and how it is answered.

    Attributes:
        interaction: what Discord told the bot of.
        member: id of the member who acted.
        server: id of the server; None in a direct message, or where the bot was installed by a user only.
    """

    def __init__(self, interaction: Interaction) -> None:
        self.interaction = interaction
        self.member = interaction.user.id
        self.server = interaction.guild_id

    @property
    def client(self) -> Host:
        """The bot."""
        return self.interaction.client

    @property
    def edition(self) -> Edition:
        """The pack and the engine of the moment."""
        return self.client.library.edition

    @property
    def pack(self) -> Pack:
        """The pack of the moment."""
        return self.edition.pack

    @property
    def store(self) -> Store:
        """Where settings, votes and suggestions are kept."""
        return self.client.ports.store

    @property
    def language(self) -> Language:
        """The language in which the member reads."""
        return self.say.language

    @property
    def say(self) -> Voice:
        """Says sentences in the member's language."""
        return self.reader().say

    @property
    def in_private(self) -> bool:
        """Whether the message whose button was pressed is seen by nobody but the presser."""
        message = self.interaction.message
        return message is not None and message.flags.ephemeral

    @property
    def abroad(self) -> bool:
        """Whether the bot is no member of the place, or does not see it: it can only act there on what is pressed."""
        interaction = self.interaction
        if interaction.guild_id is None:
            return interaction.context.private_channel
        return not (interaction.is_guild_integration() and interaction.app_permissions.view_channel)

    def reader(self, asked: str = "") -> Audience:
        """The audience of a private reply: the one who acted, in the pack's language that suits them and `asked`."""
        say = voice(reply_language(self.interaction.locale, asked, self.pack.info))
        return Audience(say, self.member, private=True, draws_cards=self.client.pictures.available)

    async def audience(self, *, private: bool, asked: str = "") -> Audience:
        """The audience of a reply; a public one speaks the language that the server chose, where it chose one."""
        reader = self.reader(asked)
        if private:
            return reader
        settings = await self.store.known_settings(self.server) if self.server is not None else ServerSettings()
        say = voice(settings.language) if settings.language else reader.say
        return replace(reader, say=say, private=False, with_passages=settings.show_passages, removes_here=self.abroad)

    def renderer(self, kind: type[C], audience: Audience | None = None) -> C:
        """A renderer of the pack, by default for a private reply."""
        return kind(self.pack, audience or self.reader())

    async def compute(self, work: Callable[[], T]) -> T:
        """What the engine finds or answers, off the event loop and ahead of what messages ask.

        Raises:
            DroppedError: too many interactions wait.
        """
        return await self.client.work.run(work, Priority.INTERACTION, self.member)

    async def show(self, card: Card, *, private: bool = True, page: int | None = None) -> bool:
        """Answer with a card; whether Discord took it."""
        return await responses.respond(self.interaction, card.view(page), private=private, files=card.files())

    async def notice(self, text: str, *, private: bool = True) -> bool:
        """Answer with a short message of the bot's own (Markdown); whether Discord took it."""
        return await self.show(self.renderer(Canvas).notice(text), private=private)

    async def gone(self) -> bool:
        """Answer, privately, that the entry was removed from the library."""
        return await self.show(self.renderer(Canvas).gone())

    async def replace(self, card: Card, page: int | None = None) -> bool:
        """Put a card in place of the message whose button was pressed; whether Discord took it."""
        return await responses.replace(self.interaction, card.view(page))

    async def without(self, mark: str) -> bool:
        """Take the buttons whose ids begin with `mark` from the message that was pressed; whether Discord took it.

        It goes through the interaction, which needs no permission; what else is answered is a message of its own.
        """
        message = self.interaction.message
        return message is not None and await responses.replace(self.interaction, stripped(message, mark))

    def allowed_in(self, channel: int) -> discord.Permissions | None:
        """What the bot may do in a channel, as Discord says with this interaction: where it takes place, or named."""
        if channel == self.interaction.channel_id:
            return self.interaction.app_permissions
        resolved = cast("Mapping[str, Any]", self.interaction.data or {}).get("resolved", {})
        told = resolved.get("channels", {}).get(str(channel), {}).get("app_permissions")
        return discord.Permissions(int(told)) if told is not None else None

    async def claims(self, *, in_place: bool) -> bool:
        """Whether it is this process that does what is wanted; to be asked before what must not be done twice.

        Where two processes of one shard overlap, both are told of every interaction, and Discord takes one response.

        Args:
            in_place: whether what follows is `replace`; else it is `show`.
        """
        claiming = deferral.claim(self.interaction, in_place=in_place)
        return not isinstance(await responses.attempt("claim", claiming), ApiRefusal)

    async def managed_server(self) -> int | None:
        """Id of the server, for a member who may manage it; None for anybody else, who is told so, privately.

        Asked anew at every use, for permissions change.
        """
        if self.server is not None and self.interaction.permissions.manage_guild:
            return self.server
        await self.notice(self.say("Only members who may manage the server can change its settings."))
        return None

    def pressed_by(self, member: str) -> bool:
        """Whether the one who acted has that id, as it stands in a component's id."""
        return str(self.member) == member
