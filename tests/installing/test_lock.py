"""The lock files are complete and exact: what they name is all that is needed, and nothing else is installed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.wheels import INSTEAD

from .locked import CARDS, DEVELOPMENT, EVERYWHERE, HERE, ROOT, RUNTIME, asked_for, closure, locked, project

LOCKS = pytest.mark.parametrize("lock", [RUNTIME, CARDS, DEVELOPMENT], ids=lambda path: path.name)


def test_what_is_locked_is_what_is_installed() -> None:
    wanted = {name: next(iter(pin.specifier)).version for name, pin in locked(DEVELOPMENT).items()}
    assert {name: version(name) for name in wanted} == wanted


@LOCKS
@pytest.mark.parametrize("where", EVERYWHERE)
def test_whatever_a_package_requires_is_locked_on_every_system(lock: Path, where: str) -> None:
    pinned = locked(lock, EVERYWHERE[where])
    wrong = [
        f"{asker} needs {needed}"
        for asker, needed in closure(asked_for(lock), EVERYWHERE[where])
        if (pin := pinned.get(canonicalize_name(needed.name))) is None
        or not needed.specifier.contains(next(iter(pin.specifier)).version, prereleases=True)
    ]
    assert wrong == []


@LOCKS
def test_extras_that_are_asked_for_are_in_the_lock(lock: Path) -> None:
    pinned = locked(lock)
    for asker, needed in closure(asked_for(lock), HERE):
        assert needed.extras <= pinned[canonicalize_name(needed.name)].extras, f"{asker} needs {needed}"


@LOCKS
def test_nothing_is_locked_that_nobody_needs(lock: Path) -> None:
    needed = {canonicalize_name(each.name) for _, each in closure(asked_for(lock), HERE)}
    assert {*locked(lock)} - needed == set()


def test_a_lock_that_lacks_what_an_extra_needs_is_found_out() -> None:
    needed = {str(each) for _, each in closure([Requirement("coverage[toml]")], EVERYWHERE["3.11 Linux x86_64"])}
    assert needed == {"coverage[toml]"}  # tomli is for Python 3.10 and earlier
    needed = {each.name for _, each in closure([Requirement("sqlalchemy[asyncio]")], HERE)}
    assert "greenlet" in needed


@pytest.mark.parametrize("where", EVERYWHERE)
def test_the_tools_of_development_leave_the_versions_of_the_runtime_as_they_are(where: str) -> None:
    development = {name: str(pin.specifier) for name, pin in locked(DEVELOPMENT, EVERYWHERE[where]).items()}
    for lock in (RUNTIME, CARDS):
        for name, pin in locked(lock, EVERYWHERE[where]).items():
            assert development[name] == str(pin.specifier)


def test_pip_finds_no_broken_requirement() -> None:
    checked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_what_is_imported_is_asked_for_by_name() -> None:
    """Not left to a package that happens to bring it; pydantic_core, which pydantic pins exactly, is its other half."""
    asked = {canonicalize_name(each.name) for each in asked_for(CARDS)} | {"pydantic-core"}
    optional = {"matplotlib"}  # `evaluate --plot` says what to install
    brought = packages_distributions()
    for path in (ROOT / "bot").rglob("*.py"):
        for module in imported(path) - {*sys.stdlib_module_names, "bot", "sandbox"}:
            names = {canonicalize_name(name) for name in brought[module]}
            assert names & (asked | optional), f"{path.relative_to(ROOT)} imports {module}"


def imported(path: Path) -> set[str]:
    """The first names of the modules that a file imports."""
    nodes = [*ast.walk(ast.parse(path.read_text("utf-8")))]
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {module.split(".")[0] for module in plain | named}


def test_the_build_is_pinned_with_all_that_it_needs() -> None:
    requires = [*map(Requirement, project()["build-system"]["requires"])]
    pinned = {canonicalize_name(each.name): str(each.specifier) for each in requires}
    needed = {canonicalize_name(each.name) for _, each in closure(requires, HERE)}
    assert needed == {*pinned}
    tested = {name: str(pin.specifier) for name, pin in locked(DEVELOPMENT).items()}
    assert {name: tested[name] for name in pinned} == pinned


def test_the_local_discord_is_built_with_the_same() -> None:
    own = tomllib.loads((ROOT / "sandbox" / "pyproject.toml").read_text("utf-8"))
    assert own["build-system"] == project()["build-system"]


def test_what_the_local_discord_needs_is_installed_with_the_bot() -> None:
    """The demo of a checkout runs it without installing it."""
    own = tomllib.loads((ROOT / "sandbox" / "pyproject.toml").read_text("utf-8"))
    pinned = locked(RUNTIME)
    for needed in map(Requirement, own["project"]["dependencies"]):
        pin = pinned[canonicalize_name(needed.name)]
        assert needed.specifier.contains(next(iter(pin.specifier)).version)


def test_what_stands_in_for_a_package_without_a_wheel_is_told() -> None:
    """For each that is left out somewhere; the one that takes another's place needs no word of its own."""
    dependencies = asked_for(CARDS)
    assert {each.name for each in dependencies if each.marker} - {"opencc-py"} == {*INSTEAD}


@LOCKS
def test_a_lock_says_first_how_much_it_is(lock: Path) -> None:
    first = lock.read_text("utf-8").splitlines()[0]
    assert re.fullmatch(r"# \d+ packages, about \d+ MB to download", first)
