"""After the first response: follow-ups, and edits and deletions of what was said, for fifteen minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.messaging.interactions import VALID, Interaction, Interactions, Stage, Use
from sandbox.state.api_errors import ApiError, unknown
from sandbox.state.models import Json, Message, MessageFlag, MessageKind, Reference
from sandbox.state.uploads import Upload

ORIGINAL = "@original"


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
        if one is None or one.stage is not Stage.ANSWERED or one.use is Use.AUTOCOMPLETE:
            raise unknown("webhook")
        if self.interactions.talk.world.now() > one.made + VALID:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return one

    def find(self, token: str, which: str) -> Message:
        """A message made by an interaction, the first one as `@original`.

        Raises:
            ApiError: 10008 when there is none, or it is not this interaction's.
        """
        one = self.opened_by(token)
        number = one.original if which == ORIGINAL else int(which) if which.isdigit() else None
        found = self.interactions.talk.world.messages.get(one.channel.id, {}).get(number or 0)
        if found is None or (found.interaction != one.metadata and found.id != one.original):
            raise unknown("message")
        return found

    def send(self, token: str, body: Json, uploads: Sequence[Upload] = ()) -> Message:
        """Say something more; the first time after a deferral, it fills the message that thinks."""
        one, talk = self.opened_by(token), self.interactions.talk
        if one.thinking:
            return self.edit(token, ORIGINAL, body, uploads)
        channel = talk.world.channel(one.channel.id)
        draft = talk.draft(channel, body, uploads)
        bot = talk.world.application.bot
        reference = Reference(channel.id, one.original, channel.guild) if one.original else None
        message = talk.compose(
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
        return talk.put(message)

    def edit(self, token: str, which: str, body: Json, uploads: Sequence[Upload] = ()) -> Message:
        """Change what was said; a message that thinks is filled, and stays as private or public as it is."""
        one, found = self.opened_by(token), self.find(token, which)
        loading = bool(found.flags & MessageFlag.LOADING)
        talk = self.interactions.talk
        if not loading:
            return talk.change(found, body, uploads)
        settled = int(MessageFlag.EPHEMERAL) & found.flags
        asked = int(body.get("flags") or 0) & int(MessageFlag.COMPONENTS_V2 | MessageFlag.SUPPRESS_EMBEDS)
        changed = talk.change(found, body, uploads, flags=settled | asked, edited=None)
        one.thinking = False
        return changed

    def delete(self, token: str, which: str) -> None:
        """Take back what was said."""
        one, found = self.opened_by(token), self.find(token, which)
        self.interactions.talk.take_away(found)
        one.thinking = one.thinking and which != ORIGINAL and found.id != one.original
