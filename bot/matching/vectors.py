"""Static word vectors: what tells "salary" that it is near "income" when they share no letters.

The table is the one inside the `wordllama` package (MIT): 32,000 word pieces with 256 numbers each, distilled from
the input embeddings of large language models. Its two files are read as they lie on disk; the package's own loader,
which may reach for the network, is never imported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load as tensors
from tokenizers import Tokenizer

from bot.matching.arrays import Floats

PACKAGE: Final = "wordllama"
SIZE: Final = 256
"""Numbers in one vector."""
_WEIGHTS: Final = "weights/l2_supercat_256.safetensors"
_TABLE: Final = "embedding.weight"
_PIECES: Final = "tokenizers/l2_supercat_tokenizer_config.json"


class StaticVectors:
    """Texts as the mean of their word pieces' vectors, of length one (zero for a text without known pieces)."""

    def __init__(self, tokenizer: Tokenizer, table: npt.NDArray[np.float16]) -> None:
        """Take the word pieces and their vectors, shape (pieces, 256); use `load`."""
        self._tokenizer = tokenizer
        self._table = table

    @classmethod
    @cache
    def load(cls) -> StaticVectors | None:
        """The installed table, read once in a process; None where the package is not installed."""
        spec = find_spec(PACKAGE)
        if spec is None or spec.origin is None:
            return None
        folder = Path(spec.origin).parent
        tokenizer = Tokenizer.from_file(str(folder / _PIECES))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer, tensors((folder / _WEIGHTS).read_bytes())[_TABLE].astype(np.float16, copy=False))

    def __reduce__(self) -> tuple[Callable[[], StaticVectors | None], tuple[()]]:
        """Pickled as a reference: the table is read again from its package."""
        return StaticVectors.load, ()

    def vector(self, text: str) -> Floats:
        """One text as a vector of shape (256,)."""
        return self._mean(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def matrix(self, texts: Sequence[str]) -> Floats:
        """Texts as rows of shape (len(texts), 256)."""
        rows = np.zeros((len(texts), SIZE), np.float32)
        for row, encoding in enumerate(self._tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            rows[row] = self._mean(encoding.ids)
        return rows

    def _mean(self, pieces: list[int]) -> Floats:
        if not pieces:
            return np.zeros(SIZE, np.float32)
        total = self._table[pieces].sum(axis=0, dtype=np.float32)
        length = np.sqrt(total @ total)
        return total / length if length else total
