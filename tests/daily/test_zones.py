"""Time zones by the names that people give them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.times.zones import ALSO, COMMON, find_zones, known_zone, say_offset, say_zone, zone_meant

WINTER, SUMMER = datetime(2026, 1, 10, tzinfo=UTC), datetime(2026, 7, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Beijing", "Asia/Shanghai"),
        ("北京", "Asia/Shanghai"),
        ("new york", "America/New_York"),
        ("纽约", "America/New_York"),
        ("new yrok", "America/New_York"),
        ("san fr", "America/Los_Angeles"),
        ("旧金山", "America/Los_Angeles"),
        ("臺北", "Asia/Taipei"),
        ("Calcutta", "Asia/Kolkata"),
        ("São Paulo", "America/Sao_Paulo"),
        ("China", "Asia/Shanghai"),
        ("Pacific Time", "America/Los_Angeles"),
        ("EST", "America/New_York"),
        ("Germany", "Europe/Berlin"),
        ("德国", "Europe/Berlin"),
        ("europe/ber", "Europe/Berlin"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("+8", "Asia/Shanghai"),
        ("utc", "UTC"),
    ],
)
def test_the_zone_that_is_meant_comes_first(typed: str, first: str) -> None:
    assert find_zones(typed, WINTER)[0] == first


def test_before_anything_is_typed_common_zones_are_offered() -> None:
    assert find_zones("", WINTER) == list(COMMON)


def test_what_is_no_place_finds_nothing() -> None:
    assert find_zones("xyzzy", WINTER) == []
    assert zone_meant("xyzzy", WINTER) is None


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("asia/shanghai", "Asia/Shanghai"),
        ("US/Pacific", "US/Pacific"),
        ("america/new york", "America/New_York"),
        ("Beijing", "Asia/Shanghai"),
        ("tokio", "Asia/Tokyo"),
        ("Beijing, China", "Asia/Shanghai"),
        ("EST", "America/New_York"),
    ],
)
def test_free_text_is_taken_where_it_means_one_zone(typed: str, zone: str) -> None:
    assert zone_meant(typed, WINTER) == zone


@pytest.mark.parametrize("typed", ["", "b", "America", "Russia", "UTC+8"])
def test_free_text_that_fits_several_zones_is_not_guessed_at(typed: str) -> None:
    assert zone_meant(typed, WINTER) is None


def test_an_offset_is_the_one_of_the_season() -> None:
    assert say_offset("America/New_York", WINTER) == "UTC-5"
    assert say_offset("America/New_York", SUMMER) == "UTC-4"
    assert say_offset("Asia/Kolkata", SUMMER) == "UTC+5:30"
    assert "America/New_York" in find_zones("-4", SUMMER)
    assert "America/New_York" not in find_zones("-4", WINTER)


def test_a_zone_is_said_in_both_languages_by_the_city_that_was_asked_for() -> None:
    assert say_zone("Asia/Shanghai", "en") == "Shanghai, China"
    assert say_zone("Asia/Shanghai", "zh") == "中国 上海"
    assert say_zone("Asia/Shanghai", "en", "beij") == "Beijing, China"
    assert say_zone("Asia/Shanghai", "zh", "北京") == "中国 北京"
    assert say_zone("Asia/Singapore", "en") == "Singapore"
    assert say_zone("Asia/Hong_Kong", "zh") == "香港"
    assert say_zone("US/Pacific", "en") == "US/Pacific"


def test_every_zone_named_here_exists() -> None:
    for zone in (*COMMON, *ALSO):
        assert known_zone(zone) == zone
        ZoneInfo(zone)


@pytest.mark.slow
@settings(deadline=None)
@given(st.text(max_size=12))
def test_nothing_that_is_typed_makes_finding_fail(typed: str) -> None:
    for zone in find_zones(typed, WINTER):
        ZoneInfo(zone)
    zone_meant(typed, WINTER)
