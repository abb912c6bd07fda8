"""`/settings`: one panel for a server's admins, in which every choice is saved at once."""

from __future__ import annotations

from dataclasses import replace

from discord import app_commands

from bot.discord_app.channels import look_up_all
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, for_admins
from bot.discord_app.permissions import lacking_for_answers
from bot.discord_app.render import GuideRenderer, PanelRenderer
from bot.ports.server_settings import ServerSettings, changed_by, setting_named


@for_admins
@app_commands.command(name="settings", description="Where I speak here, how sure I must be, and what is stored")
async def settings(interaction: Interaction) -> None:
    """Show the panel to an admin."""
    exchange = Exchange(interaction)
    server = await exchange.managed_server()
    if server is None:
        return
    current = await exchange.store.settings(server)
    await exchange.show(await _panel(exchange, current))
    if current == ServerSettings():  # whoever has set nothing up may see the bot for the first time
        await exchange.show(exchange.renderer(GuideRenderer).welcome(exchange.client.command_ids))


async def choose_setting(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Save a choice and show the panel as it stands then. Who may press is checked anew: permissions change."""
    server = await exchange.managed_server()
    if server is None:
        return
    field, *chosen = arguments
    setting = setting_named(field)
    changed = await exchange.store.change_settings(server, lambda current: changed_by(current, setting, chosen))
    await exchange.replace(await _panel(exchange, changed))


async def _panel(exchange: Exchange, current: ServerSettings) -> Card:
    client = exchange.client
    guild = client.get_guild(exchange.server or 0)
    panel = exchange.renderer(PanelRenderer)
    if guild is None or not guild.me:  # another process serves it, or the bot is no member: nothing can be looked up
        return panel.settings(current, (), client.command_ids)
    found = await look_up_all(guild, current.channels)
    problems = lacking_for_answers(guild, current, found, reads_content=client.reads_content)
    # Discord refuses a menu in which a channel is chosen that does not exist.
    shown = replace(current, channels=frozenset(each.id for each in found if each.exists))
    return panel.settings(shown, problems, client.command_ids, [role.id for role in guild.roles])


FEATURE = Feature(commands=(settings,), presses={Verb.SET: choose_setting})
