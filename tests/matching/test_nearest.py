"""The nearest rows of a table, found by a few components, are those that comparing every row finds."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.numerics.components import Components
from bot.matching.numerics.nearest import NearestRows


def unit_rows(count: int, size: int, held: int, seed: int) -> np.ndarray:
    """Rows of length one that lie near a few directions, as the vectors of texts do."""
    random = np.random.default_rng(seed)
    rows = random.standard_normal((count, held)) @ random.standard_normal((held, size))
    rows += 0.1 * random.standard_normal((count, size))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("count", [2, 50, 2000], ids=["fewer than wanted", "few", "many"])
def test_the_nearest_rows_are_those_that_comparing_all_finds(count: int) -> None:
    rows = unit_rows(count, 192, 40, seed=1)
    for vector in unit_rows(20, 192, 40, seed=2):
        found = np.sort(NearestRows.of(rows).cosines(vector, 3))
        np.testing.assert_allclose(found, np.sort(rows @ vector)[-3:], atol=1e-5)


@pytest.mark.parametrize("count", [50, 2000], ids=["few", "many"])
def test_a_hidden_row_is_not_near(count: int) -> None:
    rows = unit_rows(count, 192, 40, seed=1)
    found = NearestRows.of(rows)
    assert found.cosines(rows[7], 1)[0] == pytest.approx(1, abs=1e-4)
    assert found.cosines(rows[7], 1, np.array([7], np.int32))[0] < 0.999


def test_vectors_in_components_are_as_near_to_each_other_as_before() -> None:
    rows = unit_rows(9000, 512, 200, seed=3)
    held = Components.of(rows)
    assert held.held(rows).shape == (9000, 256)
    assert np.abs(held.held(rows[:50]) @ held.held(rows[50]) - rows[:50] @ rows[50]).max() < 0.05
    few = Components.of(rows[:100])
    assert np.array_equal(few.held(rows[0]), rows[0])
