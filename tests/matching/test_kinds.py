"""What kind of answer a question wants."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.kinds import Kind, kind_lift, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("how many books may i borrow", Kind.QUANTITY),
        ("what does a late book cost", Kind.QUANTITY),
        ("一共有多少本书", Kind.QUANTITY),
        ("who looks after the library", Kind.PERSON),
        ("谁是馆长", Kind.PERSON),
        ("when does it open", Kind.TIME),
        ("what year was it built", Kind.TIME),
        ("什么时候开门", Kind.TIME),
        ("where is the library", Kind.PLACE),
        ("图书馆在哪里", Kind.PLACE),
        ("why is it closed", Kind.REASON),
        ("为什么关门", Kind.REASON),
        ("how do i get a card", Kind.MANNER),
        ("怎么办卡", Kind.MANNER),
        ("what is a reading room", Kind.MEANING),
        ("阅览室是什么", Kind.MEANING),
        ("is it open on sunday", Kind.YES_NO),
        ("周日开门吗", Kind.YES_NO),
        ("opening hours", Kind.OTHER),
        ("", Kind.OTHER),
    ],
)
def test_the_wording_tells_what_is_asked_for(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


def test_an_entry_asked_for_its_price_is_asked_for_quantities_more_often_than_others() -> None:
    price, place = [["how", "much", "is", "it"], ["what", "does", "it", "cost"]], [["where", "is", "it"]]
    lift = kind_lift([*price, *place], np.array([0, 2, 3], np.int32))
    assert lift[0, Kind.QUANTITY] > 0 > lift[1, Kind.QUANTITY]
    assert lift[1, Kind.PLACE] > 0 > lift[0, Kind.PLACE]


def test_no_entries_are_asked_for_nothing() -> None:
    assert kind_lift([], np.zeros(1, np.int32)).shape == (0, len(Kind))
