"""Quiz: the questions of a pack in one reader's language, in an order that a seed fixes."""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, count, cycle
from random import Random

from bot.pack.models import Pack
from bot.quizzing.picking import pick
from bot.quizzing.question_kinds import KINDS, QuizKind
from bot.quizzing.quiz_material import QuizMaterial
from bot.quizzing.quiz_models import Difficulty, EntryRef, QuizQuestion, Subject
from bot.translations import Voice

_AGAIN_AFTER = 10
"""An entry that was asked about is not asked about in so many questions."""
_IN_A_PASS = 3
"""Subjects of one group that are asked about before all other groups have had their turn."""
_MOST_COUNTED = 60
"""A kind with more subjects than that has no larger share."""


class Quiz:
    """What can be asked about a pack, worked out once; asking is cheap.

    The same seed gives the same questions as long as the pack is the same.
    """

    def __init__(self, pack: Pack, say: Voice) -> None:
        shelf = QuizMaterial(pack, say)
        every = {kind: tuple(kind.subjects(shelf)) for kind in KINDS}
        self._subjects = {kind: subjects for kind, subjects in every.items() if _some_can_be_asked(subjects)}

    @property
    def empty(self) -> bool:
        """Whether there is nothing to ask."""
        return not self._subjects

    @property
    def subjects(self) -> int:
        """How many questions there are before one comes back in another form."""
        return sum(map(len, self._subjects.values()))

    def questions(self, seed: int, difficulties: Sequence[Difficulty] = ()) -> Iterator[QuizQuestion]:
        """The questions, without end; none at all where there is nothing to ask.

        Args:
            seed: fixes all of them.
            difficulties: that of the first ones; the others are medium. It changes the wrong choices, not the subjects.
        """
        recent: deque[EntryRef] = deque(maxlen=min(_AGAIN_AFTER, self._entries // 2))
        levels = chain(difficulties, iter(lambda: Difficulty.MEDIUM, None))
        waiting: list[tuple[QuizKind, Subject]] = []
        drawn = self._drawn(seed)
        for number in count() if self._subjects else ():
            place = next((at for at, (_, each) in enumerate(waiting) if each.entry not in recent), None)
            while place is None:
                waiting.append(next(drawn))
                place = len(waiting) - 1 if waiting[-1][1].entry not in recent else None
            kind, subject = waiting.pop(place)
            asked = _ask(kind, subject, f"{seed} {number}", next(levels))
            if asked is not None:
                recent.append(subject.entry)
                yield asked

    @property
    def _entries(self) -> int:
        return len({subject.entry for subjects in self._subjects.values() for subject in subjects})

    def _drawn(self, seed: int) -> Iterator[tuple[QuizKind, Subject]]:
        """Kinds and subjects in turn, each kind as often as its share asks for."""
        chance = Random(seed)  # noqa: S311 - for variety, not for secrets
        lines = {kind: _shuffled(subjects, chance) for kind, subjects in self._subjects.items()}
        weights = {kind: kind.share * math.sqrt(min(len(each), _MOST_COUNTED)) for kind, each in self._subjects.items()}
        kinds = [*self._subjects]
        due = [(chance.random() / weights[kind], place) for place, kind in enumerate(kinds)]
        heapq.heapify(due)
        while due:
            at, place = due[0]
            kind = kinds[place]
            heapq.heapreplace(due, (at + chance.uniform(0.6, 1.4) / weights[kind], place))
            yield kind, next(lines[kind])


def _shuffled(subjects: Sequence[Subject], chance: Random) -> Iterator[Subject]:
    """Subjects without end, group by group in turn, so that no right choice comes up much more often than others."""
    groups: dict[str, list[Subject]] = {}
    for subject in chance.sample(subjects, len(subjects)):
        groups.setdefault(subject.group, []).append(subject)
    lines = {name: cycle(each) for name, each in groups.items()}
    while True:
        turn = [name for name, each in groups.items() for _ in range(min(len(each), _IN_A_PASS))]
        chance.shuffle(turn)
        yield from (next(lines[name]) for name in turn)


def _some_can_be_asked(subjects: Sequence[Subject]) -> bool:
    """Whether a kind is worth keeping; what cannot be asked is passed over when its turn comes."""
    chance = Random(0)  # noqa: S311 - as above
    drafts = (subject.draft(chance) for subject in subjects)
    return any(draft is not None and pick(draft, chance, Difficulty.MEDIUM) is not None for draft in drafts)


def _ask(kind: QuizKind, subject: Subject, seed: str, difficulty: Difficulty) -> QuizQuestion | None:
    chance = Random(seed)  # noqa: S311 - as above
    draft = subject.draft(chance)
    choices = pick(draft, chance, difficulty) if draft else None
    if draft is None or choices is None:
        return None
    return QuizQuestion(
        kind.name,
        draft.prompt,
        draft.body,
        tuple(choices),
        choices.index(draft.right),
        subject.entry,
        difficulty,
        draft.citations,
        draft.aside,
        draft.line,
    )
