"""The feature space, the fast models over it, and which words the entries hold."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.index.features import FeatureSpace
from bot.matching.index.naive_bayes import SMOOTHING, NaiveBayes
from bot.matching.index.vocabulary import UNKNOWN, Vocabulary
from bot.matching.language.background import MESSAGES, Background
from bot.matching.numerics.arrays import standardised
from bot.matching.numerics.discriminant import LinearDiscriminant
from bot.matching.numerics.token_rows import Lines

TEXTS = (("mend", "the", "tyre"), ("mend", "the", "brake"), ("open", "the", "shop"))
OWNERS = np.array([0, 0, 1], np.int32)


def test_every_phrasing_is_a_row_of_length_one() -> None:
    _, rows = FeatureSpace.learn(Lines.of(TEXTS))
    assert len(rows) == len(TEXTS)
    for row in range(len(rows)):
        held = rows.chosen(np.array([row], np.int32))
        assert np.linalg.norm(held.values) == pytest.approx(1, abs=1e-6)


def test_a_phrasing_asked_again_is_its_own_row() -> None:
    space, rows = FeatureSpace.learn(Lines.of(TEXTS))
    for number, words in enumerate(TEXTS):
        vector, row = space.vector(words), rows.chosen(np.array([number], np.int32))
        assert np.array_equal(vector.columns, row.columns)
        assert np.allclose(vector.values, row.values)
        assert vector.known == pytest.approx(1)


def test_a_word_of_few_phrasings_weighs_more_than_one_of_all() -> None:
    space, _ = FeatureSpace.learn(Lines.of(TEXTS))
    tyre, mend, the = (space.vector([word]).columns for word in ("tyre", "mend", "the"))
    assert space.idf[tyre].max() > space.idf[mend].max() > space.idf[the].max()
    assert space.unseen_idf > space.idf.max()


def test_texts_are_turned_into_rows_as_one_by_one() -> None:
    space, _ = FeatureSpace.learn(Lines.of(TEXTS))
    texts: tuple[list[str], ...] = (["mend", "a", "zanzibar", "tyre"], [], ["胎"], ["the", "the", "banana", "shop"])
    rows = space.rows(Lines.of(texts))
    assert len(rows) == len(texts)
    for number, words in enumerate(texts):
        vector, row = space.vector(words), rows.chosen(np.array([number], np.int32))
        assert np.array_equal(vector.columns, row.columns)
        assert np.allclose(vector.values, row.values)


def test_unknown_words_make_a_question_less_like_every_phrasing() -> None:
    space, _ = FeatureSpace.learn(Lines.of(TEXTS))
    plain, strange = space.vector(["mend", "the", "tyre"]), space.vector(["mend", "the", "tyre", "in", "zanzibar"])
    assert strange.known < plain.known
    assert np.linalg.norm(strange.values) < 1
    again = space.vector(["mend", "the", "tyre", "in", "zanzibar"])
    assert np.array_equal(again.values, strange.values), "Units that were met before count the same."


def test_another_form_of_a_word_shares_pieces_with_it() -> None:
    space, _ = FeatureSpace.learn(Lines.of(TEXTS))
    assert 0 < space.vector(["mending"]).known < space.vector(["mend"]).known == pytest.approx(1)


def test_a_text_of_unknown_words_or_of_none_has_no_features() -> None:
    space, _ = FeatureSpace.learn(Lines.of(TEXTS))
    for words in ([], ["胎"]):
        vector = space.vector(words)
        assert len(vector.columns) == len(vector.values) == 0
        assert vector.known == 0


def test_nothing_can_be_learned_from_nothing() -> None:
    space, rows = FeatureSpace.learn(Lines.of([]))
    assert len(space) == len(rows) == 0
    bayes, weights = NaiveBayes.learn(rows, np.zeros(0, np.int32), 0, 0)
    assert len(weights) == 0
    assert bayes.scores(np.zeros(0, np.float32), space.vector(["word"])).shape == (0,)


def test_naive_bayes_gives_the_log_likelihood_of_its_formula() -> None:
    space, rows = FeatureSpace.learn(Lines.of(TEXTS))
    bayes, weights = NaiveBayes.learn(rows, OWNERS, 2, len(space))
    mass = np.zeros((2, len(space)))
    np.add.at(mass, (OWNERS[rows.owners], rows.columns), rows.values)
    chances = (mass + SMOOTHING) / (mass.sum(axis=1, keepdims=True) + SMOOTHING * len(space))
    query = space.vector(["mend", "a", "tyre"])
    expected = np.log(chances[:, query.columns]) @ query.values
    held = weights.transposed(len(space)).weighted_sum(query.columns, query.values, 2)
    assert np.allclose(bayes.scores(held, query), expected, rtol=1e-4)


def test_a_discriminant_tells_classes_apart_that_lie_apart() -> None:
    random = np.random.default_rng(1)
    owners = np.repeat(np.arange(3, dtype=np.int32), 20)
    rows = (np.eye(3)[owners] + random.normal(0, 0.1, (60, 3))).astype(np.float32)
    model = LinearDiscriminant.learn(rows, owners, 3)
    assert [int(model.logits(row).argmax()) for row in np.eye(3, dtype=np.float32)] == [0, 1, 2]


def test_a_direction_in_which_classes_scatter_tells_little() -> None:
    """Two classes lie apart in the first direction; in the second, each has one example far out on either side."""
    rows = np.array([[1, 3], [1, -3], [-1, 3], [-1, -3], [1, 2], [-1, 2]], np.float32) / np.float32(10)
    owners = np.array([0, 0, 1, 1, 0, 1], np.int32)
    model = LinearDiscriminant.learn(rows, owners, 2)
    difference = np.abs((model.means[0] - model.means[1]) @ model.turn)
    means = np.abs(rows[owners == 0].mean(axis=0) - rows[owners == 1].mean(axis=0))
    assert difference[0] / max(float(difference[1]), 1e-9) > means[0] / max(float(means[1]), 1e-9)


def test_classes_of_one_example_each_are_told_apart_by_distance() -> None:
    rows = np.random.default_rng(2).normal(size=(50, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    model = LinearDiscriminant.learn(rows, np.arange(50, dtype=np.int32), 50)
    assert [int(model.logits(row).argmax()) for row in rows] == list(range(50))


def test_scores_are_standardised_unless_all_are_alike() -> None:
    spread = standardised(np.array([1, 2, 3], np.float32))
    assert spread.mean() == pytest.approx(0, abs=1e-6)
    assert spread.std() == pytest.approx(1, abs=1e-6)
    assert np.array_equal(standardised(np.full(3, 2, np.float32)), np.zeros(3))


def test_the_vocabulary_knows_who_holds_a_word_and_where() -> None:
    words = Vocabulary.learn(Lines.of(TEXTS), OWNERS, Lines.of([["tyre", "pounds"], ["bridge"]]))
    numbers = words.numbers(["tyre", "pounds", "bridge", "the", "zanzibar"])
    assert numbers[-1] == UNKNOWN
    both = np.array([0, 1], np.int32)
    held, supported = words.holds(both, numbers)
    assert held.tolist() == [[True, True, False, True, False], [False, False, True, True, False]]
    assert supported.tolist() == [
        [True, True, False, False, False],
        [False, False, True, False, False],
    ]


def test_a_word_is_rarer_the_fewer_entries_hold_it() -> None:
    words = Vocabulary.learn(Lines.of(TEXTS), OWNERS, Lines.of([[], []]))
    the, tyre, unknown = words.rarity(words.numbers(["the", "tyre", "zanzibar"])).tolist()
    assert pytest.approx(the, abs=0.11) == 0
    assert the < tyre < unknown == 1


def test_search_finds_the_entry_that_holds_the_rarer_words_and_forms_of_a_word_are_one() -> None:
    words = Vocabulary.learn(Lines.of(TEXTS), OWNERS, Lines.of([["batteries"], ["bridge"]]))
    for asked, best in ((["the", "tyres"], 0), (["shop"], 1), (["battery"], 0)):
        scores = words.scores(words.numbers(asked))
        assert scores.argmax() == best, asked
        assert 0 < scores.max() <= 1
    assert not words.scores(words.numbers(["zanzibar"])).any()


def test_a_vocabulary_of_nothing_holds_nothing() -> None:
    words = Vocabulary.learn(Lines.of([[]]), np.zeros(1, np.int32), Lines.of([[]]))
    numbers = words.numbers(["word"])
    assert words.rarity(numbers).tolist() == [1]
    assert [each.tolist() for each in words.holds(np.zeros(1, np.int32), numbers)] == [[[False]], [[False]]]


def test_fillers_of_chat_tell_less_than_rare_words_and_unknown_words_tell_most() -> None:
    chat = Background.load()
    assert chat.weight("i") < chat.weight("install") < chat.weight("zanzibari") == pytest.approx(np.log(MESSAGES))
    assert max(chat.counts.values()) < MESSAGES
    assert len(chat.strangers) > 500
    assert not any(line.startswith("#") for line in chat.strangers)
