"""The shipped pack reads well and keeps its own rules: neutral titles, quotes that stand alone, one truth each."""

from __future__ import annotations

import re

import pytest

from bot.pack.models import Pack
from tests.support.packs import SEEDS, shipped_pack

DANGLING = re.compile(
    r"(therefore|thus|hence|simultaneously|in short|also|moreover|however|they|he|she|these|this"
    r"|it(?! is (?:vital|imperative)))\b",
    re.IGNORECASE,
)
STALE = re.compile(r"\b(at present|recently|last year|this year's|just concluded|today|now)\b", re.IGNORECASE)


@pytest.fixture
def shipped() -> Pack:
    return shipped_pack()


def test_no_title_states_a_plan_in_the_voice_of_the_bot(shipped: Pack) -> None:
    assert [question.id for question in shipped.questions if re.search(r"\bwill\b", question.title("en"))] == []


def test_a_quote_begins_with_a_word_that_needs_no_sentence_before_it(shipped: Pack) -> None:
    assert [quote.id for quote in shipped.quotes if DANGLING.match(quote.text)] == []


def test_no_quote_speaks_of_a_time_that_is_past_when_it_is_posted(shipped: Pack) -> None:
    assert [quote.id for quote in shipped.quotes if STALE.search(quote.text)] == []


def test_a_person_who_is_quoted_says_what_stands_in_the_quotation_marks(shipped: Pack) -> None:
    spoken = [quote for quote in shipped.quotes if quote.voice == "quoted"]
    assert {quote.speaker for quote in spoken} >= {"xi-jinping", "pan-jiaofeng", "zhou-yuan"}
    assert [quote.id for quote in spoken if re.search(r"[\"“”]|\bsaid\b|pointed out|emphasizes", quote.text)] == []


def test_no_variant_of_a_term_is_another_term(shipped: Pack) -> None:
    headwords = {word.casefold(): term.id for term in shipped.terms for word in term.headwords("en")}
    wrong = [
        (term.id, variant)
        for term in shipped.terms
        for variant in term.variants
        if headwords.get(variant.casefold(), term.id) != term.id
    ]
    assert wrong == []


def test_what_must_be_refused_is_nowhere_labelled_as_answered(shipped: Pack) -> None:
    answered = {question.text.casefold().strip(" ?？") for question in shipped.calibration if question.answers}
    refused = [text.casefold().strip(" ?？") for group in shipped.unanswerable for text in group.questions]
    assert [text for text in refused if text in answered] == []


def test_an_answer_calls_an_article_by_one_name(shipped: Pack) -> None:
    other = re.compile(r"What's \"new\"|What's 'new' (\.\.\.|about)(?!.*\?)")
    assert [question.id for question in shipped.questions if other.search(question.answer.text("en"))] == []


ABSENT = {
    "models-jobs": ["unemploy"],
    "not-mentioned": ["sanction", "chip", "semiconductor", "trade war", "housing", "farm", "agricultur", "militar"],
    "countries-named": ["america", "united states", "japan", "german", "russia", "india", "taiwan", "europe"],
    "consumption-mentions": ["consumption"],
    "energy-mentions": ["coal", "oil", "natural gas", "nuclear"],
    "finance-mentions": ["stock market", "bank", "foreign invest"],
    "for-private-firms": ["private", "start-up", "startup"],
    "income": ["stock option", "bonus"],
}
"""What an entry says that no article mentions, by the beginning of the English word."""


@pytest.mark.parametrize("entry", ABSENT)
def test_what_is_said_not_to_be_mentioned_stands_in_no_received_text(entry: str, shipped: Pack) -> None:
    texts = (SEEDS.parent / "tests/data/received").iterdir()
    received = "\n".join(path.read_text("utf-8").casefold() for path in texts)
    received = received.replace("privacy", "")  # the cookie notice of a site
    assert entry in shipped.question_by_id
    assert [word for word in ABSENT[entry] if re.search(rf"\b{word}", received)] == []
