"""Misses: four texts, each earned; absence is claimed only where it is proven."""

from __future__ import annotations

import pytest

from bot.answering.lookups.occurrences import occurrences
from bot.matching import Decision
from tests.support.engines import shipped_engine

from .conftest import Say


@pytest.mark.parametrize(
    "text",
    [
        "what is 6G",
        "does it mention perovskite",
        "what does Biden say about it",
        "日本呢？",
        "does anyone mention tesla",
        "how often is Germany mentioned",
        "does any article mention 6G",
        "is tourism mentioned",
        "do any of them talk about women",
        "does it mention poverty",
    ],
)
def test_what_the_articles_do_not_mention_is_said_with_proof(say: Say, text: str) -> None:
    say("What was the output of solar batteries?")
    reply = say(text)
    assert reply.decision is Decision.NOTHING
    assert len(reply.absence) == 1
    assert reply.absence[0].casefold() in reply.said.casefold()


@pytest.mark.parametrize(
    "word",
    [
        "hidrogen",
        "productivty",
        "innovate",
        "labour",
        "inovation",
        "china",
        "TFP",
        "新质生产力",
        "量子纠缠",
        "industriel",
        "inflashun",
        "governmint",
        "EV",
        "9.44",
    ],
)
def test_absence_is_not_claimed_of_what_is_there_in_another_form_is_misspelt_or_cannot_be_looked_up(word: str) -> None:
    assert not occurrences(shipped_engine()).absent(word)


def test_what_an_entry_is_asked_by_is_not_said_to_be_missing(say: Say) -> None:
    assert [entry.id for entry in say("is there anything in it for small startups").answers] == ["for-private-firms"]


def test_what_is_said_to_be_absent_is_what_was_typed(say: Say) -> None:
    assert say("do they mention Belt and Road").absence == ("Belt and Road",)
    assert say("do they mention self-driving cars").absence in ((), ("self-driving cars",))


@pytest.mark.parametrize("text", ["is there anything after 2024", "do they mention anything before 2023"])
def test_a_preposition_is_no_part_of_what_is_looked_for(say: Say, text: str) -> None:
    assert say(text).absence == (), "both years stand in the articles"


def test_an_entry_that_says_nothing_of_a_word_does_not_stand_for_its_absence(say: Say) -> None:
    assert say("is Germany mentioned").absence == ("Germany",)
    named = say("do the articles mention unemployment")
    assert not named.absence or "unemployment" in named.absence


def test_a_chinese_word_is_found_in_the_translation_of_the_articles(say: Say) -> None:
    fast, north = say("有没有提到高铁").lookup, say("文章提到过长春吗").lookup
    assert fast is not None
    assert north is not None
    assert [cited.article for cited in fast.citations] == ["china-daily-2024"]
    assert north.citations[0].paragraph == 17


def test_what_an_answer_is_worded_with_is_absent_only_where_it_is_asked_for_itself() -> None:
    known = occurrences(shipped_engine())
    assert not known.absent("tesla"), "answered questions about electric cars name it"
    assert known.absent("tesla", literally=True)
    assert not known.absent("labour", literally=True)


def test_an_abbreviation_is_not_the_word_that_it_is_in_small_letters() -> None:
    known = occurrences(shipped_engine())
    assert "us" in " ".join(citation.quote for citation in known.find("us")).casefold().split()
    assert not known.find("US")


@pytest.mark.parametrize(
    "text", ["what do the articles say about european countries", "tell me everything in the library about nurses"]
)
def test_a_subject_beside_all_articles_is_no_request_for_a_list_of_them(say: Say, text: str) -> None:
    lookup = say(text).lookup
    assert lookup is None or not lookup.articles


def test_words_that_do_occur_are_shown_where_they_do(say: Say) -> None:
    lookup = say("does it mention hydrogen").lookup
    assert lookup is not None
    assert lookup.citations
    assert all("hydrogen" in cited.quote for cited in lookup.citations)


@pytest.mark.parametrize(
    ("text", "word", "articles"),
    [
        ("which article talks about the digital economy?", "digital economy", {"zhang-laiming-2024"}),
        ("in which of the articles is blockchain mentioned", "blockchain", {"zhang-laiming-2024"}),
        ("哪篇文章讲了数字经济", "digital economy", {"zhang-laiming-2024"}),
        ("未来产业在哪篇文章里", "future", {"zhang-laiming-2024"}),
        ("¿qué artículo habla de blockchain?", "blockchain", {"zhang-laiming-2024"}),
    ],
)
def test_who_asks_which_article_speaks_of_something_is_told_which(
    say: Say, text: str, word: str, articles: set[str]
) -> None:
    lookup = say(text).lookup
    assert lookup is not None
    assert articles <= {name for name, _ in lookup.articles}
    assert all(word in cited.quote.casefold() for cited in lookup.citations if cited.article in articles)


def test_an_entry_that_is_asked_which_articles_speak_of_the_same_answers_it(say: Say) -> None:
    answer = say("which articles discuss talent").answer
    assert answer is not None
    assert answer.id == "which-talent"
    assert say("哪篇文章讲人才").answer == answer


def test_that_no_article_speaks_of_something_is_proven_as_ever(say: Say) -> None:
    assert say("which article talks about mercantilism").absence == ("mercantilism",)


def test_a_question_like_those_that_curators_refused_gets_their_reason(say: Say) -> None:
    assert say("how old is jin zhuanglong please").said.startswith("The articles print posts at most")


def test_what_is_not_understood_is_not_said_to_be_missing(say: Say) -> None:
    reply = say("asdfghjkl")
    assert reply.absence == ()
    assert reply.said.split("\n")[0] == "I'm not sure what you mean. Could you put it another way?"
