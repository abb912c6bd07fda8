"""`/daily set`: where, when and what; what is left out stays as it is. Everything is checked before it is saved."""

from __future__ import annotations

from datetime import time as clock_time

import discord
from discord import app_commands

from bot.daily.models import Schedule
from bot.discord_app.commands.daily.options import ALL, PARTS, SEPARATOR, DailyOptions, read_topic, topics_to_post
from bot.discord_app.commands.daily.show_overview import overview_card
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.choices import CHOICE_LIMIT, CHOICES, choices, matching
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import in_group
from bot.discord_app.permissions import HOLDS_POSTS, lacking_for_posts
from bot.discord_app.render import DailyRenderer
from bot.discord_app.render.dates import say_time, say_weekdays
from bot.languages import tongue
from bot.times.clock_times import near_times, read_time
from bot.times.offsets import say_offset
from bot.times.weekdays import EVERY_DAY, WEEKEND, WORKDAYS, near_days, read_days, written
from bot.times.zone_rules import zone_of
from bot.times.zones import find_zones, say_zone

USUAL_TIMES = tuple(clock_time(hour) for hour in (7, 8, 9, 10, 12, 15, 18, 19, 20, 21, 22))
"""Times offered before anything is typed."""
LONGEST = 300
"""Longest list of topics taken, in characters."""


class PostChannel(app_commands.Transformer):
    """A channel as Discord gives it, of a kind that holds posts; whether the bot sees it is checked later."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """The kind of option."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The kinds of channel that Discord offers."""
        return list(HOLDS_POSTS)

    async def transform(
        self, _interaction: discord.Interaction[discord.Client], value: app_commands.AppCommandChannel, /
    ) -> int:
        """The id of the channel chosen."""
        return value.id


@in_group
@app_commands.command(name="set", description="Set up the post of the day, or change it; what you leave out stays")
@app_commands.describe(
    channel="Where to post; this channel if you leave it out",
    time="At what time of day: 8:30, 20:30, 8pm",
    zone="In which time zone: type a city near you",
    days="On which days: every day, weekdays, or mon, wed, fri",
    topics="Only what is on these topics",
    thread="Open a thread for discussion under each post",
    role="A role to mention in each post; @everyone mentions nobody",
)
async def set_(  # noqa: PLR0913 - the command's options are its parameters
    interaction: Interaction,
    *,
    channel: app_commands.Transform[int, PostChannel] | None = None,
    time: app_commands.Range[str, 1, 40] | None = None,
    zone: app_commands.Range[str, 1, CHOICE_LIMIT] | None = None,
    days: app_commands.Range[str, 1, CHOICE_LIMIT] | None = None,
    topics: app_commands.Range[str, 1, LONGEST] | None = None,
    thread: bool | None = None,
    role: discord.Role | None = None,
) -> None:
    """Check what was asked for, save it, and show how things stand."""
    exchange = Exchange(interaction)
    server = await exchange.managed_server()
    if server is None:
        return
    client, renderer = exchange.client, exchange.renderer(DailyRenderer)
    present = await client.daily.show(server)
    options = DailyOptions(
        channel=channel, time=time, zone=zone, days=days, topics=topics, thread=thread, role=role.id if role else None
    )
    new = Schedule(server=server, channel=interaction.channel_id or 0, at=clock_time(0), zone="")
    now = client.ports.clock.now()
    schedule, mistakes = options.applied_to(present.schedule if present else new, exchange.say, exchange.pack, now)
    problems = await lacking_for_posts(
        client.get_guild(server),
        schedule.channel,
        thread=schedule.thread,
        role=schedule.role,
        told=exchange.allowed_in(schedule.channel),
    )
    if mistakes or problems:
        card = renderer.not_saved(mistakes, problems)
    else:
        overview = await client.daily.set(schedule)
        card = await overview_card(exchange, overview, (), f"✅ {exchange.say('Saved.')}")
    await exchange.show(card)


@set_.autocomplete("time")
async def suggest_times(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """What was typed as a time, and the same twelve hours on; before anything is typed, usual times."""
    language = Exchange(interaction).language
    return choices((f"{at:%H:%M}", _named(say_time(at, language), f"{at:%H:%M}")) for at in _times_offered(typed))


@set_.autocomplete("zone")
async def suggest_zones(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Zones by city, country, name or offset, each with the time it is there."""
    language, now = Exchange(interaction).language, interaction.client.ports.clock.now()

    def named(zone: str) -> str:
        there = now.astimezone(zone_of(zone)).time()
        return PARTS.join((say_zone(zone, language, typed), say_time(there, language), say_offset(zone, now)))

    return choices((zone, named(zone)) for zone in find_zones(typed, now)[:CHOICES])


@set_.autocomplete("days")
async def suggest_days(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """What was typed as days; while it makes no sense yet, usual choices and single days."""
    say, read = Exchange(interaction).say, read_days(typed) or near_days(typed)
    usual = [EVERY_DAY, WORKDAYS, WEEKEND, *(frozenset({day}) for day in range(1, 8))]
    pairs = [(written(days), say_weekdays(days, say)) for days in usual]
    return choices([(written(read), say_weekdays(read, say))] if read else matching(typed, pairs))


@set_.autocomplete("topics")
async def suggest_post_topics(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Topics on which there is something to post; after a comma, one more in addition to those before it."""
    exchange = Exchange(interaction)
    language, pack = exchange.language, exchange.pack
    known = topics_to_post(pack, language)
    titles = dict(known)
    *before, last = SEPARATOR.split(typed)
    taken = list(dict.fromkeys(topic for topic in (read_topic(name, pack) for name in before) if topic in titles))
    every = [] if taken else [(ALL, exchange.say("All topics"))]
    more = matching(last, [*every, *(pair for pair in known if pair[0] not in taken)])
    joined = [([*taken, topic], [*(titles[one] for one in taken), title]) for topic, title in more]
    return choices((",".join(ids), tongue(language).separator.join(names)) for ids, names in joined)


def _times_offered(typed: str) -> tuple[clock_time, ...]:
    """What was typed as a time, also in the afternoon; usual times before anything is typed, none for nonsense."""
    if not typed.strip():
        return USUAL_TIMES
    read = read_time(typed)
    if read is None:
        return near_times(typed)
    return (read, read.replace(hour=read.hour + 12)) if 0 < read.hour < 12 else (read,)


def _named(said: str, written_out: str) -> str:
    return said if said == written_out else PARTS.join((said, written_out))
