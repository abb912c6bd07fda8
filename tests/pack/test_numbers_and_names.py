"""Numbers and names as two languages write them."""

from __future__ import annotations

import pytest

from bot.pack.checks.sourcing.numbers import unsupported
from bot.pack.checks.sourcing.proper_names import Known, Usage, names_in, usage


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("17.36%", "accounting for 17.36 percent"),
        ("21万亿元", "21 trillion yuan"),
        ("944万辆", "9.44 million units"),
        ("5.4亿千瓦", "540 million kilowatts"),
        ("3千亿元", "300 billion yuan"),
        ("2百万", "2 million"),
        ("12,000 people", "12000 people"),
        ("1.2万人", "12,000 people"),
        ("54%", "up 54.0%"),
        ("１２％", "12%"),
        ("19世纪70年代", "in the 1870s"),
        ("20世纪 70 年代", "the 1970s"),
        ("1970年代", "the 1970s"),
        ("70年代", "the 1970s"),
        ("2024年5月30日", "Updated: 2024-05-30"),
        ("30 May 2024", "2024-05-30"),
        ("2024-05-30", "May 30, 2024"),
        ("更新于2024-05-30的文章", "May 30, 2024"),
        ("5月", "published in May"),
        ("12月", "held in December last year"),
        ("12 月", "Dec 3"),
        ("9月28日", "Sept 28"),
        ("3月", "March 06, 2024"),
        ("in December", "2023-12"),
        ("第11期", "this year's 11th issue"),
        ("3D打印", "3D printing"),
        ("3种", "three kinds"),
        ("3种", "Three kinds"),
        ("3 kinds", "三大战略"),
        ("11 kinds", "十一种"),
        ("20 kinds, 21 kinds", "二十种，二十一种"),
        ("10 kinds", "十种"),
        ("十种 or ten kinds", "not judged when written out"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(text: str, held: str) -> None:
    assert unsupported(text, held) == ()


@pytest.mark.parametrize(
    ("text", "held", "told"),
    [
        ("17.63%", "17.36%", ("17.63",)),
        ("21亿元", "21 trillion yuan", ("21亿",)),
        ("9.44 billion", "9.44 million", ("9.44 billion",)),
        ("19世纪70年代", "the 1970s", ("19世纪70年代",)),
        ("80年代", "the 1970s", ("80年代",)),
        ("11月", "in December", ("11月",)),
        ("in November", "2024-12-03", ("November",)),
        ("12月", "12 people", ("12月",)),
        ("12个月", "December", ("12",)),
        ("3月", "It may march on.", ("3月",)),
        ("5月", "May it last. They may.", ("5月",)),
        ("2024-05-31", "2024-05-30", ("2024-05-31",)),
        ("in 2022,2023", "2022", ("2023",)),
        ("7 and 8", "seven", ("8",)),
        ("21 kinds", "二十种", ("21",)),
    ],
)
def test_another_number_is_told_as_it_is_written(text: str, held: str, told: tuple[str, ...]) -> None:
    assert unsupported(text, held) == told


USED = usage(["The engine runs. An engine stops when Ada Finch looks, and Finch.", "Most hens walk."])
NOTHING = Usage(frozenset(), frozenset())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Engine and hens: Walk with Ada Finch.", ["Ada Finch"]),
        ("Ada looks. Hens walk.", ["Ada"]),
        ("Suddenly Zora came. Running, Zora fell.", ["Zora", "Zora"]),
        ("Zora's engine. “Turn” it. Restart: Turn.\nYes", []),
        ("The BBC says it. BBC engines run.", ["BBC", "BBC"]),
        ("Ada-Finch of the North-West Line", ["Ada Finch", "North West Line"]),
        ("It was Ada's Engine in May 2020, and I saw 3D maps (Plan B).", ["Ada", "Engine", "Plan B"]),
        ("Citing the Bureau of Numbers", ["Bureau", "Numbers"]),
        ("第一 Ada 来", ["Ada"]),
        ("", []),
    ],
)
def test_capitals_inside_a_sentence_make_a_name_and_at_its_beginning_unusual_words(text: str, names: list[str]) -> None:
    assert [str(name) for name in names_in(text, USED)] == names


KNOWN = Known(["the Minister Jane Doe's car, R&D and the People's Bank of China", "Ann Roe"])


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("so Jane Doe", True),
        ("so jane DOE's", True),
        ("Meeting Jane Doe", True),
        ("so Doe", True),
        ("so People's Bank", True),
        ("so Ann Roe Minister", True),
        ("so R&D", True),
        ("so Jane Roe", False),
        ("so Janet", False),
        ("so China Ann", False),
        ("so Minister Ann Doe", False),
    ],
)
def test_a_name_is_held_where_its_words_stand_together(text: str, held: bool) -> None:
    assert all(KNOWN.holds(name) for name in names_in(text, NOTHING)) is held


def test_what_two_hold_together_both_hold() -> None:
    (name,) = names_in("so Bob Poe", NOTHING)
    assert not KNOWN.holds(name)
    assert (KNOWN | Known(["Bob Poe"])).holds(name)


def test_a_known_name_that_opens_a_sentence_is_not_taken_for_an_ordinary_word() -> None:
    assert [KNOWN.holds(name) for name in names_in("Finch Doe runs. Meeting Doe, Finch runs.", USED)] == [
        False,
        True,
        False,
    ]
    assert [KNOWN.holds(name) for name in names_in("Unseen Doe runs.", USED)] == [True]
