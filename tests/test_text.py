"""What people type, cleaned, compared and echoed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import clean, escape_markdown, fold, has_han, simplified, traditional, without_accents


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("<@123> <@!5> <@&9> <#4> what is it", "what is it"),
        ("<:party:77> <a:wave:78> hi </ask:12> <t:1700000000:R>", "hi"),
        ("see https://example.org/a?b=c or <https://example.org>", "see or"),
        ("```py\nprint(1)\n``` and `code` too", "and too"),
        ("**bold** __under__ ~~gone~~ ||hidden||", "bold under gone hidden"),
        ("> quoted\n# Heading\n-# small", "quoted Heading small"),
        ("what\u200b is\u200e \u202ethis\ufeff", "what is this"),
        ("ＧＤＰ　占比１７．３６％", "GDP 占比17.36%"),
        ("thanks 👍🏽 👨‍👩‍👧 1️⃣", "thanks 1"),
        ("“don’t” — it´s", "\"don't\" - it's"),
        ("＊＊full width marks＊＊", "full width marks"),
        ("  much \n\t space ", "much space"),
        ("臺灣的生產力", "台湾的生产力"),
        ("", ""),
    ],
)
def test_only_the_words_of_a_message_are_left(typed: str, words: str) -> None:
    assert clean(typed) == words


def test_a_price_in_asterisks_and_a_lone_mark_are_left_alone() -> None:
    assert clean("2*3 is 6, a_b, c > d") == "2*3 is 6, a_b, c > d"


@pytest.mark.parametrize("nested", ["> > said", "# > **# said", "`code` > said", ">**said", "**> said**", "s\ufe0faid"])
def test_nested_marks_go_all_at_once(nested: str) -> None:
    assert clean(nested) == "said"


@given(st.text("*_~|`#>-<@1:/ahtps. \n\\\u200b\ufe0f\u0301\uff0a\uff1e好é"))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What's NEW?", "what s new"),
        ("lǜsè fāzhǎn", "luse fazhan"),
        ("新質生產力！", "新质生产力"),
        ("café—au lait", "cafe au lait"),
        ("17.36 %", "17 36 %"),
        ("snake_case", "snake case"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_texts_that_say_the_same_fold_into_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) == other


@given(st.text())
def test_cleaning_never_fails_and_leaves_no_odd_space(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert fold(cleaned) == " ".join(fold(cleaned).split())


def test_accents_go_and_letters_stay() -> None:
    assert without_accents("nǚ Ünïcode plain") == "nu Unicode plain"
    assert without_accents("plain") == "plain"


def test_chinese_is_recognised_and_converted_both_ways() -> None:
    assert has_han("ok 好")
    assert not has_han("okay, そう no hán".replace("そう", ""))
    assert simplified("發展") == "发展"
    assert traditional("发展") == "發展"
    assert simplified("plain") == traditional("plain") == "plain"


@pytest.mark.parametrize("marked", ["*a*", "_a_", "~~a~~", "||a||", "`a`", "# a", "> a", "- a", "[a](b)", "\\*"])
def test_echoed_words_show_their_marks_and_do_nothing(marked: str) -> None:
    escaped = escape_markdown(marked)
    assert escaped.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == marked
    for mark in "*_~|`#>[]()":
        assert escaped.count(mark) == escaped.count(f"\\{mark}")


@pytest.mark.parametrize(
    "mention", ["@everyone", "@here", "<@1>", "<@&2>", "<#3>", "<a:x:4>", "</ask:5>", "<t:6>", "<id:guide>"]
)
def test_echoed_mentions_reach_nobody(mention: str) -> None:
    assert mention not in escape_markdown(f"hello {mention}").replace("\\", "")
    assert "\u200b" in escape_markdown(mention)


def test_an_ordinary_address_is_echoed_as_it_is() -> None:
    assert escape_markdown("mail me at ada@example.org, 100% sure") == "mail me at ada@example.org, 100% sure"
