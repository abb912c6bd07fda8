"""Small packs cut from question sets: so many entries, so many phrasings each, the rest of the questions to be asked.

Near misses are questions of entries that were left out, and what the sets themselves call near; far ones are small talk
in the set's language and questions of other sets. Half of the packs know some such questions, as a curator might.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from benchmarks.faqs.sets import Asked, Entry, QuestionSet
from bot.matching.index.corpus import Corpus, Example

T = TypeVar("T")
PHRASINGS = (0, 1, 2, 5)
SIZES = (12, 30, 60)
LARGEST = 0.75
"""Share of a set's entries in the largest pack."""
WHOLE = "real_"
"""Sets whose names begin so are also taken whole: their near misses are real ones."""
_MOST_ASKED = 120
_LANGUAGES_TRIED = 3
_LISTED = 12
"""Most questions to refuse that a pack knows."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A small pack.

    Attributes:
        name: the set it is cut from.
        group: the group of that set.
        phrasings: how many each entry was to have besides its title.
        across: whether it is asked in another language than its own.
        whole: whether no entry was left out.
        corpus: its entries, the questions it is asked being its calibration questions.
    """

    name: str
    group: str
    phrasings: int
    across: bool
    whole: bool
    corpus: Corpus


def cuts(sets: Sequence[QuestionSet], strangers: Mapping[str, Sequence[str]], seed: int = 0) -> Iterator[Cut]:
    """All packs, the same for the same seed."""
    chance = Random(seed)
    by_group: dict[str, list[QuestionSet]] = defaultdict(list)
    for each in sets:
        by_group[each.info.group].append(each)
    for each in sets:
        yield from _asked_in_others(each, by_group[each.info.group], strangers, chance)
        languages = sorted({entry.lang for entry in each.entries})
        if each.info.across or len(languages) > 1:
            yield from _in_many_languages(each, languages, strangers, chance)
            continue
        others = [a.text for o in sets if o.info.group != each.info.group for a in _some(o, languages[0], chance)]
        far = [*strangers.get(languages[0], ()), *others]
        largest = int(len(each.entries) * LARGEST)
        for size in sorted({min(size, largest) for size in (*SIZES, largest)}):
            for count in PHRASINGS:
                yield _cut(each, each.entries, each.asked, strangers=far, size=size, count=count, chance=chance)
        if each.name.startswith(WHOLE):
            yield _cut(each, each.entries, each.asked, strangers=far, size=len(each.entries), count=0, chance=chance)


def _in_many_languages(
    each: QuestionSet, languages: Sequence[str], strangers: Mapping[str, Sequence[str]], chance: Random
) -> Iterator[Cut]:
    """Packs in each language, asked in that one and in others; `across` sets only in others, by their own questions."""
    for own in languages:
        entries = [entry for entry in each.entries if entry.lang == own]
        foreign = chance.sample([other for other in languages if other != own], _LANGUAGES_TRIED)
        for other in foreign if each.info.across else (own, *foreign):
            asked: Sequence[Asked] = [asked for asked in each.asked if asked.lang == other]
            if each.info.across:
                asked = [Asked(text=e.question, gold=(e.id,), lang=other) for e in each.entries if e.lang == other]
            far = strangers.get(other, ())
            for size in (30, 150) if each.info.across else (len(entries) * 4 // 5,):
                yield _cut(each, entries, asked, strangers=far, size=size, count=0, chance=chance, across=other != own)


def _asked_in_others(
    each: QuestionSet, group: Sequence[QuestionSet], strangers: Mapping[str, Sequence[str]], chance: Random
) -> Iterator[Cut]:
    """Packs of a set in one language, asked what the sets of its group with the same entries ask in others."""
    own = {entry.id: entry.question for entry in each.entries}
    language = each.entries[0].lang if each.entries else ""
    others = [other for other in group if other.entries and other.entries[0].lang != language]
    others = [other for other in others if {entry.question for entry in other.entries} & {*own.values()}]
    number = {question: name for name, question in own.items()}
    for other in chance.sample(others, min(_LANGUAGES_TRIED, len(others))):
        titles = {entry.id: entry.question for entry in other.entries}
        asked = [
            _regolded(question, [number[titles[name]] for name in question.gold if titles[name] in number])
            for question in other.asked
        ]
        far = strangers.get(other.entries[0].lang, ())
        for count in (1, 5):
            size = int(len(each.entries) * LARGEST)
            yield _cut(
                each, each.entries, asked, strangers=far, size=size, count=count, chance=chance, across=True,
                taught=each.asked,
            )  # fmt: skip


def _regolded(question: Asked, gold: Sequence[str]) -> Asked:
    """The same question with other entries that answer it."""
    return question.model_copy(update={"gold": tuple(gold)})


def _cut(  # noqa: PLR0913 - the one place where a pack is put together
    each: QuestionSet,
    entries: Sequence[Entry],
    asked: Sequence[Asked],
    *,
    strangers: Sequence[str],
    size: int,
    count: int,
    chance: Random,
    across: bool = False,
    taught: Sequence[Asked] | None = None,
) -> Cut:
    """One pack of `size` entries with `count` phrasings each, or one less than there are, from `taught` or `asked`."""
    wordings: dict[str, list[str]] = defaultdict(list)
    for question in asked if taught is None else taught:
        for name in question.gold:
            wordings[name].append(question.text)
    chosen = chance.sample(list(entries), size)
    number = {entry.id: place for place, entry in enumerate(chosen)}
    used: set[str] = set()
    phrasings: list[list[str]] = []
    for entry in chosen:
        own = [text for text in dict.fromkeys(wordings[entry.id]) if text not in used]
        taken = chance.sample(own, min(count, max(len(own) - 1, 0)))
        used.update(taken)
        phrasings.append([*taken, entry.question])
    answerable: list[Example] = []
    near: list[Example] = []
    far: list[Example] = []
    for question in asked:
        gold = tuple(number[name] for name in question.gold if name in number)
        if question.text in used:
            continue
        if gold:
            answerable.append(Example(question.text, gold))
        elif question.gold or question.near:
            near.append(Example(question.text, (), near=True))
        else:
            far.append(Example(question.text, (), near=False))
    answerable = _sampled(answerable, _MOST_ASKED, chance)
    half = len(answerable) // 2 + 1
    near, known = _parted(_sampled(near, half + _LISTED, chance), half)
    far = [*_sampled(far, half // 2, chance), *(Example(text, (), near=False) for text in strangers)][: half * 8]
    far, small_talk = _parted(_sampled(far, half + _LISTED, chance), half)
    listed = [example.text for example in (*known, *small_talk)] if chance.random() < 0.5 else []
    answers = [entry.answer for entry in chosen]
    return Cut(
        each.name,
        each.info.group,
        count,
        across,
        size == len(entries) and not across and each.name.startswith(WHOLE),
        Corpus(phrasings, answers, answers, listed, [*answerable, *near, *far]),
    )


def _some(each: QuestionSet, language: str, chance: Random) -> Sequence[Asked]:
    """Up to forty of a set's questions in a language."""
    return _sampled([asked for asked in each.asked if asked.lang == language], 40, chance)


def _sampled(examples: Sequence[T], most: int, chance: Random) -> list[T]:
    return chance.sample(list(examples), min(most, len(examples)))


def _parted(examples: list[Example], first: int) -> tuple[list[Example], list[Example]]:
    return examples[:first], examples[first:]
