"""Interactions: dispatched to the bot, answered within three seconds or failed; their tokens live fifteen minutes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum
from typing import Any

from sandbox.checks.command_forms import check_choices
from sandbox.checks.components import check_modal_components
from sandbox.checks.modals import check_heading
from sandbox.messaging.messages import Messages
from sandbox.state.api_errors import ApiError, FormValidator, not_modelled, unknown
from sandbox.state.events import InteractionSent, PageEvent
from sandbox.state.models import Channel, Json, Message, MessageFlag, MessageKind, Reference
from sandbox.state.uploads import Upload

RESPONSE_DEADLINE, TOKEN_LIFETIME = 3.0, 900.0
"""Seconds until the first response must have come; until the token runs out."""


class InteractionType(IntEnum):
    """Types of interactions, by their number on the wire."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class CallbackType(IntEnum):
    """Types of first responses that are modelled, by their number on the wire."""

    MESSAGE = 4
    DEFER = 5
    DEFER_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class ResponseState(Enum):
    """State of the first response."""

    WAITING = "waiting"
    ANSWERED = "answered"
    FAILED = "failed"


@dataclass(slots=True)
class Interaction:
    """One use of a command, a component or a modal.

    Attributes:
        name: of the command; empty for others.
        metadata: what a message made by it says of it.
        source: the message whose component was used.
        command_type: 1 slash, 2 and 3 menus; 0 for others.
        option_type: of the option that is being completed.
        original: the message of the first response.
        thinking: whether that message is still the placeholder of a deferral.
        followed_up: how many messages followed the first response.
        modal: the modal of the first response, as it was shown.
        submitted: what came of that modal, once it was filled in.
    """

    id: int
    token: str
    use: InteractionType
    asker: int
    channel: Channel
    nonce: str
    made: float
    metadata: Json
    command_type: int = 0
    option_type: int = 0
    source: Message | None = None
    stage: ResponseState = ResponseState.WAITING
    original: int | None = None
    thinking: bool = False
    followed_up: int = 0
    modal: Json | None = None
    submitted: Interaction | None = None
    timer: asyncio.TimerHandle | None = None


_ALLOWED = {
    InteractionType.COMMAND: {CallbackType.MESSAGE, CallbackType.DEFER, CallbackType.MODAL},
    InteractionType.COMPONENT: set(CallbackType) - {CallbackType.CHOICES},
    InteractionType.AUTOCOMPLETE: {CallbackType.CHOICES},
    InteractionType.MODAL: {CallbackType.MESSAGE, CallbackType.DEFER, CallbackType.DEFER_UPDATE, CallbackType.UPDATE},
}


