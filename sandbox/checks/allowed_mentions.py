"""Validation of `allowed_mentions`, and whom a message notifies under it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from sandbox.state.api_errors import FormValidator
from sandbox.state.models import Mentions

_USER, _ROLE = re.compile(r"<@!?(\d{1,20})>"), re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(everyone|here)\b")
_KINDS = ("roles", "users", "everyone")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What `allowed_mentions` says.

    Attributes:
        parse: kinds of which every one in the text is notified.
        replied_user: whether the author of the message replied to is.
    """

    parse: frozenset[str] = frozenset(_KINDS)
    users: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    replied_user: bool = True

    def user(self, user: int) -> bool:
        """Whether a user may be notified."""
        return "users" in self.parse or user in self.users

    def role(self, role: int) -> bool:
        """Whether a role may be notified."""
        return "roles" in self.parse or role in self.roles


def check_allowed(form: FormValidator, value: object) -> Allowed:
    """Check `allowed_mentions`; without it, everything in the text is notified."""
    if value is None:
        return Allowed()
    given = cast("Mapping[str, object]", value)
    parse = cast("list[object]", given.get("parse") or [])
    for index, kind in enumerate(parse):
        form.choice(("allowed_mentions", "parse", index), kind, _KINDS)
    ids: dict[str, frozenset[int]] = {}
    for kind in ("users", "roles"):
        listed = cast("list[object]", given.get(kind) or [])
        if len(listed) > 100:
            form.add(("allowed_mentions", kind), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
        if listed and kind in parse:
            form.add(
                ("allowed_mentions",),
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )
        ids[kind] = frozenset(int(str(each)) for each in listed)
    return Allowed(
        frozenset(map(str, parse)), ids["users"], ids["roles"], replied_user=bool(given.get("replied_user", False))
    )


def mentioned(
    texts: Iterable[str], allowed: Allowed, *, everyone: bool, mentionable: Callable[[int], bool]
) -> Mentions:
    """Whom texts notify.

    Args:
        texts: the words of the message.
        allowed: what the sender allows.
        everyone: whether the sender may mention everyone, and any role.
        mentionable: whether anybody may mention a role.
    """
    text = "\n".join(texts)
    users = dict.fromkeys(int(found) for found in _USER.findall(text))
    roles = dict.fromkeys(int(found) for found in _ROLE.findall(text))
    return Mentions(
        tuple(user for user in users if allowed.user(user)),
        tuple(role for role in roles if allowed.role(role) and (everyone or mentionable(role))),
        everyone and "everyone" in allowed.parse and _EVERYONE.search(text) is not None,
    )
