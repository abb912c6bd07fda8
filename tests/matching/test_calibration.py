"""The confidence that is fitted on calibration questions, the thresholds, and the confidence that ships."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest

from bot.matching.confidence import shipped_model
from bot.matching.confidence.calibration import Fitted, evidence, fit, look, refused_texts
from bot.matching.confidence.model import Confidence
from bot.matching.confidence.shipped_model import Shipped, as_json, shipped
from bot.matching.confidence.thresholds import CAUTIOUS, Thresholds
from bot.matching.confidence.training_table import Sheet
from bot.matching.evidence.signals import SIGNALS, comparable, names
from bot.matching.index.corpus import ENOUGH, Corpus, Example
from bot.matching.language.background import Background
from tests.matching.workshop import asked, fitted, whole_corpus, whole_index, workshop_index


def made_up(chances: list[float], right: list[bool], examples: list[Example]) -> Fitted:
    return Fitted(shipped().confidence, examples, np.array(chances, np.float32), np.array(right))


def written(found: Fitted) -> str:
    return as_json(Shipped(found.confidence, Thresholds.of(found), "a pack"))


def loss(chances: np.ndarray, right: np.ndarray) -> float:
    """Mean surprise, in nats, at whether the first candidate was right."""
    return float(-np.log(np.where(right, chances, 1 - chances)).mean())


def judged(text: str, confidence: Confidence) -> float:
    return float(
        confidence.chances([confidence.judge(*look(whole_index(), asked(text, whole_index()), SIGNALS))]).answer[0]
    )


def test_questions_with_an_answer_get_more_confidence_than_those_without() -> None:
    found = fitted()
    assert found.right[found.answerable].mean() > 0.8
    assert not found.right[~found.answerable].any()
    order = found.chances[:, None] > found.chances[None, :]
    assert order[found.right][:, ~found.answerable].mean() > 0.9


def test_calibration_makes_probabilities_truer_than_the_shipped_confidence_does() -> None:
    found = fitted()
    borrowed = np.array([judged(example.text, shipped().confidence) for example in whole_corpus().calibration])
    assert loss(found.chances, found.right) < loss(np.clip(borrowed, 0.001, 0.999), found.right)
    assert abs(found.chances.mean() - found.right.mean()) < 0.03


def test_the_same_corpus_gives_the_same_confidence() -> None:
    again = fit(whole_index(), whole_corpus())
    assert np.array_equal(again.chances, fitted().chances)
    assert written(again) == written(fitted())


def test_another_seed_gives_other_folds() -> None:
    assert not np.array_equal(fit(whole_index(), whole_corpus(), seed=1).chances, fitted().chances)


def test_a_confidence_can_be_fitted_without_a_signal() -> None:
    rest = SIGNALS[:-1]
    found = fit(whole_index(), whole_corpus(), rest)
    assert found.right[found.answerable].mean() > 0.8
    assert found.confidence.comparable.tolist() == comparable(rest).tolist()


def test_questions_to_be_refused_stand_among_the_decoys_where_the_fit_looks_for_them() -> None:
    texts = refused_texts(whole_corpus())
    sheet = Sheet.measured(whole_index(), whole_corpus(), SIGNALS, 0)
    column = names().index("decoy_cosine")
    assert {example.text for example in sheet.examples if not example.answers} <= set(texts)
    alone = [t[0, column] for e, t in zip(sheet.examples, sheet.tables, strict=True) if texts.count(e.text) == 1]
    assert max(alone) < 0.99, "A question that found itself among the decoys would have a cosine of 1."


def test_messages_of_the_background_count_as_far_from_the_topic() -> None:
    sheet = Sheet.measured(whole_index(), whole_corpus(), SIGNALS, 0)
    own = len(whole_corpus().calibration)
    assert (sheet.weights[:own] == 1).all()
    assert (sheet.weights[own:] < 1).all()
    assert sheet.far[own:].all()
    assert {example.text for example in sheet.examples[own:]} <= set(Background.load().strangers)


def test_the_evidence_of_a_single_candidate_has_no_lead() -> None:
    entries, table = look(workshop_index(), asked("who is the mechanic"), SIGNALS)
    alone = shipped().confidence.judge(entries[:1], table[:1])
    row = evidence([alone], comparable())[0]
    leads = row[len(names()) : len(names()) + len(comparable())]
    assert not leads.any()
    assert np.isfinite(row).all()


def test_a_corpus_needs_enough_questions_of_both_kinds() -> None:
    answered, refused = [Example("a", (0,))] * ENOUGH, [Example("b", ())] * ENOUGH
    assert Corpus([], [], [], [*answered, *refused]).can_calibrate
    assert not Corpus([], [], [], [*answered[1:], *refused]).can_calibrate
    assert not Corpus([], [], [], [*answered, *refused[1:]]).can_calibrate


def test_where_nobody_says_what_is_near_a_confidence_is_fitted_all_the_same() -> None:
    plain = [Example(example.text, example.answers) for example in whole_corpus().calibration]
    whole = whole_corpus()
    found = fit(whole_index(), Corpus(whole.phrasings, whole.support, whole.decoys, plain))
    assert found.right[found.answerable].mean() > 0.8


def test_thresholds_fall_as_more_error_is_tolerated() -> None:
    thresholds = Thresholds.of(fitted())
    levels = [thresholds.threshold(tolerance) for tolerance in np.linspace(0, 0.5, 51)]
    assert all(before >= after for before, after in pairwise(levels))
    assert levels[0] > levels[-1]


def test_a_threshold_keeps_what_it_promises() -> None:
    found = fitted()
    near = np.array([example.near is True for example in found.examples])
    far = ~found.answerable & ~near
    for tolerance in (0.02, 0.05, 0.1, 0.2):
        given = found.chances >= Thresholds.of(found).threshold(tolerance)
        assert (given & ~found.right & found.answerable).sum() <= tolerance * (given & found.answerable).sum()
        assert given[near].mean() <= 3 * tolerance
        assert given[far].mean() <= tolerance / 2


def test_a_threshold_is_as_low_as_the_promise_allows() -> None:
    answerable = [Example("x", (0,))] * 10
    found = made_up([0.9] * 8 + [0.5, 0.3], [True] * 8 + [True, False], answerable)
    assert Thresholds.of(found).threshold(0.0) == pytest.approx(0.305, abs=1e-3)
    assert Thresholds.of(found).threshold(0.1) == pytest.approx(0.2)


def test_no_answer_is_sure_enough_when_the_surest_is_wrong() -> None:
    found = made_up([0.999, 0.5], [False, True], [Example("x", (0,))] * 2)
    assert Thresholds.of(found).threshold(0.1) == pytest.approx(0.995)


def test_a_pack_without_calibration_questions_gets_one_high_threshold() -> None:
    for tolerance in (0.0, 0.03, 0.5):
        assert Thresholds.cautious().threshold(tolerance) == pytest.approx(CAUTIOUS)


def test_the_shipped_confidence_survives_being_written_and_read() -> None:
    text = as_json(shipped())
    stored = json.loads(text)
    assert tuple(stored["signals"]) == names()
    assert len(stored["heads"]) == 3
    assert len(stored["ranker"]["weights"]) == len(comparable())
    assert (files("bot.matching") / shipped_model.FILE).read_text("utf-8").strip() == text


def test_a_confidence_of_other_signals_is_refused_with_the_way_to_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped_model, "names", lambda: ("something", "else"))
    with pytest.raises(ValueError, match=r"python -m benchmarks\.defaults"):
        shipped.__wrapped__()
