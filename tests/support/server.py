"""A server of the sandbox as tests make one: channels, roles, members, machines that write."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox import ChannelKind, Guild, Overwrite, Permission, Role
from sandbox.state.events import ChannelChanged, GuildChanged
from tests.support.members import Member, Place, Scene, Webhook


@dataclass
class Server:
    """A server; what is made in it is told to the bot at once.

    Attributes:
        locale: the language of the Discord of those who come in.
    """

    scene: Scene = field(repr=False)
    guild: Guild
    locale: str = "en-US"

    @property
    def id(self) -> int:
        """Its id."""
        return self.guild.id

    @property
    def everyone(self) -> Role:
        """The role that all members have."""
        return self.scene.core.world.roles[self.id]

    def create_channel(self, name: str, kind: ChannelKind = ChannelKind.TEXT, *, bot_lacks: str = "") -> Place:
        """Make a channel, in which the bot may lack a right."""
        world, lacks = self.scene.core.world, Permission[bot_lacks.upper()] if bot_lacks else 0
        shut = (Overwrite(world.application.bot, is_member=True, deny=int(lacks)),) if lacks else ()
        channel = world.add_channel(self.guild, name, kind, overwrites=shut)
        self.scene.core.events.publish(ChannelChanged(channel, "CREATE"))
        return Place(self.scene, channel.id)

    def create_role(self, name: str, permissions: int = 0, **others: Any) -> Role:
        """Make a role; `others` are fields of `Role`."""
        core = self.scene.core
        role = core.world.add_role(self.guild, name, permissions, **others)
        told = {"guild_id": str(self.id), "role": core.world_json.role(role)}
        core.events.publish(GuildChanged(self.guild, "GUILD_ROLE_CREATE", told))
        return role

    def add_member(self, name: str, *roles: Role, **others: Any) -> Member:
        """Let somebody in; `others` are fields of `User`."""
        user = self.scene.core.world.add_user(name, **{"locale": self.locale, **others})
        self.scene.core.world.add_member(self.guild, user, *roles)
        return Member(self.scene, user)

    def add_webhook(self, place: Place, name: str) -> Webhook:
        """Let a machine write into a channel."""
        return Webhook(self.scene, place, name)
