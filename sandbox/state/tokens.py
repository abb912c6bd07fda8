"""Bot tokens in the form of Discord's: the id, the time it was made, and a random part, each in base64."""

from __future__ import annotations

import base64
import secrets

_EPOCH = 1_293_840_000
"""The first second of 2011, from which the time in a token counts."""


def make_token(application: int, now: float) -> str:
    """A new token, which opens nothing but the sandbox it was made for.

    Args:
        application: id of the bot's application; client libraries read it from the token.
        now: seconds since 1970.
    """
    made = max(0, int(now) - _EPOCH).to_bytes(4, "big")
    return ".".join(map(_base64, (str(application).encode(), made, secrets.token_bytes(28))))


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
