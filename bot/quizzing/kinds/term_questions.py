"""Terms: what one means, which one is meant, and what it is called in another language of the pack."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import permutations
from random import Random

from bot.markdown import plain_text, without_marks
from bot.pack.models import Term
from bot.pack.queries.term_names import term_names
from bot.quizzing.quiz_material import QuizMaterial
from bot.quizzing.quiz_models import EntryRef, QuestionDraft, QuizChoice, Subject
from bot.quizzing.term_meanings import stands_in
from bot.quizzing.wording import latin, likeness, nearness, read, same_in_other_words, stems
from bot.text import has_han

_SAME_TOPIC = 0.6
"""What it adds to the plausibility of a term that it is of the same topic."""
_SAME_MEANING = 72
_SAME_NAME = 88


def meanings(shelf: QuizMaterial) -> Iterator[Subject]:
    """What does this term mean?"""
    for term in _explained(shelf):
        yield Subject(EntryRef("term", term.id), term.id, partial(_meaning, shelf, term))


def terms(shelf: QuizMaterial) -> Iterator[Subject]:
    """Which term means this?"""
    for term in _explained(shelf):
        yield Subject(EntryRef("term", term.id), term.id, partial(_term, shelf, term))


def translations(shelf: QuizMaterial) -> Iterator[Subject]:
    """What is this term called in another language?"""
    for source, target in permutations(shelf.pack.info.languages, 2):
        for term in shelf.pack.terms:
            if term.term.exactly(source) and term.term.exactly(target):
                draft = partial(_translation, shelf, term, source, target)
                yield Subject(EntryRef("term", term.id), f"{term.id} {target}", draft)


def _meaning(shelf: QuizMaterial, term: Term, _chance: Random) -> QuestionDraft | None:
    head, right = _head(term, shelf), shelf.meanings[term.id]
    wrongs = [
        (_plausible(term, other, right, text), QuizChoice(text, len(text), shelf.say("That is “{term}”.", term=name)))
        for other in _others(term, shelf)
        if (text := shelf.meanings[other.id])
        for name in (_head(other, shelf),)
    ]
    prompt = shelf.say("What does “{term}” mean?", term=head)
    return QuestionDraft(
        prompt, "", QuizChoice(right, len(right)), _ranked(wrongs), term.citations, line=_proof(term, shelf)
    )


def _term(shelf: QuizMaterial, term: Term, _chance: Random) -> QuestionDraft | None:
    right, body = _head(term, shelf), shelf.meanings[term.id]
    wrongs = [
        (
            _plausible(term, other, right, name) + likeness(body, text),
            QuizChoice(name, _size(name), shelf.say("“{term}” means: {meaning}", term=name, meaning=text)),
        )
        for other in _others(term, shelf)
        for name, text in ((_head(other, shelf), shelf.meanings[other.id]),)
        if text
    ]
    prompt = shelf.say("Which term means this?")
    return QuestionDraft(
        prompt, body, QuizChoice(right, _size(right)), _ranked(wrongs), term.citations, line=_proof(term, shelf)
    )


def _translation(shelf: QuizMaterial, term: Term, source: str, target: str, _chance: Random) -> QuestionDraft | None:
    shown, right = term.term.exactly(source), term.term.exactly(target)
    if shown is None or right is None or latin(shown) & latin(right) or read(shown) == read(right):
        return None  # a part that is written alike in both gives it away
    names = {read(name) for name in term_names(term)}
    wrongs = [
        (_plausible(term, other, right, name) + likeness(shown, own), QuizChoice(name, _size(name), f"{name} = {own}"))
        for other in shelf.pack.terms
        if (name := other.term.exactly(target)) and (own := other.term.exactly(source))
        if other.id != term.id and names.isdisjoint(read(each) for each in term_names(other))
        if not same_in_other_words(name, right, _SAME_NAME) and not same_in_other_words(own, shown, _SAME_NAME)
    ]
    prompt = shelf.say("What is “{term}” in {language}?", term=shown, language=shelf.named(target))
    return QuestionDraft(
        prompt, "", QuizChoice(right, _size(right)), _ranked(wrongs), term.citations, line=_proof(term, shelf)
    )


def _size(name: str) -> int:
    """Length of a name; short ones are as long as each other, for among them length tells nothing."""
    return max(len(name), 6 if has_han(name) else 12)


def _ranked(wrongs: list[tuple[float, QuizChoice]]) -> tuple[QuizChoice, ...]:
    return tuple(choice for _, choice in sorted(wrongs, key=lambda scored: -scored[0]))


def _proof(term: Term, shelf: QuizMaterial) -> str:
    return "" if term.citations else plain_text(without_marks(term.definition.text(shelf.language)))


def _plausible(term: Term, other: Term, right: str, wrong: str) -> float:
    return nearness(right, wrong) + (_SAME_TOPIC if term.topic and other.topic == term.topic else 0)


def _explained(shelf: QuizMaterial) -> Iterator[Term]:
    """The terms with a meaning that has no word in common with the headword, which would give it away."""
    for term in shelf.pack.terms:
        meaning = shelf.meanings[term.id]
        if meaning and not stems(meaning) & stems(_head(term, shelf)):
            yield term


def _head(term: Term, shelf: QuizMaterial) -> str:
    return term.term.text(shelf.language)


def _others(term: Term, shelf: QuizMaterial) -> Iterator[Term]:
    """The terms whose meaning is another: none that is related, has a name in common, or says nearly the same."""
    own = shelf.meanings[term.id]
    for other in shelf.pack.terms:
        related = other.id in term.related or term.id in other.related
        if other.id == term.id or related or _named_alike(term, other):
            continue
        if not same_in_other_words(own, shelf.meanings[other.id], _SAME_MEANING):
            yield other


def _named_alike(term: Term, other: Term) -> bool:
    """Whether a name of one is the other's, or a part of it, as "productive forces" is of "new productive forces"."""
    pairs = ((read(one), read(two)) for one in term_names(term) for two in term_names(other))
    in_common = stems(" ".join(term_names(term))) & stems(" ".join(term_names(other)))
    return bool(in_common) and any(stands_in(one, f" {two} ") or stands_in(two, f" {one} ") for one, two in pairs)
