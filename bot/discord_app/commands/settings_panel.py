"""`/settings`: one panel for a server's admins, in which every choice is saved at once."""

from __future__ import annotations

from dataclasses import replace

import discord
from discord import app_commands

from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction import admins
from bot.discord_app.interaction.audience import reader_of
from bot.discord_app.interaction.feature import Feature, for_admins
from bot.discord_app.render import PanelRenderer
from bot.discord_app.render.panel import YES
from bot.discord_app.trouble import troubles
from bot.pack.models import Language
from bot.ports.server_settings import Care, ServerSettings, SpeakMode

LANGUAGES: dict[str, Language] = {"en": "en", "zh": "zh"}


@for_admins
@app_commands.command(name="settings", description="Where I speak here, how sure I must be, and what is stored")
async def settings(interaction: Interaction) -> None:
    """Show the panel to an admin."""
    if not await admins.refused(interaction):
        await responses.respond(interaction, (await _panel(interaction)).view(), private=True)


async def choose(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Save a choice and show the panel as it stands then. Who may press is checked anew: permissions change."""
    if interaction.guild_id is None or await admins.refused(interaction):
        return
    field, *chosen = arguments
    store = interaction.client.ports.store
    await store.change_settings(interaction.guild_id, lambda current: changed_by(current, field, chosen))
    await responses.replace(interaction, (await _panel(interaction)).view())


def changed_by(settings: ServerSettings, field: str, chosen: list[str]) -> ServerSettings:
    """The settings after a choice in the menu for a field."""
    match field:
        case "mode":
            return replace(settings, mode=SpeakMode(chosen[0]))
        case "channels":
            return replace(settings, channels=frozenset(map(int, chosen)))
        case "care":
            return replace(settings, care=Care(chosen[0]))
        case "language":
            return replace(settings, language=LANGUAGES.get(chosen[0]))
        case "keep":
            return replace(settings, keep_suggestions=chosen[0] == YES)
        case _:
            raise ValueError(f"no setting is called {field!r}")


async def _panel(interaction: Interaction) -> Card:
    client, guild = interaction.client, interaction.guild
    current = await client.ports.store.settings(interaction.guild_id or 0)
    found = troubles(guild, current, reads_content=client.reads_content) if guild and guild.me else ()
    shown = replace(current, channels=frozenset(_present(guild, current))) if guild else current
    return PanelRenderer(client.library.edition.pack, reader_of(interaction)).settings(shown, found, client.command_ids)


def _present(guild: discord.Guild, settings: ServerSettings) -> set[int]:
    """The open channels that still exist; Discord refuses a menu in which others are chosen."""
    return {channel for channel in settings.channels if guild.get_channel(channel) is not None}


FEATURE = Feature(commands=(settings,), presses={Verb.SET: choose})
