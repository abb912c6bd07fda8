"""The pack that ships: whole, clean, and citing every paragraph of its articles."""

from __future__ import annotations

import pytest

from bot.pack.models import Pack
from bot.pack.queries.coverage import coverage
from bot.pack.sentences import sentences
from tests.support.packs import shipped_pack


@pytest.fixture
def shipped() -> Pack:
    return shipped_pack()


def test_it_has_no_fault_and_is_real_enough_to_use(shipped: Pack) -> None:
    assert len(shipped.articles) == 5
    assert len(shipped.questions) >= 200
    assert len(shipped.terms) >= 60
    assert len(shipped.quotes) >= 60


def test_every_body_paragraph_is_cited_by_some_question(shipped: Pack) -> None:
    found = coverage(shipped)
    assert len(found) == sum(len(article.paragraphs) - 1 for article in shipped.articles)
    assert [f"{each.article} ¶{each.number}" for each in found if not each.cited_by("question")] == []


def test_every_topic_and_speaker_is_used(shipped: Pack) -> None:
    assert {topic.id for topic in shipped.info.topics} == set(shipped.topic_of.values())
    assert {quote.speaker for quote in shipped.quotes} == {speaker.id for speaker in shipped.info.speakers}


def test_every_sentence_of_the_articles_begins_like_one(shipped: Pack) -> None:
    pieces = [s for article in shipped.articles for p in article.paragraphs[1:] for s in sentences(p.text)]
    odd = [piece.text for piece in pieces if not piece.text.lstrip("\"'“●[- ")[:1].isupper()]
    assert odd == []
    assert len(pieces) > 200
