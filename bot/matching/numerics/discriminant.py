"""Linear discriminant analysis with a shrunken covariance: tells classes apart by few examples of each.

Fisher 1936; classes share one covariance, which is held to a multiple of the identity (Friedman 1989). With one to five
examples of a class it ranks better than a softmax regression, with ten as well, and it is solved, not trained.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.matching.numerics.arrays import Floats, Ints

_SHRINKAGE = 10.0
"""Share of the identity in the covariance, whose own mean variance is 1; 3, 10 and 30 are alike."""
_SHARPNESS = 8.0
"""What scores are multiplied by, so that they are about log odds for vectors of length one."""
_ALIKE = 1e-3
"""Variance within the classes up to which there is none: each has one example."""


@dataclass(frozen=True, slots=True)
class LinearDiscriminant:
    """Scores are linear in the vector.

    Attributes:
        means: of each class, shape (classes, size).
        turn: what a vector is turned by before it is compared with them, shape (size, size): the inverse covariance.
        bias: what is added, shape (classes,).
    """

    means: Floats
    turn: Floats
    bias: Floats

    @classmethod
    def learn(cls, rows: Floats, owners: Ints, classes: int) -> LinearDiscriminant:
        """Solve for what turns vectors.

        Args:
            rows: vectors of length one, shape (n, size).
            owners: the class of each, shape (n,).
            classes: how many classes there are.
        """
        size = rows.shape[1]
        counts = np.maximum(np.bincount(owners, minlength=classes), 1).astype(np.float32)
        means = np.zeros((classes, size), np.float32)
        np.add.at(means, owners, rows)
        means /= counts[:, None]
        within = (rows.T @ rows - (means * counts[:, None]).T @ means) / max(len(rows), 1)
        variance = float(np.trace(within))
        scale = size / variance if variance > _ALIKE else 0.0
        held = within.astype(np.float64) * scale + _SHRINKAGE * np.eye(size)
        turn = (np.linalg.inv(held) * (1 + _SHRINKAGE) * _SHARPNESS).astype(np.float32)
        return cls(means, turn, -0.5 * (means * (means @ turn)).sum(axis=1))

    def logits(self, vector: Floats) -> Floats:
        """The score of each class, shape (classes,)."""
        return (self.means @ (self.turn @ vector) + self.bias).astype(np.float32, copy=False)
