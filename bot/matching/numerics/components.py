"""Principal components (Jolliffe 2002): vectors in half as many numbers, which take half the time to compare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.matching.numerics.arrays import Floats

KEPT = 256
"""Components that are kept: of 512 numbers nothing measurable is lost."""
_MANY = 8192
"""Vectors from which they are held so; fewer are compared in no time as they are."""


def principal(rows: Floats) -> Floats:
    """The directions in which vectors vary most, shape (kept, size), each of length one."""
    _, directions = np.linalg.eigh((rows.T @ rows).astype(np.float64))
    return np.ascontiguousarray(directions[:, ::-1][:, :KEPT].T.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Components:
    """How vectors are held: by their principal components where there are many, else as they are.

    Attributes:
        basis: the components, shape (kept, size); (0, size) where all is kept.
    """

    basis: Floats

    @classmethod
    def of(cls, rows: Floats) -> Components:
        """Those of some vectors, shape (n, size), where it is worth it.

        They are turned at random within their space, which changes no cosine: so no number varies far more than
        another. At eight bits a number that halves the error, and what is learned goes as it would without components.
        """
        size = rows.shape[1]
        if len(rows) < _MANY:
            return cls(np.zeros((0, size), np.float32))
        basis = principal(rows)
        turn, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((len(basis), len(basis))))
        return cls(turn.astype(np.float32) @ basis)

    def held(self, rows: Floats) -> Floats:
        """Vectors as they are held: one, shape (size,), or several, shape (n, size)."""
        return rows @ self.basis.T if len(self.basis) else rows
