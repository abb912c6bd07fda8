"""`/daily`: the quote of the day of a server, for its admins; and the buttons under its overview and its posts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from discord import app_commands

from bot.daily.errors import NoScheduleError, PausedError
from bot.daily.models import State
from bot.discord_app.commands.daily.set_schedule import set_
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, Verb
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction import admins
from bot.discord_app.interaction.audience import reader_of
from bot.discord_app.interaction.feature import Feature, group_for_admins, in_group
from bot.discord_app.interaction.paging import open_card
from bot.discord_app.permits import lacking
from bot.discord_app.render import DailyRenderer
from bot.discord_app.render.dates import say_day
from bot.times.zone_rules import UnknownZoneError

Act = Callable[[Interaction, DailyRenderer], Awaitable[str]]
"""Does something to the server's quote of the day and says what came of it."""


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


async def press(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Do what a button under the overview says, and show the overview as it stands then."""
    if not await admins.refused(interaction):
        await responses.replace(interaction, (await _after(interaction, ACTS[arguments[0]])).view())


async def open_post(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Show the passage from which a post's quote is taken, privately."""
    _, quote = arguments
    await open_card(interaction, (CardKind.CITED, CardKind.QUOTE, quote, "0"))


async def _answer(interaction: Interaction, act: Act) -> None:
    if not await admins.refused(interaction):
        await responses.respond(interaction, (await _after(interaction, act)).view(), private=True)


async def _after(interaction: Interaction, act: Act) -> Card:
    """The overview after something was done, with what came of it on top; without a schedule, how to make one."""
    client, server = interaction.client, interaction.guild_id or 0
    renderer = DailyRenderer(client.library.edition.pack, reader_of(interaction))
    had_one = await client.daily.show(server) is not None
    notice = await act(interaction, renderer) if had_one else ""
    overview = await client.daily.show(server)
    if overview is None:
        return renderer.notice(notice) if had_one else renderer.none(client.command_ids)
    schedule = overview.schedule
    lacks = lacking(client.get_guild(server), schedule.channel, thread=schedule.thread, role=schedule.role)
    return renderer.overview(overview, lacks, client.ports.clock.now(), notice)


async def _nothing(_interaction: Interaction, _renderer: DailyRenderer) -> str:
    return ""


async def _post_now(interaction: Interaction, renderer: DailyRenderer) -> str:
    say = renderer.audience.say
    try:
        delivery = await interaction.client.daily.post_now(_server(interaction))
    except (NoScheduleError, PausedError):
        return say("Nothing was posted: it is paused.")
    except UnknownZoneError:
        return say("The time zone is not known any more. Choose one with `/daily set`.")
    if delivery.state is State.CLAIMED:
        return say("Discord has not confirmed today's post yet. I will see it through.")
    return say("Today: {outcome}.", outcome=renderer.outcome(delivery))


async def _skip(interaction: Interaction, renderer: DailyRenderer) -> str:
    say, day = renderer.audience.say, await interaction.client.daily.skip(_server(interaction))
    if day is None:
        return say("There is no next post to leave out.")
    return say("The post of {day} is left out.", day=say_day(day, renderer.audience.language))


async def _pause(interaction: Interaction, renderer: DailyRenderer) -> str:
    say, changed = renderer.audience.say, await interaction.client.daily.pause(_server(interaction))
    return say("Paused.") if changed else say("It was paused already.")


async def _resume(interaction: Interaction, renderer: DailyRenderer) -> str:
    say = renderer.audience.say
    try:
        changed = await interaction.client.daily.resume(_server(interaction))
    except UnknownZoneError:
        return say("The time zone is not known any more. Choose one with `/daily set`.")
    return say("Resumed.") if changed else say("It was not paused.")


async def _off(interaction: Interaction, renderer: DailyRenderer) -> str:
    await interaction.client.daily.off(_server(interaction))
    say, how = renderer.audience.say, renderer.how_to_set(interaction.client.command_ids)
    done = say("The quote of the day is switched off. What was posted stays known, so that nothing repeats.")
    return f"{done}\n{how}"


def _server(interaction: Interaction) -> int:
    return interaction.guild_id or 0


ACTS: Mapping[str, Act] = {"now": _post_now, "skip": _skip, "pause": _pause, "resume": _resume}
GROUP = group_for_admins("daily", "The quote of the day in this server", set_, show, now, skip, pause, resume, off)
FEATURE = Feature(commands=(GROUP,), presses={Verb.DAILY: press, Verb.POST: open_post})
