"""Terms: what one means, which one is meant, and what it is called in another language of the pack."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import permutations
from random import Random

from rapidfuzz import fuzz

from bot.markdown import plain_text, without_marks
from bot.pack.models import Term
from bot.pack.queries.term_names import term_names
from bot.quizzing.quiz_material import QuizMaterial
from bot.quizzing.quiz_models import EntryRef, QuestionDraft, QuizChoice, Subject
from bot.quizzing.term_meanings import meaning, stands_in
from bot.quizzing.wording import latin, likeness, naming, nearness, opening, read, same_in_other_words, stems
from bot.text import has_han

_SAME_TOPIC = 1.0
"""What it adds to the plausibility of a term that it is of the same topic."""
_SAME_FAMILY = 1.2
"""The same of one that has a word of its name in common."""
_SAME_OPENING = 0.8
"""The same of a meaning that opens in the same way."""
_SAME_MEANING = 72
_SAME_NAME = 88
_COGNATE = 45
"""Likeness of letters, of 100, from which a name is known again in another language."""
_EXPLAINS_ITSELF = 1 / 3
"""Share of a Chinese name's characters that stand in its meaning, from which the name says what it means."""


def meanings(shelf: QuizMaterial) -> Iterator[Subject]:
    """What does this term mean?

    The term is shown in another language of the pack where it has one. In the reader's own most terms say what they
    mean to whoever reads them, "green manufacturing" as well as "remote work", and only those that do not are asked.
    """
    explained = {term.id for term in _explained(shelf)}
    for term in shelf.pack.terms:
        alone = len(term.term.texts) == 1
        shown = [_head(term, shelf)] if alone and term.id in explained else _elsewhere(term, shelf)
        if shelf.meanings[term.id] and shown:
            yield Subject(EntryRef("term", term.id), term.id, partial(_meaning, shelf, term, shown))


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


def _meaning(shelf: QuizMaterial, term: Term, names: list[str], chance: Random) -> QuestionDraft | None:
    head, right = chance.choice(names), shelf.meanings[term.id]
    wrongs = [
        (
            _plausible(term, other, right, text) + (_SAME_OPENING if opening(text) == opening(right) else 0.0),
            QuizChoice(text, len(text), shelf.say("That is “{term}”.", term=name)),
        )
        for other in _others(term, shelf)
        if (text := shelf.meanings[other.id])
        for name in (_head(other, shelf),)
    ]
    return QuestionDraft(
        shelf.say("What does “{term}” mean?", term=head),
        "",
        QuizChoice(right, len(right)),
        _ranked(wrongs),
        term.citations,
        about=head,
        line=_proof(term, shelf),
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
        if text and naming(name) == naming(right)
    ]
    prompt = shelf.say("Which term means this?")
    return QuestionDraft(
        prompt, body, QuizChoice(right, _size(right)), _ranked(wrongs), term.citations, line=_proof(term, shelf)
    )


def _translation(shelf: QuizMaterial, term: Term, source: str, target: str, _chance: Random) -> QuestionDraft | None:
    shown, right = term.term.exactly(source), term.term.exactly(target)
    if shown is None or right is None or latin(shown) & latin(right) or _cognate(shown, right):
        return None  # a part that is written alike in both gives it away
    names = {read(name) for name in term_names(term)}
    wrongs = [
        (_plausible(term, other, right, name) + likeness(shown, own), QuizChoice(name, _size(name), f"{name} = {own}"))
        for other in shelf.pack.terms
        if (name := other.term.exactly(target)) and (own := other.term.exactly(source))
        if other.id != term.id and names.isdisjoint(read(each) for each in term_names(other))
        if naming(name) == naming(right)
        if not same_in_other_words(name, right, _SAME_NAME) and not same_in_other_words(own, shown, _SAME_NAME)
    ]
    return QuestionDraft(
        shelf.say("What is “{term}” in {language}?", term=shown, language=shelf.named(target)),
        "",
        QuizChoice(right, _size(right)),
        _ranked(wrongs),
        term.citations,
        about=shown,
        line=_proof(term, shelf),
    )


def _elsewhere(term: Term, shelf: QuizMaterial) -> list[str]:
    """The term's names in other languages of the pack that tell nothing to who does not know them."""
    told = f"{_head(term, shelf)} {shelf.meanings[term.id]}"
    names = (term.term.exactly(code) for code in shelf.pack.info.languages if code != shelf.language)
    return [name for name in names if name and not latin(name) & latin(told) and not _cognate(name, _head(term, shelf))]


def _cognate(shown: str, right: str) -> bool:
    """Whether a name is known again in the other language by its letters: "offener Abend", "open evening"."""
    return fuzz.ratio(read(shown), read(right)) >= _COGNATE


def _size(name: str) -> int:
    """Length of a name; short ones are as long as each other, for among them length tells nothing."""
    return max(len(name), 6 if has_han(name) else 12)


def _ranked(wrongs: list[tuple[float, QuizChoice]]) -> tuple[QuizChoice, ...]:
    return tuple(choice for _, choice in sorted(wrongs, key=lambda scored: -scored[0]))


def _proof(term: Term, shelf: QuizMaterial) -> str:
    return "" if term.citations else plain_text(without_marks(term.definition.text(shelf.language)))


def _plausible(term: Term, other: Term, right: str, wrong: str) -> float:
    same_topic = bool(term.topic) and other.topic == term.topic
    return nearness(right, wrong) + (_SAME_TOPIC if same_topic else 0) + _family(term, other)


def _family(term: Term, other: Term) -> float:
    """Whether two terms have a word of their names in common, as "green finance" and "green services" have."""
    return _SAME_FAMILY if stems(" ".join(term.term.texts)) & stems(" ".join(other.term.texts)) else 0.0


def _explained(shelf: QuizMaterial) -> Iterator[Term]:
    """The terms with a meaning that has nothing in common with the headword, which would give it away.

    It is looked at in every language of the pack: "cross-border e-commerce" and "buying and selling over the internet
    between countries" have no word in common, and yet everybody sees that they belong together; in Chinese they do.
    """
    for term in shelf.pack.terms:
        if shelf.meanings[term.id] and not any(_explains_itself(term, code) for code in shelf.pack.info.languages):
            yield term


def _explains_itself(term: Term, language: str) -> bool:
    name = term.term.exactly(language)
    told = (term.gloss or term.definition).exactly(language) if name else None
    if not name or not told:
        return False
    text = meaning(term, language) or plain_text(without_marks(told))
    characters = {letter for letter in name if has_han(letter)}
    shared = sum(letter in text for letter in characters)
    return bool(stems(text) & stems(name)) or shared >= _EXPLAINS_ITSELF * len(characters) > 0


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
