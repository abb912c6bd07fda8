"""Chinese is read as its speakers read it, and typed pinyin is told from English."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.language.pinyin import initials, loose, parse_pinyin, prepare, syllables, with_tones
from bot.matching.language.syllables import all_syllables, segment
from bot.text import has_han

ROOT = Path(__file__).parents[2]
ENGLISH = frozenset({"can", "you", "change", "me", "men", "he", "she", "ran", "tan", "banana"})
HETERONYMS = {
    "长": {"增长": "zhǎng", "部长": "zhǎng", "长期": "cháng"},
    "行": {"行业": "háng", "银行": "háng", "流行": "xíng"},
    "重": {"重要": "zhòng", "重点": "zhòng", "重大": "zhòng", "重复": "chóng", "重组": "chóng"},
    "率": {"生产率": "lǜ", "效率": "lǜ"},
    "教": {"教育": "jiào", "科教": "jiào", "职教": "jiào"},
    "转": {"转型": "zhuǎn", "转变": "zhuǎn", "转化": "zhuǎn"},
    "更": {"更新": "gēng"},
    "兴": {"新兴": "xīng", "兴国": "xīng"},
    "应": {"应用": "yìng", "供应": "yìng"},
    "会": {"社会": "huì", "两会": "huì", "会议": "huì"},
    "传": {"传统": "chuán"},
    "供": {"供应": "gōng"},
    "与": {"参与": "yù"},
    "种": {"种子": "zhǒng"},
    "载": {"载体": "zài"},
    "数": {"数字": "shù", "数据": "shù"},
    "分": {"分配": "fēn", "分割": "fēn"},
    "量": {"质量": "liàng", "量子": "liàng", "力量": "liàng"},
    "子": {"电子": "zǐ", "离子": "zǐ", "量子": "zǐ", "种子": "zi"},
    "化": {"产业化": "huà"},
    "系": {"体系": "xì", "关系": "xì"},
    "卡": {"卡点": "kǎ"},
    "校": {"高校": "xiào", "学校": "xiào"},
    "性": {"颠覆性": "xìng"},
    "单": {"单位": "dān"},
    "为": {"有为": "wéi", "以经济建设为中心": "wéi", "因为": "wèi"},
    "一": {"第一": "yī", "统一": "yī", "新一代": "yī", "一体化": "yī"},
}


@pytest.fixture(autouse=True, scope="module")
def _phrases() -> None:
    """One pass over the dictionary for all tests."""
    prepare([*_shipped_chinese(), *(word for words in HETERONYMS.values() for word in words)])


@pytest.mark.parametrize(
    ("character", "word", "reading"),
    [(character, word, reading) for character, words in HETERONYMS.items() for word, reading in words.items()],
)
def test_a_character_of_several_readings_is_read_as_its_word_asks(character: str, word: str, reading: str) -> None:
    assert with_tones(word).split()[word.index(character)] == reading


def test_the_shipped_glossary_reads_its_heteronyms_rightly_inside_longer_names() -> None:
    checked = 0
    for name in _shipped_chinese():
        read = with_tones(name).split()
        expected = {
            (name.index(word) + word.index(character), reading)
            for character, words in HETERONYMS.items()
            for word, reading in words.items()
            if word in name and len(read) == len(name)
        }
        assert {(at, read[at]) for at, _ in expected} == expected, name
        checked += len(expected)
    assert checked > 100


def test_every_name_of_the_shipped_glossary_is_made_of_syllables_that_exist() -> None:
    for name in _shipped_chinese():
        said = [syllable for syllable in syllables(name) if not any(letter.isdigit() for letter in syllable)]
        assert set(said) <= all_syllables(), name


def test_tones_are_written_on_separate_syllables() -> None:
    assert with_tones("新质生产力") == "xīn zhì shēng chǎn lì"


def test_traditional_characters_are_read_like_simplified_ones() -> None:
    assert with_tones("銀行增長") == with_tones("银行增长") == "yín háng zēng zhǎng"


def test_letters_and_commas_stay_and_other_marks_go() -> None:
    assert with_tones("《3D打印》") == "3D dǎ yìn"
    assert with_tones("自主、可靠") == "zì zhǔ, kě kào"
    assert with_tones("R&D投入") == "R&D tóu rù"


def test_syllables_have_no_tones_and_write_u_umlaut_as_v() -> None:
    assert syllables("绿色") == ("lv", "se")
    assert syllables("3D打印") == ("3d", "da", "yin")


def test_initials_are_the_first_letters() -> None:
    assert initials("新质生产力") == "xzscl"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("xin zhi sheng chan li", "xin zhi sheng chan li"),
        ("xinzhishengchanli", "xin zhi sheng chan li"),
        ("Xīnzhì shēngchǎnlì", "xin zhi sheng chan li"),
        ("xin1 zhi4 sheng1 chan3 li4", "xin zhi sheng chan li"),
        ("xin1zhi4sheng1chan3li4", "xin zhi sheng chan li"),
        ("lvse fazhan", "lv se fa zhan"),
        ("lu:se fazhan", "lv se fa zhan"),
        ("lǜsè fāzhǎn", "lv se fa zhan"),
        ("nǐ hǎo", "ni hao"),
        ("xi'an chengqiang", "xi an cheng qiang"),
        ("shenme shi tan dafeng?", "shen me shi tan da feng"),
    ],
)
def test_pinyin_is_read_in_every_way_people_type_it(typed: str, read: str) -> None:
    assert parse_pinyin(typed) == tuple(read.split())


@pytest.mark.parametrize(
    "typed",
    [
        "change",
        "men",
        "can you",
        "can you change me",
        "banana",
        "she ran",
        "café",
        "A4",
        "tsunami",
        "新质",
        "",
        "?",
        "42",
    ],
)
def test_english_and_other_texts_are_not_taken_for_pinyin(typed: str) -> None:
    assert parse_pinyin(typed) is None
    assert parse_pinyin(typed, ENGLISH.__contains__) is None


def test_known_words_decide_where_spelling_alone_does_not() -> None:
    assert parse_pinyin("tan luse") is None
    assert parse_pinyin("tan luse", ENGLISH.__contains__) == ("tan", "lu", "se")
    assert parse_pinyin("zhang laiming", {"zhang", "laiming"}.__contains__) is None


def test_a_very_long_text_is_not_tried() -> None:
    assert parse_pinyin("xin" * 1000) is None


@pytest.mark.parametrize(
    ("joined", "parted"),
    [("xian", "xian"), ("tiananmen", "tian an men"), ("fangan", "fan gan"), ("luexing", "lve xing"), ("jvli", "ju li")],
)
def test_joined_syllables_are_parted_as_the_orthography_asks(joined: str, parted: str) -> None:
    assert segment(joined) == tuple(parted.split())


def test_a_word_that_is_no_pinyin_is_not_parted() -> None:
    assert segment("strength") is None
    assert segment("") is None


@given(st.lists(st.sampled_from(sorted(all_syllables())), min_size=1, max_size=6))
def test_whatever_is_made_of_syllables_is_parted_into_syllables(parts: list[str]) -> None:
    found = segment("".join(parts))
    assert found is not None
    assert set(found) <= all_syllables()
    assert len(found) <= len(parts)


def test_the_loose_form_forgets_tones_spaces_and_ways_to_write_u_umlaut() -> None:
    assert {loose(text) for text in ("lǜ sè", "lv4se4", "lu:se", "LÜSE", "luse")} == {"luse"}


def test_importing_reads_nothing_and_the_large_dictionary_is_never_loaded() -> None:
    script = """
import sys, os
from bot.matching.language import pinyin
assert "pypinyin" not in sys.modules
assert pinyin.with_tones("增长") == "zēng zhǎng"
assert "pypinyin.phrases_dict" not in sys.modules
from pypinyin.constants import PHRASES_DICT
assert len(PHRASES_DICT) < 10, len(PHRASES_DICT)
assert "PYPINYIN_NO_PHRASES" not in os.environ
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _shipped_chinese() -> list[str]:
    entries: list[dict[str, Any]] = yaml.safe_load((ROOT / "seeds/glossary.yaml").read_text("utf-8"))
    return [name for entry in entries for name in (entry["zh"], *entry.get("variants", ())) if has_han(name)]
