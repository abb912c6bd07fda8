"""Follow-up messages of interactions, and edits and deletions of responses, for fifteen minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.messaging.interactions import TOKEN_LIFETIME, Interaction, Interactions, InteractionType, ResponseState
from sandbox.state.api_errors import ApiError, unknown
from sandbox.state.models import Json, Message, MessageFlag, MessageKind, Reference
from sandbox.state.uploads import Upload

ORIGINAL = "@original"
MAX_BY_USER_INSTALL = 5
"""Follow-ups to an interaction of an application that only the user installed."""


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Operations with the token of an interaction."""

    interactions: Interactions

    def interaction_of(self, token: str) -> Interaction:
        """The interaction of a token.

        Raises:
            ApiError: 10015 when there is none, or none that was answered; 50027 when it ran out.
        """
        interaction = self.interactions.by_token.get(token)
        if (
            interaction is None
            or interaction.stage is not ResponseState.ANSWERED
            or interaction.use is InteractionType.AUTOCOMPLETE
        ):
            raise unknown("webhook")
        if self.interactions.messages.world.now() > interaction.made + TOKEN_LIFETIME:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return interaction

    def find(self, token: str, which: str) -> Message:
        """A message made by an interaction, the first one as `@original`.

        Raises:
            ApiError: 10008 when there is none, or it is not this interaction's.
        """
        interaction = self.interaction_of(token)
        number = interaction.original if which == ORIGINAL else int(which) if which.isdigit() else None
        found = self.interactions.messages.world.messages.get(interaction.channel.id, {}).get(number or 0)
        if found is None or (found.interaction != interaction.metadata and found.id != interaction.original):
            raise unknown("message")
        return found

    def send(self, token: str, body: Json, uploads: Sequence[Upload] = ()) -> Message:
        """Send a follow-up; the first one after a deferral fills its placeholder."""
        interaction, messages = self.interaction_of(token), self.interactions.messages
        if interaction.thinking:
            return self.edit(token, ORIGINAL, body, uploads)
        channel = messages.world.channel(interaction.channel.id)
        interaction.followed_up += 1
        if (
            interaction.followed_up > MAX_BY_USER_INSTALL
            and "0" not in interaction.metadata["authorizing_integration_owners"]
        ):
            raise ApiError(400, 40094, "This interaction has reached the maximum number of follow-up messages.")
        draft = messages.draft(channel, body, uploads)
        bot = messages.world.application.bot
        reference = Reference(channel.id, interaction.original, channel.guild) if interaction.original else None
        message = messages.compose(
            bot,
            channel,
            draft,
            flags=draft.flags,
            kind=MessageKind.REPLY if reference else MessageKind.DEFAULT,
            reference=reference,
            interaction=interaction.metadata,
            webhook=bot,
            only_for=interaction.asker if draft.flags & MessageFlag.EPHEMERAL else None,
        )
        return messages.put(message)

    def edit(self, token: str, which: str, body: Json, uploads: Sequence[Upload] = ()) -> Message:
        """Edit a response; the placeholder of a deferral is filled, and stays as ephemeral or public as it is."""
        interaction, found = self.interaction_of(token), self.find(token, which)
        loading = bool(found.flags & MessageFlag.LOADING)
        messages = self.interactions.messages
        if not loading:
            return messages.change(found, body, uploads)
        settled = int(MessageFlag.EPHEMERAL) & found.flags
        asked = int(body.get("flags") or 0) & int(MessageFlag.COMPONENTS_V2 | MessageFlag.SUPPRESS_EMBEDS)
        changed = messages.change(found, body, uploads, flags=settled | asked, edited=None)
        interaction.thinking = False
        return changed

    def delete(self, token: str, which: str) -> None:
        """Delete a response."""
        interaction, found = self.interaction_of(token), self.find(token, which)
        self.interactions.messages.remove(found)
        interaction.thinking = interaction.thinking and which != ORIGINAL and found.id != interaction.original
