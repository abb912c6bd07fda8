"""Follow-up messages of interactions, and edits and deletions of responses, for fifteen minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.messaging.interactions import TOKEN_LIFETIME, Interaction, Interactions, InteractionType, ResponseState
from sandbox.state.api_errors import ApiError, unknown
from sandbox.state.models import Json, Message, MessageFlag, MessageKind, Reference
from sandbox.state.uploads import Upload

ORIGINAL = "@original"
MOST_BY_USER_INSTALL = 5
"""Follow-ups to an interaction of an application that only the user installed."""


@dataclass(frozen=True, slots=True)
class FollowUps:
    """What the token of an interaction opens."""

    interactions: Interactions

    def opened_by(self, token: str) -> Interaction:
        """The interaction of a token.

        Raises:
            ApiError: 10015 when there is none, or none that was answered; 50027 when it ran out.
        """
        one = self.interactions.by_token.get(token)
        if one is None or one.stage is not ResponseState.ANSWERED or one.use is InteractionType.AUTOCOMPLETE:
            raise unknown("webhook")
        if self.interactions.messages.world.now() > one.made + TOKEN_LIFETIME:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return one

    def find(self, token: str, which: str) -> Message:
        """A message made by an interaction, the first one as `@original`.

        Raises:
            ApiError: 10008 when there is none, or it is not this interaction's.
        """
        one = self.opened_by(token)
        number = one.original if which == ORIGINAL else int(which) if which.isdigit() else None
        found = self.interactions.messages.world.messages.get(one.channel.id, {}).get(number or 0)
        if found is None or (found.interaction != one.metadata and found.id != one.original):
            raise unknown("message")
        return found

    def send(self, token: str, body: Json, uploads: Sequence[Upload] = ()) -> Message:
        """Say something more; the first time after a deferral, it fills the message that thinks."""
        one, messages = self.opened_by(token), self.interactions.messages
        if one.thinking:
            return self.edit(token, ORIGINAL, body, uploads)
        channel = messages.world.channel(one.channel.id)
        one.followed_up += 1
        if one.followed_up > MOST_BY_USER_INSTALL and "0" not in one.metadata["authorizing_integration_owners"]:
            raise ApiError(400, 40094, "This interaction has reached the maximum number of follow-up messages.")
        draft = messages.draft(channel, body, uploads)
        bot = messages.world.application.bot
        reference = Reference(channel.id, one.original, channel.guild) if one.original else None
        message = messages.compose(
            bot,
            channel,
            draft,
            flags=draft.flags,
            kind=MessageKind.REPLY if reference else MessageKind.DEFAULT,
            reference=reference,
            interaction=one.metadata,
            webhook=bot,
            only_for=one.asker if draft.flags & MessageFlag.EPHEMERAL else None,
        )
        return messages.put(message)

    def edit(self, token: str, which: str, body: Json, uploads: Sequence[Upload] = ()) -> Message:
        """Change what was said; a message that thinks is filled, and stays as private or public as it is."""
        one, found = self.opened_by(token), self.find(token, which)
        loading = bool(found.flags & MessageFlag.LOADING)
        messages = self.interactions.messages
        if not loading:
            return messages.change(found, body, uploads)
        settled = int(MessageFlag.EPHEMERAL) & found.flags
        asked = int(body.get("flags") or 0) & int(MessageFlag.COMPONENTS_V2 | MessageFlag.SUPPRESS_EMBEDS)
        changed = messages.change(found, body, uploads, flags=settled | asked, edited=None)
        one.thinking = False
        return changed

    def delete(self, token: str, which: str) -> None:
        """Take back what was said."""
        one, found = self.opened_by(token), self.find(token, which)
        self.interactions.messages.remove(found)
        one.thinking = one.thinking and which != ORIGINAL and found.id != one.original
