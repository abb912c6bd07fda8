"""Glossary terms are looked up in languages that the glossary is not written in; other words find nothing."""

from __future__ import annotations

import pytest

from bot.languages.defining import defined
from bot.matching.glossary.term_index import FOUND, GlossaryIndex
from tests.matching.village import shipped
from tests.support.engines import shipped_engine

ABROAD = {
    "total-factor-productivity": (
        "productividad total de los factores", "Gesamtfaktorproduktivität", "productivité totale des facteurs",
        "全要素生産性とは", "совокупная факторная производительность", "toplam faktör verimliliği",
        "całkowita produktywność czynników produkcji", "produtividade total dos fatores",
    ),
    "supply-chains": ("cadena de suministro", "Lieferkette", "цепочка поставок", "tedarik zinciri", "サプライチェーン"),
    "carbon-neutrality": ("neutralidad de carbono", "углеродная нейтральность", "neutralité carbone"),
    "real-economy": ("economía real", "Realwirtschaft", "économie réelle", "реальная экономика"),
    "high-quality-development": ("desarrollo de alta calidad", "hochwertige Entwicklung", "高品質な発展"),
    "new-quality-productive-forces": (
        "nuevas fuerzas productivas de calidad", "nouvelles forces productives de qualité", "新質生産力",
        "قوى إنتاجية جديدة",
    ),
    "lithium-batteries": ("Lithiumbatterien", "baterías de litio", "リチウム電池", "литиевые батареи"),
    "service-robots": ("Serviceroboter", "robots de servicio", "サービスロボット"),
}  # fmt: skip
QUESTIONS = (
    "¿Qué es la cadena de suministro?", "Was bedeutet Lieferkette?", "qu’est-ce que l’économie réelle ?",
    "что такое реальная экономика?", "tedarik zinciri nedir?", "サプライチェーンとは何ですか？",
    "o que é a cadeia de suprimentos?", "co to jest łańcuch dostaw?", "실물경제란 무엇인가요?", "ห่วงโซ่อุปทานคืออะไร",
    "wat is de reële economie?", "che cos'è l'economia reale?",
)  # fmt: skip
OFF_TOPIC = (
    "pizza recipe", "Bundesliga", "receta de pizza", "рецепт борща", "天気", "Weihnachten", "fútbol", "perro",
    "映画", "피자", "Bayern München", "la liga", "Katze", "Geburtstag", "corrida de touros", "anniversaire",
    "mariage", "Hochzeit", "boda", "собака", "музыка", "погода завтра", "футбол", "猫の名前", "音楽", "誕生日",
    "고양이", "축구", "음악", "생일", "ฟุตบอล", "อาหารไทย", "แมว", "كرة القدم", "وصفة بيتزا", "قطة", "köpek",
    "hava durumu", "futbol maçı", "doğum günü", "pies", "kot", "pogoda", "przepis na pierogi", "voetbal",
    "verjaardag", "hond", "recept voor pannenkoeken", "gatto", "calcio", "ricetta della carbonara", "compleanno",
    "cachorro", "receita de bolo", "futebol", "tempo amanhã", "chien", "recette de crêpes", "Zahnarzt", "dentista",
)  # fmt: skip


@pytest.mark.parametrize(("term", "text"), [(term, text) for term, texts in ABROAD.items() for text in texts])
def test_a_term_is_found_by_its_name_in_another_language(term: str, text: str) -> None:
    found = shipped_engine().define(text)
    assert found.term is not None
    assert found.term.id == term


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_for_a_meaning_finds_it_too(text: str) -> None:
    candidates = shipped_engine().define(text).candidates
    assert candidates
    assert candidates[0].term.id in ("supply-chains", "real-economy")
    assert candidates[0].confidence >= FOUND


@pytest.mark.parametrize("text", OFF_TOPIC)
def test_a_word_that_no_term_means_finds_nothing(text: str) -> None:
    assert shipped_engine().define(text).term is None


@pytest.mark.parametrize(
    "text", ["virtual economy", "demand chain", "old quality productive forces", "旧质生产力", "供应商"]
)
def test_within_the_glossarys_own_languages_spelling_decides(text: str) -> None:
    assert shipped_engine().define(text).term is None


def test_without_an_encoder_nothing_is_found_abroad_and_nothing_fails() -> None:
    index = GlossaryIndex(shipped_engine().pack.terms)
    assert [one for one in index.define("Lieferkette") if one.confidence >= FOUND] == []
    assert shipped().define("TFP")[0].term.id == "total-factor-productivity"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("¿Qué significa economía real?", "economía real"),
        ("Definition von Lieferkette", "Lieferkette"),
        ("c'est quoi la neutralité carbone", "neutralité carbone"),
        ("전 요소 생산성이 뭐예요?", "전 요소 생산성"),
        ("リチウム電池って何ですか", "リチウム電池"),
        ("supply chain", "supply chain"),
        ("plug in", "plug in"),
        ("全要素生产率", "全要素生产率"),
        ("", ""),
    ],
)
def test_what_stands_around_a_term_is_taken_off(text: str, term: str) -> None:
    assert defined(text) == term
