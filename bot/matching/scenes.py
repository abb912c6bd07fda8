"""Questions judged with the clause that sets their scene: "since A, how B?" asks B."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from bot.matching.confidence.scored import Judgement
from bot.matching.reading import Asked, reads_as_follow_up

Judge: TypeAlias = Callable[[str], Judgement | None]
"""Judges a text; None for noise."""
_RIVALS = 3
"""Among how many of the candidates by the question alone the first by question and scene must be, to be believed."""


def judge_asked(asked: Asked, threshold: float, judge: Judge) -> Judgement | None:
    """Judge a question, by itself first.

    A scene holds words that the question does not ask about, and they must not win: question and scene together are
    believed only where the question alone says next to nothing or leans on the scene ("does that count?"), or where it
    alone came near the same entry. What "since" begins is known, and no question leans on it for its topic.

    Args:
        asked: the question as read.
        threshold: the confidence with which the question alone is answered.
        judge: judges a text.
    """
    together = f"{asked.scene} {asked.text}"
    if asked.needs_scene:
        return judge(together)
    if asked.scene and not asked.led and reads_as_follow_up(asked.text):
        both = judge(together)
        # "… and how many jobs go by all this automation?" leans less than it seems: by itself it may be plain.
        alone = judge(asked.text) if both is None or (both.answer < threshold and not asked.leans) else None
        return alone if alone is not None and alone.answer >= threshold else both
    alone = judge(asked.text)
    if not asked.scene or (alone is not None and alone.answer >= threshold):
        return alone
    both = judge(together)
    if both is None or alone is None or asked.leans:
        return both
    near = alone.judged.entries[:_RIVALS].tolist()
    return both if both.answer > alone.answer and int(both.judged.entries[0]) in near else alone
