"""Attachments: uploaded files, kept in the world, with the size of pictures."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sandbox.state.api_errors import ApiError
from sandbox.state.models import Attachment, Json, Message
from sandbox.state.world import World

MAX_BYTES = 10 * 1024 * 1024
"""Size of one file."""
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; `key` is its number in the form."""

    key: str
    name: str
    data: bytes
    content_type: str


def attach(
    world: World, body: Json, uploads: Sequence[Upload], before: Message | None = None
) -> tuple[Attachment, ...]:
    """The files that a message will have: those it keeps, then the new ones.

    Raises:
        ApiError: 40005 for a file that is too large.
    """
    listed = cast("Sequence[Mapping[str, object]] | None", body.get("attachments"))
    described = {str(each.get("id")): each for each in listed or ()}
    kept = before.attachments if before else ()
    if listed is not None:
        kept = tuple(each for each in kept if str(each.id) in described)
    return (*kept, *(_store(world, upload, described.get(upload.key, {})) for upload in uploads))


def _store(world: World, upload: Upload, described: Mapping[str, object]) -> Attachment:
    if len(upload.data) > MAX_BYTES:
        raise ApiError(413, 40005, "Request entity too large")
    width, height = _measured(upload.data)
    description = described.get("description")
    attachment = Attachment(
        id=world.new_id(),
        name=str(described.get("filename") or upload.name).replace("/", "_"),
        size=len(upload.data),
        content_type=upload.content_type,
        description=str(description) if description else None,
        width=width,
        height=height,
    )
    world.files[attachment.id] = upload.data
    return attachment


def _measured(data: bytes) -> tuple[int, int] | tuple[None, None]:
    """Width and height of a PNG; nothing for other files."""
    if data[:8] != _PNG or len(data) < 24:
        return None, None
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)
