"""What is offered is worth it; one likely entry alone is asked back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cli.output.text_output import choices
from bot.discord_app.reader import Audience
from bot.discord_app.render import ReplyRenderer
from bot.matching import Candidate, Decision, Reply
from bot.translations import voice
from tests.support.engines import shipped_engine


def suggested(*confidences: float) -> Reply:
    reply = shipped_engine().ask("productive forces")
    questions = shipped_engine().pack.questions
    candidates = tuple(
        Candidate(question, confidence, "…") for question, confidence in zip(questions, confidences, strict=False)
    )
    return replace(reply, decision=Decision.SUGGEST, answer=None, candidates=candidates, confidence=confidences[0])


@pytest.mark.parametrize(
    ("confidences", "offered"),
    [
        ((0.45, 0.01, 0.0), 1),
        ((0.45, 0.21, 0.0), 2),
        ((0.3, 0.2, 0.1, 0.09), 3),
        ((0.5, 0.06, 0.06), 1),
        ((0.1, 0.04, 0.03), 1),
        ((0.02, 0.01, 0.01), 1),
    ],
)
def test_only_what_is_worth_it_is_offered(confidences: tuple[float, ...], offered: int) -> None:
    reply = suggested(*confidences)
    assert len(reply.offered) == offered
    assert choices(reply) == tuple(candidate.question for candidate in reply.candidates[:offered])


def test_other_decisions_offer_nothing() -> None:
    for decision in (Decision.ANSWER, Decision.NOTHING, Decision.PASSAGES):
        assert replace(suggested(0.4, 0.3), decision=decision).offered == ()


@pytest.mark.parametrize(
    ("confidences", "title"), [((0.45, 0.01), "Is it this?"), ((0.45, 0.3), "Did you mean one of these?")]
)
def test_one_entry_is_asked_back(confidences: tuple[float, ...], title: str) -> None:
    reply = suggested(*confidences)
    card = ReplyRenderer(shipped_engine().pack, Audience(voice("en"), 1, private=False)).reply(reply)
    assert getattr(card.pieces[0], "markdown", "") == f"**{title}**"
    assert (
        len([row for row in card.rows for button in row if button.label == reply.candidates[0].question.title("en")])
        == 1
    )
