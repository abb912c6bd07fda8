"""Builder: makes the world that a scene describes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce

from sandbox.scenes.models import INSTALLS, INTENTS, ChannelPart, OverwritePart, Scene, ServerPart
from sandbox.scenes.reading import BOT, EVERYONE
from sandbox.state.models import Channel, ChannelKind, Guild, Overwrite, Role, User
from sandbox.state.permissions import DEFAULT_PERMISSIONS, Permission
from sandbox.state.tokens import make_token
from sandbox.state.world import World


@dataclass(frozen=True, slots=True)
class OpeningMessage:
    """A message that is to be sent before anybody comes."""

    author: int
    channel: int
    text: str


@dataclass(frozen=True, slots=True)
class BuiltScene:
    """What a scene makes: a world, and what is to be said in it before a bot connects."""

    world: World
    messages: tuple[OpeningMessage, ...]


def build_world(scene: Scene, now: Callable[[], float] = time.time) -> BuiltScene:
    """Make the world of a scene.

    Args:
        scene: as `read_scene` gives it.
        now: the present instant in seconds since 1970.
    """
    given = scene.application
    world = World(now=now, bot=given.name, privileged=sum(INTENTS[name] for name in set(given.privileged_intents)))
    if given.id is not None:
        _renumber_application(world, given.id)
    token = given.token or make_token(world.application.id, now())
    installs = tuple(sorted(INSTALLS[name] for name in set(given.installs)))
    world.application = replace(world.application, token=token, installs=installs)
    people = {
        name: world.put_user(
            User(part.id or world.new_id(), name, part.display or name, locale=part.locale, note=part.note)
        )
        for name, part in scene.people.items()
    }
    world.installed_by |= {people[name].id for name in given.installed_by}
    messages = [each for server in scene.servers for each in _Server(world, people, server).build()]
    return BuiltScene(world, tuple(messages))


def _renumber_application(world: World, number: int) -> None:
    """Give the application and its bot the id that the scene asks for."""
    bot = replace(world.users.pop(world.application.bot), id=number)
    world.put_user(bot)
    world.application = replace(world.application, id=number, bot=number)


@dataclass(frozen=True, slots=True)
class _Server:
    """One server in the making."""

    world: World
    people: dict[str, User]
    part: ServerPart

    def build(self) -> list[OpeningMessage]:
        """Make it, and give back what is to be said there."""
        world, part = self.world, self.part
        everyone = DEFAULT_PERMISSIONS if part.everyone is None else bits(part.everyone)
        guild = world.add_guild(
            part.name,
            self.people[part.owner],
            everyone=everyone,
            bot_permissions=bits(part.bot),
            locale=part.locale,
            guild_id=part.id,
        )
        if part.installed != "bot":
            world.remove_bot(guild)
        if part.installed == "commands":
            world.commands_only.add(guild.id)
        roles = self._roles(guild)
        members = part.members if part.members is not None else self.people
        for name in dict.fromkeys((part.owner, *members)):
            own = [role for role, given in zip(roles, part.roles, strict=True) if name in given.members]
            world.add_member(guild, self.people[name], *own)
        targets = {EVERYONE: guild.id, **{role.name: role.id for role in roles}}
        return [
            OpeningMessage(self.people[message.by].id, channel.id, message.text)
            for channel, given in self._channels(guild, targets)
            for message in given.messages
        ]

    def _roles(self, guild: Guild) -> list[Role]:
        return [
            self.world.put_role(
                Role(
                    id=part.id or self.world.new_id(),
                    guild=guild.id,
                    name=part.name,
                    permissions=bits(part.permissions),
                    position=index + 2,  # above @everyone and the bot's own
                    colour=int(part.colour[1:], 16),
                    mentionable=part.mentionable,
                )
            )
            for index, part in enumerate(self.part.roles)
        ]

    def _channels(self, guild: Guild, roles: dict[str, int]) -> list[tuple[Channel, ChannelPart]]:
        made: list[tuple[Channel, ChannelPart]] = []
        categories: dict[str, int] = {}
        for index, part in enumerate(self.part.channels):
            channel = Channel(
                id=part.id or self.world.new_id(),
                kind=ChannelKind[part.type.upper()],
                guild=guild.id,
                name=part.name,
                topic=part.topic,
                position=index,
                parent=categories[part.category] if part.category else None,
                overwrites=tuple(self._overwrite(each, roles) for each in part.overwrites),
                slow_mode=part.slow_mode,
                nsfw=part.nsfw,
            )
            made.append((self.world.put_channel(channel), part))
            if part.type == "category":
                categories[part.name] = channel.id
        return made

    def _overwrite(self, part: OverwritePart, roles: dict[str, int]) -> Overwrite:
        role = roles.get(part.target)
        member = self.world.application.bot if part.target == BOT else None
        target = role or member or self.people[part.target].id
        return Overwrite(target, is_member=role is None, allow=bits(part.allow), deny=bits(part.deny))


def bits(names: Iterable[str]) -> int:
    """Permissions by their names, as one number."""
    return reduce(int.__or__, (int(Permission[name.upper()]) for name in names), 0)
