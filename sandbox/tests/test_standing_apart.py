"""The sandbox stands apart: it imports nothing of the bot; and its ids and permissions are Discord's."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import discord
import pytest

from sandbox import DEFAULT_PERMISSIONS, ChannelKind, Overwrite, Permission, World
from sandbox.state.permissions import ALL, channel_permissions
from sandbox.state.snowflakes import Snowflakes, timestamp_of

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"aiohttp", "pydantic", "pydantic_core", "yaml"}
TRIED = {*(ROOT / "sandbox" / "tests").rglob("*.py"), *(ROOT / "sandbox" / "conformance").rglob("*.py")}
"""What tries it, and does not ship with it."""


def test_it_imports_nothing_but_the_standard_library_its_few_packages_and_itself() -> None:
    imported: set[str] = set()
    for path in sorted({*(ROOT / "sandbox").rglob("*.py")} - TRIED):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
    foreign = {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names | PACKAGES}
    assert {name for name in foreign if name != "sandbox" and not name.startswith("sandbox.")} == set()


def test_ids_grow_even_while_the_clock_stands_or_goes_back() -> None:
    now = [1_800_000_000.0]
    snowflakes = Snowflakes(lambda: now[0])
    first, second = snowflakes.make(), snowflakes.make()
    now[0] -= 100
    third = snowflakes.make()
    assert first < second < third
    assert discord.utils.snowflake_time(first).timestamp() == timestamp_of(first) == 1_800_000_000.0


@pytest.mark.parametrize("right", list(Permission))
def test_rights_have_discords_bits(right: Permission) -> None:
    names = {"use_external_emojis": "external_emojis", "view_channel": "read_messages"}
    name = right.name or ""
    if name != "BYPASS_SLOWMODE":
        assert getattr(discord.Permissions(int(right)), names.get(name.lower(), name.lower()))


def test_overwrites_are_laid_in_order_and_a_lack_takes_more_with_it() -> None:
    world = World()
    owner, ben = world.add_user("ada"), world.add_user("ben")
    guild = world.add_guild("Village", owner, everyone=DEFAULT_PERMISSIONS)
    role = world.add_role(guild, "quiet")
    world.add_member(guild, ben, role)
    view, send = int(Permission.VIEW_CHANNEL), int(Permission.SEND_MESSAGES)
    channel = world.add_channel(
        guild,
        "general",
        overwrites=(
            Overwrite(guild.id, is_member=False, deny=view),
            Overwrite(role.id, is_member=False, allow=view, deny=send),
        ),
    )
    assert channel_permissions(world, ben.id, channel) & view
    assert not channel_permissions(world, ben.id, channel) & (send | int(Permission.ATTACH_FILES))
    assert channel_permissions(world, world.bot.id, channel) == 0
    assert channel_permissions(world, owner.id, channel) == ALL
    channel = world.overwrite(channel.id, Overwrite(ben.id, is_member=True, allow=send))
    assert channel_permissions(world, ben.id, channel) & send
    assert channel_permissions(world, world.add_user("stranger").id, channel) == 0
    thread = world.add_channel(guild, "thread", ChannelKind.PRIVATE_THREAD, parent=channel.id)
    assert channel_permissions(world, ben.id, thread) == 0, "not in the thread"
