"""Register of what the sandbox models and what it refuses: `python -m sandbox --list`, and the tables of the README."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.checks.parts import SELECTS
from sandbox.gateway.intents import Intent
from sandbox.messaging.interactions import CallbackType
from sandbox.rest.router import ROUTES
from sandbox.state.models import ChannelKind

MODELLED: Mapping[str, str] = {
    "Accounts, application, direct conversations": "as clients use them to log in and to write to somebody",
    "Servers, channels, roles, members": (
        "read; channels and roles added, changed, taken away; several servers, one page"
    ),
    "Permissions": (
        "roles, overwrites in Discord's order, what one lack takes with it, threads, codes 50001 and 50013"
    ),
    "Messages": (
        "content, embeds, Components V2, files, replies, mentions and who may be mentioned, nonces that are enforced "
        "for five minutes, history, edits, deletion (in bulk too), pins, reactions with emoji of Unicode, typing; "
        "forwards and polls as data"
    ),
    "Threads": "on a message, in a channel, posts of forums and media channels; joined, left, locked, archived",
    "Commands": (
        "registration for everywhere or one server, names, lengths, options, choices, translations, 8,000 characters"
    ),
    "Interactions": (
        "slash commands, menus of messages and users, autocompletion, buttons, selects of all kinds, modals; what is "
        "pressed, chosen or filled in held against what stands or was shown; callbacks 4 to 9, private replies, "
        "deferral, follow-ups, the original; three seconds, fifteen minutes; whom a server lets use a command, servers "
        "with the commands alone, users who installed the application for themselves (five follow-ups)"
    ),
    "Gateway": (
        "hello, identify, heartbeats, resume with replay, invalid sessions, reconnect, shards, close codes, "
        "zlib-stream, intents that keep events and content away, members on request, sessions counted"
    ),
    "Rate limits": (
        "per route and place, overall, in headers, 429; Discord does not publish its own numbers, so these are of "
        "their order"
    ),
    "Refusals": "`50035` with the faults nested as the body is, and the codes of `state/api_errors.py`",
    "Faults": (
        "`faults.py`: 429, bans from the network's edge, server errors and silence before or after the effect, slow "
        "answers; `control.py`: dropped lines, refused resumes, invalid sessions, lost permissions, timeouts "
        "of members, vanished channels; "
        "from Python or `POST /sandbox/faults`"
    ),
}
"""Parts of Discord, and how far each goes."""

NOT_MODELLED = (
    "making, voting and ending of polls",
    "stickers",
    "forwarding by request",
    "voice",
    "webhooks other than an interaction's",
    "invitations",
    "emoji of a server",
    "audit log",
    "moderation by request",
    "scheduled events",
    "premium",
    "tags, guidelines and sorting of forums",
    "slow mode and age limits for people",
    "uploads and check boxes in modals",
    "options that take a file",
    "links that unfurl",
    "more than one application",
)
"""What is not there; a request for it is refused with 501, an operation of the gateway with close code 4001."""


def listing() -> str:
    """All of it as text for a terminal, routes and events of this version included."""
    routes = sorted(f"{route.pattern}  {route.method}" for route in ROUTES)
    parts = [
        "What it models:",
        *(f"  {part}: {how_far}" for part, how_far in MODELLED.items()),
        "",
        "What it refuses (REST with 501, gateway operations with close code 4001):",
        *(f"  {part}" for part in NOT_MODELLED),
        "",
        f"Channel types: {_named(ChannelKind)}",
        f"Interaction callbacks: {_named(CallbackType)}",
        f"Intents that lead to events: {_named(Intent)}",
        f"Selects: component types {', '.join(map(str, sorted(SELECTS)))}",
        "",
        f"Routes below /api/v10 ({len(routes)}):",
        *(f"  {route}" for route in routes),
    ]
    return "\n".join(parts)


def _named(kinds: type[ChannelKind | CallbackType | Intent]) -> str:
    return ", ".join(f"{each.name} ({each.value})" for each in kinds)
