"""Validation of messages that are sent or edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from sandbox.checks.allowed_mentions import Allowed, check_allowed
from sandbox.checks.components import check_message_components
from sandbox.checks.embeds import check_embeds
from sandbox.state.api_errors import ApiError, FormValidator, not_modelled
from sandbox.state.models import Attachment, Json, Message, MessageFlag

MAX_CONTENT, MAX_NONCE, MAX_FILES = 2000, 25, 10
_V2 = MessageFlag.COMPONENTS_V2
_SETTABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.EPHEMERAL | _V2
_LEGACY = ("content", "embeds", "poll", "sticker_ids", "stickers")
_ABSENT = ("poll", "sticker_ids", "shared_client_theme")


@dataclass(frozen=True, slots=True)
class MessageForm:
    """A validated message body.

    Attributes:
        given: the fields that the body named; an edit leaves the others as they are.
        reply_to: channel (0 for the same) and id of the message replied to.
        must_exist: refuse the message when that one is gone, instead of sending it as no reply.
    """

    given: frozenset[str]
    content: str
    embeds: tuple[Json, ...]
    components: tuple[Json, ...]
    attachments: tuple[Attachment, ...]
    flags: int
    allowed: Allowed
    nonce: str | int | None = None
    enforce_nonce: bool = False
    reply_to: tuple[int, int] | None = None
    must_exist: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.content.strip() or self.embeds or self.components or self.attachments)


def check_message(
    body: Json,
    attachments: tuple[Attachment, ...],
    address_of: Callable[[Attachment], str],
    *,
    before: Message | None = None,
) -> MessageForm:
    """Check a message that is to be sent, or with `before` an edit.

    Args:
        body: the message as it was sent.
        attachments: the files that the message will have.
        address_of: where a file of the message will be had.
        before: the message that is edited.

    Raises:
        ApiError: 50035 with everything that is wrong; 50006 when there is nothing in it.
    """
    form = FormValidator()
    for name in _ABSENT:
        if body.get(name):
            raise not_modelled("messages with", name)
    flags = int(body.get("flags") or 0) & _SETTABLE
    if before is not None:
        flags |= before.flags & (_V2 | MessageFlag.EPHEMERAL)
    content = body.get("content")
    if content is not None:
        form.length(("content",), content, 0, MAX_CONTENT)
    if flags & _V2:
        _refuse_legacy(form, body, before)
    if len(attachments) > MAX_FILES:
        form.add(("attachments",), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_FILES} or fewer in length.")
    named = {f"attachment://{each.name}": each for each in attachments}

    def resolve(url: str) -> Json | None:
        found = named.get(url)
        if found is None and not url.startswith(("https://", "http://")):
            return None
        address = url if found is None else address_of(found)
        medium: Json = {"id": "0", "url": address, "proxy_url": address, "width": None, "height": None}
        if found is not None:
            medium |= {"attachment_id": str(found.id), "content_type": found.content_type}
            medium |= {"width": found.width, "height": found.height, "size": found.size}
        return medium

    draft = MessageForm(
        given=frozenset(body),
        content=content if isinstance(content, str) else "",
        embeds=check_embeds(form, body.get("embeds")),
        components=check_message_components(form, body.get("components"), resolve, v2=bool(flags & _V2)),
        attachments=attachments,
        flags=flags,
        allowed=check_allowed(form, body.get("allowed_mentions")),
        nonce=_nonce(form, body),
        enforce_nonce=bool(body.get("enforce_nonce")),
        **_reference(form, body),
    )
    form.refuse()
    if before is None and draft.is_empty:
        raise ApiError(400, 50006, "Cannot send an empty message")
    return draft


def _refuse_legacy(form: FormValidator, body: Json, before: Message | None) -> None:
    """Components V2 exclude content and embeds; a message that had them must drop them in the same edit."""
    turning = before is not None and not before.flags & _V2
    for name in _LEGACY:
        had = turning and before is not None and bool(getattr(before, name, None)) and name not in body
        if body.get(name) or had:
            message = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.add((name,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _nonce(form: FormValidator, body: Json) -> str | int | None:
    nonce: Any = body.get("nonce")
    if isinstance(nonce, str):
        form.length(("nonce",), nonce, 0, MAX_NONCE)
    return cast("str | int | None", nonce)


def _reference(form: FormValidator, body: Json) -> dict[str, Any]:
    reference = cast("Json | None", body.get("message_reference"))
    if reference is None:
        return {}
    if reference.get("type", 0) != 0:
        raise not_modelled("forwarding", "messages")
    message: object = reference.get("message_id")
    if not str(message).isdigit():
        form.add(("message_reference", "message_id"), "NUMBER_TYPE_COERCE", f'Value "{message}" is not snowflake.')
        return {}
    place = int(reference.get("channel_id") or 0), int(str(message))
    return {"reply_to": place, "must_exist": bool(reference.get("fail_if_not_exists", True))}
