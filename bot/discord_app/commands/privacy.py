"""`/privacy`: what is stored in this server and about you, and erasing it."""

from __future__ import annotations

from discord import app_commands

from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, everywhere
from bot.discord_app.render import PanelRenderer


@everywhere
@app_commands.command(name="privacy", description="What I store here and about you, and how to erase it")
async def privacy(interaction: Interaction) -> None:
    """Show what is stored, privately."""
    exchange = Exchange(interaction)
    server = exchange.server
    settings = await exchange.store.settings(server) if server is not None else None
    stored = await exchange.store.stored_about(exchange.member)
    panel = exchange.renderer(PanelRenderer)
    await exchange.show(panel.privacy(settings, stored, may_erase_server=_may_erase_server(exchange)))


async def erase(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Erase what is stored about the presser, or, once they are sure, about the server they manage."""
    store, say, server = exchange.store, exchange.say, exchange.server
    if arguments == ("me",):
        gone = await store.erase_member(exchange.member)
        exchange.client.conversation.forget_member(exchange.member)
        erased = say.plural("Erased: {count} entry about you.", "Erased: {count} entries about you.", gone.total)
        text = erased if gone.total else say("Nothing was stored about you.")
    elif server is None or not _may_erase_server(exchange):
        text = say("Only members who may manage the server can erase what is stored about it.")
    elif arguments == ("server",):
        await exchange.show(exchange.renderer(PanelRenderer).sure())
        return
    else:
        await exchange.client.daily.erase(server)
        await store.erase_server(server)
        text = say("Erased: everything stored about this server.")
    await exchange.notice(text)


def _may_erase_server(exchange: Exchange) -> bool:
    return exchange.server is not None and exchange.interaction.permissions.manage_guild


FEATURE = Feature(commands=(privacy,), presses={Verb.ERASE: erase})
