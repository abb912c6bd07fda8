"""The overview of a server's post of the day, with what of it takes a while to work out."""

from __future__ import annotations

from collections.abc import Iterable

from bot.daily.models import Overview, PostKind
from bot.discord_app.components.cards import Card
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.language import language_of
from bot.discord_app.permissions import Problem
from bot.discord_app.render import DailyRenderer
from bot.languages import Language
from bot.translations import voice


async def overview_card(exchange: Exchange, overview: Overview, problems: Iterable[Problem], notice: str = "") -> Card:
    """The overview; `notice` is what just happened."""
    client, schedule = exchange.client, overview.schedule
    questions = 0
    if PostKind.QUIZ in schedule.kinds:
        say, pack = voice(await language_of_posts(exchange, schedule.server)), exchange.pack
        questions = await exchange.compute(lambda: client.quizzes.of(pack, say).subjects_on(schedule.topics))
    return exchange.renderer(DailyRenderer).overview(
        overview, problems, client.ports.clock.now(), notice, questions=questions
    )


async def language_of_posts(exchange: Exchange, server: int) -> Language:
    """The language in which a server's posts are: what its admins chose, else that of their Discord."""
    settings, guild = await exchange.store.settings(server), exchange.client.get_guild(server)
    return settings.language or (language_of(guild.preferred_locale) if guild else exchange.language)
