"""Fault injection for REST: rules that say which requests fail, how, and before or after they take effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase

from sandbox.state.api_errors import ApiError


class Moment(StrEnum):
    """When a fault strikes, seen from the effect of the request."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class InjectedFault:
    """A rule.

    Attributes:
        method: of the request; `*` for any.
        path: its path below `/api/v10`, with `*` for any part, such as `/channels/*/messages`.
        skip: how many requests that fit pass unharmed first.
        times: how many then go wrong; None for all.
        moment: whether the request has its effect first.
        status: to answer with, such as 429, 500 or 403; None leaves the answer as it is.
        code, message: Discord's own, in the answer.
        retry_after: seconds, for 429.
        everywhere: whether a 429 is of the overall limit.
        headers: of the answer in place of its own; a 429 without `Via` is a ban from the network's edge.
        silent: never answer.
        delay: seconds to wait before the answer.
    """

    method: str = "*"
    path: str = "*"
    skip: int = 0
    times: int | None = 1
    moment: Moment = Moment.BEFORE
    status: int | None = None
    code: int = 0
    message: str = ""
    retry_after: float = 0.05
    everywhere: bool = False
    headers: Mapping[str, str] | None = None
    silent: bool = False
    delay: float = 0.0

    def fits(self, method: str, path: str) -> bool:
        """Whether the rule is about a request."""
        return self.method in ("*", method) and fnmatchcase(path, self.path)

    @classmethod
    def read(cls, given: Mapping[str, object]) -> InjectedFault:
        """A rule from JSON.

        Raises:
            ApiError: 400 for a field that no rule has.
        """
        known = set(cls.__dataclass_fields__)
        if extra := set(given) - known:
            raise ApiError(400, 0, f"A fault has no {', '.join(sorted(extra))}; it has {', '.join(sorted(known))}.")
        fields = {**given, "moment": Moment(str(given.get("moment", "before")))}
        return cls(**fields)  # pyright: ignore[reportArgumentType] - types are the caller's, as in any JSON


@dataclass(slots=True)
class ActiveFault:
    """A rule in force, and how often it matched.

    Attributes:
        met: how many requests fitted it.
        struck: how many of these went wrong.
    """

    fault: InjectedFault
    matched: int = 0
    fired: int = 0

    def fires(self) -> bool:
        """Whether the request that fits now goes wrong."""
        self.matched += 1
        if self.matched <= self.fault.skip or (self.fault.times is not None and self.fired >= self.fault.times):
            return False
        self.fired += 1
        return True


@dataclass(slots=True)
class Faults:
    """The rules in force; the first that fits and still strikes decides."""

    armed: list[ActiveFault] = field(default_factory=list[ActiveFault])

    def add(self, fault: InjectedFault) -> ActiveFault:
        """Put a rule in force."""
        self.armed.append(ActiveFault(fault))
        return self.armed[-1]

    def clear(self) -> None:
        """Lift all rules."""
        self.armed.clear()

    def next_fault(self, method: str, path: str) -> InjectedFault | None:
        """The rule that strikes a request."""
        for armed in self.armed:
            if armed.fault.fits(method, path) and armed.fires():
                return armed.fault
        return None
