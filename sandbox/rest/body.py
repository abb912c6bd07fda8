"""Parses request bodies: JSON, or multipart forms with JSON and files."""

from __future__ import annotations

import json
import re
from typing import Any, cast

from aiohttp import BodyPartReader, web

from sandbox.state.api_errors import ApiError
from sandbox.state.uploads import Upload

_FILE = re.compile(r"files?\[?(\d*)\]?")


async def read_body(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    """The JSON of a request and the files beside it; None without a body.

    Raises:
        ApiError: 50109 for what is no JSON; 50035 for another content type.
    """
    if not request.can_read_body:
        return None, ()
    if request.content_type == "multipart/form-data":
        return await _form(request)
    raw = await request.read()
    if not raw:
        return None, ()
    if request.content_type != "application/json":
        raise ApiError(
            400, 50035, f'Invalid Form Body: expected "Content-Type" application/json, not {request.content_type}'
        )
    return _json(raw), ()


def _json(raw: bytes) -> Any:
    try:
        return _whole(json.loads(raw))
    except (ValueError, RecursionError):
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None


def _whole(value: Any) -> Any:
    """The same, with a replacement character for each half of a surrogate pair: no text can be sent on with one."""
    if isinstance(value, str):
        return value if value.isprintable() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(key): _whole(each) for key, each in cast("dict[str, Any]", value).items()}
    return [_whole(each) for each in cast("list[Any]", value)] if isinstance(value, list) else value


async def _form(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    body: Any = {}
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise ApiError(400, 50035, "A form within a form is not read.")
        data = bytes(await part.read(decode=True))
        if part.name == "payload_json":
            body = _json(data)
        elif match := _FILE.fullmatch(part.name or ""):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            uploads.append(Upload(match[1] or "0", part.filename or "file", data, kind))
    return body, tuple(uploads)
