"""The server of the demo: its channels, the people one can be, and what they have said before one comes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.demo.movable_clock import MovableClock
from bot.pack.models import Pack
from sandbox import DEFAULT_PERMISSIONS, Channel, Guild, Overwrite, Permission, User, World

TOKEN = "sandbox"  # noqa: S105 - opens nothing but this sandbox
BOT_NAME = "Footnote"


@dataclass(frozen=True, slots=True)
class Scene:
    """The world, and what the demo refers to in it."""

    world: World
    guild: Guild
    open: Channel
    daily: Channel
    general: Channel
    member: User
    admin: User
    newcomer: User


def build_scene(pack: Pack, clock: MovableClock) -> Scene:
    """Found the server of readers of a pack."""
    world = World(now=lambda: clock.now().timestamp(), bot=BOT_NAME, token=TOKEN)
    member = world.add_user("ann", "Ann", locale="en-GB", note="Member")  # the first is whom a page begins as
    admin = world.add_user("max", "Max", locale="en-US", note="Admin")
    guild = world.add_guild(f"Readers of {pack.info.title.en}"[:100], admin, everyone=DEFAULT_PERMISSIONS)
    newcomer = world.add_user("lin", "林小雨", locale="zh-CN", note="新成员，客户端为中文")
    for person in (member, newcomer):
        world.add_member(guild, person)
    about = f"{BOT_NAME} answers here when it is sure; mention it to be answered at once · 有把握就回答，提及则马上回答"
    asking = world.add_channel(guild, "ask-here", topic=about)
    daily = world.add_channel(guild, "quote-of-the-day", topic="One quote a day, at nine · 每天九点一条语录")
    general = world.add_channel(
        guild, "general", topic=f"{BOT_NAME} answers here only when it is mentioned · 只在被提及时回答"
    )
    hush = Overwrite(world.application.bot, is_member=True, deny=int(Permission.SEND_MESSAGES))
    world.add_channel(
        guild, "no-bots", topic=f"{BOT_NAME} may not write here · 机器人不能在这里发言", overwrites=(hush,)
    )
    return Scene(world, guild, asking, daily, general, member, admin, newcomer)


def conversation(pack: Pack) -> list[str]:
    """What was said in the general channel: a few lines in which terms of the glossary stand, to be explained."""
    names = [term.term for term in pack.terms[:4]]
    lines = [f"Welcome! This is the server of everybody who reads about {pack.info.title.en.lower()}."]
    if len(names) >= 3:
        lines.append(f"I keep mixing up “{names[0]}”, “{names[1]}” and “{names[2]}”. Does somebody know?")
        lines.append("Right-click my message above, then choose Explain terms.")
    return lines