@dataclass(slots=True)
class Interactions:
    """All interactions.

    Attributes:
        response_deadline: seconds the bot has for its first response.
    """

    messages: Messages
    response_deadline: float = RESPONSE_DEADLINE
    by_id: dict[int, Interaction] = field(default_factory=dict[int, Interaction])
    by_token: dict[str, Interaction] = field(default_factory=dict[str, Interaction])

    def open(self, asker: int, channel: Channel, use: InteractionType, nonce: str, **others: Any) -> Interaction:
        """Make an interaction, not yet dispatched; `others` are fields of `Interaction`."""
        world = self.messages.world
        made = world.now()
        self._evict(made)
        interaction = Interaction(
            world.new_id(), secrets.token_urlsafe(48), use, asker, channel, nonce, made, {}, **others
        )
        self.by_id[interaction.id] = self.by_token[interaction.token] = interaction
        return interaction

    def dispatch(self, interaction: Interaction, body: Json) -> None:
        """Dispatch an interaction to the bot, and start its deadline."""
        loop = asyncio.get_running_loop()
        interaction.timer = loop.call_later(self.response_deadline, self._fail, interaction)
        self.messages.events.publish(InteractionSent(body, interaction.asker, interaction.nonce))

    def opened_modal(self, number: int, asker: int, channel: Channel) -> Interaction:
        """The interaction that was answered with a modal, which this person may now submit, there.

        Raises:
            ApiError: 10062 when no such modal was shown to them there, 40060 when it was submitted already; what the
                bot did not answer may be submitted again.
        """
        interaction = self.by_id.get(number)
        if (
            interaction is None
            or interaction.modal is None
            or (interaction.asker, interaction.channel.id) != (asker, channel.id)
        ):
            raise unknown("interaction")
        if interaction.submitted is not None and interaction.submitted.stage is not ResponseState.FAILED:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        return interaction

    def close(self) -> None:
        """Cancel all deadlines."""
        for interaction in self.by_id.values():
            if interaction.timer is not None:
                interaction.timer.cancel()

    def respond(
        self, number: int, token: str, body: Json, uploads: Sequence[Upload] = ()
    ) -> tuple[Interaction, Message | None]:
        """Take the first response.

        Returns:
            The interaction, and the message that was made or changed.

        Raises:
            ApiError: 10062 when it is unknown or came too late, 40060 when there was a response already, 50035 when it
                is not as it must be.
        """
        interaction = self.by_id.get(number)
        if interaction is None or interaction.token != token or interaction.stage is ResponseState.FAILED:
            raise unknown("interaction")
        if interaction.stage is ResponseState.ANSWERED:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        callback = self._callback_type(interaction, body)
        data: Json = body.get("data") or {}
        message = self._apply(interaction, callback, data, uploads)
        interaction.stage = ResponseState.ANSWERED
        if interaction.timer is not None:
            interaction.timer.cancel()
        if interaction.use is not InteractionType.AUTOCOMPLETE:
            self._notify_page(
                interaction, "INTERACTION_SUCCESS", {"id": str(interaction.id), "nonce": interaction.nonce}
            )
        return interaction, message

    @staticmethod
    def _callback_type(interaction: Interaction, body: Json) -> CallbackType:
        kind: object = body.get("type")
        if kind in (10, 12):
            raise not_modelled("interaction callbacks of type", str(kind))
        allowed = sorted(_ALLOWED[interaction.use])
        if interaction.use is InteractionType.MODAL and interaction.source is None:
            allowed = [each for each in allowed if each not in {CallbackType.DEFER_UPDATE, CallbackType.UPDATE}]
        form = FormValidator()
        form.choice(("type",), kind, map(int, allowed))
        form.refuse()
        return CallbackType(int(str(kind)))

    def _apply(
        self, interaction: Interaction, kind: CallbackType, data: Json, uploads: Sequence[Upload]
    ) -> Message | None:
        if kind is CallbackType.CHOICES:
            self._send_choices(interaction, data)
            return None
        if kind is CallbackType.MODAL:
            self._show_modal(interaction, data)
            return None
        if kind in {CallbackType.UPDATE, CallbackType.DEFER_UPDATE}:
            if interaction.source is None:  # `_kind` lets neither through then
                raise unknown("message")
            interaction.original = interaction.source.id
            if kind is CallbackType.DEFER_UPDATE:
                return None
            present = self.messages.world.message(interaction.source.channel, interaction.source.id)
            return self.messages.change(present, data, uploads)
        private = int(data.get("flags") or 0) & MessageFlag.EPHEMERAL
        if kind is CallbackType.DEFER:
            message = self._build_response(
                interaction, self.messages.draft(interaction.channel, {"content": "…"}), int(private)
            )
            message = self.messages.put(_loading(message))
        else:
            draft = self.messages.draft(interaction.channel, data, uploads)
            message = self.messages.put(self._build_response(interaction, draft, draft.flags))
        interaction.original, interaction.thinking = message.id, kind is CallbackType.DEFER
        return message

    def _build_response(self, interaction: Interaction, draft: Any, flags: int) -> Message:
        """A message that answers an interaction."""
        kind, reference = MessageKind.COMMAND, None
        if interaction.source is not None:
            kind = MessageKind.REPLY
            reference = Reference(interaction.source.channel, interaction.source.id, interaction.channel.guild)
        elif interaction.command_type in {2, 3}:
            kind = MessageKind.CONTEXT_COMMAND
        bot = self.messages.world.application.bot
        return self.messages.compose(
            bot,
            self.messages.world.channel(interaction.channel.id),
            draft,
            flags=flags,
            kind=kind,
            reference=reference,
            interaction=interaction.metadata,
            webhook=bot,
            only_for=interaction.asker if flags & MessageFlag.EPHEMERAL else None,
        )

    def _send_choices(self, interaction: Interaction, data: Json) -> None:
        form = FormValidator()
        choices: list[Json] = data.get("choices") or []
        check_choices(form, choices, ("data", "choices"), interaction.option_type)
        form.refuse()
        self._notify_page(
            interaction, "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE", {"nonce": interaction.nonce, "choices": choices}
        )

    def _show_modal(self, interaction: Interaction, data: Json) -> None:
        form = FormValidator()
        check_heading(form, data)
        components = check_modal_components(form, data.get("components"))
        form.refuse()
        interaction.modal = {"custom_id": data["custom_id"], "title": data["title"], "components": components}
        place = {"id": str(interaction.id), "nonce": interaction.nonce, "channel_id": str(interaction.channel.id)}
        self._notify_page(interaction, "INTERACTION_MODAL_CREATE", {**place, **interaction.modal})

    def _fail(self, interaction: Interaction) -> None:
        interaction.stage = ResponseState.FAILED
        reason = "The application did not respond"
        self._notify_page(
            interaction,
            "INTERACTION_FAILURE",
            {"id": str(interaction.id), "nonce": interaction.nonce, "reason": reason},
        )

    def _notify_page(self, interaction: Interaction, name: str, body: Json) -> None:
        self.messages.events.publish(PageEvent(interaction.asker, name, body))

    def _evict(self, now: float) -> None:
        """Evict interactions whose tokens have run out."""
        for number, interaction in list(self.by_id.items()):
            if interaction.made > now - 2 * TOKEN_LIFETIME:
                break
            del self.by_id[number], self.by_token[interaction.token]


def _loading(message: Message) -> Message:
    """The placeholder of a deferred response."""
    return replace(message, content="", flags=message.flags | MessageFlag.LOADING)
