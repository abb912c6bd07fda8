"""Builds the `resolved` data of an interaction: users, members, roles, channels and messages named by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox.checks import command_forms as kinds
from sandbox.messaging.message_json import MessageJson
from sandbox.state.api_errors import ApiError
from sandbox.state.models import Channel, Json, Message


@dataclass(slots=True)
class Resolver:
    """Collects what is named.

    Attributes:
        asker: who names it; a channel is spelt out with what they may do there.
        found: the `resolved` data, by kind and id.
    """

    message_json: MessageJson
    asker: int
    place: Channel
    found: dict[str, dict[str, Json]] = field(default_factory=dict[str, dict[str, Json]])

    def note(self, kind: int, name: str, value: str, channel_types: Sequence[int] | None = None) -> str:
        """Spell out a user, channel, role, or either, by an option's kind; gives the id back.

        Raises:
            ApiError: 400 when there is no such thing here.
        """
        number = int(value) if value.isdigit() else 0
        world = self.message_json.world_json.world
        if kind in (kinds.USER, kinds.MENTIONABLE) and number in world.users:
            self.user(number)
        elif kind in (kinds.ROLE, kinds.MENTIONABLE) and number in world.roles:
            self._put("roles", number, self.message_json.world_json.role(world.roles[number]))
        elif kind == kinds.CHANNEL and number in world.channels:
            channel = world.channels[number]
            if channel_types and channel.kind not in channel_types:
                raise ApiError(400, 0, f"“{name}” cannot be a channel of that type.")
            self._put("channels", number, self._channel(channel))
        else:
            raise ApiError(400, 0, f"“{name}” names nothing that is here.")
        return str(number)

    def _channel(self, channel: Channel) -> Json:
        """A channel as far as it is spelt out, with what the asker and the bot may do there."""
        world_json = self.message_json.world_json
        body = world_json.channel(channel, seen_by=self.asker)
        bot = world_json.channel(channel, seen_by=world_json.world.application.bot)
        return {**body, "app_permissions": bot.get("permissions", "0")}

    def user(self, user: int) -> None:
        """Add a user, and its member here."""
        world_json, world = self.message_json.world_json, self.message_json.world_json.world
        self._put("users", user, world_json.user(world.users[user]))
        member = world.members.get((self.place.guild or 0, user))
        if member is not None:
            permissions = world_json.channel(self.place, seen_by=user)["permissions"]
            self._put("members", user, {**world_json.member(member, with_user=False), "permissions": permissions})

    def message(self, message: Message) -> None:
        """Add a message, with its content whatever the intents."""
        self._put("messages", message.id, self.message_json.message(message))

    def _put(self, kind: str, number: int, body: Json) -> None:
        self.found.setdefault(kind, {})[str(number)] = body
