"""**Card** under a quote, a term or an answer: the same as a picture, for whoever pressed, and from there for all."""

from __future__ import annotations

from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.render.picture_cards import PictureRenderer, text_of
from bot.picturing import UndrawableError

SHARED = "all"


async def show_picture(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Show the picture privately, with a button that posts it; or post it, as the last argument says."""
    kind, entry, *how = arguments
    private = how != [SHARED]
    audience, pictures = await exchange.audience(private=private), exchange.client.pictures
    renderer = exchange.renderer(PictureRenderer, audience)
    text = text_of(exchange.pack, kind, entry, audience.say)
    if text is None:
        await exchange.gone()
        return
    if not pictures.available:
        await exchange.show(renderer.not_installed())
        return
    try:
        png = await exchange.compute(lambda: pictures.png(text))
    except UndrawableError as error:
        await exchange.show(renderer.undrawable(error.reason))
        return
    share = (kind, entry, SHARED) if private and exchange.server is not None else ()
    await exchange.show(renderer.picture(text, png, share), private=private)


FEATURE = Feature(presses={Verb.CARD: show_picture})
