"""Time zones by the names that people give them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text import fold
from bot.times.offsets import say_offset
from bot.times.zone_places import COMMON, gazetteer, places
from bot.times.zone_rules import zone_names
from bot.times.zones import find_zones, known_zone, say_zone, zone_meant

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
        ("ROK", "Asia/Seoul"),
        ("Atlanta", "America/New_York"),
        ("NYC", "America/New_York"),
        ("Barcelona", "Europe/Madrid"),
        ("München", "Europe/Berlin"),
        ("北京时间", "Asia/Shanghai"),
        ("中国上海", "Asia/Shanghai"),
        ("London time", "Europe/London"),
        ("hora de Madrid", "Europe/Madrid"),
        ("London, UK", "Europe/London"),
        ("Vancouver, BC, Canada", "America/Vancouver"),
        ("Portland, OR", "America/Los_Angeles"),
        ("Birmingham, Alabama", "America/Chicago"),
        ("California", "America/Los_Angeles"),
        ("Japan", "Asia/Tokyo"),
        ("UTC+0", "UTC"),
        ("EST5EDT", "America/New_York"),
    ],
)
def test_free_text_is_taken_where_it_means_one_zone(typed: str, zone: str) -> None:
    assert zone_meant(typed, WINTER) == zone


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("", "Asia/Shanghai"),
        ("b", "Asia/Shanghai"),
        ("America", "America/New_York"),
        ("Russia", "Europe/Moscow"),
        ("UTC+8", "Asia/Shanghai"),
        ("UTC＋８：００", "Asia/Shanghai"),
        ("UTC−5", "America/New_York"),
        ("东八区", "Asia/Shanghai"),
        ("西五区", "America/New_York"),
        ("东十二区", "Pacific/Fiji"),
        ("PT", "America/Los_Angeles"),
        ("ET", "America/New_York"),
        ("CST", "America/Chicago"),
        ("IST", "Asia/Kolkata"),
        ("EST", "America/New_York"),
        ("GMT", "Europe/London"),
        ("JST", "Asia/Tokyo"),
        ("Eastern Time", "America/New_York"),
        ("美国东部时间", "America/New_York"),
        ("London, Ontario", "America/Toronto"),
        ("Paris, Texas", "America/Chicago"),
        ("Melbourne, Florida", "America/New_York"),
        ("Moscow, Idaho", "America/Boise"),
        ("Portland", "America/Los_Angeles"),
        ("CA", "America/Los_Angeles"),
        ("LA", "America/Los_Angeles"),
        ("Georgia", "Asia/Tbilisi"),
        ("Washington", "America/Los_Angeles"),
        ("Victoria", "Australia/Melbourne"),
        ("US", "America/New_York"),
        ("new yrok", "America/New_York"),
        ("San Jose, Costa Rica", "America/Costa_Rica"),
    ],
)
def test_what_is_not_exactly_one_zone_is_offered_and_not_taken(typed: str, near: str) -> None:
    assert zone_meant(typed, WINTER) is None
    assert near in find_zones(typed, WINTER)


@pytest.mark.parametrize("offset", ["UTC+15", "-99", "东十五区"])
def test_an_offset_that_there_is_nowhere_finds_nothing(offset: str) -> None:
    assert zone_meant(offset, WINTER) is None
    assert find_zones(offset, WINTER) == []


def test_no_part_of_a_name_is_taken_for_the_name() -> None:
    for zone in sorted(zone_names()):
        city = zone.rpartition("/")[2].replace("_", " ")
        for part in (city[: len(city) // 2], city[1:], f"{city}x"):
            taken = zone_meant(part, WINTER)
            assert taken is None or fold(part).replace(" ", "") in say_everywhere(taken), part


def say_everywhere(zone: str) -> str:
    """All names of a zone's places, each without blanks, in one text."""
    place = next((place for place in places() if place.zone == zone), None)
    names = (zone,) if place is None else (zone, *(name for town in place.towns for name in town.names))
    return " ".join(fold(name).replace(" ", "") for name in names)


def test_a_zone_in_the_gazetteer_and_a_region_exists() -> None:
    for zone in (*gazetteer().cities, *(zone for row in gazetteer().regions.values() for zone in row.zones)):
        assert zone in {place.zone for place in places()}, zone
    codes = [code for rows in gazetteer().cities.values() for code, *_ in rows if code]
    assert {*codes} <= {*gazetteer().regions}


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
    for zone in COMMON:
        assert known_zone(zone) == zone
        ZoneInfo(zone)


@pytest.mark.slow
@settings(deadline=None)
@given(st.text(max_size=12))
def test_nothing_that_is_typed_makes_finding_fail(typed: str) -> None:
    for zone in find_zones(typed, WINTER):
        ZoneInfo(zone)
    zone_meant(typed, WINTER)
