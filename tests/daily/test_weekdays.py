"""Days of the week as people type them, and as they are said back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.times.weekdays import EVERY_DAY, near_days, read_days, say_days, written


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mon,wed,fri", {1, 3, 5}),
        ("Monday and Thursday", {1, 4}),
        ("Mon Tue", {1, 2}),
        ("tues, thurs.", {2, 4}),
        ("Sundays", {7}),
        ("mon-fri", {1, 2, 3, 4, 5}),
        ("Friday to Monday", {5, 6, 7, 1}),
        ("mon – wed, sat", {1, 2, 3, 6}),
        ("weekdays", {1, 2, 3, 4, 5}),
        ("Weekend", {6, 7}),
        ("on weekdays", {1, 2, 3, 4, 5}),
        ("every day", EVERY_DAY),
        ("周一三五", {1, 3, 5}),
        ("周一、周三和周五", {1, 3, 5}),
        ("星期二、星期天", {2, 7}),
        ("周一到周五", {1, 2, 3, 4, 5}),
        ("週六至日", {6, 7}),
        ("工作日", {1, 2, 3, 4, 5}),
        ("每天", EVERY_DAY),
        ("每周日", {7}),
    ],
)
def test_days_are_read_as_they_are_meant(typed: str, meant: set[int]) -> None:
    assert read_days(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "m", "someday", "mon, funday", "mon-", "mon-tue-wed", "周八", "8", "周一三到周五"]
)
def test_what_is_no_day_is_not_guessed_at(typed: str) -> None:
    assert read_days(typed) is None


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("135", {1, 3, 5}),
        ("1,3,5", {1, 3, 5}),
        ("1-5", {1, 2, 3, 4, 5}),
        ("１－５", {1, 2, 3, 4, 5}),
        ("6–2, 4", {6, 7, 1, 2, 4}),
        ("0-4", None),
        ("soon", None),
    ],
)
def test_numbers_name_no_day_and_what_they_may_mean_is_told(typed: str, near: set[int] | None) -> None:
    assert read_days(typed) is None
    assert near_days(typed) == near


def test_days_are_said_in_both_languages() -> None:
    assert say_days(frozenset({5, 1, 3}), "en") == "Monday, Wednesday, and Friday"
    assert say_days(frozenset({5, 1, 3}), "zh") == "星期一、星期三和星期五"


@settings(deadline=None)
@given(st.frozensets(st.integers(1, 7), min_size=1))
def test_every_set_of_days_is_read_back_from_what_is_written_and_said(days: frozenset[int]) -> None:
    assert read_days(written(days)) == days
    assert read_days(say_days(days, "en")) == days
    assert read_days(say_days(days, "zh")) == days


@settings(deadline=None)
@given(st.text(max_size=12))
def test_nothing_that_is_typed_makes_reading_fail(typed: str) -> None:
    read_days(typed)
    near_days(typed)
