"""API errors as Discord sends them: HTTP status, error code, and the faults of each field of a body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sandbox.state.models import Json

Path: TypeAlias = "tuple[str | int, ...]"


class ApiError(Exception):
    """A request is refused.

    Attributes:
        status: of the HTTP response.
        code: Discord's own code for the reason.
    """

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    @property
    def body(self) -> Json:
        """The refusal as Discord writes it."""
        body: Json = {"message": self.message, "code": self.code}
        return body if self.errors is None else {**body, "errors": self.errors}


UNKNOWN = {
    "channel": (10003, "Unknown Channel"),
    "guild": (10004, "Unknown Guild"),
    "member": (10007, "Unknown Member"),
    "message": (10008, "Unknown Message"),
    "overwrite": (10009, "Unknown Overwrite"),
    "role": (10011, "Unknown Role"),
    "user": (10013, "Unknown User"),
    "emoji": (10014, "Unknown Emoji"),
    "webhook": (10015, "Unknown Webhook"),
    "interaction": (10062, "Unknown interaction"),
    "command": (10063, "Unknown application command"),
}
"""What may be missing, with Discord's code and words for it."""


def unknown(what: str) -> ApiError:
    """Something does not exist (one of `UNKNOWN`)."""
    code, message = UNKNOWN[what]
    return ApiError(404, code, message)


def unauthorized() -> ApiError:
    """The token is missing or wrong."""
    return ApiError(401, 0, "401: Unauthorized")


def no_access() -> ApiError:
    """The caller cannot see the channel or server."""
    return ApiError(403, 50001, "Missing Access")


def no_permission() -> ApiError:
    """A permission is missing."""
    return ApiError(403, 50013, "Missing Permissions")


def not_the_author() -> ApiError:
    """Only its author may edit a message."""
    return ApiError(403, 50005, "Cannot edit a message authored by another user")


def not_modelled(method: str, path: str) -> ApiError:
    """The sandbox does not model this; said loudly, lest a test pass on a guess."""
    return ApiError(501, 0, f"The sandbox does not implement {method} {path}.")


@dataclass(slots=True)
class FormValidator:
    """Validator of a request body: collects the faults field by field, then refuses the body as a whole."""

    faults: list[tuple[Path, str, str]] = field(default_factory=list[tuple[Path, str, str]])

    def add(self, path: Iterable[str | int], code: str, message: str) -> None:
        """Note that a field is wrong."""
        self.faults.append((tuple(path), code, message))

    def length(self, path: Path, value: object, low: int, high: int) -> bool:
        """Note it when a value is no text of `low` to `high` UTF-16 units; says whether it is."""
        if not isinstance(value, str):
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not low <= units(value) <= high and low:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        elif units(value) > high:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        else:
            return True
        return False

    def choice(self, path: Path, value: object, allowed: Iterable[object]) -> bool:
        """Note it when a value is none of those allowed; says whether it is one."""
        if value in (choices := tuple(allowed)) and not isinstance(value, bool):
            return True
        listed = ", ".join(map(str, choices))
        self.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
        return False

    def refuse(self) -> None:
        """Refuse the body if anything is wrong with it.

        Raises:
            ApiError: 50035, with the faults nested as the body is.
        """
        if self.faults:
            raise ApiError(400, 50035, "Invalid Form Body", nested(self.faults))


def nested(faults: Iterable[tuple[Path, str, str]]) -> Json:
    """Faults in the nested form in which Discord tells them."""
    errors: Json = {}
    for path, code, message in faults:
        place: dict[str, Any] = errors
        for step in path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})
    return errors


def invalid(path: Path, code: str, message: str) -> ApiError:
    """A body that is refused for one field."""
    return ApiError(400, 50035, "Invalid Form Body", nested([(path, code, message)]))


def units(text: str) -> int:
    """Length as Discord's clients count it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
