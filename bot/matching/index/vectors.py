"""Static word vectors: what tells "salary" that it is near "income" when they share no letters.

The table is the one inside the `wordllama` package (MIT): 32,000 word pieces with 256 numbers each, distilled from
the input embeddings of large language models. Its two files are read as they lie on disk; the package's own loader,
which may reach for the network, is never imported.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from math import sqrt
from pathlib import Path
from typing import Final

import numpy as np
from tokenizers import Tokenizer

from bot.matching.language.words import SYLLABLE
from bot.matching.numerics.arrays import Floats
from bot.matching.numerics.token_rows import Lines

PACKAGE: Final = "wordllama"
SIZE: Final = 256
"""Numbers in one vector."""
_WEIGHTS: Final = "weights/l2_supercat_256.safetensors"
_TABLE: Final = "embedding.weight"
_BLOCK: Final = 512
"""Texts that are added up at a time."""
_PIECES: Final = "tokenizers/l2_supercat_tokenizer_config.json"


class StaticVectors:
    """Texts as the mean of their word pieces' vectors, of length one (zero for a text without known pieces)."""

    def __init__(self, tokenizer: Tokenizer, table: _Table) -> None:
        """Take the word pieces and their vectors; use `load`."""
        self._tokenizer = tokenizer
        self._table = table

    @classmethod
    @cache
    def load(cls) -> StaticVectors | None:
        """The installed table, opened once in a process; None where the package is not installed."""
        spec = find_spec(PACKAGE)
        if spec is None or spec.origin is None:
            return None
        folder = Path(spec.origin).parent
        tokenizer = Tokenizer.from_file(str(folder / _PIECES))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer, _Table(folder / _WEIGHTS))

    def __reduce__(self) -> tuple[Callable[[], StaticVectors | None], tuple[()]]:
        """Pickled as a reference: the table is read again from its package."""
        return StaticVectors.load, ()

    def vector(self, words: Sequence[str]) -> Floats:
        """One tokenised text as a vector of shape (256,); syllables of pinyin say nothing."""
        total: Floats = self._table.rows(self._pieces(words)).sum(axis=0)
        length = sqrt(float(total @ total))
        return total / np.float32(length) if length else total

    def matrix(self, texts: Lines) -> Floats:
        """Tokenised texts as rows of shape (len(texts), 256): `vector` of each."""
        table = self._words(texts.words)
        rows = np.zeros((len(texts), SIZE), np.float32)
        sizes = np.diff(texts.starts)
        for begin in range(0, len(texts), _BLOCK):
            block = sizes[begin : begin + _BLOCK]
            order = np.argsort(-block)
            total = np.zeros((len(block), SIZE), np.float32)
            for nth in range(int(block.max())):  # the nth word of every text that has so many
                longer = order[: int((block > nth).sum())]
                total[: len(longer)] += table[texts.numbers[texts.starts[begin + longer] + nth]]
            rows[begin + order] = total
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
        rows /= np.where(lengths, lengths, 1)
        return rows

    def _words(self, words: Sequence[str]) -> Floats:
        """The sum of each word's pieces, for many words at once."""
        sums = np.zeros((len(words), SIZE), np.float32)
        pieces = [self._pieces([word]) for word in words]
        owners = np.repeat(np.arange(len(words)), [len(own) for own in pieces])
        np.add.at(sums, owners, self._table.rows([*chain.from_iterable(pieces)]))
        self._table.let_go()
        return sums

    def _pieces(self, words: Sequence[str]) -> list[int]:
        """Numbers of the pieces of some words: each word's own, as none reaches over a space."""
        said = " ".join(word for word in words if word[0] != SYLLABLE)
        return self._tokenizer.encode(said, add_special_tokens=False).ids


class _Table:
    """The vectors of word pieces, which stay on disk: the system reads what is asked for."""

    def __init__(self, path: Path) -> None:
        """Open a file (the format: a length of eight bytes, a head in JSON, the numbers)."""
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            head = json.loads(file.read(length))[_TABLE]
            self._file = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if head["dtype"] != "F16":  # pragma: no cover - the version of the package is pinned
            raise ValueError(f"{path} holds {head['dtype']} numbers, not F16; install the version that is pinned.")
        begin, end = (8 + length + offset for offset in head["data_offsets"])
        self._numbers = np.frombuffer(memoryview(self._file)[begin:end], np.float16).reshape(head["shape"])

    def rows(self, pieces: Sequence[int]) -> Floats:
        """The vectors of some pieces, shape (len(pieces), 256)."""
        return self._numbers[np.array(pieces, np.intp)].astype(np.float32)

    def let_go(self) -> None:
        """Free the memory of what was read so far, where the system has a word for that."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._file.madvise(mmap.MADV_DONTNEED)
