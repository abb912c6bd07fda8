"""The tests that the targets of the Makefile run are all tests together, and none is run by two of them."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator, Mapping

from bot.settings import ROOT
from tests.speed import ALONE, EVERY_CASE, SLOW_ON_POSTGRESQL, THOROUGH, UNMEASURED

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
SMALLER: Mapping[str, str] = {"quick": "test"}
"""Targets that run a part of what another runs."""


def chosen(command: str) -> str:
    """The expression of markers in a command of pytest; the one in the settings when it has none of its own."""
    found = re.search(r"-m ('[^']+'|\"[^\"]+\"|\w+)(?= |$)", command.split("-m pytest", 1)[-1])
    return found[1].strip("'\"") if found else chosen(f"-m pytest {SETTINGS['addopts']}")


def targets() -> Mapping[str, str]:
    """Every target that runs pytest, with the expression by which it chooses tests."""
    recipes = re.findall(r"^([\w-]+):[^\n]*\n((?:\t[^\n]*\n)+)", MAKEFILE, re.MULTILINE)
    lines = {name: [line for line in recipe.splitlines() if "-m pytest" in line] for name, recipe in recipes}
    return {name: chosen(found[0].strip()) for name, found in lines.items() if found}


def takes(expression: str, marked: frozenset[str]) -> bool:
    """Whether an expression takes a test that bears these markers."""
    return bool(eval(expression, {}, {name: name in marked for name in names()}))


def names() -> list[str]:
    return [marker.split(":")[0] for marker in SETTINGS["markers"]]


def marked() -> Iterator[frozenset[str]]:
    """Every way in which a test can be marked."""
    for alone in (frozenset[str](), *(frozenset({name}) for name in ALONE)):
        yield alone
        yield alone | {"thorough"}


def test_every_marker_has_a_place() -> None:
    assert set(names()) == ALONE | {"thorough"}


def test_whatever_a_test_is_marked_with_one_target_runs_it() -> None:
    whole = {name: expression for name, expression in targets().items() if name not in SMALLER}
    for markers in marked():
        runners = [name for name, expression in whole.items() if takes(expression, markers)]
        assert len(runners) == 1, f"a test marked {sorted(markers)} is run by {runners}"


def test_a_smaller_target_runs_nothing_that_the_larger_leaves_out() -> None:
    known = targets()
    for small, large in SMALLER.items():
        for markers in marked():
            assert not takes(known[small], markers) or takes(known[large], markers), (small, sorted(markers))


def test_what_is_called_thorough_or_left_unmeasured_is_there() -> None:
    named = (*THOROUGH, *UNMEASURED, *EVERY_CASE, *SLOW_ON_POSTGRESQL)
    assert [path for path in named if not (ROOT / path.partition("::")[0]).exists()] == []


def test_continuous_integration_runs_every_target_that_a_change_must_pass() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    beside = (shlex.split(found) for found in re.findall(r'^beside "[^"]+" (.+) &$', script, re.MULTILINE))
    called = {*re.findall(r"make ([\w-]+)", script), *(each.split()[0] for some in beside for each in some)}
    assert set(targets()) - called == {"quick", "soak-long"}, "the first is a part of `test`, the other takes an hour"
