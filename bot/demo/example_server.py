"""The server of the demo: its channels, the people one can be, and what they have said before one comes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.demo.movable_clock import MovableClock
from bot.languages import TONGUES, Tongue
from bot.pack.models import Pack
from bot.translations import Voice, in_all
from sandbox import DEFAULT_PERMISSIONS, Channel, Guild, Overwrite, Permission, User, World

TOKEN = "sandbox"  # noqa: S105 - opens nothing but this sandbox
BOT_NAME = "Footnote"


@dataclass(frozen=True, slots=True)
class Scene:
    """The world, and what the demo refers to in it; `daily` is None where the pack has no quotes."""

    world: World
    guild: Guild
    open: Channel
    daily: Channel | None
    general: Channel
    member: User
    admin: User
    newcomer: User


def build_scene(pack: Pack, clock: MovableClock) -> Scene:
    """Found the server of readers of a pack."""
    world = World(now=lambda: clock.now().timestamp(), bot=BOT_NAME, token=TOKEN)
    member = world.add_user("ann", "Ann", locale="en-GB", note="Member")  # the first is whom a page begins as
    admin = world.add_user("max", "Max", locale="en-US", note="Admin")
    title = pack.info.title.first
    guild = world.add_guild(
        (f"Readers of {title}" if pack.articles else title)[:100], admin, everyone=DEFAULT_PERMISSIONS
    )
    newcomers = [_newcomer(world, row) for row in TONGUES if row.command_locales]
    for person in (member, *newcomers):
        world.add_member(guild, person)
    asking = world.add_channel(guild, "ask-here", topic=in_all(_answers_when_sure, pack.info.languages))
    guild = world.guilds[guild.id] = replace(guild, system_channel=asking.id)
    topic = in_all(lambda say: say("One quote a day, at nine"), pack.info.languages)
    daily = world.add_channel(guild, "quote-of-the-day", topic=topic) if pack.quotes else None
    general = world.add_channel(guild, "general", topic=in_all(_answers_when_mentioned, pack.info.languages))
    hush = Overwrite(world.application.bot, is_member=True, deny=int(Permission.SEND_MESSAGES))
    world.add_channel(guild, "no-bots", topic=in_all(_may_not_write, pack.info.languages), overwrites=(hush,))
    return Scene(world, guild, asking, daily, general, member, admin, newcomers[0])


def _newcomer(world: World, row: Tongue) -> User:
    """Somebody whose client is set to one of the languages."""
    name, shown = row.demo_reader
    return world.add_user(name, shown, locale=row.command_locales[0], note="New member")


def _answers_when_sure(say: Voice) -> str:
    return say("{name} answers here when it is sure; mention it to be answered at once", name=BOT_NAME)


def _answers_when_mentioned(say: Voice) -> str:
    return say("{name} answers here only when it is mentioned", name=BOT_NAME)


def _may_not_write(say: Voice) -> str:
    return say("{name} may not write here", name=BOT_NAME)


def conversation(pack: Pack) -> list[str]:
    """What was said in the general channel: a few lines in which terms of the glossary stand, to be explained."""
    names = [term.headword for term in pack.terms[:4]]
    about = pack.info.title.first
    asked = f"Welcome! Whoever has a question about {about} asks {BOT_NAME}."
    lines = [f"Welcome! This is the server of everybody who reads about {about}." if pack.articles else asked]
    if len(names) >= 3:
        lines.append(f"I keep mixing up “{names[0]}”, “{names[1]}” and “{names[2]}”. Does somebody know?")
        lines.append("Right-click Ann's message above, then choose Explain terms.")
    return lines
