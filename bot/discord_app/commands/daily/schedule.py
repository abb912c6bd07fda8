"""`/daily`: the post of the day of a server, for its admins; and the buttons under its overview and its posts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from discord import app_commands

from bot.daily.errors import NoScheduleError, PausedError
from bot.daily.models import PostKind, State
from bot.discord_app.commands.daily.set_schedule import set_
from bot.discord_app.commands.daily.show_overview import language_of_posts, overview_card
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, Verb
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, group_for_admins, in_group
from bot.discord_app.interaction.paging import open_card, say_unknown
from bot.discord_app.permissions import lacking_for_picture, lacking_for_posts
from bot.discord_app.reader import Audience
from bot.discord_app.render import DailyRenderer, PostRenderer
from bot.discord_app.render.daily.daily_posts import DailyPost, PostMaterial
from bot.discord_app.render.daily.schedules import KINDS_APART
from bot.discord_app.render.dates import say_day
from bot.discord_app.render.quiz.question_cards import fingerprint
from bot.discord_app.render.quiz.quiz_cards import QuizRenderer
from bot.ports.server_settings import YES
from bot.times.zone_rules import UnknownZoneError
from bot.translations import voice

Act = Callable[[Exchange, int], Awaitable[str]]
"""Does something to a server's post of the day and says what came of it; without a schedule it is not called."""


@in_group
@app_commands.command(name="show", description="The next post, the last ones, and whatever is in the way")
async def show(interaction: Interaction) -> None:
    """Show how things stand."""
    await _answer(interaction, _nothing)


@in_group
@app_commands.command(name="now", description="Post today's now; there is one post a day at most")
async def now(interaction: Interaction) -> None:
    """Post today's now."""
    await _answer(interaction, _post_now)


@in_group
@app_commands.command(name="skip", description="Skip the next post")
async def skip(interaction: Interaction) -> None:
    """Skip the next post."""
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
    match server, arguments:
        case None, _:
            return
        case _, ("preview",):
            await preview_post(exchange, server)
        case _, ("kinds", chosen):
            kinds = tuple(map(PostKind, chosen.split(KINDS_APART)))
            await exchange.client.daily.amend(server, lambda schedule: replace(schedule, kinds=kinds))
            await exchange.replace(await _after(exchange, server, _saved))
        case _, ("picture", chosen):
            await exchange.client.daily.amend(server, lambda schedule: replace(schedule, picture=chosen == YES))
            await exchange.replace(await _after(exchange, server, _saved))
        case _, (act,):
            if ACTS[act] not in _ONCE or await exchange.claims(in_place=True):
                await exchange.replace(await _after(exchange, server, ACTS[act]))
        case _:
            await say_unknown(exchange)


async def preview_post(exchange: Exchange, server: int) -> None:
    """Show the next post as it would stand in its channel, to whoever asked and nobody else."""
    client, say = exchange.client, exchange.say
    overview = await client.daily.show(server)
    if overview is None:
        await exchange.show(exchange.renderer(DailyRenderer).none(client.command_ids))
        return
    try:
        coming = await client.daily.preview(server)
    except UnknownZoneError:
        await exchange.notice(say("The time zone is no longer known. Choose one with `/daily set`."))
        return
    spoken = voice(await language_of_posts(exchange, server))
    renderer = exchange.renderer(PostRenderer, replace(exchange.reader(), say=spoken))
    card = None
    if coming is not None:
        day, choice = coming
        schedule = overview.schedule
        post = DailyPost(server, day, choice.kind, choice.entry, picture=schedule.picture, topics=schedule.topics)
        material = PostMaterial(client.quizzes, client.pictures)
        card = await exchange.compute(lambda: renderer.post(post, material))
    if card is None:
        await exchange.notice(say("The library has nothing to post on these topics. Choose others."))
    else:
        await exchange.show(card)


