"""Signals of how like a candidate the question is: by shared words and pieces, by search, and by meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.matching.evidence.candidate_features import Case
from bot.matching.index.query import Model
from bot.matching.index.vocabulary import UNKNOWN
from bot.matching.numerics.arrays import Floats, log_softmax


class Bayes:
    """Naive Bayes over words and word pieces: standardised, and as a log probability (tempered, as it overclaims)."""

    names = ("bayes_z", "bayes_log")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        scores, chosen = case.query.scores, case.candidates
        standardised = scores.standardised[Model.BAYES, chosen]
        return _columns(standardised, log_softmax(scores.raw[Model.BAYES] * 3, chosen))


class Search:
    """BM25 in phrasings and answer: as a share of the most possible, standardised, and as a lag behind the first."""

    names = ("search", "search_z", "search_lag")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        raw, chosen = case.query.scores.raw[Model.SEARCH], case.candidates
        found = raw[chosen]
        return _columns(found, case.query.scores.standardised[Model.SEARCH, chosen], raw.max() - found)


class Linear:
    """Softmax regression and discriminant analysis of the encoder's vectors: standardised, and as log probabilities."""

    names = ("linear_z", "linear_log", "discriminant_z", "discriminant_log")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        if case.query.vector is None:
            return _silent(case, self.names)
        scores, chosen = case.query.scores, case.candidates
        return _columns(
            *(
                column
                for model in (Model.LINEAR, Model.DISCRIMINANT)
                for column in (scores.standardised[model, chosen], log_softmax(scores.raw[model], chosen))
            )
        )


class NearestPhrasing:
    """Cosine to the candidate's phrasings in the feature space: best, mean of three, lag behind the first."""

    names = ("cosine", "cosine_3", "cosine_lag")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        cosines = case.query.cosines
        return _columns(*_nearest([cosines[begin:end] for begin, end in case.phrasings]))


class Meant:
    """Cosines of the encoder's vectors.

    To the candidate's phrasings as in `NearestPhrasing`; to their mean, as it is and standardised; to its answer, as
    it is, standardised, and as a lag behind the first, with `told` for whether it has one. `tight` is how near to
    their mean its phrasings lie, `tight_gap` how much nearer than they the question does. `foreign` is whether no
    entry holds any word of the question, as when it is asked in another language; the last four repeat what then is the
    only evidence: it can weigh more.
    """

    names = (
        "dense", "dense_3", "dense_lag", "centre", "centre_z", "answer", "answer_z", "answer_lag",
        "told", "tight", "tight_gap",
        "foreign", "foreign_dense", "foreign_lag", "foreign_centre", "foreign_answer",
    )  # fmt: skip

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        vector, meaning, chosen = case.query.vector, case.index.meaning, case.candidates
        if vector is None or meaning is None:
            return _silent(case, self.names)
        best, mean, lag = _nearest([meaning.cosines(entry, vector) for entry in chosen.tolist()])
        raw, standardised = case.query.scores.raw, case.query.scores.standardised[:, chosen]
        near, centre, answer = raw[Model.CENTRE, chosen], standardised[Model.CENTRE], raw[Model.ANSWER, chosen]
        foreign = np.full(len(chosen), not (case.numbers != UNKNOWN).any(), np.float32)
        return _columns(
            best, mean, lag, near, centre,
            answer, standardised[Model.ANSWER], raw[Model.ANSWER].max() - answer,
            meaning.told[chosen].astype(np.float32),
            meaning.tight[chosen], near - meaning.tight[chosen],
            foreign, foreign * best, foreign * lag, foreign * centre, foreign * answer,
        )  # fmt: skip


def _silent(case: Case, names: Sequence[str]) -> Floats:
    """What a signal says that rests on an encoder, where there is none."""
    return np.zeros((len(case.candidates), len(names)), np.float32)


def _nearest(cosines: Sequence[Floats]) -> tuple[Floats, Floats, Floats]:
    """What the cosines to each candidate's phrasings come to.

    Returns:
        Of each candidate the best, the mean of the three best, and how far the best lags behind the best candidate's.
    """
    widest = max(map(len, cosines))
    held = np.full((len(cosines), widest), -1, np.float32)
    for row, own in zip(held, cosines, strict=True):
        row[: len(own)] = own
    held.partition(max(widest - 3, 0), axis=1)
    top = held[:, -3:]
    best = top.max(axis=1)
    mean = np.maximum(top, 0).sum(axis=1) / np.float32(3) if widest >= 3 else best
    return best, mean, best.max() - best


def _columns(*columns: Floats) -> Floats:
    """Numbers of each candidate side by side."""
    return np.array(columns, np.float32).T
