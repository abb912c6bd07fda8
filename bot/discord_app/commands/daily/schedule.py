"""`/daily`: the quote of the day of a server, for its admins; and the buttons under its overview and its posts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from discord import app_commands

from bot.daily.errors import NoScheduleError, PausedError
from bot.daily.models import State
from bot.discord_app.commands.daily.set_schedule import set_
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, Verb
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, group_for_admins, in_group
from bot.discord_app.interaction.paging import open_card
from bot.discord_app.permissions import lacking_for_posts
from bot.discord_app.render import DailyRenderer
from bot.discord_app.render.dates import say_day
from bot.times.zone_rules import UnknownZoneError

Act = Callable[[Exchange, int], Awaitable[str]]
"""Does something to a server's quote of the day and says what came of it; without a schedule it is not called."""


@in_group
@app_commands.command(name="show", description="The next post, the last ones, and whatever is in the way")
async def show(interaction: Interaction) -> None:
    """Show how things stand."""
    await _answer(interaction, _nothing)


@in_group
@app_commands.command(name="now", description="Post today's quote now; there is one post a day at most")
async def now(interaction: Interaction) -> None:
    """Post today's quote now."""
    await _answer(interaction, _post_now)


@in_group
@app_commands.command(name="skip", description="Leave out the next post")
async def skip(interaction: Interaction) -> None:
    """Leave out the next post."""
    await _answer(interaction, _skip)


@in_group
@app_commands.command(name="pause", description="Post nothing until you resume")
async def pause(interaction: Interaction) -> None:
    """Let the schedule rest."""
    await _answer(interaction, _pause)


@in_group
@app_commands.command(name="resume", description="Post again, from the next time on")
async def resume(interaction: Interaction) -> None:
    """End a pause of any kind."""
    await _answer(interaction, _resume)


@in_group
@app_commands.command(name="off", description="Remove the schedule")
async def off(interaction: Interaction) -> None:
    """Remove the schedule."""
    await _answer(interaction, _off)


async def press_action(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Do what a button under the overview says, and show the overview as it stands then."""
    server = await exchange.managed_server()
    if server is not None:
        await exchange.replace(await _after(exchange, server, ACTS[arguments[0]]))


async def open_post(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Show the passage from which a post's quote is taken, privately."""
    _, quote = arguments
    await open_card(exchange, (CardKind.CITED, CardKind.QUOTE, quote, "0"))


async def _answer(interaction: Interaction, act: Act) -> None:
    exchange = Exchange(interaction)
    server = await exchange.managed_server()
    if server is not None:
        await exchange.show(await _after(exchange, server, act))


async def _after(exchange: Exchange, server: int, act: Act) -> Card:
    """The overview after something was done, with what came of it on top; without a schedule, how to make one."""
    client, renderer = exchange.client, exchange.renderer(DailyRenderer)
    if await client.daily.show(server) is None:
        return renderer.none(client.command_ids)
    notice = await act(exchange, server)
    overview = await client.daily.show(server)
    if overview is None:  # it was switched off
        return renderer.notice(notice)
    schedule = overview.schedule
    problems = await lacking_for_posts(
        client.get_guild(server), schedule.channel, thread=schedule.thread, role=schedule.role
    )
    return renderer.overview(overview, problems, client.ports.clock.now(), notice)


async def _nothing(_exchange: Exchange, _server: int) -> str:
    return ""


async def _post_now(exchange: Exchange, server: int) -> str:
    say = exchange.say
    try:
        delivery = await exchange.client.daily.post_now(server)
    except (NoScheduleError, PausedError):
        return say("Nothing was posted: it is paused.")
    except UnknownZoneError:
        return say("The time zone is not known any more. Choose one with `/daily set`.")
    if delivery.state is State.CLAIMED:
        return say("Discord has not confirmed today's post yet. I will see it through.")
    return say("Today: {outcome}.", outcome=exchange.renderer(DailyRenderer).outcome(delivery))


async def _skip(exchange: Exchange, server: int) -> str:
    say, day = exchange.say, await exchange.client.daily.skip(server)
    if day is None:
        return say("There is no next post to leave out.")
    return say("The post of {day} is left out.", day=say_day(day, exchange.language))


async def _pause(exchange: Exchange, server: int) -> str:
    say, changed = exchange.say, await exchange.client.daily.pause(server)
    return say("Paused.") if changed else say("It was paused already.")


async def _resume(exchange: Exchange, server: int) -> str:
    say = exchange.say
    try:
        changed = await exchange.client.daily.resume(server)
    except UnknownZoneError:
        return say("The time zone is not known any more. Choose one with `/daily set`.")
    return say("Resumed.") if changed else say("It was not paused.")


async def _off(exchange: Exchange, server: int) -> str:
    await exchange.client.daily.off(server)
    say, how = exchange.say, exchange.renderer(DailyRenderer).how_to_set(exchange.client.command_ids)
    done = say("The quote of the day is switched off. What was posted stays known, so that nothing repeats.")
    return f"{done}\n{how}"


ACTS: Mapping[str, Act] = {"now": _post_now, "skip": _skip, "pause": _pause, "resume": _resume}
GROUP = group_for_admins("daily", "The quote of the day in this server", set_, show, now, skip, pause, resume, off)
FEATURE = Feature(commands=(GROUP,), presses={Verb.DAILY: press_action, Verb.POST: open_post})
