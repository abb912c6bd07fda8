"""Somebody who asks in a language that the pack lacks is told so in that language; nobody else is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from babel import Locale

from bot.cli.output.json_output import reply_object
from bot.discord_app.reader import Audience
from bot.discord_app.render import ReplyRenderer
from bot.languages import LANGUAGES, TONGUES, identify, language_line, language_of_text
from bot.matching import Decision, Engine
from bot.pack.models import LocalizedAnswer
from bot.translations import voice
from tests.matching.workshop import a_pack
from tests.support.engines import shipped_engine

ASKED = {
    "en": ("Where can I leave my bicycle overnight?", "how much do they charge for that"),
    "es": ("¿Dónde puedo dejar la bicicleta?", "cuánto cuesta según ellos"),
    "fr": ("Où est-ce que je peux laisser mon vélo ?", "combien ça coûte selon eux"),
    "de": ("Wo kann ich mein Fahrrad abstellen?", "wieviel kostet das denn"),
    "it": ("Dove posso lasciare la bici?", "quanto costa secondo loro"),
    "nl": ("Waar kan ik mijn fiets laten?", "hoeveel kost dat volgens hen"),
    "pl": ("Gdzie mogę zostawić rower?", "ile to kosztuje według nich"),
    "pt": ("Onde posso deixar a minha bicicleta?", "quanto custa segundo eles, você sabe?"),
    "tr": ("Bisikletimi nereye bırakabilirim?", "bunun için ne kadar istiyorlar"),
    "ru": ("Где можно оставить велосипед?", "сколько это стоит"),
    "ar": ("أين يمكنني ترك دراجتي؟", "كم يكلف ذلك"),
    "th": ("ฝากจักรยานได้ที่ไหน", "ราคาเท่าไร TFP"),
    "ko": ("자전거를 어디에 둘 수 있나요?", "얼마예요"),
    "ja": ("自転車はどこに置けますか", "料金はいくら"),
    "zh": ("自行车可以停在哪里", "要多少钱"),
    "zh-TW": ("腳踏車可以停在哪裡", "這樣要多少錢"),
}
QUIET = (
    "lol", "nqpf", "TFP", "Zhang Yi", "12345", "🙃", "",  # too short to tell
    "Hvem foreslog egentlig ideen?", "Vem föreslog det här?", "Siapa yang mengusulkan ini?", "Qui va proposar això?",
    "Cine a propus acest concept?", "Kdo to navrhl?", "Ki javasolta ezt?", "Хто запропонував цю ідею?",
    "Кой предложи това?", "چه کسی این را پیشنهاد کرد؟", "shenme shi xin zhi shengchanli",
)  # fmt: skip


@pytest.mark.parametrize("code", ASKED)
def test_a_question_of_a_few_words_tells_its_language(code: str) -> None:
    for text in ASKED[code]:
        found = identify(text)
        assert found is not None, text
        assert found.code == code, text


@pytest.mark.parametrize("text", QUIET)
def test_what_is_too_short_or_in_another_language_tells_none(text: str) -> None:
    assert identify(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "play a song by los lobos",
        "convert ten miles to kilometers",
        "what is a qi gong",
        "who is la niña",
        "who is der Kaiser",
    ],
)
def test_english_with_foreign_words_is_not_taken_for_theirs(text: str) -> None:
    assert shipped_engine().ask(text).asked_in is None


def test_every_language_of_the_register_is_tried_here() -> None:
    assert ASKED.keys() == {row.code for row in LANGUAGES}


@pytest.mark.parametrize("row", LANGUAGES, ids=lambda row: row.code)
def test_the_line_names_the_other_language_as_its_reader_calls_it(row: object) -> None:
    code = getattr(row, "code", "")
    for other in {"en", "de", "ja"} - {code}:
        line = language_line(code, other)
        assert line is not None
        name = Locale.parse(getattr(row, "locale", "")).languages[other]
        assert name[:3] in line  # Polish and Russian inflect its end
    assert language_line(code, "no such language") is None


def test_polish_and_russian_inflect_the_name() -> None:
    assert language_line("pl", "en") == "Nie mam tu nic po polsku, więc odpowiadam po angielsku."
    assert language_line("ru", "zh") == "На русском здесь ничего нет, поэтому отвечаю на китайском."


@pytest.mark.parametrize("code", sorted(ASKED.keys() - {"en", "zh", "zh-TW"}))
def test_whoever_asks_in_a_language_that_the_pack_lacks_is_told(code: str) -> None:
    reply = shipped_engine().ask(ASKED[code][0])
    assert reply.asked_in == code
    assert reply.language == "en"
    assert reply.language_line == language_line(code, "en")
    assert reply_object(shipped_engine().pack, reply, "1").language_line == reply.language_line


@pytest.mark.parametrize("code", ["en", "zh", "zh-TW"])
def test_whoever_asks_in_a_language_of_the_pack_is_told_nothing(code: str) -> None:
    for text in ASKED[code]:
        assert shipped_engine().ask(text).language_line is None


def test_in_a_pack_without_chinese_a_chinese_question_is_told() -> None:
    pack = a_pack()
    only_english = [
        entry.model_copy(update={"answer": LocalizedAnswer.of(entry.answer.first)}) for entry in pack.questions
    ]
    engine = Engine.build(a_pack(only_english), vectors=None)
    assert engine.ask("自行车可以停在哪里").asked_in == "zh"
    assert engine.ask("where can I leave my bicycle").asked_in is None


def test_japanese_is_not_taken_for_chinese() -> None:
    assert language_of_text("東京の天気は") == "en"
    assert language_of_text("东京的天气") == "zh"
    assert shipped_engine().ask("東京の天気は").language == "en"


def test_an_answer_in_the_readers_own_choice_of_language_is_named_too() -> None:
    reply = shipped_engine().ask("¿Dónde puedo dejar la bicicleta?", language="zh")
    assert reply.language_line == language_line("es", "zh")


@pytest.mark.parametrize("decision", [Decision.ANSWER, Decision.SUGGEST, Decision.NOTHING])
def test_the_card_begins_with_the_line(decision: Decision) -> None:
    engine = shipped_engine()
    reply = replace(engine.ask("who proposed the idea"), asked_in="es", decision=decision)
    for row in TONGUES:
        card = ReplyRenderer(engine.pack, Audience(voice(row.code), 1, private=False)).reply(reply)
        assert getattr(card.pieces[0], "markdown", "").startswith("-# Aquí no hay nada en español")
