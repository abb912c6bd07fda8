"""Quiz: the questions of a pack in one reader's language, in an order that a seed fixes."""

from __future__ import annotations

import heapq
import math
from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, count, cycle, islice
from random import Random

from bot.pack.models import Pack
from bot.quizzing.picking import pick
from bot.quizzing.question_kinds import KINDS, QuizKind
from bot.quizzing.quiz_material import QuizMaterial, entries_on
from bot.quizzing.quiz_models import Difficulty, EntryRef, NumberedQuestion, QuizQuestion, Subject
from bot.translations import Voice

_AGAIN_AFTER = 10
"""An entry that was asked about is not asked about in so many questions."""
_IN_A_PASS = 3
"""Subjects of one group that are asked about before all other groups have had their turn."""
_TRIED = 20
"""Rounds in which a question with a number is looked for."""
_FAVOUR = 2
"""How many times its share a kind has that is favoured."""
_MOST_COUNTED = 60
"""A kind with more subjects than that has no larger share."""
_FEW = 16
"""A kind with fewer subjects than that is asked the more rarely, so that none comes back soon."""


class Quiz:
    """What can be asked about a pack, worked out once; asking is cheap.

    The same seed gives the same questions as long as the pack is the same.
    """

    def __init__(self, pack: Pack, say: Voice) -> None:
        self._pack = pack
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

    def questions(
        self, seed: int, difficulties: Sequence[Difficulty] = (), favoured: Collection[str] = ()
    ) -> Iterator[QuizQuestion]:
        """The questions, without end; none at all where there is nothing to ask.

        Args:
            seed: fixes all of them.
            difficulties: that of the first ones; the others are medium. It changes the wrong choices, not the subjects.
            favoured: names of kinds of which more are asked.
        """
        recent: deque[EntryRef] = deque(maxlen=min(_AGAIN_AFTER, self._entries // 2))
        levels = chain(difficulties, iter(lambda: Difficulty.MEDIUM, None))
        waiting: list[tuple[QuizKind, Subject]] = []
        drawn = self._drawn(seed, favoured)
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

    def numbered(self, seed: int, number: int, topics: Collection[str] = ()) -> NumberedQuestion | None:
        """The question with a number, from 1, of a series that a seed and topics fix; None where there is none.

        For questions that are asked one at a time and far apart: made at once, whatever the number. What cannot be
        asked in its turn makes way for what has that turn in a later round, so that no neighbour is asked twice.

        Args:
            seed: fixes the series.
            number: which of it.
            topics: ids of topics; what is asked about is on one of them. None: all.
        """
        turns = islice(self._drawn(seed, topics=topics), number - 1, None, max(1, self.subjects_on(topics)))
        for kind, subject in islice(turns, _TRIED):
            asked = _ask(kind, subject, f"{seed} {number}", Difficulty.MEDIUM)
            if asked is not None:
                return NumberedQuestion(f"{number}.{self._every.index((kind, subject))}", asked)
        return None

    def again(self, seed: int, key: str) -> QuizQuestion | None:
        """A numbered question, by its key, whatever its topics; None where there is none (any more)."""
        number, _, place = key.partition(".")
        if not place.isdecimal() or int(place) >= len(self._every):
            return None
        return _ask(*self._every[int(place)], f"{seed} {number}", Difficulty.MEDIUM)

    def subjects_on(self, topics: Collection[str]) -> int:
        """How many of `subjects` are on any of `topics` (none: all)."""
        return sum(map(len, self._on(topics).values()))

    def about(self, kind: str, entry: EntryRef, seed: int, difficulty: Difficulty) -> QuizQuestion | None:
        """A question of a kind about an entry, else one of another kind; None where none can be asked (any more)."""
        chance = Random(seed)  # noqa: S311 - for variety, not for secrets
        ranked = sorted(self._subjects.items(), key=lambda each: each[0].name != kind)
        for each, subjects in ranked:
            mine = [subject for subject in subjects if subject.entry == entry]
            for number, subject in enumerate(chance.sample(mine, len(mine))):
                asked = _ask(each, subject, f"{seed} {number}", difficulty)
                if asked is not None:
                    return asked
        return None

    @property
    def _entries(self) -> int:
        return len({subject.entry for subjects in self._subjects.values() for subject in subjects})

    @property
    def _every(self) -> list[tuple[QuizKind, Subject]]:
        return [(kind, subject) for kind, subjects in self._subjects.items() for subject in subjects]

    def _on(self, topics: Collection[str]) -> dict[QuizKind, tuple[Subject, ...]]:
        """What can be asked about on any of `topics` (none: all)."""
        if not topics:
            return self._subjects
        wanted = entries_on(self._pack, topics)
        on = {kind: tuple(one for one in each if one.entry in wanted) for kind, each in self._subjects.items()}
        return {kind: subjects for kind, subjects in on.items() if subjects}

    def _drawn(
        self, seed: int, favoured: Collection[str] = (), topics: Collection[str] = ()
    ) -> Iterator[tuple[QuizKind, Subject]]:
        """Kinds and subjects in turn, each kind as often as its share asks for."""
        chance = Random(seed)  # noqa: S311 - for variety, not for secrets
        present = self._on(topics)
        lines = {kind: _shuffled(subjects, chance) for kind, subjects in present.items()}
        weights = {
            kind: kind.share * _plenty(each) * (_FAVOUR if kind.name in favoured else 1)
            for kind, each in present.items()
        }
        kinds = [*present]
        due = [(chance.random() / weights[kind], place) for place, kind in enumerate(kinds)]
        heapq.heapify(due)
        while due:
            at, place = due[0]
            kind = kinds[place]
            heapq.heapreplace(due, (at + chance.uniform(0.6, 1.4) / weights[kind], place))
            yield kind, next(lines[kind])


def _plenty(subjects: Sequence[Subject]) -> float:
    """How much there is to ask before something comes back: 60 subjects count twice as much as 16, 8 half as much."""
    groups = Counter(subject.group for subject in subjects)
    count = min(sum(min(each, _IN_A_PASS) for each in groups.values()), _MOST_COUNTED)
    return math.sqrt(count) * min(1.0, math.sqrt(count / _FEW))


def _shuffled(subjects: Sequence[Subject], chance: Random) -> Iterator[Subject]:
    """Subjects without end, group by group in turn, so that no right choice comes up much more often than others."""
    groups: dict[str, list[Subject]] = {}
    for subject in chance.sample(subjects, len(subjects)):
        groups.setdefault(subject.group, []).append(subject)
    lines = {name: cycle(each) for name, each in groups.items()}
    turn = [name for name, each in groups.items() for _ in range(min(len(each), _IN_A_PASS))]
    chance.shuffle(turn)  # once: else what ends one pass could begin the next
    while True:
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
