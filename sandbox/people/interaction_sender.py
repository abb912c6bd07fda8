"""Interactions from the page: checked as Discord's client would, then dispatched to the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.checks import command_forms as kinds
from sandbox.checks.components import walk
from sandbox.checks.parts import BUTTON
from sandbox.core import Core
from sandbox.messaging.interactions import Interaction, InteractionType
from sandbox.people.form_input import FormInput
from sandbox.people.options import check_options, definition_of, focused, full_name, refused
from sandbox.people.resolving import Resolver
from sandbox.people.visible_commands import IN_BOT_DM, IN_GUILD, can_use, installed_in
from sandbox.state.api_errors import invalid
from sandbox.state.application import Command
from sandbox.state.models import Channel, ChannelKind, Json, Message, objects
from sandbox.state.permissions import Permission, channel_permissions, require_permissions
from sandbox.state.uploads import MAX_BYTES

_ALWAYS_IN_DM = int(
    Permission.EMBED_LINKS | Permission.ATTACH_FILES | Permission.MENTION_EVERYONE | Permission.USE_EXTERNAL_EMOJIS
)
"""What an application may do in its own direct conversations, as Discord documents it."""


@dataclass(frozen=True, slots=True)
class InteractionSender:
    """Sends the interactions of one person in one channel."""

    core: Core
    asker: int
    channel: Channel
    nonce: str

    @property
    def _resolver(self) -> Resolver:
        return Resolver(self.core.message_json, self.asker, self.channel)

    def use(self, use: InteractionType, sent: Json, message: int | None) -> Interaction:
        """Check an interaction and send it to the bot.

        Raises:
            ApiError: 400 with words for the person; 403 where they see no channel; 404 where no such message or modal
                was shown to them. Nothing is dispatched then.
        """
        require_permissions(self.core.world, self.asker, self.channel)
        if use in (InteractionType.COMMAND, InteractionType.AUTOCOMPLETE):
            return self._command(use, sent)
        if use is InteractionType.MODAL:
            return self._modal(sent)
        if message is None:
            raise refused("A component stands in a message.")
        return self._component(self.core.messages.seen(self.asker, self.channel, message), sent)

    def _command(self, use: InteractionType, sent: Json) -> Interaction:
        command = self.core.world.commands.get(int(sent.get("id") or 0))
        if command is None:
            raise refused("This command is outdated, please try again in a few minutes.")
        if not can_use(self.core.world, self.asker, self.channel, command):
            raise refused("You do not have permission to use this command here.")
        resolver, completing = self._resolver, use is InteractionType.AUTOCOMPLETE
        data: Json = {"id": str(command.id), "name": command.name, "type": command.kind}
        option_type = 0
        if command.kind == kinds.SLASH:
            options = check_options(command.definition, objects(sent.get("options")), resolver, completing=completing)
            data["options"] = options
            if completing:
                option_type = self._type_completed(command, options)
        else:
            data["target_id"] = self._target(command, sent, resolver)
        interaction = self._open(use, command_type=command.kind, option_type=option_type)
        interaction.metadata["name"] = full_name(command.name, data.get("options", []))
        return self._dispatch(interaction, _with_resolved(data, resolver))

    @staticmethod
    def _type_completed(command: Command, options: list[Json]) -> int:
        """The type of the option that is being completed."""
        option = focused(options)
        if option is None:
            raise refused("No option is being completed.")
        definition = definition_of(command.definition, options, option["name"])
        if not definition.get("autocomplete"):
            raise refused("That option is not completed by the bot.")
        return int(definition["type"])

    def _target(self, command: Command, sent: Json, resolver: Resolver) -> str:
        number = int(sent.get("target_id") or 0)
        if command.kind == kinds.MESSAGE_MENU:
            resolver.message(self.core.messages.seen(self.asker, self.channel, number))
        elif number in self.core.world.users:
            resolver.user(number)
        else:
            raise refused("There is no such user.")
        return str(number)

    def _component(self, message: Message, sent: Json) -> Interaction:
        custom_id, submission = str(sent.get("custom_id") or ""), FormInput(self._resolver)
        component = next((each for each in walk(message.components) if each.get("custom_id") == custom_id), None)
        if component is None or component["disabled"] or sent.get("component_type") not in (None, component["type"]):
            raise invalid(("data",), "COMPONENT_VALIDATION_FAILED", "Component validation failed")
        data: Json = {"custom_id": custom_id, "component_type": component["type"], "id": component["id"]}
        if component["type"] != BUTTON:
            data["values"] = submission.choice(component, sent.get("values"), ("data", "values"))
        submission.form.refuse()
        interaction = self._open(InteractionType.COMPONENT, source=message)
        interaction.metadata["interacted_message_id"] = str(message.id)
        return self._dispatch(interaction, _with_resolved(data, submission.resolver))

    def _modal(self, sent: Json) -> Interaction:
        shown = self.core.interactions.opened_modal(int(sent.get("id") or 0), self.asker, self.channel)
        modal, submission = shown.modal or {}, FormInput(self._resolver)
        submission.form.choice(("data", "custom_id"), sent.get("custom_id"), (modal["custom_id"],))
        data: Json = {
            "custom_id": modal["custom_id"],
            "components": submission.modal(modal["components"], sent.get("components")),
        }
        submission.form.refuse()
        interaction = shown.submitted = self._open(InteractionType.MODAL, source=self._current(shown.source))
        triggering = {key: part for key, part in shown.metadata.items() if key != "name"}
        interaction.metadata["triggering_interaction_metadata"] = triggering
        return self._dispatch(interaction, _with_resolved(data, submission.resolver))

    def _current(self, message: Message | None) -> Message | None:
        """The present state of a message; its last one where it was deleted."""
        return message and self.core.world.messages[message.channel].get(message.id, message)

    def _open(self, use: InteractionType, **others: Any) -> Interaction:
        interaction = self.core.interactions.open(self.asker, self.channel, use, self.nonce, **others)
        user = self.core.world_json.user(self.core.world.users[self.asker])
        interaction.metadata |= {"id": str(interaction.id), "type": int(use), "user": user}
        interaction.metadata["authorizing_integration_owners"] = self._owners
        return interaction

    @property
    def _owners(self) -> Json:
        """By which installation the interaction came to be: that of the server, or the user's own."""
        if installed_in(self.core.world, self.channel):
            return {"0": str(self.channel.guild or 0)}
        return {"1": str(self.asker)}

    def _dispatch(self, interaction: Interaction, data: Json) -> Interaction:
        """Build the payload of an interaction and dispatch it to the bot."""
        world, world_json = self.core.world, self.core.world_json
        asker, bot = world.users[self.asker], world.application.bot
        direct = self.channel.kind is ChannelKind.DM
        body: Json = {
            "id": str(interaction.id),
            "application_id": str(world.application.id),
            "type": int(interaction.use),
            "data": data,
            "channel_id": str(self.channel.id),
            "channel": world_json.channel(self.channel, seen_by=self.asker),
            "token": interaction.token,
            "version": 1,
            "locale": asker.locale,
            "app_permissions": str(channel_permissions(world, bot, self.channel) | (_ALWAYS_IN_DM if direct else 0)),
            "entitlements": [],
            "authorizing_integration_owners": self._owners,
            "context": IN_BOT_DM if direct else IN_GUILD,
            "attachment_size_limit": MAX_BYTES,
        }
        if self.channel.guild is not None:
            guild = world.guilds[self.channel.guild]
            member = world_json.member(world.members[guild.id, asker.id])
            member["permissions"] = str(channel_permissions(world, asker.id, self.channel))
            body |= {"guild_id": str(guild.id), "guild_locale": guild.locale, "member": member}
            body["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
        else:
            body["user"] = world_json.user(asker)
        if interaction.source is not None:
            body["message"] = self.core.message_json.message(interaction.source)
        self.core.interactions.dispatch(interaction, body)
        return interaction


def _with_resolved(data: Json, resolver: Resolver) -> Json:
    """Data of an interaction, with its `resolved` part when there is one."""
    return {**data, "resolved": resolver.found} if resolver.found else data
