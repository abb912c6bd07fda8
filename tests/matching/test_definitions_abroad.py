"""Questions for the meaning of a term in languages that the shipped pack lacks."""

from __future__ import annotations

import pytest

from bot.languages.defining import defined, defined_bare
from bot.matching import Decision, QuestionSource
from bot.matching.reading import read
from tests.support.engines import shipped_engine

ABROAD = (
    "что такое новые качественные производительные силы", "新しい質の生産力とは何ですか",
    "Was sind neue Produktivkräfte?", "qué son las nuevas fuerzas productivas de calidad",
    "새로운 질적 생산력이란 무엇인가요?", "o que são novas forças produtivas de qualidade",
    "wat zijn nieuwe productieve krachten", "กำลังการผลิตคุณภาพใหม่คืออะไร", "ما هي القوى الإنتاجية الجديدة؟",
)  # fmt: skip
NEARLY = (
    "qu'est-ce que les nouvelles forces productives", "cosa sono le nuove forze produttive",
    "yeni nitelikli üretici güçler nedir", "czym są nowe siły wytwórcze",
)  # fmt: skip


@pytest.mark.parametrize("text", ABROAD)
def test_what_it_all_is_about_is_answered_by_the_definition(text: str) -> None:
    reply = shipped_engine().ask(text)
    assert reply.answer is not None
    assert reply.answer.id == "what-is"


@pytest.mark.parametrize("text", NEARLY)
def test_where_two_terms_are_as_near_the_definition_is_offered_and_nothing_else_given(text: str) -> None:
    reply = shipped_engine().ask(text)
    assert reply.decision is Decision.SUGGEST
    assert reply.candidates[0].question.id == "what-is"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("was bedeutet Realwirtschaft", "real-economy"),
        ("o que é a economia real", "real-economy"),
        ("全要素生産性とは", "tfp"),
        ("что такое реальная экономика", "real-economy"),
    ],
)
def test_other_terms_too(text: str, entry: str) -> None:
    reply = shipped_engine().ask(text)
    assert reply.answer is not None
    assert reply.answer.id == entry


@pytest.mark.parametrize(
    "text", ["qué es la fotosíntesis", "was ist eine Schildkröte", "что такое борщ", "盆栽とは何ですか"]
)
@pytest.mark.parametrize("mode", list(QuestionSource))
def test_what_is_no_term_gets_no_answer(text: str, mode: QuestionSource) -> None:
    assert shipped_engine().ask(text, mode=mode).answer is None


@pytest.mark.parametrize(
    "text",
    [
        "¿qué es el papel de la innovación en el desarrollo?",
        "qu'est-ce que l'importance de la réforme",
        "was ist das Ziel der neuen Industrialisierung",
        "o que é a relação entre mercado e governo",
        "что такое роль талантов в развитии",
        "生産性の役割とは何ですか",
        "시장과 혁신의 역할이란 무엇인가요?",
    ],
)
def test_the_role_or_the_aim_of_something_is_not_its_meaning(text: str) -> None:
    assert defined(text) == defined_bare(text)


@pytest.mark.parametrize("text", ["что такое производственные отношения", "生産関係とは", "rapporti di produzione"])
def test_terms_that_name_a_relation_are_terms(text: str) -> None:
    assert shipped_engine().define(text).candidates[0].term.id.startswith("relations")


@pytest.mark.parametrize("text", ["wat zijn nieuwe krachten", "wat doet het talent van een land", "was ist neu"])
def test_words_of_english_slang_are_left_alone_in_languages_where_they_are_words(text: str) -> None:
    assert read(text).questions[0].text == text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("wat is tfp", "what is tfp"),
        ("explain total factor productivity like im 12", "explain total factor productivity"),
        ("what is tfp explain like i'm a five year old", "what is tfp"),
    ],
)
def test_how_simply_it_is_to_be_told_is_set_apart(text: str, asked: str) -> None:
    assert read(text).questions[0].text == asked
