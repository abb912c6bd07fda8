"""Which tests take long: `make quick` leaves out what is marked thorough here, `make test` what is marked slow.

Measuring coverage makes Python code take twice as long, so the figure is what is covered at least: it leaves out what
only tries the same in other ways.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Generator, Sequence

import pytest

from bot.settings import ROOT

THOROUGH = (
    "sandbox/tests/bots/",
    "sandbox/tests/people/",
    "sandbox/tests/test_packaging.py",
    "sandbox/tests/test_process.py",
    "sandbox/tests/test_scenes.py",
    "tests/answering/",
    "tests/cli/test_curating.py",
    "tests/cli/test_keeping.py",
    "tests/cli/test_path_parsers.py",
    "tests/cli/test_process.py",
    "tests/daily/test_calendar.py",
    "tests/daily/test_chaos.py",
    "tests/daily/test_crashes.py",
    "tests/daily/test_processes.py",
    "tests/daily/test_runner.py",
    "tests/demo/",
    "tests/discord_app/test_complaints.py",
    "tests/discord_app/test_curate.py",
    "tests/discord_app/test_daily.py",
    "tests/discord_app/test_daily_cards.py",
    "tests/discord_app/test_daily_life.py",
    "tests/discord_app/test_daily_set.py",
    "tests/discord_app/test_daily_stored.py",
    "tests/discord_app/test_feedback.py",
    "tests/discord_app/test_library.py",
    "tests/discord_app/test_render.py",
    "tests/discord_app/test_run.py",
    "tests/discord_app/test_waiting.py",
    "tests/discord_app/test_walks.py",
    "tests/discord_app/test_without_intent.py",
    "tests/e2e/",
    "tests/evaluating/",
    "tests/examples/",
    "tests/installing/",
    "tests/library/",
    "tests/matching/test_attribute_decoys.py",
    "tests/matching/test_engine.py",
    "tests/matching/test_judges_apart.py",
    "tests/matching/test_pinyin.py",
    "tests/matching/test_robustness.py",
    "tests/pack/test_article_words.py",
    "tests/pack/test_mutations.py",
    "tests/storage/test_migrating.py",
    "tests/test_benchmarks.py",
)
"""Files and folders whose tests start processes, build engines over and over, or try hundreds of cases.

So are files that ask the engine of the shipped pack, which takes seconds to build: they import `shipped_engine`.
"""
ALONE = frozenset({"browser", "fresh", "slow", "soak"})
"""Markers that each have a target of their own; a test bears one of them at most."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark what is thorough, before tests are chosen by their markers."""
    for item in items:
        if " at 0x" in item.nodeid:
            raise pytest.UsageError(
                f"{item.nodeid} is called otherwise in each process, so no two could share the tests."
            )
        path = item.path.relative_to(ROOT).as_posix()
        if path.startswith(THOROUGH) or _needs_server(item) or _asks_the_shipped_pack(item):
            item.add_marker("thorough")
        if _needs_server(item) and path.startswith(SLOW_ON_POSTGRESQL) and not ALONE.intersection(item.keywords):
            item.add_marker("slow")
        targets = ALONE.intersection(marker.name for marker in item.iter_markers())
        if len(targets) > 1:
            raise pytest.UsageError(f"{item.nodeid} bears {sorted(targets)}, so two targets would run it.")


SLOW_ON_POSTGRESQL = ("tests/daily/test_crashes.py", "tests/daily/test_processes.py")
"""Files whose tests start many processes, or die in many places, on one kind of database; `make slow` tries both."""
UNMEASURED = (
    "tests/daily/test_calendar.py",
    "tests/daily/test_chaos.py",
    "tests/daily/test_crashes.py",
    "tests/daily/test_processes.py",
    "tests/daily/test_runner.py",
    "tests/daily/test_zones.py::test_no_part_of_a_name",
    "tests/discord_app/test_daily_cards.py::test_every",
    "tests/discord_app/test_render.py",
    "tests/discord_app/test_walks.py",
    "tests/e2e/",
    "tests/evaluating/test_advice.py::test_the_command",
    "tests/examples/",
    "tests/installing/",
    "tests/matching/test_asked_languages.py",
    "tests/matching/test_confidence_promises.py",
    "tests/matching/test_languages.py",
    "tests/matching/test_near_misses.py",
    "tests/matching/test_pinyin.py",
    "tests/matching/test_questioning.py::test_a_glance_misses_nothing",
    "tests/matching/test_robustness.py",
    "tests/matching/test_scripts_and_spellings.py",
    "tests/matching/test_shipped_answers.py",
    "tests/matching/test_spoken.py",
    "tests/pack/test_mutations.py",
    "tests/quizzing/test_one_right_choice.py",
    "tests/test_codebase.py",
    "tests/test_golden.py",
)
"""Files and folders whose tests go where others have been, many times over."""
EVERY_CASE = ("tests/answering/", "tests/cli/", "tests/importing/", "tests/pack/", "tests/storage/")
"""Where the cases of a test with parameters take different ways; elsewhere one of them is measured."""
_measured: set[str] = set()
"""Tests of which a case has been measured in this process."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Keep coverage from tracing what needs no measuring."""
    trace, test = sys.gettrace(), item.nodeid.split("[")[0]
    if test.startswith(UNMEASURED) or (test in _measured and not test.startswith(EVERY_CASE)):
        sys.settrace(None)
    _measured.add(test)
    try:
        return (yield)
    finally:
        sys.settrace(trace)


def _asks_the_shipped_pack(item: pytest.Item) -> bool:
    """Whether a test stands in a file that asks the engine of the shipped pack."""
    return isinstance(item, pytest.Function) and hasattr(item.module, "shipped_engine")


def pytest_collection_finish() -> None:
    """Take tests and modules out of the garbage collector's sight: they stay."""
    gc.collect()
    gc.freeze()


def _needs_server(item: pytest.Item) -> bool:
    """Whether a test runs on PostgreSQL."""
    return isinstance(item, pytest.Function) and "postgresql" in item.name
