"""Times of day as people type them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.times.clock_times import near_times, read_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8:30", time(8, 30)),
        ("08:30", time(8, 30)),
        ("0830", time(8, 30)),
        ("20.30", time(20, 30)),
        ("20h30", time(20, 30)),
        ("８：３０", time(8, 30)),
        ("8", time(8)),
        ("8 o'clock", time(8)),
        ("8pm", time(20)),
        ("8:15 P.M.", time(20, 15)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("noon", time(12)),
        ("midnight", time(0)),
        ("6 in the evening", time(18)),
        ("晚上8点", time(20)),
        ("晚上12点", time(0)),
        ("晚上八点半", time(20, 30)),
        ("下午3點一刻", time(15, 15)),
        ("凌晨两点", time(2)),
        ("中午12点", time(12)),
        ("二十点三十五分", time(20, 35)),
        ("八点零五", time(8, 5)),
        ("8点整", time(8)),
    ],
)
def test_a_time_is_read_as_it_is_meant(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "soon", "24:00", "8:60", "monday", "20 am", "早上20点", "8pm am", "1:2:3", "二三点", "9½"]
)
def test_what_is_no_time_is_not_guessed_at(typed: str) -> None:
    assert read_time(typed) is None


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("9.5", [time(9, 5), time(9, 30), time(9, 50)]),
        ("9:5", [time(9, 5), time(9, 50)]),
        ("９．５", [time(9, 5), time(9, 30), time(9, 50)]),
        ("8.5pm", [time(20, 5), time(20, 30), time(20, 50)]),
        ("晚上8点5", [time(20, 5), time(20, 30), time(20, 50)]),
        ("7.7", [time(7, 7), time(7, 42)]),
        ("24:00", [time(0)]),
        ("24点", [time(0)]),
        ("soon", []),
    ],
)
def test_a_doubtful_time_is_not_taken_and_what_it_may_mean_is_told(typed: str, near: list[time]) -> None:
    assert read_time(typed) is None
    assert list(near_times(typed)) == near


@settings(deadline=None)
@given(st.times())
def test_every_minute_of_the_day_is_read_back_from_both_clocks(moment: time) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert read_time(f"{minute:%H:%M}") == minute
    assert read_time(f"{minute:%I:%M %p}") == minute


@settings(deadline=None)
@given(st.text(max_size=12))
def test_nothing_that_is_typed_makes_reading_fail(typed: str) -> None:
    read_time(typed)
    near_times(typed)
