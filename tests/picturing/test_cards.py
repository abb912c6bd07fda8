"""Cards: what stands in the picture is what the pack has, letter by letter, and nothing in it is read as markup."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.pack.models import Pack
from bot.picturing import (
    CardText,
    Pictures,
    Undrawable,
    UndrawableError,
    citation_card,
    quote_card,
    term_card,
)
from bot.picturing.typesetting import Typesetter
from bot.translations import voice
from tests.support.packs import shipped_pack

from .conftest import letters, read_back

PLAIN = CardText("Words.", "— Ada Brook 2021, ¶3", "Trams", 0xB3261E, "en", who="Ada Brook", role="Driver", quoted=True)
AWKWARD = (
    '#panic() #import "x" $x^2$ *bold* _slanted_ \\ "straight" \'single\' `raw` <label> @reference',
    "= No heading\n- no list\n+ nor this / term: nothing // no comment /* nor this */",
    "[content] {code} ~ -- --- ... https://example.org \\u{41} &amp; <b>x</b>",
    "新质生产力“具有”高科技、高效能、高质量特征。",
    "發展新質生產力，臺灣用的字",
    "xīn zhì shēng chǎn lì",
    "First line\nsecond line",
)


def every_card(pack: Pack) -> list[CardText]:
    """A card of every quote, of every term, and of every passage cited by an answer, in one language or the other."""
    en, zh = voice("en"), voice("zh")
    cited = [citation for question in pack.questions for citation in question.citations]
    return [
        *(quote_card(pack, quote, say) for quote in pack.quotes for say in (en, zh)),
        *(term_card(pack, term, say) for term in pack.terms for say in (en, zh)),
        *(citation_card(pack, citation, en) for citation in cited),
    ]


def test_the_words_of_a_quote_and_of_a_citation_stand_in_the_paragraph_that_is_named() -> None:
    pack = shipped_pack()
    cited = [citation for question in pack.questions for citation in question.citations]
    for citation in (*(quote.citation for quote in pack.quotes), *cited):
        card = citation_card(pack, citation, voice("en"))
        assert card.words in pack.passage(citation).text
        assert card.source == f"— {pack.source(citation.article, citation.paragraph)}"
    for quote in pack.quotes:
        card = quote_card(pack, quote, voice("en"))
        assert card.words in pack.passage(quote.citation).text
        assert pack.source(quote.article, quote.paragraph) in card.source


def test_the_document_says_what_the_pack_says(typesetter: Typesetter) -> None:
    cards = every_card(shipped_pack())
    for card in cards[:: len(cards) // 60]:
        assert letters(read_back(typesetter.pdf(card))) == letters("".join(card.lines))


@pytest.mark.slow
def test_every_document_says_what_the_pack_says(typesetter: Typesetter) -> None:
    for card in dict.fromkeys(every_card(shipped_pack())):
        assert letters(read_back(typesetter.pdf(card))) == letters("".join(card.lines))


@pytest.mark.parametrize("words", AWKWARD)
def test_whatever_a_text_holds_is_drawn_and_not_carried_out(typesetter: Typesetter, words: str) -> None:
    every = replace(PLAIN, words=words, heading=words, under=words, who=words, role=words, source=words, title=words)
    assert letters(read_back(typesetter.pdf(every))) == letters("".join(every.lines))


def test_text_that_runs_from_right_to_left_keeps_its_letters(typesetter: Typesetter) -> None:
    mixed = replace(PLAIN, words="Hebrew \u05e9\u05dc\u05d5\u05dd and \u200fmarks\u200e amid Latin")
    said = letters(read_back(typesetter.pdf(mixed)))
    unseen = {"\u200e", "\u200f"}
    assert sorted({*said} - unseen) == sorted({*letters("".join(mixed.lines))} - unseen)


def test_a_picture_is_as_wide_as_a_card_and_no_higher_than_it_must_be(typesetter: Typesetter) -> None:
    short, long = (
        Image.open(BytesIO(typesetter.png(replace(PLAIN, words=words))))
        for words in ("Words.", "Some more words. " * 60)
    )
    assert short.format == "PNG"
    assert short.width == long.width == 960
    assert short.height < long.height < 2_000


def test_what_does_not_fit_in_the_smallest_size_stays_text(typesetter: Typesetter) -> None:
    with pytest.raises(UndrawableError) as caught:
        typesetter.png(replace(PLAIN, words="Far too many words. " * 200))
    assert caught.value.reason is Undrawable.LONG


def test_what_no_font_has_stays_text_and_is_not_drawn_as_a_box(typesetter: Typesetter) -> None:
    with pytest.raises(UndrawableError) as caught:
        typesetter.png(replace(PLAIN, words="A character that is none: \u0378"))
    assert caught.value.reason is Undrawable.GLYPH


def test_a_picture_is_made_once_and_a_refusal_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    made = list[str]()

    def png(_self: Typesetter, card: CardText) -> bytes:
        made.append(card.words)
        if not card.words:
            raise UndrawableError(Undrawable.LONG)
        return b"png"

    monkeypatch.setattr(Typesetter, "png", png)
    pictures = Pictures()
    for _ in range(2):
        assert pictures.png(PLAIN) == b"png"
        with pytest.raises(UndrawableError):
            pictures.png(replace(PLAIN, words=""))
    assert made == ["Words.", ""]


def test_the_cache_is_bounded_and_keeps_what_was_asked_for_last(monkeypatch: pytest.MonkeyPatch) -> None:
    made = list[str]()

    def png(_self: Typesetter, card: CardText) -> bytes:
        made.append(card.words)
        return bytes(3_000_000)

    monkeypatch.setattr(Typesetter, "png", png)
    pictures = Pictures()
    for number in (1, 2, 3, 4, 5, 1, 6, 1, 2):
        pictures.png(replace(PLAIN, words=str(number)))
    assert made == ["1", "2", "3", "4", "5", "6", "2"]  # 6 pushes out 2, which was asked for the longest ago
