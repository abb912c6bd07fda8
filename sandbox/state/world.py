"""The state of the local Discord, in memory: dictionaries of plain values, and methods that change it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from sandbox.state.api_errors import unknown
from sandbox.state.application import Application, Command
from sandbox.state.models import Channel, ChannelKind, Guild, Member, Message, Overwrite, Role, User
from sandbox.state.snowflakes import Snowflakes

PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
"""The intents that Discord asks to be switched on: members, presences, message content."""


class World:
    """The data store. It publishes nothing itself: a change that clients should hear of goes through `Events`.

    Args:
        now: the present instant in seconds since 1970.
        bot: name of the application and of its bot.
        token: what the bot must show to log in.
        privileged: the privileged intents that are switched on for the application.

    Attributes:
        allowed: command permissions: by command id, the roles and members that a server allows to use it.
        commands_only: servers that installed the application's commands without its bot.
        installed_by: users who installed the application for themselves, and so have it in every server.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.time,
        bot: str = "Sandbox bot",
        token: str = "sandbox",  # noqa: S107 - opens nothing but this sandbox
        privileged: int = PRIVILEGED,
    ) -> None:
        self.now = now
        self._snowflakes = Snowflakes(now)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.roles: dict[int, Role] = {}
        self.members: dict[tuple[int, int], Member] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, dict[int, Message]] = {}
        self.commands: dict[int, Command] = {}
        self.files: dict[int, bytes] = {}
        self.allowed: dict[int, frozenset[int]] = {}
        self.commands_only: set[int] = set()
        self.installed_by: set[int] = set()
        owner = self.add_user("developer", "Developer")
        account = self.put_user(User(self.new_id(), bot.lower().replace(" ", "-"), bot, bot=True))
        self.application = Application(
            id=account.id, name=bot, bot=account.id, owner=owner.id, token=token, privileged=privileged
        )

    def new_id(self) -> int:
        """An id never used before."""
        return self._snowflakes.make()

    @property
    def bot(self) -> User:
        """The bot's account."""
        return self.users[self.application.bot]

    @property
    def people(self) -> tuple[User, ...]:
        """The users one can act as: members of a server that are no bots."""
        present = {user for _, user in self.members}
        return tuple(user for user in self.users.values() if user.id in present and not user.bot)

    def put_user(self, user: User) -> User:
        """Add or replace an account."""
        self.users[user.id] = user
        return user

    def add_user(self, name: str, display: str | None = None, **others: Any) -> User:
        """Add a person; `others` are fields of `User`."""
        return self.put_user(User(self.new_id(), name, display or name, **others))

    def add_guild(  # noqa: PLR0913 - each has a default, and is given by name
        self,
        name: str,
        owner: User,
        *,
        everyone: int,
        bot_permissions: int = 0,
        locale: str = "en-US",
        guild_id: int | None = None,
        with_bot: bool = True,
    ) -> Guild:
        """Make a server with its owner and the bot in it.

        Args:
            name: of the server.
            owner: may do everything.
            everyone: permissions of the role that all have.
            bot_permissions: those of the bot's own role, beyond everyone's.
            locale: its language, such as `en-US`.
            guild_id: its id; a new one when left out.
            with_bot: whether the bot is in it; in another server only those use it who installed it for themselves.
        """
        guild = Guild(guild_id or self.new_id(), name, owner.id, locale)
        self.guilds[guild.id] = guild
        self.put_role(Role(guild.id, guild.id, "@everyone", everyone, position=0))
        self.add_member(guild, owner)
        if with_bot:
            own = self.put_role(
                Role(self.new_id(), guild.id, self.bot.display, bot_permissions, managed_by=self.application.bot)
            )
            self.add_member(guild, self.bot, own)
        return guild

    def put_role(self, role: Role) -> Role:
        """Add or replace a role."""
        self.roles[role.id] = role
        return role

    def add_role(self, guild: Guild, name: str, permissions: int = 0, **others: Any) -> Role:
        """Add a role to a server; `others` are fields of `Role`."""
        details: dict[str, Any] = {"position": 1 + max(role.position for role in self.roles_of(guild.id)), **others}
        return self.put_role(Role(self.new_id(), guild.id, name, permissions, **details))

    def add_member(self, guild: Guild, user: User, *roles: Role) -> Member:
        """Add a member to a server."""
        member = Member(user.id, guild.id, self.now(), tuple(role.id for role in roles))
        self.members[guild.id, user.id] = member
        return member

    def remove_bot(self, guild: Guild) -> None:
        """Take the bot out of a server, with the role of its own."""
        del self.members[guild.id, self.application.bot]
        own = [role.id for role in self.roles_of(guild.id) if role.managed_by == self.application.bot]
        for role in own:
            del self.roles[role]

    def put_channel(self, channel: Channel) -> Channel:
        """Add or replace a channel."""
        self.channels[channel.id] = channel
        self.messages.setdefault(channel.id, {})
        return channel

    def add_channel(self, guild: Guild, name: str, kind: ChannelKind = ChannelKind.TEXT, **others: Any) -> Channel:
        """Add a channel to a server, below the others; `others` are fields of `Channel`."""
        details: dict[str, Any] = {"position": len(self.channels_of(guild.id)), **others}
        return self.put_channel(Channel(self.new_id(), kind, guild.id, name, **details))

    def overwrite(self, channel: int, overwrite: Overwrite) -> Channel:
        """Put an overwrite into a channel in place of the one for the same role or member."""
        present = self.channel(channel)
        others = tuple(each for each in present.overwrites if each.target != overwrite.target)
        return self.put_channel(replace(present, overwrites=(*others, overwrite)))

    def remove_channel(self, channel: int) -> Channel:
        """Remove a channel with its messages; its threads are removed one by one."""
        self.messages.pop(channel, None)
        return self.channels.pop(channel)

    def channel(self, channel: int) -> Channel:
        """A channel.

        Raises:
            ApiError: 10003.
        """
        found = self.channels.get(channel)
        if found is None:
            raise unknown("channel")
        return found

    def message(self, channel: int, message: int) -> Message:
        """A message.

        Raises:
            ApiError: 10008.
        """
        found = self.messages.get(channel, {}).get(message)
        if found is None:
            raise unknown("message")
        return found

    def put_message(self, message: Message) -> Message:
        """Add or replace a message."""
        self.messages[message.channel][message.id] = message
        return message

    def dm_with(self, user: int) -> Channel:
        """The direct-message channel of the bot and a user; made when there is none."""
        for channel in self.channels.values():
            if channel.kind is ChannelKind.DM and user in channel.recipients:
                return channel
        return self.put_channel(Channel(self.new_id(), ChannelKind.DM, recipients=(user, self.application.bot)))

    def roles_of(self, guild: int) -> list[Role]:
        """Roles of a server."""
        return [role for role in self.roles.values() if role.guild == guild]

    def channels_of(self, guild: int) -> list[Channel]:
        """Channels of a server without threads, in order of position."""
        found = [each for each in self.channels.values() if each.guild == guild and not each.kind.is_thread]
        return sorted(found, key=lambda each: (each.position, each.id))

    def threads_of(self, guild: int) -> Iterator[Channel]:
        """Threads of a server."""
        return (each for each in self.channels.values() if each.guild == guild and each.kind.is_thread)

    def members_of(self, guild: int) -> list[Member]:
        """Members of a server."""
        return [member for (where, _), member in self.members.items() if where == guild]
