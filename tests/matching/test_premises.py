"""A premise that the cited passage gives otherwise is told above the answer; whatever else is asked goes without."""

from __future__ import annotations

import pytest

from bot.answering.beside import premise_line
from bot.cli.output.json_output import reply_object
from bot.discord_app.reader import Audience
from bot.discord_app.render import ReplyRenderer
from bot.matching.premise import contradicted, mended
from bot.matching.reading import read
from bot.matching.reply import Contradiction, PremiseKind
from bot.translations import voice
from tests.support.engines import shipped_engine


def found(entry: str, text: str) -> tuple[Contradiction, ...]:
    pack = shipped_engine().pack
    return contradicted(read(text).questions[0], pack, pack.question_by_id[entry])


@pytest.mark.parametrize(
    ("entry", "text", "kind", "said"),
    [
        ("solar-output", "how did solar battery output grow by 45 % in 2023", PremiseKind.SHARE, "54.0 %"),
        ("solar-output", "why did solar battery output drop", PremiseKind.RISE, ""),
        ("solar-output", "since solar battery output fell so much, what was the cause?", PremiseKind.RISE, ""),
        ("solar-output", "2021年太阳能电池产量增长多少", PremiseKind.YEAR, "2023"),
        ("solar-output", "太阳能电池产量为什么下降了", PremiseKind.RISE, ""),
        ("three-new-gdp-share", "why are the three new at 25.36 percent of gdp", PremiseKind.SHARE, "17.36 %"),
        ("high-tech-manufacturing", "how much did high-tech manufacturing fall", PremiseKind.RISE, ""),
    ],
)
def test_a_premise_that_the_passage_gives_otherwise_is_found(
    entry: str, text: str, kind: PremiseKind, said: str
) -> None:
    assert [(one.kind, one.said) for one in found(entry, text)] == [(kind, said)]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("solar-output", "how did solar battery output grow by 54 % in 2023"),
        ("solar-output", "did solar battery output grow or fall"),
        ("solar-output", "solar battery output did not fall by 30 %, did it"),
        ("three-new-gdp-share", "is it right that the three new are at 17.4 percent of gdp"),
        ("three-new-gdp-share", "17 % of gdp, is that the three new?"),
        ("carbon", "peak carbon by 2030?"),
        ("three-new-gdp-share", "will China fall behind if the three new are so small a share of gdp"),
        ("who-proposed", "when did Xi Jinping put it forward"),
    ],
)
def test_what_is_right_rounded_asked_or_denied_is_no_contradiction(entry: str, text: str) -> None:
    assert found(entry, text) == ()


@pytest.mark.slow
def test_hardly_any_wording_of_the_pack_is_contradicted_by_its_own_answer() -> None:
    pack = shipped_engine().pack
    wordings = [(entry.id, text) for entry in pack.questions for text in (*entry.phrasings, *entry.question.texts)]
    odd = [
        text
        for entry, text in wordings[::3]
        if (asked := read(text).questions) and contradicted(asked[0], pack, pack.question_by_id[entry])
    ]
    assert len(odd) <= len(wordings) / 3 / 1000


def test_an_answer_that_only_a_wrong_share_keeps_back_is_given_with_the_line() -> None:
    reply = shipped_engine().ask("why do the three new make up 25.36 % of gdp")
    assert reply.answer is not None
    assert reply.answer.id == "three-new-gdp-share"
    assert premise_line(reply, voice("en")) == "The passage says 17.36 %, not 25.36 %."
    assert premise_line(reply, voice("zh")) == "原文说的是17.36 %，不是25.36 %。"
    assert reply_object(shipped_engine().pack, reply, "1").premise_line == "The passage says 17.36 %, not 25.36 %."
    card = ReplyRenderer(shipped_engine().pack, Audience(voice("en"), 1, private=False)).reply(reply)
    assert getattr(card.pieces[0], "markdown", "").startswith("The passage says 17.36 %")


def test_other_answers_have_no_line() -> None:
    reply = shipped_engine().ask("17.36 percent of what")
    assert reply.answer is not None
    assert premise_line(reply, voice("en")) is None


def test_a_year_or_a_person_is_not_put_right_for_the_asker() -> None:
    asked = read("what happened in 2021").questions[0]
    for kind in (PremiseKind.YEAR, PremiseKind.PERSON):
        assert mended(asked, Contradiction(kind, "2023", "2021")) is None
