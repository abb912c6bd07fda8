"""Sparse rows give what dense arithmetic gives."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.numerics.arrays import Floats, Ints
from bot.matching.numerics.sparse import Rows

HEIGHT, WIDTH = 6, 5
Triples: TypeAlias = list[tuple[int, int, int]]
TRIPLES = st.lists(st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), st.integers(1, 9)), max_size=40)
"""(row, column, value), the same place more than once; some rows and columns stay empty."""
CHOSEN = st.lists(st.integers(0, HEIGHT - 1), max_size=8)


def ints(values: list[int]) -> Ints:
    return np.array(values, np.int32)


def sparse(triples: Triples) -> Rows:
    rows, columns, values = ([triple[part] for triple in triples] for part in range(3))
    return Rows.of(ints(rows), ints(columns), np.array(values, np.float32), HEIGHT, WIDTH)


def dense(rows: Rows, width: int = WIDTH) -> Floats:
    table = np.zeros((len(rows), width), np.float32)
    np.add.at(table, (rows.owners, rows.columns), rows.values)
    return table


def added(triples: Triples) -> Floats:
    table = np.zeros((HEIGHT, WIDTH), np.float32)
    for row, column, value in triples:
        table[row, column] += value
    return table


@given(TRIPLES)
def test_values_of_the_same_place_are_added_up(triples: Triples) -> None:
    rows = sparse(triples)
    assert np.array_equal(dense(rows), added(triples))
    assert rows.sizes.sum() == len({triple[:2] for triple in triples}), "Each place is held once."


@given(TRIPLES)
def test_a_matrix_transposed_twice_is_itself(triples: Triples) -> None:
    rows = sparse(triples)
    turned = rows.transposed(WIDTH)
    assert np.array_equal(dense(turned, HEIGHT), added(triples).T)
    assert np.array_equal(dense(turned.transposed(HEIGHT)), added(triples))


@given(TRIPLES, CHOSEN)
def test_a_weighted_sum_of_rows_is_that_of_dense_rows(triples: Triples, chosen: list[int]) -> None:
    weights = np.arange(1, len(chosen) + 1, dtype=np.float32)
    assert np.array_equal(sparse(triples).weighted_sum(ints(chosen), weights, WIDTH), weights @ added(triples)[chosen])


@given(TRIPLES, CHOSEN)
def test_chosen_rows_come_in_the_order_asked_for(triples: Triples, chosen: list[int]) -> None:
    assert np.array_equal(dense(sparse(triples).chosen(ints(chosen))), added(triples)[chosen])


@given(TRIPLES, st.integers(0, HEIGHT))
def test_columns_that_are_too_common_are_emptied_and_no_others(triples: Triples, most: int) -> None:
    table = added(triples)
    table[:, (table > 0).sum(axis=0) > most] = 0
    assert np.array_equal(dense(sparse(triples).without_common_columns(most)), table)


@given(TRIPLES)
def test_places_are_counted(triples: Triples) -> None:
    counted = Rows.counted(ints([row for row, _, _ in triples]), ints([at for _, at, _ in triples]), HEIGHT, WIDTH)
    assert np.array_equal(dense(counted), added([(row, at, 1) for row, at, _ in triples]))


@given(TRIPLES)
def test_rows_of_one_owner_are_merged(triples: Triples) -> None:
    merged = sparse(triples).merged(ints([0, 0, 0, 2, 2, 3]), 5, WIDTH)
    table = added(triples)
    assert np.array_equal(
        dense(merged), [table[:3].sum(axis=0), [0] * WIDTH, table[3:5].sum(axis=0), table[5], [0] * WIDTH]
    )


@given(TRIPLES, TRIPLES)
def test_tables_are_joined_one_under_the_other(upper: Triples, lower: Triples) -> None:
    joined = Rows.joined([sparse(upper), sparse(lower)])
    assert np.array_equal(dense(joined), np.concatenate((added(upper), added(lower))))


@given(TRIPLES)
def test_scaling_and_summing_columns_are_those_of_dense_rows(triples: Triples) -> None:
    factors = np.arange(HEIGHT, dtype=np.float32)
    assert np.array_equal(dense(sparse(triples).scaled(factors)), added(triples) * factors[:, None])
    assert np.array_equal(sparse(triples).column_sums(WIDTH), added(triples).sum(axis=0))


def test_no_rows_and_no_columns_are_fine() -> None:
    nothing = Rows.of(ints([]), ints([]), np.zeros(0, np.float32), 0, 0)
    assert len(nothing) == len(nothing.transposed(0)) == len(Rows.joined([])) == 0
    assert nothing.column_sums(0).shape == (0,)
