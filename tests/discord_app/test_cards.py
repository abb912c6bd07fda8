"""Long texts on pages: no page is larger than what Discord takes, however many bytes or marks its letters need."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.discord_app.components.cards import Card, Piece, prose
from tests.support.payloads import check_components, text_of


def pages_of(pieces: Sequence[Piece]) -> list[str]:
    """What each page says, each held against Discord's limits."""
    card = Card(tuple(pieces), accent=0)
    drawn = [card.view(number).to_components() for number in range(len(card.pages()))]
    for page in drawn:
        check_components(page)
    return [text_of(page) for page in drawn]


@pytest.mark.parametrize("letter", ["长", "𠀀", "a", "*"])
def test_no_page_comes_near_the_size_at_which_messages_were_seen_to_fail(letter: str) -> None:
    pages = pages_of(prose(f"{letter * 99} " * 120))
    assert len(pages) > 1
    assert max(len(page.encode()) for page in pages) < 10_000, "discord-api-docs#8554"


def test_chinese_is_put_on_pages_by_its_bytes_and_fills_them() -> None:
    pages = pages_of([Piece("长" * 500)] * 20)
    assert [len(page.encode()) // 1000 for page in pages[:-1]] == [7] * (len(pages) - 1)


def test_a_text_with_more_bold_stretches_than_fit_stays_on_its_page() -> None:
    text = "a b " * 700
    pieces = prose(text, [(start, start + 1) for start in range(0, len(text), 2)])
    pages = pages_of(pieces)
    said = "".join(pages)
    assert "**a** **b**" in said
    assert said.replace("*", "").split("-#")[0].startswith("a b a b")
    assert max(len(piece.markdown) for piece in pieces) <= 4_000
