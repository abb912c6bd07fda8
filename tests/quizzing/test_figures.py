"""Figures of a line: which are amounts, and what could stand in their place."""

from __future__ import annotations

import re
from random import Random

import pytest

from bot.quizzing.figures import figures_in, others


@pytest.mark.parametrize(
    ("line", "language", "found"),
    [
        ("Output rose to 9.44 million units, up 30.3%.", "en", ["9.44 million", "30.3%"]),
        ("Since 2023 it has begun; the 1870s saw the first.", "en", ["2023", "1870s"]),
        ("After three months a card costs 5 €.", "en", ["5 €", "three"]),
        ("Ein Tag kostet 6 €, MDF geht bis 4 mm.", "de", ["6 €", "4"]),
        ("产量达944万辆，增长30.3%。", "zh", ["944万", "30.3%"]),
        ("On Sept 28, 2023 the 11th issue, No. 3, of 60 × 40 cm, 2 to 5 pm.", "en", ["2023"]),
        ("There are six areas: land, sea, air, space, mind and soil.", "en", []),
        ("It takes one to two hours for 4–6 people.", "en", []),
    ],
)
def test_amounts_and_years_are_found_and_dates_ranges_ordinals_and_what_can_be_counted_are_not(
    line: str, language: str, found: list[str]
) -> None:
    assert [figure.text.strip() for figure in figures_in(line, language)] == found


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("It rose by 54.0% in a year.", r"\d\d\.0%"),
        ("It costs 1,250,000 yuan to build.", r"(\d,)?\d{3},\d{3}"),
        ("The output came to 540 million kilowatts.", r"\d{3} million"),
        ("Open until 7 pm every day.", r"\d{1,2}"),
    ],
)
def test_another_figure_is_written_like_it_and_is_of_its_magnitude(line: str, shape: str) -> None:
    figure = next(figures_in(line, "en"))
    made = others(figure, line, "", "en", Random(1))
    assert len(made) >= 3
    for other in made:
        assert re.fullmatch(shape, other.text.strip()), other
        assert figure.value / 4 <= other.value <= figure.value * 2


def test_no_figure_of_the_passage_is_offered() -> None:
    line = "MDF up to 4 mm."
    figure = next(figures_in(line, "en"))
    made = others(figure, line, "Plywood up to 6 mm, MDF up to 4 mm, acrylic up to 8 mm.", "en", Random(1))
    assert not {other.value for other in made} & {4.0, 6.0, 8.0}
