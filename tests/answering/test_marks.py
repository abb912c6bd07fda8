"""Marks of what is served from data point to what each line rests on: nothing is cited for what it does not say."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from bot.answering.last_reply import LastReply, about
from bot.answering.lookups import moves, requests
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.excerpts.shortened import cited_in, numbered, shortened
from bot.answering.recognising import Recognised
from bot.markdown.citation_marks import MOST_MARKS, marks_in, without_marks
from bot.matching import Lookup
from bot.pack.models import Citation
from tests.support.engines import shipped_engine
from tests.support.packs import shipped_pack

PACK = shipped_pack()


def served(kind: str, entry: str, language: str) -> Lookup | None:
    last = about(PACK, PACK.question_by_id[entry], language, None)
    return moves.serve(kind, "", Desk(shipped_engine(), language, last, Random(1)))


@pytest.mark.parametrize("language", PACK.info.languages)
def test_terms_explained_under_a_short_answer_cite_their_own_passages(language: str) -> None:
    explained = 0
    for entry in PACK.questions:
        lookup = served("simpler", entry.id, language)
        assert lookup is not None
        for line in lookup.text.split("\n"):
            name, _, meaning = line.removeprefix("• ").replace("：", ": ").partition(": ")
            term = next((each for each in PACK.terms if each.headwords(language)[0] == name), None)
            if term is None or not meaning or not marks_in(line):
                continue
            told = without_marks(term.definition.text(language))
            if without_marks(meaning) not in told.replace("：", ": "):
                continue
            explained += 1
            assert all(lookup.citations[mark - 1] in term.citations for mark in marks_in(line)), line
    assert explained > 100


@pytest.mark.parametrize("language", PACK.info.languages)
def test_a_short_answer_keeps_the_marks_of_what_it_keeps(language: str) -> None:
    for entry in PACK.questions:
        text = entry.answer.text(language)
        short = shortened(text)
        assert set(marks_in(short)) <= set(marks_in(text))
        assert len(without_marks(short)) <= len(without_marks(text)) + 1
        assert set(cited_in(short, entry.citations)) <= set(entry.citations)


def test_two_articles_as_a_whole_are_compared_with_no_more_marks_than_can_be_shown() -> None:
    for language in PACK.info.languages:
        for one, other in combinations(range(1, len(PACK.articles) + 1), 2):
            line = f"article {one} and article {other}"
            desk = Desk(shipped_engine(), language, LastReply(language), Random(1))
            lookup = requests.serve(Recognised("compare", line, line, 0), desk)
            assert lookup is not None
            assert len(lookup.citations) <= MOST_MARKS
            assert set(marks_in(lookup.text)) == set(range(1, len(lookup.citations) + 1))


def test_texts_under_one_list_share_the_number_of_a_passage_that_both_cite() -> None:
    first, second, third = (Citation(article="a", paragraph=number, quote="q") for number in (1, 2, 3))
    texts, cited = numbered([("one[1] two[2]", (first, second)), ("three[1] four[2]", (third, first))])
    assert texts == ["one[1] two[2]", "three[3] four[1]"]
    assert cited == (first, second, third)
    many = [(f"line[{1}]", (Citation(article="a", paragraph=number, quote="q"),)) for number in range(12)]
    texts, cited = numbered(many)
    assert len(cited) == MOST_MARKS
    assert texts[-1] == "line", "a mark that cannot be shown is left out, not pointed elsewhere"


def test_a_search_shows_of_each_paragraph_the_sentence_that_holds_most_of_what_was_looked_for() -> None:
    desk = Desk(shipped_engine(), "en", LastReply("en"), Random(1))
    for words, where in (("green finance", "green finance"), ("unified national market", "unified national market")):
        lookup = requests.serve(Recognised("search", words, words, 0), desk)
        assert lookup is not None
        assert where in lookup.citations[0].quote


@pytest.mark.parametrize("kind", ["shorter", "simpler", "again"])
def test_what_is_literal_holds_no_marks_of_emphasis_and_what_has_them_is_said_to_be_markdown(kind: str) -> None:
    for entry in PACK.questions:
        lookup = served(kind, entry.id, "en")
        assert lookup is not None
        assert lookup.markdown or "**" not in lookup.text, entry.id
