"""Classifier of intents: what a message is that no cue names, by its meaning and by its words.

A softmax regression over the encoder's vector of the message and its hashed words, learned from `examples/` and shipped
as data; written by `python -m benchmarks.fit_intents`. Without an encoder it goes by the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answering.recognising.compared import ASKS, LONGEST, Message, units
from bot.answering.recognising.cues import registers
from bot.answering.recognising.examples import MOODS, examples
from bot.answering.recognising.foreign import FILE as FOREIGN_FILE
from bot.answering.recognising.foreign import LONGEST as LONGEST_FOREIGN
from bot.answering.recognising.foreign import (
    compared,
    example_of,
    foreign_language,
    only_reacts,
    read_foreign,
    strange,
)
from bot.answering.recognising.recognise import excluded
from bot.matching.numerics.arrays import Floats
from bot.matching.numerics.hashed_vocabulary import hashed
from bot.matching.reading.registers import registers as readings
from bot.text import clean, has_han, without_accents

FILE = "intents.npz"
WORDS = 2048
"""Numbers that the words of a message are hashed into."""
SHARE_OF_WORDS = 0.7
"""The words' part of a row of length one; that of the vector's part is what is left of it."""
_LENGTH = 2.0
"""Length of a row: the regression holds its weights small, so that longer rows are told apart better."""
_PREFIX = 4
"""Letters by which forms of a word are taken together."""


_WHETHER = 0.4
"""Probability from which a message with a name in it asks whether the library mentions that."""
_LONGEST_NAME = 6
"""Words, or characters, of the longest such name."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What a message most likely is.

    Attributes:
        kind: a move, a request, a mood, or `other`.
        chance: how likely, from 0 to 1.
        strange: the words (characters) of its own that no example of that kind has.
        language: code of the language that it is in, where the bot does not speak that; else empty.
    """

    kind: str
    chance: float
    strange: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class IntentModel:
    """The regression; `weights` has shape (kinds, size of the encoder + WORDS), `bias` (kinds,)."""

    kinds: tuple[str, ...]
    weights: Floats
    bias: Floats

    @property
    def size(self) -> int:
        """How many numbers of a row are the encoder's."""
        return self.weights.shape[1] - WORDS

    def chances(self, vector: Floats | None, line: str) -> Floats:
        """The probability of each kind.

        Args:
            vector: the encoder's vector of the message, of length one; None without an encoder.
            line: the message as it is compared.
        """
        logits = self.weights @ row(vector, line, self.size) + self.bias
        raised = np.exp(logits - logits.max())
        return (raised / raised.sum()).astype(np.float32)

    def likeliest(self, vector: Floats | None, line: str) -> tuple[str, float]:
        """The likeliest kind with its probability; the arguments are those of `chances`."""
        chances = self.chances(vector, line)
        first = int(chances.argmax())
        return self.kinds[first], float(chances[first])


def row(vector: Floats | None, line: str, size: int) -> Floats:
    """What is known of a message as numbers: the encoder's, then those of its words."""
    known = np.zeros(size, np.float32) if vector is None else vector * np.float32((1 - SHARE_OF_WORDS**2) ** 0.5)
    return np.concatenate((known, _words_of(line) * np.float32(SHARE_OF_WORDS))) * np.float32(_LENGTH)


def read_intents() -> None:
    """Have ready what first messages would else wait for, .7 s in all: both models, and the words of the examples."""
    for kind in shipped().kinds:
        _said_of(kind)
    _light()
    read_foreign(shipped(FOREIGN_FILE).kinds)


def intent(message: Message, vectors: Floats | None) -> Intent | None:
    """What a message most likely is; None for one that is empty or says too much to be a move or a reaction.

    Args:
        message: the message.
        vectors: the encoder's vector of it, shape (1, size); None without an encoder.
    """
    vector = None if vectors is None else vectors[0]
    if language := foreign_language(message.text):
        return _foreign(message.text, vector, language)
    model = shipped()
    if not message.line or len(message.line) > LONGEST or (vector is not None and len(vector) != model.size):
        return None
    kind, chance = model.likeliest(vector, message.line)
    if excluded(kind, message):
        return None
    return Intent(kind, chance, tuple(_strange(message, kind)))


def _foreign(text: str, vector: Floats | None, language: str) -> Intent | None:
    """What a message most likely is that is in a language which the bot does not speak."""
    model, line = shipped(FOREIGN_FILE), compared(text)
    if not line or len(text) > LONGEST_FOREIGN or (vector is not None and len(vector) != model.size):
        return None
    if (known := example_of(text)) is not None:
        return Intent(known, 1.0, (), language)
    kind, chance = model.likeliest(vector, line)
    if only_reacts(text, kind):
        return Intent(kind if kind in MOODS else "neutral", 1.0, (), language)
    return Intent(kind, chance, tuple(strange(text, kind)), language)


def asked_whether(text: str, meant: Intent) -> str | None:
    """What a message most likely asks about whether the library mentions it, as typed; None for any other message.

    That is what no example of such a question has, where it stands in one piece.
    """
    if meant.kind != "mention" or meant.chance < _WHETHER or not 0 < len(meant.strange) <= _LONGEST_NAME:
        return None
    parts = "".join(meant.strange) if has_han(meant.strange[0]) else r"\W+".join(map(re.escape, meant.strange))
    found = re.search(parts, without_accents(clean(text)), re.IGNORECASE)
    return found.group() if found else None


@cache
def shipped(file: str = FILE) -> IntentModel:
    """What ships beside this module: the model of the languages that the bot speaks, or that of the others."""
    content = files("bot.answering.recognising").joinpath(file).read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as stored:
        kinds = bytes(stored["kinds"]).decode().split()
        weights, bias = stored["weights"].astype(np.float32), stored["bias"].astype(np.float32)
    return IntentModel(tuple(kinds), weights, bias)


def _words_of(line: str) -> Floats:
    """Hashed words of a line, alone and in pairs, with its first and its last told apart; of length one."""
    found = np.zeros(WORDS, np.float32)
    every = [unit for unit in units(line) if unit != ASKS]
    if not every:
        return found
    parts = [*every, *map("_".join, pairwise(every)), f"^{every[0]}", f"{every[-1]}$"]
    parts += [f"{word[:_PREFIX]}*" for word in every if word.isascii() and len(word) > _PREFIX]
    np.add.at(found, (hashed(parts) % np.uint64(WORDS)).astype(np.int64), 1.0)
    return found / np.float32(np.linalg.norm(found))


def _strange(message: Message, kind: str) -> Iterator[str]:
    said, light = _said_of(kind), _light()
    for unit in units(message.line):
        if unit == ASKS or unit in light or unit in said:
            continue
        if not _is_slip(unit, said):
            yield unit


@cache
def _light() -> frozenset[str]:
    """Words (characters) that may stand in any message: those that carry no topic, and those that only react."""
    every = registers()
    return every.light | readings().functions | frozenset[str]().union(*every.moods.values())


@cache
def _said_of(kind: str) -> frozenset[str]:
    """The words (characters) of the examples of one kind."""
    return frozenset(unit for text in examples().get(kind, ()) for unit in units(Message.of(text).line))


def _is_slip(word: str, said: Sequence[str] | frozenset[str]) -> bool:
    """Whether a word may be a known one mistyped, or another form of it."""
    if len(word) <= _PREFIX or not word.isascii():
        return False
    slips = 1 if len(word) < 7 else 2
    return process.extractOne(word, list(said), scorer=OSA.distance, score_cutoff=slips) is not None
