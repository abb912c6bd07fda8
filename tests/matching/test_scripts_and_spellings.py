"""One way to cut and to spell: whatever the script, the keyboard or the side of the Atlantic, a word is one word."""

from __future__ import annotations

import pytest

from bot.matching.language.highlight import located_words
from bot.matching.language.inflection import base
from bot.matching.language.words import grams, tokens
from bot.text import fold
from tests.support.engines import shipped_engine, tram_edition


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("バス停は", ["バス", "停", "は"]),
        ("カード", ["カー", "ード"]),
        ("정류장 어디", ["정류", "류장", "어디"]),
        ("รถราง", ["รถ", "ถร", "รา", "าง"]),
        ("ひ", ["ひ"]),
        ("電車 3 時", ["电", "车", "3", "时"]),
    ],
)
def test_what_is_written_without_spaces_is_cut_in_pairs(text: str, words: list[str]) -> None:
    assert tokens(text) == words
    assert not [piece for word in words if not word.isascii() for piece in grams(word)]


@pytest.mark.parametrize(
    "text", ["バス停はどこ", "정류장 어디예요", "รถรางอยู่ไหน", "الترام ١٢", "Straße 20th", "電車はＡＢＣ"]
)
def test_questions_and_passages_are_cut_alike(text: str) -> None:
    assert [word.base for word in located_words(text)] == tokens(text)


def test_a_pair_stands_where_its_characters_stand() -> None:
    text = "次は バス停 です"
    assert [text[word.start : word.end] for word in located_words(text)] == ["次", "は", "バス", "停", "です"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ﾊﾞｽ", "バス"),
        ("ＴＲＡＭ　１２", "tram 12"),
        ("محطَّة الترامـــواي", "محطه الترامواي"),
        ("أين إلى آخر", "اين الى اخر"),
        ("١٢٣", "123"),
        ("Straße", "STRASSE"),
        ("IŞIK", "ışık"),
        ("İstanbul", "istanbul"),
        ("ещё ёлка", "еще елка"),
        ("łódź", "lodz"),
        ("smørrebrød", "smorrebrod"),
        ("cœur", "coeur"),
        ("ﬁrst", "first"),
        ("naïve café", "naive cafe"),
    ],
)
def test_one_word_typed_on_another_keyboard_is_the_same(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)
    assert fold(one) == fold(other)


def test_the_marks_of_kana_and_thai_tell_words_apart() -> None:
    assert tokens("ガス") != tokens("カス")
    assert tokens("ไม้") != tokens("ไม")


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("centre", "center"), ("theatres", "theaters"), ("defence", "defense"), ("travelled", "traveled"),
        ("grey", "gray"),
        ("analysed", "analyzed"), ("programmes", "programs"), ("neighbouring", "neighboring"),
        ("organisers", "organizers"),
        ("dialogue", "dialog"), ("licences", "licenses"), ("aluminium", "aluminum"), ("fibres", "fibers"),
    ],
)  # fmt: skip
def test_british_and_american_spelling_are_one(british: str, american: str) -> None:
    assert base(british) == base(american)


@pytest.mark.parametrize("word", ["acre", "fence", "called", "entire", "genre", "filling", "sentence", "ogre"])
def test_words_that_only_look_british_stay(word: str) -> None:
    assert base(word) == word


@pytest.mark.parametrize(
    "text", ["1st tram", "first-tram", "FirstTram", "when does the 1st tram leave", "what time is the `first tram`"]
)
def test_ordinals_hyphens_humps_and_code_marks_name_the_same_tram(text: str) -> None:
    reply = tram_edition().engine.ask(text)
    assert reply.answer is not None
    assert reply.answer.id == "first-tram"


@pytest.mark.parametrize("text", ["what are the 3 major strategies", "which 3 strategies", "3大战略"])
def test_a_number_in_digits_is_the_number_in_letters(text: str) -> None:
    reply = shipped_engine().ask(text)
    assert reply.answer is not None
    assert reply.answer.id == "st-three"


FORMS = {
    "total-factor-productivity": ("T.F.P.", "tfps", "TFP's", "totalfactorproductivity", "Total-Factor-Productivity"),
    "new-quality-productive-forces": ("NQPFs", "N.Q.P.F.", "nqpf's"),
    "real-economy": ("realeconomy", "RealEconomy", "real-economy"),
    "digital-economy": ("digitalEconomy", "digital-economy", "ＤＩＧＩＴＡＬ economy"),
    "carbon-peaking": ("carbon-peak", "carbonPeaking"),
}


@pytest.mark.parametrize(("term", "text"), [(term, text) for term, texts in FORMS.items() for text in texts])
def test_asking_knows_every_form_that_looking_up_knows(term: str, text: str) -> None:
    engine = shipped_engine()
    found = engine.define(text).term
    assert found is not None
    assert found.id == term
    assert engine.ask(text).answer is not None


@pytest.mark.slow
def test_every_question_of_the_pack_is_answered_by_itself() -> None:
    engine = shipped_engine()
    titles = [(entry.id, title) for entry in engine.pack.questions for title in entry.question.texts]
    replies = ((name, engine.ask(title).answer) for name, title in titles)
    assert [name for name, answer in replies if answer is None or answer.id != name] == []


@pytest.mark.parametrize("text", ["R&D", "r & d", "structure", "cost structure", "energy", "report"])
def test_a_bare_word_is_no_narrow_question(text: str) -> None:
    assert shipped_engine().ask(text).answer is None


@pytest.mark.parametrize(
    "text",
    [
        "who did not put forward new quality productive forces",
        "what are new quality productive forces not",
        "which industries are not strategic emerging ones",
        "新质生产力不是什么",
    ],
)
def test_a_negation_is_not_answered_as_if_it_were_not_there(text: str) -> None:
    assert shipped_engine().ask(text).answer is None


@pytest.mark.parametrize(
    "part", ["`kernel.c`", "https://example.org/a/b", "<:python:123456789012345678>", "<#123456789012345678>"]
)
@pytest.mark.parametrize(
    "question", ["who wrote {}", "why is {} important", "what is the growth rate of {}", "define {} please"]
)
def test_what_cannot_be_read_or_is_unknown_is_not_answered_around(part: str, question: str) -> None:
    assert shipped_engine().ask(question.format(part)).answer is None
