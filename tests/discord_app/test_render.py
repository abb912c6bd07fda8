"""Every card the renderer can make of the shipped pack, and of a pack built to be awkward, fits and loses nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest

from bot.answering.browse import browse
from bot.discord_app.commands.articles import citations_of, draw_citation
from bot.discord_app.commands.under_answer.answer_menu import draw_passages
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind
from bot.discord_app.components.text_limits import plain, shorten
from bot.discord_app.permissions import Lack, Problem
from bot.discord_app.reader import Audience
from bot.discord_app.render import (
    AnswerMenu,
    EvidenceRenderer,
    GuideRenderer,
    PanelRenderer,
    ReplyRenderer,
    ShelfRenderer,
)
from bot.discord_app.render.canvas import LINE_LIMIT
from bot.languages import Language
from bot.library.library import Edition
from bot.markdown import superscript
from bot.matching import Candidate, Decision, Definition, Engine, PassageHit, Reply, TermCandidate, Why
from bot.matching.language.pinyin import prepare
from bot.pack.models import Pack, Question
from bot.pack.queries.surroundings import surroundings
from bot.ports.feedback import Stored
from bot.ports.server_settings import ServerSettings
from bot.translations import voice
from tests.support.packs import shipped_pack
from tests.support.payloads import check_components, text_of

from .awkward import awkward_pack

LATEST = 2**63 - 1
"""The longest id a member can have."""


class Drawing(ReplyRenderer, EvidenceRenderer, ShelfRenderer, GuideRenderer, PanelRenderer):
    """All that can be drawn."""

    __slots__ = ()


@pytest.fixture(
    scope="module",
    params=[pytest.param("shipped-en", marks=pytest.mark.slow), "shipped-zh", "awkward-en", "awkward-zh"],
)
def renderer(request: pytest.FixtureRequest) -> Drawing:
    name, _, language = request.param.partition("-")
    pack = shipped_pack() if name == "shipped" else awkward_pack()
    prepare(term.chinese for term in pack.terms if term.chinese)  # as the library does
    spoken: Language = "zh" if language == "zh" else "en"
    return Drawing(pack, Audience(voice(spoken), LATEST, private=False))


each_of_them = pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.slow)])
"""Of what is drawn alike, every fifth; `make slow` draws them all."""


def pages_of(card: Card) -> Sequence[Sequence[Any]]:
    """Every page as it would be sent, each held against Discord's limits; none but the first without a way to it."""
    pages = [card.view(number).to_components() for number in range(len(card.pages()))]
    for page in pages:
        check_components(page)
    assert len(pages) == 1 or card.turn is not None
    return pages


def said(card: Card) -> str:
    return "\n".join(text_of(page) for page in pages_of(card))


def reply(renderer: Drawing, decision: Decision, text: str) -> Reply:
    """A reply with as much in it as a reply can have."""
    pack = renderer.pack
    return Reply(
        text=text,
        decision=decision,
        confidence=0.9,
        answer=pack.questions[0] if decision is Decision.ANSWER else None,
        chitchat=pack.chitchat[0] if decision is Decision.CHITCHAT else None,
        candidates=tuple(Candidate(question, 0.9, text) for question in pack.questions[:5]),
        passages=tuple(hits(pack))[:5],
        language=renderer.audience.language,
        why=Why(text, 0.9, pack.questions[1], 0.8, 0.85),
        micros=1,
    )


def hits(pack: Pack) -> Iterator[PassageHit]:
    for article in pack.articles:
        for paragraph in article.paragraphs[1:]:
            middle = len(paragraph.text) // 2
            yield PassageHit(article.id, paragraph, 0.9, ((0, 3), (middle, middle + 5)))


def test_every_answer_fits_on_one_page_with_its_sources_and_every_mark(renderer: Drawing) -> None:
    for question in renderer.pack.questions:
        text = said(renderer.answer(question, asked="what, if you please, is it?"))
        for number, citation in enumerate(question.citations, 1):
            assert superscript(number) in text.split("-# ¹")[0], question.id
            assert f"¶{citation.paragraph}" in text.split("-# ¹")[1]
            assert _letters(renderer.pack.article_by_id[citation.article].info.short) in _letters(text)


