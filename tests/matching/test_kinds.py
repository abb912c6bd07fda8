"""What kind of answer a question wants."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.language.answer_types import AnswerType, kind_lift, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("how many books may i borrow", AnswerType.QUANTITY),
        ("what does a late book cost", AnswerType.QUANTITY),
        ("一共有多少本书", AnswerType.QUANTITY),
        ("who looks after the library", AnswerType.PERSON),
        ("谁是馆长", AnswerType.PERSON),
        ("when does it open", AnswerType.TIME),
        ("what year was it built", AnswerType.TIME),
        ("什么时候开门", AnswerType.TIME),
        ("where is the library", AnswerType.PLACE),
        ("图书馆在哪里", AnswerType.PLACE),
        ("why is it closed", AnswerType.REASON),
        ("为什么关门", AnswerType.REASON),
        ("how do i get a card", AnswerType.MANNER),
        ("怎么办卡", AnswerType.MANNER),
        ("what is a reading room", AnswerType.MEANING),
        ("阅览室是什么", AnswerType.MEANING),
        ("is it open on sunday", AnswerType.YES_NO),
        ("周日开门吗", AnswerType.YES_NO),
        ("opening hours", AnswerType.OTHER),
        ("", AnswerType.OTHER),
    ],
)
def test_the_wording_tells_what_is_asked_for(text: str, kind: AnswerType) -> None:
    assert kind_of(text) is kind


def test_an_entry_asked_for_its_price_is_asked_for_quantities_more_often_than_others() -> None:
    price, place = [["how", "much", "is", "it"], ["what", "does", "it", "cost"]], [["where", "is", "it"]]
    lift = kind_lift([*price, *place], np.array([0, 2, 3], np.int32))
    assert lift[0, AnswerType.QUANTITY] > 0 > lift[1, AnswerType.QUANTITY]
    assert lift[1, AnswerType.PLACE] > 0 > lift[0, AnswerType.PLACE]


def test_no_entries_are_asked_for_nothing() -> None:
    assert kind_lift([], np.zeros(1, np.int32)).shape == (0, len(AnswerType))
