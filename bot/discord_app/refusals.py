"""Register of Discord's refusals: every error code that is met, what it means, and what to do about it.

Codes are Discord's (discord-api-docs, topics/opcodes-and-status-codes). One that is not listed is judged by its status:
404 and 403 mean the same whatever the code; anything else is a mistake of ours, and goes on as an error.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import Enum, auto

import aiohttp
import discord

log = logging.getLogger(__name__)

INVALID_FORM = 50035
"""A field of the request is wrong: our mistake, but for a reference to a message that has been deleted meanwhile."""


class Cause(Enum):
    """Why Discord refuses."""

    TOO_LATE = auto()
    """The interaction ran out, or another process has answered it."""
    MESSAGE_GONE = auto()
    CHANNEL_GONE = auto()
    """The channel or the server is gone, or the bot has left it."""
    FORBIDDEN = auto()
    """A permission is missing, or the member takes no direct messages."""
    NO_REFERENCE = auto()
    """A reply needs Read Message History; a message that is no reply does not."""
    LOCKED = auto()
    """The thread is locked or archived."""
    DONE_ALREADY = auto()
    """A thread stands under that message already."""
    TOO_OLD = auto()
    """The message is more than an hour old, and was edited too often since."""
    BLOCKED = auto()
    """The server's AutoMod, or Discord's filter of links, does not let the words through."""
    NO_ANSWER = auto()
    """Discord did not answer in time, or the connection broke: it may have been done or not."""


class Remedy(Enum):
    """What to do about a refusal."""

    QUIET = auto()
    """Nothing: whom it would concern is gone, or served. One line in the log."""
    SEND_PLAIN = auto()
    """Send it as an ordinary message instead of a reply."""
    TELL_ADMINS = auto()
    """A warning in the log; `/settings` and `/daily show` tell admins what to mend."""
    TELL_MEMBER = auto()
    """Say in words of our own that the reply was held back."""


@dataclass(frozen=True, slots=True)
class ApiRefusal:
    """One error code."""

    code: int
    meaning: str
    cause: Cause
    remedy: Remedy = Remedy.QUIET


REFUSALS = {
    refusal.code: refusal
    for refusal in (
        ApiRefusal(10003, "unknown channel", Cause.CHANNEL_GONE),
        ApiRefusal(10004, "unknown server", Cause.CHANNEL_GONE),
        ApiRefusal(10008, "unknown message", Cause.MESSAGE_GONE),
        ApiRefusal(10015, "unknown webhook: the interaction ran out", Cause.TOO_LATE),
        ApiRefusal(10062, "unknown interaction: it ran out", Cause.TOO_LATE),
        ApiRefusal(30046, "too many edits of a message more than an hour old", Cause.TOO_OLD),
        ApiRefusal(40060, "another process has answered the interaction", Cause.TOO_LATE),
        ApiRefusal(50001, "no access", Cause.FORBIDDEN, Remedy.TELL_ADMINS),
        ApiRefusal(50007, "the member takes no direct messages", Cause.FORBIDDEN),
        ApiRefusal(50013, "a permission is missing", Cause.FORBIDDEN, Remedy.TELL_ADMINS),
        ApiRefusal(50027, "the interaction's token has run out", Cause.TOO_LATE),
        ApiRefusal(50083, "the thread is archived", Cause.LOCKED),
        ApiRefusal(160002, "no reply without Read Message History", Cause.NO_REFERENCE, Remedy.SEND_PLAIN),
        ApiRefusal(160004, "the message has a thread already", Cause.DONE_ALREADY),
        ApiRefusal(160005, "the thread is locked", Cause.LOCKED),
        ApiRefusal(200000, "held back by the server's AutoMod", Cause.BLOCKED, Remedy.TELL_MEMBER),
        ApiRefusal(200001, "the title was held back by the server's AutoMod", Cause.BLOCKED, Remedy.TELL_MEMBER),
        ApiRefusal(240000, "held back by Discord's filter of harmful links", Cause.BLOCKED, Remedy.TELL_MEMBER),
    )
}


NO_ANSWER = ApiRefusal(0, "no answer in time", Cause.NO_ANSWER)
NO_ANSWERS = (aiohttp.ClientError, OSError)
"""What is raised where Discord gives no answer; a time-out is an OSError."""


def refusal_of(error: discord.HTTPException) -> ApiRefusal | None:
    """What a refusal means; None for what Discord did not refuse (429, 5xx) and for mistakes of ours."""
    listed = REFUSALS.get(error.code)
    if listed is not None:
        return listed
    if error.code == INVALID_FORM and "message_reference" in error.text:
        return ApiRefusal(error.code, "the message to reply to is gone", Cause.MESSAGE_GONE)
    if isinstance(error, discord.NotFound):
        return ApiRefusal(error.code, "not found", Cause.CHANNEL_GONE)
    if isinstance(error, discord.Forbidden):
        return ApiRefusal(error.code, "forbidden", Cause.FORBIDDEN, Remedy.TELL_ADMINS)
    return None


def expected(
    call: str, error: discord.HTTPException | aiohttp.ClientError | OSError, channel: int | None = None
) -> ApiRefusal:
    """What a refusal of a call (in a channel) means, noted in the log; what was not to be expected is raised again."""
    where = f", in channel {channel}" if channel is not None else ""
    if not isinstance(error, discord.HTTPException):
        log.warning("Discord gave no answer when asked to %s (%s%s)", call, type(error).__name__, where)
        return NO_ANSWER
    refusal = refusal_of(error)
    if refusal is None:
        raise error
    level = logging.WARNING if refusal.remedy is Remedy.TELL_ADMINS else logging.INFO
    log.log(level, "Discord refused to %s: code %s (%s%s)", call, error.code, refusal.meaning, where)
    return refusal
