"""What judges the engine stands apart from what teaches it: no text of the pack equals a golden question, or nearly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel
from yaml import safe_load

from bot.text import fold
from tests.support.packs import shipped_pack

ROOT = Path(__file__).parents[2]
NEARLY = 0.96
"""Share of letters in the same order from which two texts are nearly the same: a slip, a mark, a space apart."""


def bare(text: str) -> str:
    return fold(text).replace(" ", "")


def taught() -> Iterator[str]:
    pack = shipped_pack()
    for question in pack.questions:
        yield from (*question.phrasings, *question.question.texts)
    yield from (example.text for example in pack.calibration)
    yield from (text for group in pack.unanswerable for text in group.questions)


def test_no_text_that_teaches_equals_a_golden_question_word_for_word_or_nearly() -> None:
    golden = [row["text"] for row in safe_load((ROOT / "tests" / "data" / "golden.yaml").read_text("utf-8"))]
    texts = list(taught())
    likeness = process.cdist(
        [*map(bare, golden)], [*map(bare, texts)], scorer=Indel.normalized_similarity, score_cutoff=NEARLY,
        dtype=np.float32,
    )  # fmt: skip
    assert [(golden[row], texts[column]) for row, column in np.argwhere(likeness >= NEARLY)] == []
