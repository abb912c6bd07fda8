"""What the confidence promises: who is offered, who is surest, and what a word-for-word question is worth."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.evaluating.labelled import read_labelled
from bot.matching import Decision
from bot.matching.confidence.scored import CERTAIN, Judgement
from bot.matching.confidence.shipped_model import shipped as shipped_confidence
from bot.matching.evidence.likeness import Bayes
from bot.matching.index.query import Model
from bot.matching.numerics.arrays import log_softmax
from tests.matching.test_signals import case
from tests.matching.workshop import asked, entry, workshop_index
from tests.matching.workshop_texts import PHRASINGS
from tests.support.engines import shipped_engine

ROOT = Path(__file__).parents[2]


def judgement(text: str) -> Judgement:
    found = Judgement.of(text, workshop_index(), shipped_confidence(encoder=True).prior.confidence)
    assert found is not None
    return found


def test_what_is_offered_holds_the_answer_mostly_and_strangers_are_offered_little() -> None:
    engine = shipped_engine()
    golden = read_labelled(ROOT / "tests" / "data" / "golden.yaml", engine.pack.question_by_id)
    offers = {False: [0, 0], True: [0, 0]}  # whether there is an answer: questions without one given, offers among them
    held = 0
    for question in golden:
        reply = engine.ask(question.text)
        if reply.decision in (Decision.ANSWER, Decision.CHITCHAT):
            continue
        counts = offers[bool(question.answers)]
        counts[0] += 1
        if reply.decision is Decision.SUGGEST:
            counts[1] += 1
            held += bool({*question.answers} & {each.question.id for each in reply.candidates[:3]})
    assert offers[True][1] >= 0.5 * offers[True][0], "Most who get no answer are shown where it may be."
    assert held >= 0.9 * offers[True][1]
    assert offers[False][1] <= 0.08 * offers[False][0], "Who asks for what is not there is rarely led astray."


def test_terms_are_looked_for_in_as_much_of_a_text_as_a_message_can_hold() -> None:
    name = "total factor productivity"
    assert shipped_engine().terms_in(f"{'the ' * 900}{name}")
    assert not shipped_engine().terms_in(f"{'the ' * 1000}{name}"), "Beyond it nothing is read, however long the text."


def test_a_word_for_word_question_is_certain_and_so_is_what_is_offered() -> None:
    text = PHRASINGS["loan"][0]
    unsure = replace(judgement(text), answer=0.1, offered=0.2)
    certain = unsure.word_for_word(entry("loan"))
    assert certain.answer == certain.offered == CERTAIN
    assert int(certain.judged.entries[0]) == entry("loan")


@pytest.mark.parametrize(("answer", "offered"), [(0.2, 1.0), (0.0, 0.9), (0.4, 0.4)])
def test_nobody_is_surer_than_the_first(answer: float, offered: float) -> None:
    confidences = replace(judgement("when do you mend tyres"), answer=answer, offered=offered).confidences
    assert confidences[0] == answer
    assert max(confidences) == answer


def test_naive_bayes_counts_three_times_as_a_query_has_length_one() -> None:
    text = "can I borrow a bike"
    scores = asked(text).scores.raw[Model.BAYES]
    every = np.arange(len(PHRASINGS), dtype=np.int32)
    found = Bayes()(case(text))[:, Bayes.names.index("bayes_log")]
    assert np.allclose(found, log_softmax(scores * 3, every), atol=1e-5)
    assert not np.allclose(found, log_softmax(scores, every), atol=1e-2)
