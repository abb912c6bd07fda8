"""Questions known to have no answer, and how near a question is to them."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.index.decoys import DECOY_SIGNALS
from tests.matching.workshop import asked, workshop_index
from tests.matching.workshop_texts import NEAR, PHRASINGS, UNANSWERABLE


def values(text: str, *, hidden: list[int] | None = None) -> dict[str, float]:
    decoys = workshop_index().decoys
    numbers = None if hidden is None else np.array(hidden, np.int32)
    models = None if numbers is None else decoys.models_without(numbers)
    return dict(zip(DECOY_SIGNALS, decoys.values(asked(text), models=models, hidden=numbers).tolist(), strict=True))


def test_a_decoy_finds_itself() -> None:
    for text in UNANSWERABLE:
        found = values(text)
        assert found["decoy_cosine"] == pytest.approx(asked(text).sparse.known), "Words no phrasing holds do not meet."
        assert found["decoy_dense"] == pytest.approx(1, abs=1e-3)  # kept vectors have seven bits a component
        assert found["decoy_dense_3"] < found["decoy_dense"]


def test_a_hidden_decoy_does_not_find_itself() -> None:
    for number, text in enumerate(UNANSWERABLE):
        found = values(text, hidden=[number])
        assert found["decoy_cosine"] < values(text)["decoy_cosine"]
        assert found["decoy_dense"] < 0.99


def test_both_models_tell_decoys_from_phrasings() -> None:
    decoys = [values(text) for text in UNANSWERABLE]
    phrasings = [values(texts[0]) for texts in PHRASINGS.values()]
    for name in ("scope_logit", "scope_bayes"):
        assert max(found[name] for found in decoys) < np.median([found[name] for found in phrasings])


def test_models_learned_without_a_decoy_know_it_less_well() -> None:
    text = UNANSWERABLE[2]
    for name in ("scope_logit", "scope_bayes"):
        assert values(text)[name] < values(text, hidden=[2])[name]


def test_leaving_nothing_out_changes_nothing() -> None:
    for text in NEAR[:5]:
        assert values(text, hidden=[]) == pytest.approx(values(text), abs=1e-5)


def test_without_decoys_there_is_nothing_to_be_near_to() -> None:
    index = workshop_index(decoys=False)
    assert not index.decoys.values(asked(UNANSWERABLE[0], index)).any()
    assert not index.decoys.values(asked(UNANSWERABLE[0], index), hidden=np.zeros(0, np.int32)).any()


def test_without_vectors_the_words_still_tell() -> None:
    index = workshop_index(encoder=False)
    found = dict(zip(DECOY_SIGNALS, index.decoys.values(asked(UNANSWERABLE[0], index)).tolist(), strict=True))
    assert found["decoy_cosine"] > 0
    assert found["scope_logit"] == found["decoy_dense"] == 0
