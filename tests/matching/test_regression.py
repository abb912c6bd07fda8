"""The regressions find what made the data."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.numerics.arrays import log_odds, logistic
from bot.matching.numerics.regression import Logistic, Ranker, Scaler


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(0)


def test_columns_are_scaled_and_values_far_outside_are_held() -> None:
    table = np.array([[1, 5], [3, 5], [5, 5]], np.float32)
    scaled = Scaler.of(table)(table)
    assert scaled.mean(axis=0) == pytest.approx([0, 0], abs=1e-5)
    assert scaled[:, 0].std() == pytest.approx(1, abs=1e-5)
    assert Scaler.of(table)(np.array([[1000, 5]], np.float32))[0].tolist() == [6, 0]


def test_log_odds_and_probabilities_are_each_others_inverse() -> None:
    chances = np.array([0.01, 0.5, 0.93], np.float32)
    assert logistic(log_odds(chances)) == pytest.approx(chances, abs=1e-5)
    assert np.isfinite(log_odds(np.array([0, 1], np.float32))).all()


def test_probabilities_follow_the_shares_in_the_data(chance: np.random.Generator) -> None:
    table = chance.normal(size=(4000, 2)).astype(np.float32)
    true = logistic(table @ np.array([1.5, 0], np.float32) - 1)
    model = Logistic.fit(table, (chance.random(4000) < true).astype(np.float32))
    assert np.abs(model(table) - true).mean() < 0.03
    assert abs(model.weights[1]) < 0.1


def test_a_row_that_weighs_twice_is_as_good_as_two_rows(chance: np.random.Generator) -> None:
    table = chance.normal(size=(50, 2)).astype(np.float32)
    labels = (table[:, 0] > 0).astype(np.float32)
    weights = np.where(np.arange(50) < 10, 2, 1).astype(np.float32)
    weighed = Logistic.fit(table, labels, sample=weights)
    doubled = np.concatenate((table, table[:10]))
    twice = Logistic.fit(doubled, np.concatenate((labels, labels[:10])))
    assert weighed(table) == pytest.approx(twice(table), abs=0.02)  # the columns' scale is not weighed


def test_labels_that_are_all_alike_give_a_probability_near_one_and_no_error(chance: np.random.Generator) -> None:
    table = chance.normal(size=(50, 2)).astype(np.float32)
    assert (Logistic.fit(table, np.ones(50, np.float32))(table) > 0.99).all()


def test_a_fit_is_held_to_where_it_starts_the_less_the_more_rows_there_are(chance: np.random.Generator) -> None:
    table = chance.normal(size=(4000, 2)).astype(np.float32)
    labels = (chance.random(4000) < logistic(table @ np.array([2, 0], np.float32))).astype(np.float32)
    start = Logistic(Scaler(np.zeros(2, np.float32), np.ones(2, np.float32)), np.array([-1, 0], np.float32), 0.0)
    few, many = (Logistic.fit(table[:n], labels[:n], penalty=100, start=start).weights[0] for n in (20, 4000))
    assert few == pytest.approx(-1, abs=0.3)
    assert many > 1
    assert Logistic.fit(table[:0], labels[:0], penalty=100, start=start).weights.tolist() == [-1, 0]


def test_a_fit_settles_however_wrong_its_start_was(chance: np.random.Generator) -> None:
    table = chance.normal(size=(500, 2)).astype(np.float32)
    labels = (table[:, 0] > 0).astype(np.float32)
    start = Logistic(Scaler(np.zeros(2, np.float32), np.ones(2, np.float32)), np.array([-40, 40], np.float32), -30.0)
    model = Logistic.fit(table, labels, penalty=0.01, start=start)
    assert np.mean((model(table) > 0.5) == labels) > 0.95


def test_the_ranker_prefers_what_the_right_candidates_had_more_of(chance: np.random.Generator) -> None:
    groups = chance.normal(size=(300, 4, 3)).astype(np.float32)
    right = np.zeros((300, 4), np.float32)
    right[np.arange(300), groups[:, :, 0].argmax(axis=1)] = 1
    ranker = Ranker.fit(groups, right)
    assert ranker.weights[0] > 5 * np.abs(ranker.weights[1:]).max()
    new = chance.normal(size=(100, 4, 3)).astype(np.float32)
    assert np.mean([ranker(group).argmax() == group[:, 0].argmax() for group in new]) > 0.95


def test_a_single_candidate_teaches_nothing_and_does_no_harm() -> None:
    ranker = Ranker.fit(np.ones((20, 1, 3), np.float32), np.ones((20, 1), np.float32))
    assert ranker(np.ones((1, 3), np.float32)).tolist() == [0]


def test_a_ranker_is_held_to_where_it_starts(chance: np.random.Generator) -> None:
    groups = chance.normal(size=(300, 4, 2)).astype(np.float32)
    right = np.zeros((300, 4), np.float32)
    right[np.arange(300), groups[:, :, 0].argmax(axis=1)] = 1
    start = Ranker(Scaler(np.zeros(2, np.float32), np.ones(2, np.float32)), np.array([0, 3], np.float32))
    loose, held = (Ranker.fit(groups, right, penalty=penalty, start=start).weights for penalty in (0.001, 1000))
    assert loose[0] > loose[1]
    assert held.tolist() == pytest.approx([0, 3], abs=0.01)
    assert not Ranker.zero(2)(groups[0]).any()
