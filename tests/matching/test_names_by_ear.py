"""Names typed by ear, joined or parted are met; small talk may call somebody; noise is nothing."""

from __future__ import annotations

import pytest

from bot.matching import Decision
from bot.matching.language.word_forms import sound
from tests.support.engines import shipped_engine

NAMES = {
    "zhang-yi": ("who is zhangyi", "who is Jang Yi", "张毅是谁"),
    "zhou-yuan": ("who is zhoo yuan", "who's zhouyuan", "周原是谁"),
    "zhu-keli": ("who's Joo Keli", "zhukeli", "who is zhu kelly"),
    "jin-zhuanglong": ("jin zhuang long", "who is Jin Juanglong", "jinzhuanglong"),
    "pan": ("who is Pan Jiao-feng", "panjiaofeng", "who is pan jiao feng"),
}


@pytest.mark.parametrize(("entry", "text"), [(entry, text) for entry, texts in NAMES.items() for text in texts])
def test_a_name_by_ear_or_without_spaces_is_met(entry: str, text: str) -> None:
    reply = shipped_engine().ask(text)
    assert reply.decision in (Decision.ANSWER, Decision.SUGGEST)
    assert reply.candidates[0].question.id == entry, "Answered, or the first of what is offered."


@pytest.mark.parametrize(
    "text", ["who is li ming", "who is wang yi", "who is zhang wei", "who is john smith", "who is jang wei", "smith"]
)
def test_somebody_else_of_a_like_name_is_nobody_of_the_pack(text: str) -> None:
    assert shipped_engine().ask(text).answer is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("zhang", "jang"), ("yi", "yee"), ("zhou", "zhoo"), ("xi", "shi"), ("cai", "tsai")],
)
def test_spellings_by_ear_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


TALK = {
    "thanks": ("thanks bot", "谢谢你机器人", "ty bot", "ok thanks mate", "footnote, thank you", "lol thanks everyone"),
    "greeting": ("hi footnote!", "hello there everybody", "早上好机器人", "hi bot 👋", "hey dude", "hi all"),
    "praise": ("good bot", "you rock bot", "nice one mate"),
    "farewell": ("bye footnote", "good night folks", "再见机器人"),
    "how-are-you": ("how are you bot", "hi, how are you", "how are you doing today footnote"),
}  # fmt: skip


@pytest.mark.parametrize(("entry", "text"), [(entry, text) for entry, texts in TALK.items() for text in texts])
def test_small_talk_may_call_whoever_reads(entry: str, text: str) -> None:
    reply = shipped_engine().ask(text)
    assert reply.decision is Decision.CHITCHAT
    assert reply.chitchat is not None
    assert reply.chitchat.id == entry


@pytest.mark.parametrize(
    "text",
    [
        "bot",
        "everyone",
        "机器人",
        "thanks for the report on robots",
        "how many service robots were produced",
        "hi who is zhang yi",
    ],
)
def test_a_call_alone_or_a_question_is_no_small_talk(text: str) -> None:
    assert shipped_engine().ask(text).decision is not Decision.CHITCHAT


@pytest.mark.parametrize(
    "text",
    [
        "aaaaaaa",
        "asdfghjkl",
        "zzz",
        "jjjjj kkkkk",
        "xdxdxdxd",
        "abcabcabc",
        "lkjlkjlkj",
        "wwwww",
        "?????",
        "...",
        "。。。",
    ],
)
def test_noise_is_nothing(text: str) -> None:
    reply = shipped_engine().ask(text)
    assert reply.decision is Decision.NOTHING
    assert not reply.candidates
