"""What one article says about a subject: its own sentences, or that it is silent on it, never another author's."""

from __future__ import annotations

import pytest

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.matching import Decision, Reply
from bot.settings import load_settings
from tests.support.engines import shipped_engine


def ask(*turns: str) -> Reply:
    engine = shipped_engine()
    answering = Answering(lambda: engine, load_settings(), lambda: 0.0)
    return [answering.answer(text, Asker(member=1), ChannelContext(channel=1)) for text in turns][-1]


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("what does Zhang Laiming say about education", "zhang-laiming-2024"),
        ("what does Qiu Ping say about opening up", "qiu-ping-2024"),
        ("what did Qiu Wen write about manufacturing", "qiu-wen-2024"),
        ("what does China Daily say about industry", "china-daily-2024"),
        ("张来明怎么谈教育", "zhang-laiming-2024"),
        ("Qiu Ping怎么谈创新", "qiu-ping-2024"),
        ("中国日报怎么谈绿色发展", "china-daily-2024"),
    ],
)
def test_an_author_is_quoted_on_a_subject_with_sentences_of_his_article(text: str, article: str) -> None:
    reply = ask(text)
    assert reply.lookup is not None
    assert reply.lookup.kind == "views"
    assert {cited.article for cited in reply.lookup.citations} == {article}


@pytest.mark.parametrize(
    "text",
    [
        "what does Qiu Wen say about talent",
        "what does Qiu Ping say about AI",
        "what does China Daily say about opening up",
        "does What's 'new' say anything about reform",
        "Qiu Wen怎么谈人才",
    ],
)
def test_an_article_that_does_not_treat_a_subject_is_said_to_be_silent_on_it(text: str) -> None:
    reply = ask(text)
    assert reply.lookup is not None
    said = reply.lookup.text.splitlines()[0]
    assert "doesn't mention" in said or "没有提到" in said


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Qiu Wen on green development", "qiu-wen-2024"),
        ("What's new on traditional industries", "whats-new"),
        ("Qiu Wen谈人工智能了吗", "qiu-wen-2024"),
    ],
)
def test_an_entry_that_rests_on_other_articles_does_not_stand_for_the_one_that_is_named(
    text: str, article: str
) -> None:
    reply = ask(text)
    assert reply.lookup is not None
    assert reply.lookup.asked is not None
    assert reply.lookup.asked[1].startswith(f"{article}: ")


def test_a_subject_that_only_others_name_is_said_not_to_be_found_there() -> None:
    reply = ask("中国日报谈到传统产业了吗")
    assert reply.lookup is not None
    assert reply.lookup.text.startswith("在 China Daily 2024 里没有找到关于“传统产业”的内容。")
    assert "china-daily-2024" not in {cited.article for cited in reply.lookup.citations}


def test_an_entry_on_the_author_and_the_subject_goes_before_bare_sentences() -> None:
    reply = ask("what does Zhang Laiming say about talents then")
    assert reply.answer is not None
    assert reply.answer.id == "zhang-on-talent"


def test_an_author_named_right_after_is_asked_about_the_same_subject() -> None:
    reply = ask("what does Zhang Laiming say about education", "and Qiu Ping?")
    assert reply.lookup is not None
    assert {cited.article for cited in reply.lookup.citations} == {"qiu-ping-2024"}


@pytest.mark.parametrize("text", ["what does the China Daily piece say", "summarise Qiu Ping"])
def test_an_article_without_a_subject_is_summed_up(text: str) -> None:
    reply = ask(text)
    assert reply.decision in (Decision.LOOKUP, Decision.ANSWER)
    told = reply.lookup.text if reply.lookup else reply.answer.answer.first if reply.answer else ""
    assert "[4]" in told
