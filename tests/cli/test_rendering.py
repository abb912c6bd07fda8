"""Every kind of reply as terminal text and as JSON, whatever engine made it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from bot.cli.output.json_output import definition_object, reply_object
from bot.cli.output.text_output import choices, show_definition, show_passages, show_reply, show_welcome, show_why
from bot.languages import Language
from bot.matching import Candidate, Decision, Definition, PassageHit, Reply, TermCandidate, Why
from bot.pack.models import Pack

WHY = Why(phrasing="till when", confidence=0.4, runner_up=None, runner_up_confidence=0.0, threshold=0.9)
SILENT = Reply("till wen", Decision.NOTHING, 0.4, None, None, (), (), "en", WHY, 12)


def text(shown: RenderableType, *, colours: bool = False) -> str:
    console = Console(width=100, force_terminal=colours, color_system="truecolor" if colours else None, highlight=False)
    with console.capture() as captured:
        console.print(shown)
    return captured.get()


def hit(pack: Pack, found: str) -> PassageHit:
    for article in pack.articles:
        for paragraph in article.paragraphs:
            start = paragraph.text.find(found)
            if start >= 0:
                return PassageHit(article.id, paragraph, 0.8, ((start, start + len(found)),))
    raise AssertionError(found)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "I'm not sure what you mean. Could you put it another way?"), ("zh", "没太明白你的意思，换个说法试试？")],
)
def test_silence_is_put_into_words(village: Pack, language: Language, said: str) -> None:
    assert text(show_reply(village, replace(SILENT, language=language))).strip() == said


def test_passages_are_labelled_as_such_and_what_matched_stands_out(village: Pack) -> None:
    passages = (hit(village, "old mill"), hit(village, "three weeks"))
    reply = replace(SILENT, decision=Decision.PASSAGES, passages=passages, said="I have no answer I'm sure of.")
    shown = text(show_reply(village, reply))
    assert shown.startswith("I have no answer I'm sure of.")
    assert shown.index("Opening hours 2025, ¶2") < shown.index("Lending rules 2025, ¶1")
    assert "\x1b[1;4mold mill\x1b[0m" in text(show_reply(village, reply), colours=True)
    written = json.loads(reply_object(village, reply, "p").json_line())
    assert [(each["article"], each["paragraph"], each["score"]) for each in written["passages"]] == [
        ("opening-hours", 2, 0.8),
        ("lending-rules", 1, 0.8),
    ]
    assert written["answer"] is None


def test_near_ties_are_offered_with_numbers_three_at_most(village: Pack) -> None:
    near = tuple(Candidate(question, 0.4, "x") for question in village.questions)
    reply = replace(SILENT, decision=Decision.SUGGEST, candidates=near, language="zh")
    shown = text(show_reply(village, reply)).splitlines()
    assert shown[0].strip() == "你想问的是不是："
    assert [line.strip() for line in shown[1:]] == [
        f"{number}. {question.title('zh')}" for number, question in enumerate(village.questions[:3], 1)
    ]
    assert choices(reply) == village.questions[:3]
    assert choices(SILENT) == ()
    assert len(json.loads(reply_object(village, reply, "s").json_line())["candidates"]) == 4


def test_an_unknown_term_is_told_with_its_neighbours(village: Pack) -> None:
    near = tuple(TermCandidate(term, 0.3, term.term.first) for term in village.terms)
    unknown = Definition("reader cart", None, 0.3, near, "en")
    assert "Nearest entries: reader's card (借书证) · late book (逾期图书)" in text(show_definition(village, unknown))
    assert text(show_definition(village, replace(unknown, candidates=()))).strip() == "The glossary has no such term."
    written = definition_object(village, unknown, 4)
    assert [candidate.confidence for candidate in written.candidates] == [0.3, 0.3]


def test_the_reasons_tell_the_runner_up_and_what_was_read_as_what(village: Pack) -> None:
    why = replace(WHY, runner_up=village.questions[0], runner_up_confidence=0.25, repaired=(("wen", "when"),))
    shown = text(show_why(replace(SILENT, why=why)))
    assert "Confidence 0.40; an answer needs 0.90." in shown
    assert "Nearest phrasing: till when" in shown
    assert f"Next: {village.questions[0].title('en')} (0.25)" in shown
    assert "Read 'wen' as 'when'." in shown


def test_words_of_the_pack_are_never_read_as_markup(village: Pack) -> None:
    paragraph = village.articles[0].paragraphs[1].model_copy(update={"text": "[bold]loud[/bold] :smile: [link=x]y"})
    shown = text(show_passages(village, (PassageHit(village.articles[0].id, paragraph, 1.0),), "en"), colours=True)
    assert "[bold]loud[/bold] :smile: [link=x]y" in shown


def test_the_welcome_speaks_the_language_asked_for(village: Pack) -> None:
    shown = text(show_welcome(village, "zh"))
    assert shown.startswith("米溪村图书馆")
    assert "图书馆几点开门？" in shown