def test_every_answer_shows_its_passages_whole_where_a_server_wants_them_at_once(renderer: Drawing) -> None:
    at_once = replace(renderer, audience=replace(renderer.audience, with_passages=True))
    for entry in (*renderer.pack.questions, *renderer.pack.terms):
        text = said(at_once.answer(entry) if isinstance(entry, Question) else at_once.term(entry))
        for citation in entry.citations:
            assert "\n".join(f"> {line}" for line in f"“{plain(citation.quote)}”".splitlines()) in text, entry.id
            assert plain(renderer.pack.source(citation.article, citation.paragraph)) in text


@pytest.mark.slow
def test_the_passages_of_every_entry_have_a_page_each_with_the_whole_paragraph(renderer: Drawing) -> None:
    edition = Edition(renderer.pack, cast("Engine", None))  # drawing needs no engine
    entries = [(CardKind.QUESTION, q) for q in renderer.pack.questions] + [
        (CardKind.TERM, t) for t in renderer.pack.terms
    ]
    for kind, entry in entries:
        card = draw_passages(edition, renderer.audience, (kind, entry.id))
        assert (card is None) == (not entry.citations)
        if card is None:
            continue
        assert len(card.pages()) >= len(entry.citations)
        text = _letters(said(card))
        for citation in entry.citations:
            assert _letters(renderer.pack.passage(citation).text) in text, entry.id


def test_the_menu_of_every_answer_fits(renderer: Drawing) -> None:
    why = ("1" * 8, "1" * 8, "1000", "1" * 8, "1000", "1000")
    for question in renderer.pack.questions:
        pages_of(renderer.menu_of(question, AnswerMenu(why, (str(LATEST), str(LATEST)))))
        pages_of(renderer.shorter(question))
        pages_of(renderer.not_helpful(question, "*" * 60, renderer.pack.questions[0]))
        if question.citations:
            copied = said(renderer.to_copy(question))
            assert all(_letters(each.quote) in _letters(copied) for each in question.citations)


def test_every_quote_fits_and_stands_whole(renderer: Drawing) -> None:
    for quote in renderer.pack.quotes:
        card = renderer.quote(quote, renderer.pack.info.topics[0].id, quote.speaker)
        shown = "\n".join(f"> {line}" for line in plain(quote.text).splitlines()).removeprefix("> ")
        assert shown in said(card), quote.id  # in quotation marks or, where the words are a reporter's, without


@each_of_them
def test_every_citation_opens_in_context_with_every_word_of_its_paragraph(renderer: Drawing, step: int) -> None:
    edition = Edition(renderer.pack, cast("Engine", None))  # drawing needs no engine
    entries = [(CardKind.QUESTION, q.id) for q in renderer.pack.questions] + [
        (CardKind.TERM, t.id) for t in renderer.pack.terms
    ]
    for kind, entry in entries[::step]:
        for number, citation in enumerate(citations_of(renderer.pack, kind, entry)):
            card = draw_citation(edition, renderer.audience, (kind, entry, str(number)))
            assert card is not None
            whole = renderer.pack.passage(citation).text
            assert _letters(whole) in _letters(said(card)), (entry, number)


def test_context_opens_at_the_page_that_holds_the_paragraph(renderer: Drawing) -> None:
    for article in renderer.pack.articles:
        found = surroundings(renderer.pack, article.id, 2)
        assert found is not None
        shown = text_of(renderer.context(found, (CardKind.PARAGRAPH, article.id, "2")).view().to_components())
        assert "-# ¶2\n" in shown


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("text", ["short", "词" * 500, "*" * 500, "\u202e" * 500, "\n" * 500, "a" * 500])
def test_every_kind_of_reply_to_any_text_fits(renderer: Drawing, decision: Decision, text: str) -> None:
    pages_of(renderer.reply(reply(renderer, decision, text)))


def test_every_small_talk_fits(renderer: Drawing) -> None:
    for chitchat in renderer.pack.chitchat:
        pages_of(renderer.chitchat(chitchat))


