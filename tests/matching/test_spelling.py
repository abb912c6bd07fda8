"""Misspelt words are read as the words that were meant, and clean text is left alone."""

from __future__ import annotations

import pytest

from bot.matching.language.background import Background
from bot.matching.language.query_reader import LONGEST_READ, Reader, shortened, words_of_phrasing
from bot.matching.language.spelling import Speller
from bot.matching.language.words import SYLLABLE, tokens
from bot.matching.numerics.token_rows import Lines
from tests.matching.workshop import workshop_index
from tests.matching.workshop_texts import ASKED, NEAR, PHRASINGS

KNOWN = {"guarantee": 5, "puncture": 5, "brake": 5, "must": 3, "gear": 1}
SPELLER = Speller(KNOWN, {"house": 9, "mouse": 2, "horse": 30})


def read(*words: str) -> list[str]:
    return SPELLER.repair(words)[0]


def spoken(*syllables: str) -> list[str]:
    return [f"{SYLLABLE}{syllable}" for syllable in syllables]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("garantee", "guarantee"),
        ("guarrantee", "guarantee"),
        ("guaranteee", "guarantee"),
        ("gaurantee", "guarantee"),
        ("gurantie", "guarantee"),
        ("ugarantee", "guarantee"),
        ("punture", "puncture"),
        ("puncutre", "puncture"),
        ("brak", "brake"),
        ("braek", "brake"),
    ],
)
def test_one_slip_in_a_short_word_and_two_in_a_long_one_are_mended(typed: str, meant: str) -> None:
    assert read(typed) == [meant]


@pytest.mark.parametrize("typed", ["brk", "barrk", "punkkkture", "xylophone", "12345", "胎胎胎胎", "b-rake"])
def test_what_is_too_short_too_far_or_no_word_is_left_as_it_is(typed: str) -> None:
    assert read(typed) == [typed]


def test_of_four_letters_only_a_swap_is_mended() -> None:
    assert read("musk") == ["musk"]
    assert read("msut") == ["must"]


def test_a_slip_that_a_few_wordings_share_is_read_as_the_word_that_many_have() -> None:
    known = {"electric": 60, "electirc": 3, "numbers": 40, "numbrs": 9, "seldom": 40, "sedlom": 9}
    speller = Speller(known, {"seldom": 4}, printed={"numbrs"}, is_word={"electric", "numbers"}.__contains__)
    assert speller.repair(["electirc", "electrc", "numbrs", "sedlom"])[0] == [
        "electric",
        "electric",
        "numbrs",
        "sedlom",
    ]


def test_a_word_is_left_alone_though_neither_the_pack_nor_chat_has_it() -> None:
    speller = Speller(
        {"innovation": 9, "vista": 4}, {"water": 9}, is_word={"inflation", "visa", "weather"}.__contains__
    )
    assert speller.repair(["inflation", "visa", "weather", "inovation"])[0] == [
        "inflation", "visa", "weather", "innovation",
    ]  # fmt: skip


def test_what_is_near_no_word_of_the_pack_becomes_the_commoner_of_the_words_of_chat() -> None:
    assert read("housse") == ["house"]
    assert read("horsse") == ["horse"]


def test_nothing_is_read_as_a_word_that_stands_in_one_place_only_and_that_nobody_else_uses() -> None:
    assert read("gear") == ["gear"]
    assert read("gaer") == ["gaer"]


def test_a_plural_is_read_as_its_word() -> None:
    assert read("gears", "brakes") == ["gear", "brake"]


def test_what_was_repaired_is_told() -> None:
    assert SPELLER.repair(["the", "garantee", "brake"])[1] == (("garantee", "guarantee"),)
    assert SPELLER.repair(["the", "garantee", "brake"])[1] == (("garantee", "guarantee"),), "Also when remembered."


def test_clean_questions_are_never_touched() -> None:
    reader = workshop_index().reader
    known = Background.load()
    for text in (*(t for group in (*PHRASINGS.values(), *ASKED.values()) for t in group), *NEAR):
        repaired = reader(text).repaired
        assert not [typed for typed, _ in repaired if typed in known], f"{text}: {repaired}"
    for texts in PHRASINGS.values():
        assert all(reader(text).repaired == () for text in texts)


def test_a_misspelt_question_is_read_as_the_pack_spells_it() -> None:
    reading = workshop_index().reader("what is the prcie of brkaes")
    assert reading.words == ["what", "is", "the", "price", "of", "brakes"]
    assert reading.repaired == (("prcie", "price"), ("brkaes", "brakes"))


@pytest.mark.parametrize("typed", ["gongfang ji dian kaimen", "gōngfāng jǐ diǎn kāi mén", "gongfangjidiankaimen"])
def test_pinyin_is_read_as_syllables_with_tones_or_without(typed: str) -> None:
    assert workshop_index().reader(typed).words == spoken("gong", "fang", "ji", "dian", "kai", "men")


def test_english_is_not_taken_for_pinyin() -> None:
    reader = workshop_index().reader
    for text in ("can you open the gate", "men mend a pen", "who", "do you lend bicycles"):
        assert not any(word.startswith(SYLLABLE) for word in reader(text).words), text


def test_a_chinese_phrasing_is_held_as_characters_and_as_syllables() -> None:
    characters, syllables = words_of_phrasing("补胎多少钱")
    assert characters == list("补胎多少钱")
    assert syllables == spoken("bu", "tai", "duo", "shao", "qian")


def test_a_phrasing_typed_in_pinyin_is_held_as_syllables_only() -> None:
    assert words_of_phrasing("butai duoshao qian") == [spoken("bu", "tai", "duo", "shao", "qian")]


def test_an_english_phrasing_that_names_something_in_chinese_is_held_once() -> None:
    assert len(words_of_phrasing("what does the word 胎 mean in the notice")) == 1


def test_nothing_is_read_from_nothing() -> None:
    assert workshop_index().reader("").words == []
    assert Reader(Lines.of(()), Lines.of(()))("anything goes").words == tokens("anything goes")


def test_a_text_as_long_as_a_message_is_read_whole() -> None:
    text = "x" * LONGEST_READ
    assert shortened(text) is text


def test_code_and_links_of_a_long_text_do_not_count_towards_what_is_read() -> None:
    text = f"```\n{'code ' * 1000}\n``` https://example.org/{'a' * 1000} what does a puncture cost"
    assert shortened(text) == "what does a puncture cost"
    assert len(shortened("word " * 10_000)) == LONGEST_READ
