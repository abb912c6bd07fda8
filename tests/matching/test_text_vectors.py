"""Vectors of texts: from the encoder once, and from files ever after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.matching.encoding import encoder as encoder_module
from bot.matching.encoding import text_vectors
from bot.matching.encoding.encoder import as_read, installed
from bot.matching.encoding.text_vectors import SHIPPED, TextVectors, VectorFile, VectorFileError, at_hand, ship
from bot.matching.index.corpus import Corpus
from bot.matching.numerics.arrays import Floats
from tests.support.packs import shipped_pack

TEXTS = ("when does it open", "who is the mechanic", "补胎多少钱", "¿cuándo abren?")


class Counting:
    """An encoder that tells what it was asked for; a vector has one number for each letter of the alphabet."""

    name = "counting 1"
    size = 26

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        counts = [[1 + text.count(chr(97 + letter)) for letter in range(26)] for text in texts]
        rows = np.array(counts, np.float32).reshape(-1, 26)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def is_word(self, text: str) -> bool:
        return text in self.asked


def kept(folder: Path, *, reduced: bool = False) -> Path:
    encoder = Counting()
    path = folder / "kept.npz"
    with path.open("wb") as file:
        VectorFile.of(encoder.name, TEXTS, encoder(TEXTS), reduced=reduced).write(file)
    return path


def test_the_installed_encoder_brings_languages_together() -> None:
    encoder = installed()
    assert encoder is not None
    rows = encoder(["When does the library open?", "¿Cuándo abre la biblioteca?", "图书馆几点开门？", "I like trains."])
    assert rows.shape == (4, encoder.size)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(4), abs=1e-4)
    likeness = rows @ rows.T
    assert min(likeness[0, 1], likeness[0, 2]) > likeness[0, 3] + 0.3
    assert encoder([]).shape == (0, encoder.size)


def test_texts_encoded_together_get_the_vectors_that_each_gets_alone() -> None:
    encoder = installed()
    assert encoder is not None
    odd = ("", "  ", "?!", "\u2581", "a\u2581b", "x" * 450, "ｆｕｌｌ　width ﷺ", "😀 what?", "new new new quality")
    texts = [*TEXTS, *odd, *(text for entry in shipped_pack().questions[:40] for text in entry.phrasings[:3])]
    alone = np.concatenate([encoder([text]) for text in texts])
    assert np.abs(encoder(texts) - alone).max() < 1e-5


def test_without_its_package_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "PACKAGE", "there-is-no-such-package")
    assert installed.__wrapped__() is None


def test_shouting_and_repeated_marks_do_not_change_what_is_read() -> None:
    assert as_read("WHEN DOES IT OPEN???") == as_read("when does it open?")
    assert as_read("NQPF in Wuhan") == "NQPF in Wuhan"


def test_what_a_file_holds_is_not_encoded_again_and_every_other_text_once(tmp_path: Path) -> None:
    encoder, told = Counting(), list[tuple[int, int]]()
    vectors = TextVectors(encoder, [VectorFile.read(kept(tmp_path))], lambda done, of: told.append((done, of)))
    rows = vectors([TEXTS[1], "new", TEXTS[0], "new"])
    assert encoder.asked == ["new"]
    assert vectors.encoded == 1
    assert told == [(1, 1)]
    assert rows == pytest.approx(Counting()([TEXTS[1], "new", TEXTS[0], "new"]), abs=0.02)


def test_a_file_of_another_encoder_is_left_aside(tmp_path: Path) -> None:
    encoder = Counting()
    encoder.name = "counting 2"
    TextVectors(encoder, [VectorFile.read(kept(tmp_path))])(TEXTS[:1])
    assert encoder.asked == [TEXTS[0]]


def test_the_same_vectors_give_the_same_bytes(tmp_path: Path) -> None:
    assert kept(tmp_path).read_bytes() == kept(tmp_path).read_bytes()


@pytest.mark.parametrize("damage", ["cut short", "another number", "no archive"])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: str) -> None:
    path = kept(tmp_path)
    raw = path.read_bytes()
    if damage == "cut short":
        path.write_bytes(raw[: len(raw) // 2])
    elif damage == "no archive":
        path.write_bytes(b"x" * 1000)
    else:
        with np.load(path) as stored:
            parts = {name: stored[name].copy() for name in stored.files}
        parts["codes"][0, 0] += 1
        np.savez(path, **parts)
    with pytest.raises(VectorFileError, match="kept"):
        VectorFile.read(path)


def test_reduced_vectors_keep_their_direction() -> None:
    chance = np.random.default_rng(0)
    rows = chance.normal(size=(2000, 512)).astype(np.float32) @ np.diag(0.98 ** np.arange(512)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    texts = [str(number) for number in range(2000)]
    file = VectorFile.of("any", texts, rows, reduced=True)
    assert len(file.basis) == 256

    class Absent(Counting):
        name, size = "any", 512

    found = TextVectors(Absent(), [file])(texts)
    assert (found * rows).sum(axis=1).min() > 0.97


def test_a_pack_ships_vectors_and_only_a_changed_text_is_encoded_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = Counting()
    monkeypatch.setattr(text_vectors, "installed", lambda: encoder)
    assert ship(tmp_path, TEXTS) == len(TEXTS)
    assert ship(tmp_path, [*TEXTS[1:], "a new text"]) == 1
    assert [path.name for path in tmp_path.iterdir()] == [SHIPPED]
    (tmp_path / SHIPPED).write_bytes(b"damaged")
    vectors = at_hand(tmp_path)
    assert vectors is not None
    vectors(TEXTS)
    assert vectors.encoded == len(TEXTS)


def test_without_an_encoder_no_vectors_are_at_hand_and_none_can_be_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_vectors, "installed", lambda: None)
    assert at_hand(tmp_path) is None
    with pytest.raises(VectorFileError, match="pip install"):
        ship(tmp_path, TEXTS)


def test_the_shipped_pack_ships_every_vector_it_needs() -> None:
    pack = shipped_pack()
    vectors = at_hand(pack.folder)
    assert vectors is not None
    texts = Corpus.of(pack).texts
    vectors(texts)
    assert vectors.encoded == 0, "A text of the pack changed: python -m bot vectors"
    # A vector is 256 numbers of a byte; what comes on top, of a key and of the axes, is little. A library may grow.
    assert (pack.folder / SHIPPED).stat().st_size <= 300 * len(set(texts))


def test_a_vector_is_the_same_when_it_is_encoded_and_when_it_was_known() -> None:
    vectors = TextVectors(Counting())
    assert np.array_equal(vectors(TEXTS), vectors(TEXTS))
    assert vectors.encoded == len(TEXTS)
