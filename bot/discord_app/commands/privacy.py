"""`/privacy`: what is stored in this server and about you, and erasing it."""

from __future__ import annotations

from discord import app_commands

from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.audience import reader_of
from bot.discord_app.interaction.feature import Feature, everywhere
from bot.discord_app.render import PanelRenderer


@everywhere
@app_commands.command(name="privacy", description="What I store here and about you, and how to erase it")
async def privacy(interaction: Interaction) -> None:
    """Show what is stored, privately."""
    store, server = interaction.client.ports.store, interaction.guild_id
    settings = await store.settings(server) if server is not None else None
    stored = await store.stored_about(interaction.user.id)
    card = _panel(interaction).privacy(settings, stored, may_erase_server=_may_erase_server(interaction))
    await responses.respond(interaction, card.view(), private=True)


async def erase(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Erase what is stored about the presser, or, once they are sure, about the server they manage."""
    store, panel = interaction.client.ports.store, _panel(interaction)
    say, server = panel.audience.say, interaction.guild_id
    if arguments == ("me",):
        gone = await store.erase_member(interaction.user.id)
        interaction.client.conversation.forget_member(interaction.user.id)
        text = say("Erased: {count} entries about you.", count=gone.votes + gone.suggestions)
    elif server is None or not _may_erase_server(interaction):
        text = say("Only members who may manage the server can erase what is stored about it.")
    elif arguments == ("server",):
        await responses.respond(interaction, panel.sure().view(), private=True)
        return
    else:
        await interaction.client.daily.erase(server)
        await store.erase_server(server)
        text = say("Erased: everything stored about this server.")
    await responses.respond(interaction, panel.notice(text).view(), private=True)


def _panel(interaction: Interaction) -> PanelRenderer:
    return PanelRenderer(interaction.client.library.edition.pack, reader_of(interaction))


def _may_erase_server(interaction: Interaction) -> bool:
    return interaction.guild_id is not None and interaction.permissions.manage_guild


FEATURE = Feature(commands=(privacy,), presses={Verb.ERASE: erase})