def test_a_term_that_is_not_found_leads_to_at_most_five_others(renderer: Drawing) -> None:
    near = tuple(TermCandidate(term, 0.5, term.term.first) for term in renderer.pack.terms[:5]) * 2
    pages_of(renderer.no_term(Definition("*" * 100, None, 0.1, near, "en")))


def test_help_and_about_fit(renderer: Drawing) -> None:
    pages_of(renderer.help({"ask": LATEST}))
    text = said(renderer.about())
    for article in renderer.pack.articles:
        assert _letters(shorten(" ".join(article.info.title.split()), LINE_LIMIT)) in _letters(text)


def test_the_list_of_articles_leads_to_each(renderer: Drawing) -> None:
    pages = pages_of(renderer.sources())
    assert sum("f1:read:on:" in json.dumps(page) for page in pages) >= 1
    for article in renderer.pack.articles:
        assert any(f"f1:read:on:{article.id}" in json.dumps(page) for page in pages)


def test_every_article_can_be_read_to_the_end(renderer: Drawing) -> None:
    for article in renderer.pack.articles:
        text = _letters(said(renderer.article(article, 0)))
        for paragraph in article.paragraphs:
            assert _letters(paragraph.text) in text


@each_of_them
def test_an_article_opens_at_each_of_its_paragraphs(renderer: Drawing, step: int) -> None:
    for article in renderer.pack.articles:
        for paragraph in article.paragraphs[::step]:
            shown = text_of(renderer.article(article, paragraph.number).view().to_components())
            assert f"-# ¶{paragraph.number}\n" in shown


def test_the_whole_glossary_can_be_browsed_and_opened(renderer: Drawing) -> None:
    shelf = browse(renderer.pack, renderer.audience.language)
    assert len(shelf.terms) == len(renderer.pack.terms)
    sent = json.dumps([list(page) for page in pages_of(renderer.glossary(shelf))])
    assert all(f'"value": "{term.id}"' in sent for term in shelf.terms)


def test_a_search_that_finds_everything_fits(renderer: Drawing) -> None:
    found = list(hits(renderer.pack))[:25]
    sent = json.dumps([list(page) for page in pages_of(renderer.found("*" * 60, found))])
    assert all(f"f1:open:p:{hit.article}:{hit.paragraph.number}" in sent for hit in found)


def test_a_panel_full_of_trouble_fits_on_one_page(renderer: Drawing) -> None:
    wrong = [Problem(lack, LATEST, LATEST) for lack in Lack] * 15
    settings = ServerSettings(channels=frozenset(range(LATEST - 25, LATEST)))
    assert len(pages_of(renderer.settings(settings, wrong))) == 1
    assert len(pages_of(renderer.privacy(settings, Stored(1, 1), may_erase_server=True))) == 1
    pages_of(renderer.sure())


def test_terms_explained_fit_on_one_page_whatever_stands_in_them(renderer: Drawing) -> None:
    terms = renderer.pack.terms[:10]
    (page,) = pages_of(renderer.explained(terms))
    assert all(f'"value": "{term.id}"' in json.dumps(page) for term in terms)


def test_why_fits(renderer: Drawing) -> None:
    first, second, *_ = renderer.pack.questions
    pages_of(renderer.why(first, "*" * 200, 0.876, (second, 0.1), 0.8))
    pages_of(renderer.why(first, None, 1.0, None, 0.8))


def test_no_button_s_id_is_longer_than_discord_takes(renderer: Drawing) -> None:
    longest = max(renderer.pack.questions, key=lambda question: len(question.id))
    why = Why("*", 1.0, longest, 1.0, 1.0)
    for card in (renderer.answer(longest, why), renderer.term(renderer.pack.terms[0])):
        for row in card.rows:
            assert all(len(button.press.custom_id()) <= 100 for button in row)
        assert card.turn is None or len(card.turn("▶", 10).press.custom_id()) <= 100


def _letters(text: str) -> str:
    """The text's letters and figures only: what pages, escapes and marks leave alone."""
    return re.sub(r"[\W_]+", "", re.sub(r"\n-# (Page \d+ of \d+|第 \d+ 页，共 \d+ 页)(?=\n|$)", "", text))
