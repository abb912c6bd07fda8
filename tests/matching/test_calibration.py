"""The confidence that calibration questions move, the thresholds, and the confidence that ships."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest

from bot.errors import FootnoteError
from bot.matching.confidence import shipped_model
from bot.matching.confidence.calibration import (
    Fitted,
    evidence,
    first_is_right,
    fit,
    fit_own,
    in_order,
    look,
    refused_texts,
)
from bot.matching.confidence.shipped_model import UnfittedSignalsError, as_json, shipped
from bot.matching.confidence.thresholds import LEVELS, Rates, Thresholds
from bot.matching.confidence.training_table import Sheet
from bot.matching.decisions import TOLERANCE
from bot.matching.evidence.signals import SIGNALS, comparable, names
from bot.matching.index.corpus import Corpus, Example
from bot.matching.language.background import Background
from bot.matching.reply import QuestionSource
from tests.matching.workshop import asked, fitted, vectors, whole_corpus, whole_index, workshop_index

PRIOR = shipped(encoder=True).prior
RATES = PRIOR.rates[1]
NONE = replace(RATES, wrong=np.zeros(len(LEVELS), np.float32), near_given=np.zeros(len(LEVELS), np.float32),
               far_given=np.zeros(len(LEVELS), np.float32))  # fmt: skip
"""Rates of packs in which nothing goes wrong."""


def made_up(chances: list[float], right: list[bool], examples: list[Example]) -> Fitted:
    return Fitted(PRIOR.confidence, examples, np.array(chances, np.float32), np.array(right))


def loss(chances: np.ndarray, right: np.ndarray) -> float:
    """Mean surprise, in nats, at whether the first candidate was right."""
    held = np.clip(chances, 0.001, 0.999)
    return float(-np.log(np.where(right, held, 1 - held)).mean())


def sheet() -> Sheet:
    return Sheet.of_corpus(whole_index(), whole_corpus(), vectors())


def test_questions_with_an_answer_get_more_confidence_than_those_without() -> None:
    found = fitted()
    assert found.right[found.answerable].mean() > 0.8
    assert not found.right[~found.answerable].any()
    order = found.chances[:, None] > found.chances[None, :]
    assert order[found.right][:, ~found.answerable].mean() > 0.9


def test_calibration_questions_make_probabilities_no_less_true_than_the_prior_has_them() -> None:
    measured, found = sheet(), fitted()
    judged = in_order(measured, PRIOR.confidence.ranker)
    borrowed = PRIOR.confidence.chances(judged).answer
    own = slice(0, len(found.examples))
    assert loss(found.chances, found.right) < loss(borrowed[own], first_is_right(measured, judged)[own]) + 0.01


def test_the_more_questions_the_further_they_move_the_prior() -> None:
    whole = sheet()
    moves: list[float] = []
    for count in (10, 40, len(whole.examples)):
        some = whole.rows(np.linspace(0, len(whole.examples) - 1, count).astype(np.intp))
        moved = fit(some, count, PRIOR.confidence).confidence.answer.weights
        moves.append(float(np.abs(moved - PRIOR.confidence.answer.weights).sum()))
    assert moves == sorted(moves)
    assert moves[0] < moves[-1] / 2


def test_the_same_corpus_gives_the_same_confidence() -> None:
    again = fit_own(whole_index(), whole_corpus(), PRIOR.confidence, vectors())
    assert np.array_equal(again.chances, fitted().chances)
    assert np.array_equal(again.confidence.answer.weights, fitted().confidence.answer.weights)


def test_another_seed_gives_other_folds() -> None:
    other = fit_own(whole_index(), whole_corpus(), PRIOR.confidence, vectors(), seed=1)
    assert not np.array_equal(other.chances, fitted().chances)


def test_a_confidence_can_be_fitted_without_a_signal_and_without_a_prior() -> None:
    rest = SIGNALS[:-1]
    measured = Sheet.measured(whole_index(), whole_corpus().calibration, vectors(), signals=rest)
    found = fit(measured, len(measured.examples))
    assert found.right[found.answerable].mean() > 0.8
    assert found.confidence.comparable.tolist() == comparable(rest).tolist()


def test_questions_to_be_refused_stand_among_the_decoys_where_the_fit_looks_for_them() -> None:
    texts, measured = refused_texts(whole_corpus()), sheet()
    own = measured.examples[: len(whole_corpus().calibration)]
    column = names().index("decoy_cosine")
    assert {example.text for example in own if not example.answers} <= set(texts)
    alone = [t[0, column] for e, t in zip(own, measured.tables, strict=False) if texts.count(e.text) == 1]
    assert max(alone) < 0.99, "A question that found itself among the decoys would have a cosine of 1."


def test_messages_of_the_background_are_measured_too_and_count_as_far_from_the_topic() -> None:
    measured, own = sheet(), len(whole_corpus().calibration)
    strangers = slice(own, own + own // 3)
    assert measured.far[strangers].all()
    assert {example.text for example in measured.examples[strangers]} <= set(Background.load().strangers)


def test_some_calibration_questions_are_measured_again_as_if_asked_in_a_language_that_no_entry_has() -> None:
    measured, own = sheet(), len(whole_corpus().calibration)
    again = measured.examples[own + own // 3 :]
    assert again == whole_corpus().calibration[::3]
    foreign = names().index("foreign")
    assert (measured.tables[-len(again) :, :, foreign] == 1).all()
    assert measured.tables[:own, :, foreign].mean() < 0.5
    by_words = Sheet.of_corpus(whole_index().without_meaning(), whole_corpus(), None)
    assert len(by_words.examples) == own + own // 3, "Without an encoder there is nothing to go by."


def test_the_evidence_of_a_single_candidate_has_no_lead() -> None:
    entries, table = look(workshop_index(), asked("who is the mechanic"), SIGNALS)
    alone = PRIOR.confidence.judge(entries[:1], table[:1])
    row = evidence([alone], comparable())[0]
    leads = row[len(names()) : len(names()) + len(comparable())]
    assert not leads.any()
    assert np.isfinite(row).all()


def test_where_nobody_says_what_is_near_a_confidence_is_fitted_all_the_same() -> None:
    plain = [Example(example.text, example.answers) for example in whole_corpus().calibration]
    whole = whole_corpus()
    corpus = Corpus(whole.phrasings, whole.support, whole.answers, whole.decoys, plain)
    found = fit_own(whole_index(), corpus, PRIOR.confidence, vectors())
    assert found.right[found.answerable].mean() > 0.8
    assert not found.near.any()


def test_one_of_the_first_three_is_right_at_least_as_often_as_the_first() -> None:
    for texts in (("who is the mechanic",), ("what a lovely sunset",)):
        case = PRIOR.confidence.judge(*look(workshop_index(), asked(texts[0]), SIGNALS))
        chances = PRIOR.confidence.chances([case])
        assert chances.offered[0] >= chances.answer[0]


def test_thresholds_fall_as_more_error_is_tolerated() -> None:
    for thresholds in (Thresholds.of(RATES), Thresholds.of(RATES, Rates.of(fitted()))):
        levels = [thresholds.threshold(tolerance) for tolerance in np.linspace(0, 0.5, 51)]
        assert all(before >= after for before, after in pairwise(levels))
        assert levels[0] > levels[-1]


def test_a_threshold_is_as_low_as_the_promise_allows() -> None:
    answerable = [Example("x", (0,))] * 10
    found = made_up([0.9] * 8 + [0.5, 0.3], [True] * 8 + [True, False], answerable)
    thresholds = Thresholds.of(NONE, Rates.of(found))
    assert thresholds.threshold(0.0) == pytest.approx(0.305, abs=1e-3)
    assert thresholds.threshold(0.1) == pytest.approx(0.2)


def test_one_odd_answer_among_forty_does_not_set_the_threshold_and_a_hundred_among_a_thousand_do() -> None:
    def needed(times: int) -> float:
        examples = [Example("x", (0,))] * 9 * times + [Example("y", (), near=True)] * times
        own = made_up([0.95] * 10 * times, [True] * 9 * times + [False] * times, examples)
        return Thresholds.of(RATES, Rates.of(own)).threshold(0.03)

    alone = Thresholds.of(RATES).threshold(0.03)
    assert needed(1) <= alone + 0.1
    assert needed(100) > 0.95


def test_doing_the_work_of_forty_good_questions_makes_a_pack_answer_no_less() -> None:
    examples = [Example("x", (0,))] * 40 + [Example("y", (), near=True)] * 40
    own = made_up([0.9] * 40 + [0.1] * 40, [True] * 40 + [False] * 40, examples)
    for tolerance in (0.005, 0.03, 0.1):
        assert Thresholds.of(RATES, Rates.of(own)).threshold(tolerance) <= Thresholds.of(RATES).threshold(tolerance)


@pytest.mark.parametrize(("besides", "like"), [([0, 0], 0), ([0, 1], 0), ([1, 1], 1), ([4, 4, 4], 2), ([9, 40], 5)])
def test_a_pack_is_held_to_the_rates_of_packs_with_about_as_many_phrasings(besides: list[int], like: int) -> None:
    phrasings = [["how do I start"] * (count + 1) for count in besides]
    assert PRIOR.rates_of(Corpus(phrasings, [""] * len(besides), [""] * len(besides), [], [])) is PRIOR.rates[like]


@pytest.mark.parametrize("encoder", [True, False])
def test_at_the_default_tolerance_one_near_miss_in_ten_of_packs_never_seen_is_answered_however_many_phrasings(
    encoder: bool,
) -> None:
    for rates in shipped(encoder=encoder).prior.rates.values():
        needed = Thresholds.of(rates).threshold(TOLERANCE[QuestionSource.COMMAND])
        assert rates.near_given[int(np.flatnonzero(needed == LEVELS)[0])] <= 0.1


def test_the_shipped_confidence_survives_being_written_and_read() -> None:
    text = as_json(shipped(encoder=True), shipped(encoder=False))
    stored = json.loads(text)
    assert tuple(stored["signals"]) == names()
    assert len(stored["encoder"]["prior"]["ranker"]["weights"]) == len(comparable())
    assert (files("bot.matching") / shipped_model.FILE).read_text("utf-8").strip() == text


@pytest.mark.parametrize(
    ("measured", "told"),
    [
        ((*names(), "order"), "fitted without order, so"),
        (names()[1:], f"fitted with, besides, {names()[0]}, so"),
        (names()[::-1], "fitted with the same in another order, so"),
    ],
)
def test_a_confidence_of_other_signals_is_no_mistake_of_the_program_but_says_what_refits_it(
    measured: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped_model, "names", lambda: measured)
    with pytest.raises(UnfittedSignalsError, match=told) as refused:
        shipped.__wrapped__(encoder=True)
    assert isinstance(refused.value, FootnoteError)
    assert "python -m benchmarks.fit --data" in str(refused.value)