async def open_post(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Do privately what a button under a post says: show what it rests on, or what came of an answer."""
    match arguments:
        case (_, quote):
            await open_card(exchange, (CardKind.CITED, CardKind.QUOTE, quote, "0"))
        case (_, PostKind.TERM, name):
            term = exchange.pack.term_by_id.get(name)
            shown = (CardKind.EVIDENCE, CardKind.TERM) if term is not None and term.citations else (CardKind.TERM,)
            await open_card(exchange, (*shown, name))
        case (_, PostKind.QUIZ, language, question, shown, chosen):
            await _tell_outcome(exchange, language, question, shown, int(chosen))
        case _:
            await say_unknown(exchange)


async def _tell_outcome(exchange: Exchange, language: str, question: str, shown: str, chosen: int) -> None:
    """Say whether an answer to the question of a day is right; one that cannot be made again is said to be gone."""
    audience = Audience(voice(language), exchange.member, private=True)
    renderer, server = exchange.renderer(QuizRenderer, audience), exchange.server

    def told() -> Card:
        quiz = exchange.client.quizzes.of(exchange.pack, audience.say)
        asked = quiz.again(server, question) if server is not None else None
        if asked is None or fingerprint(asked) != shown:
            return renderer.changed()
        return renderer.outcome_once(asked, chosen)

    await exchange.show(await exchange.compute(told))


async def _answer(interaction: Interaction, act: Act) -> None:
    exchange = Exchange(interaction)
    server = await exchange.managed_server()
    if server is not None and (act not in _ONCE or await exchange.claims(in_place=False)):
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
    guild = client.get_guild(server)
    problems = await lacking_for_posts(guild, schedule.channel, thread=schedule.thread, role=schedule.role)
    if schedule.picture and not problems:
        problems = await lacking_for_picture(guild, schedule.channel)
    return await overview_card(exchange, overview, problems, notice)


async def _saved(exchange: Exchange, _server: int) -> str:
    return f"✅ {exchange.say('Saved.')}"


async def _nothing(_exchange: Exchange, _server: int) -> str:
    return ""


async def _post_now(exchange: Exchange, server: int) -> str:
    say = exchange.say
    try:
        delivery = await exchange.client.daily.post_now(server)
    except (NoScheduleError, PausedError):
        return say("Nothing was posted: it is paused.")
    except UnknownZoneError:
        return say("The time zone is no longer known. Choose one with `/daily set`.")
    if delivery.state is State.CLAIMED:
        return say("Discord has not confirmed today's post yet. I will see it through.")
    return say("Today: {outcome}.", outcome=exchange.renderer(DailyRenderer).outcome(delivery))


async def _skip(exchange: Exchange, server: int) -> str:
    say, day = exchange.say, await exchange.client.daily.skip(server)
    if day is None:
        return say("There is no next post to skip.")
    return say("The post of {day} will be skipped.", day=say_day(day, exchange.language))


async def _pause(exchange: Exchange, server: int) -> str:
    say, changed = exchange.say, await exchange.client.daily.pause(server)
    return say("Paused.") if changed else say("It was paused already.")


async def _resume(exchange: Exchange, server: int) -> str:
    say = exchange.say
    try:
        changed = await exchange.client.daily.resume(server)
    except UnknownZoneError:
        return say("The time zone is no longer known. Choose one with `/daily set`.")
    return say("Resumed.") if changed else say("It was not paused.")


async def _off(exchange: Exchange, server: int) -> str:
    await exchange.client.daily.off(server)
    say, how = exchange.say, exchange.renderer(DailyRenderer).how_to_set(exchange.client.command_ids)
    done = say("The post of the day is switched off. What was posted stays known, so that nothing repeats.")
    return f"{done}\n{how}"


_ONCE = frozenset({_skip})
"""What another process must not do as well: the second would leave out the date after the next."""
ACTS: Mapping[str, Act] = {"now": _post_now, "skip": _skip, "pause": _pause, "resume": _resume}
GROUP = group_for_admins("daily", "The post of the day in this server", set_, show, now, skip, pause, resume, off)
FEATURE = Feature(commands=(GROUP,), presses={Verb.DAILY: press_action, Verb.POST: open_post})
