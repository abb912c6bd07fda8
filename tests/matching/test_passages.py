"""Paragraphs are found by their words, ranked, and show what matched where it stands."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.matching.index.passage_search import PassageIndex
from bot.matching.language.highlight import located_words, merged
from bot.matching.language.inflection import base
from bot.matching.reply import PassageHit
from bot.pack.models import Article, ArticleInfo, Paragraph
from bot.pack.reading.draft import read_draft

SEEDS = Path(__file__).parents[2] / "seeds"
LEAFLET = (
    "The village library: a leaflet by the librarian",
    "The library is open on Tuesday and Thursday from two to six. On market days it opens at nine.",
    "Borrowers keep books for three weeks. A loan may be renewed twice unless another reader waits for the book.",
    "An overdue book costs ten pence a day; the fines pay for new picture books, which children choose themselves.",
    "Books that we do not hold come from other libraries. Inter-library loans take about 17.5 days, or 4% longer.",
    "The mobile library stops at the mill, the school and the ferry. The driver takes returned books and orders.",
    "Innovations of this year are a green shelf and a reading circle. Innovative ideas are welcome.",
)
CHINESE = ("图书馆说明", "图书馆每周二和周四开放。", "逾期图书每天罚款十便士。", "流动图书馆停靠学校和渡口。")


@cache
def leaflet() -> PassageIndex:
    return PassageIndex([_article("leaflet", LEAFLET)])


def numbers(hits: tuple[PassageHit, ...]) -> list[int]:
    return [hit.paragraph.number for hit in hits]


def matched(hit: PassageHit) -> list[str]:
    return [hit.paragraph.text[start:end] for start, end in hit.spans]


def test_the_paragraph_that_holds_most_of_the_query_comes_first() -> None:
    assert numbers(leaflet().search("overdue fines"))[0] == 3
    assert numbers(leaflet().search("where does the mobile library stop"))[0] == 5


def test_the_score_is_the_share_of_the_query_that_is_held() -> None:
    whole, half = leaflet().search("green shelf")[0], leaflet().search("green elephant")[0]
    assert whole.score == pytest.approx(1.0)
    assert 0.2 < half.score < 0.6
    assert all(0 < hit.score <= 1 for hit in leaflet().search("library books for children"))


def test_fillers_weigh_next_to_nothing() -> None:
    plain, wordy = leaflet().search("ferry")[0], leaflet().search("what about the ferry")[0]
    assert numbers((plain, wordy)) == [5, 5]
    assert wordy.score > 0.6


@pytest.mark.parametrize("text", ["", "the", "what is it", "???", "elephants", "大象"])
def test_a_query_of_fillers_or_strangers_finds_nothing(text: str) -> None:
    assert leaflet().search(text) == ()


def test_the_byline_block_is_not_searched() -> None:
    assert leaflet().search("leaflet librarian") == ()


def test_matches_are_marked_at_word_boundaries_and_joined_when_they_adjoin() -> None:
    hit = leaflet().search("inter-library loan")[0]
    assert hit.paragraph.number == 4
    assert "Inter-library loans" in matched(hit)
    assert list(hit.spans) == sorted(hit.spans)


def test_a_typed_filler_between_two_matches_is_taken_in() -> None:
    assert matched(leaflet().search("circle of ideas")[0]) == ["circle", "ideas"]
    assert "reading circle" in matched(leaflet().search("reading circle")[0])
    assert "school and the ferry" not in matched(leaflet().search("school ferry")[0])
    assert "returned books and orders" in matched(leaflet().search("returned books and orders")[0])


def test_inflected_and_related_forms_match_and_the_word_itself_counts_most() -> None:
    hit = leaflet().search("innovation")[0]
    assert matched(hit) == ["Innovations", "Innovative"]
    assert leaflet().search("innovator")[0].score < hit.score


@pytest.mark.parametrize("text", ["overdu fins", "ovrdue", "children chose pictre boks"])
def test_misspellings_find_the_same_paragraph(text: str) -> None:
    assert numbers(leaflet().search(text))[0] == 3


def test_numbers_match_whole_and_a_percent_sign_is_a_word() -> None:
    assert matched(leaflet().search("17.5 days")[0])[:1] == ["17.5 days"]
    assert leaflet().search("17") == ()
    assert matched(leaflet().search("4 percent")[0]) == ["4%"]


def test_no_more_paragraphs_are_given_than_asked() -> None:
    assert len(leaflet().search("library books")) > 2
    assert len(leaflet().search("library books", limit=2)) == 2


def test_chinese_is_looked_for_through_the_names_it_translates_to() -> None:
    hits = leaflet().search("逾期罚款是多少", translate=lambda text: ["overdue fine"] if "逾期" in text else [])
    assert numbers(hits)[0] == 3
    assert {"overdue", "fines"} <= set(matched(hits[0]))
    assert leaflet().search("今天", translate=lambda _: []) == ()


def test_latin_words_in_a_chinese_query_count_beside_the_translated_ones() -> None:
    hits = leaflet().search("ferry和图书馆", translate=lambda _: ["library"])
    assert numbers(hits)[0] == 5


def test_english_is_not_translated() -> None:
    assert leaflet().search("elephant", translate=lambda _: ["ferry"]) == ()


def test_chinese_passages_are_found_by_chinese_words_simplified_or_traditional() -> None:
    index = PassageIndex([_article("shuoming", CHINESE)])
    assert numbers(index.search("罚款"))[0] == numbers(index.search("逾期圖書罰款"))[0] == 2
    assert matched(index.search("流動圖書館")[0]) == ["流动图书馆"]


def test_an_empty_library_holds_nothing() -> None:
    assert PassageIndex([]).search("anything") == ()
    assert PassageIndex([_article("empty", ("byline",))]).search("byline") == ()


def test_every_paragraph_of_the_shipped_library_is_found_by_its_own_words() -> None:
    articles = read_draft(SEEDS).articles
    assert articles
    index = PassageIndex(articles)
    for article in articles:
        for paragraph in article.paragraphs[1:]:
            hits = index.search(paragraph.text[:200], limit=3)
            assert paragraph.text in {hit.paragraph.text for hit in hits}, (article.id, paragraph.number)
            for hit in hits:
                words = {(word.start, word.end) for word in located_words(hit.paragraph.text)}
                starts, ends = {start for start, _ in words}, {end for _, end in words}
                assert all(start in starts and end in ends for start, end in hit.spans)


def test_spans_are_merged_over_space_and_hyphens_only() -> None:
    text = "green-shelf, green shelf"
    assert merged([(13, 18), (0, 5), (6, 11), (19, 24)], text) == ((0, 11), (13, 24))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("library", "libraries"),
        ("box", "boxes"),
        ("process", "processes"),
        ("labour", "labor"),
        ("labourers", "laborer"),
        ("organisation", "organizations"),
        ("realised", "realized"),
        ("catalogue", "catalogs"),
        ("nevs", "nev"),
    ],
)
def test_number_and_spelling_make_no_difference(one: str, other: str) -> None:
    assert base(one) == base(other)


@pytest.mark.parametrize(
    ("one", "other"), [("new", "news"), ("bus", "bu"), ("glass", "glas"), ("product", "production")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert base(one) != base(other)


def _article(name: str, texts: tuple[str, ...]) -> Article:
    return Article(
        info=ArticleInfo.model_validate({"id": name, "title": name, "short": name}),
        paragraphs=tuple(Paragraph(number=n, text=text, section=None, line=n + 1) for n, text in enumerate(texts)),
    )
