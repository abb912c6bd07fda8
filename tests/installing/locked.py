"""The lock files as requirements, and the closure of a set of requirements over the packages installed here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from itertools import product
from pathlib import Path
from typing import Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.install import CARDS, DEVELOPMENT, ROOT, RUNTIME, pins

Environment = Mapping[str, str]

HERE: Environment = {name: str(value) for name, value in default_environment().items()}
SYSTEMS = (
    ("linux", "Linux", "posix", "x86_64"),
    ("linux", "Linux", "posix", "aarch64"),
    ("darwin", "Darwin", "posix", "x86_64"),
    ("darwin", "Darwin", "posix", "arm64"),
    ("win32", "Windows", "nt", "AMD64"),
    ("win32", "Windows", "nt", "ARM64"),
)
EVERYWHERE: Mapping[str, Environment] = {
    f"{python} {system} {machine}": {
        **HERE,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_version": f"{python}.0",
        "sys_platform": platform,
        "platform_system": system,
        "os_name": family,
        "platform_machine": machine,
    }
    for python, (platform, system, family, machine) in product(("3.11", "3.12", "3.13", "3.14"), SYSTEMS)
}
"""The values of environment markers on every Python and system that is supported."""


@cache
def project() -> Any:
    """What `pyproject.toml` says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def asked_for(lock: Path) -> list[Requirement]:
    """What the project itself asks for, from which a lock file is made."""
    asked: list[str] = [*project()["project"]["dependencies"]]
    if lock in (CARDS, DEVELOPMENT):
        asked += project()["project"]["optional-dependencies"]["cards"]
    if lock == DEVELOPMENT:
        asked += project()["dependency-groups"]["dev"]
    return [*map(Requirement, asked)]


def locked(lock: Path, environment: Environment = HERE) -> dict[str, Requirement]:
    """What a lock file has installed in an environment, by canonical name."""
    return {canonicalize_name(each.name): each for each in _pinned(lock) if holds(each, environment)}


@cache
def _pinned(lock: Path) -> tuple[Requirement, ...]:
    return tuple(map(Requirement, pins(lock.read_text("utf-8"))))


def holds(requirement: Requirement, environment: Environment, extra: str = "") -> bool:
    """Whether a requirement counts in an environment, asked for with an extra."""
    return requirement.marker is None or requirement.marker.evaluate({**environment, "extra": extra})


def closure(asked: Iterable[Requirement], environment: Environment) -> Iterator[tuple[str, Requirement]]:
    """Everything that is needed, with who needs it: what was asked for, and what that requires, extras included.

    What is not installed here, being for another system, counts as needing nothing.
    """
    pending = [("the project", each) for each in asked if holds(each, environment)]
    visited = set[tuple[str, str]]()
    while pending:
        asker, requirement = pending.pop()
        yield asker, requirement
        for extra in ("", *requirement.extras):
            if (canonicalize_name(requirement.name), extra) in visited:
                continue
            visited.add((canonicalize_name(requirement.name), extra))
            pending += [
                (f"{requirement.name}[{extra}]" if extra else requirement.name, needed)
                for needed in required_by(requirement.name)
                if holds(needed, environment, extra) and (not extra or not holds(needed, environment))
            ]


@cache
def required_by(name: str) -> tuple[Requirement, ...]:
    """What an installed package requires."""
    try:
        return tuple(map(Requirement, distribution(name).requires or []))
    except PackageNotFoundError:
        return ()


__all__ = ["CARDS", "DEVELOPMENT", "EVERYWHERE", "HERE", "ROOT", "RUNTIME", "asked_for", "closure", "locked", "project"]
