"""Occurrences of words in the articles, in every form: inflection, spelling, expansion, synonyms, other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answering.last_reply import clipped
from bot.answering.lookups import facts
from bot.answering.lookups.desk import Desk
from bot.languages.places import forms_of, places
from bot.matching import Engine, Lookup
from bot.matching.language.background import Background
from bot.matching.language.highlight import located_words
from bot.matching.language.inflection import base, stems
from bot.matching.language.words import tokens
from bot.matching.reading.noise import is_noise
from bot.pack.models import Citation
from bot.pack.sentences import sentences
from bot.text import clean, has_han

_EXACT_TERM = 0.95
"""Confidence from which a phrase is a term of the glossary, whose other names are looked for as well."""
_ALIKE = 0.78
"""Likeness from which an unknown word may be a misspelling: one slip in five letters."""
_BY_EAR = 0.6
"""Likeness from which a long word may be spelt by ear ("inflashun")."""
_LONG = 7
"""Letters of a long word; shorter ones are like many others by chance."""
_MOST = 3
_SHORTEST = 4
"""Letters of the shortest word that may be misspelt; a shorter one is known, or an abbreviation."""
_MARKED = re.compile(r"[\d&]")


class Occurrences:
    """The words of the articles, and where they stand. Immutable once built."""

    def __init__(self, engine: Engine) -> None:
        """Look through the articles of an engine's pack."""
        self._engine = engine
        pack = engine.pack
        self._places = [(article.id, paragraph) for article in pack.articles for paragraph in article.paragraphs]
        self._lines = [f" {' '.join(word.base for word in located_words(each.text))} " for _, each in self._places]
        words = {word for line in self._lines for word in line.split()}
        self._words = frozenset(words)
        self._stems = frozenset(stem for word in words for stem in stems(word))
        self._by_length = [word for word in words if len(word) > 3]
        self._han = any(has_han(paragraph.text) for _, paragraph in self._places[: len(self._places) // 2])
        told = [text for entry in pack.questions for text in (*entry.question.texts, *entry.phrasings)]
        told += [text for group in pack.unanswerable for text in group.questions]
        told += [example.text for example in pack.calibration]
        counts = Counter(word for text in told for word in set(tokens(text)))
        asked = Counter(base(word) for entry in pack.questions for text in entry.phrasings for word in tokens(text))
        self._asked = frozenset(word for word, count in asked.items() if count > 1)
        self._lexicon = frozenset(Background.load().counts) | {word for word, count in counts.items() if count > 1}
        self._spelled = [*self._by_length, *(word for word in self._lexicon if len(word) > 3 and word.isascii())]

    def find(self, phrase: str) -> tuple[Citation, ...]:
        """Sentences in which a phrase stands, in any of its forms, in the order of the articles."""
        if has_han(phrase) and not self._han and (translated := self._translated(phrase)):
            return translated
        every = self.forms(phrase)
        forms = [words for form in every if not _as_printed(form) and (words := _line(form))]
        printed = [re.compile(rf"\b{re.escape(form)}\b") for form in every if _as_printed(form)]
        return tuple(
            self._sentence(number, forms)
            for number, line in enumerate(self._lines)
            if any(f" {form} " in line for form in forms)
            or any(form.search(self._places[number][1].text) for form in printed)
        )

    def _translated(self, phrase: str) -> tuple[Citation, ...]:
        """Sentences in whose translation a phrase stands, one of each paragraph, in the order of the articles."""
        found: dict[tuple[str, int], Citation] = {}
        order = {article.id: place for place, article in enumerate(self._engine.pack.articles)}
        for (article, paragraph, text), translation in self._engine.pack.translation_by_sentence.items():
            if any(phrase in each for each in translation.texts):
                quote = Citation(article=article, paragraph=paragraph, quote=clipped(text))
                found.setdefault((article, paragraph), quote)
        return tuple(found[place] for place in sorted(found, key=lambda place: (order[place[0]], place[1])))

    def forms(self, phrase: str) -> tuple[str, ...]:
        """What a phrase may stand as: itself, the names of the term that it is, the names of the place that it is."""
        found = [phrase, *forms_of(clean(phrase), self._engine.pack.info.languages)]
        candidates = self._engine.define(phrase).candidates
        if candidates and candidates[0].confidence >= _EXACT_TERM:
            term = candidates[0].term
            found += [*term.term.texts, *term.variants]
        return tuple(dict.fromkeys(found))

    def absent(self, phrase: str, *, literally: bool = False) -> bool:
        """Whether it is proven that the articles do not mention a phrase.

        Only of words in a language of the articles, names, numbers and abbreviations; never of a word that may be
        misspelt, that merely has another form or a relative there, or in which some answered question is worded:
        what is asked with it may stand there in other words ("EV").

        Args:
            phrase: what may be absent.
            literally: whether it is asked for the phrase itself, so that what answers in other words does not count.
        """
        forms = self.forms(phrase)
        if has_han(phrase) and not self._han and len(forms) == 1:
            return False  # not a word of the articles' language, and nothing tells what it is called there
        if self.find(phrase):
            return False
        return all(
            any(self._strange(word, form, literally) for word in tokens(form))
            for form in forms
            if not has_han(form) or self._han
        )

    def _strange(self, word: str, phrase: str, literally: bool) -> bool:  # noqa: FBT001 - private, named above
        """Whether a word stands in the articles in no form, and is spelt as words are.

        A place's name has its adjective after it ("India", "Indian"); any other word may be cut before its ending.
        """
        plain = base(word)
        if (
            plain in self._words
            or word in self._words
            or (plain in self._asked and not (literally or _MARKED.search(word)))
        ):
            return False
        if word in places():
            return not any(other.startswith(plain) for other in self._words if len(plain) > _SHORTEST)
        if len(word) < _SHORTEST or _MARKED.search(word):
            return word in self._lexicon or phrase.isupper() or _MARKED.search(word) is not None
        if self._has_relative(plain) or is_noise((word,), self._engine.knows) or self._like_one(word, self._by_length):
            return False
        if word in self._lexicon:
            return True
        # A word that nobody here has seen is a name where it is written as one; elsewhere it may be spelt by ear.
        exact = _named(word, phrase) or has_han(word) or len(word) < _LONG
        return not self._like_one(word, self._spelled, _ALIKE if exact else _BY_EAR)

    def _has_relative(self, plain: str) -> bool:
        """Whether the articles hold a word of the same family, or one that begins as this one does."""
        head = plain[: max(_SHORTEST, ceil(len(plain) * 0.7))]
        return any(stem in self._stems for stem in stems(plain)) or any(
            other.startswith(head) for other in self._by_length
        )

    def _like_one(self, word: str, words: Sequence[str], alike: float = _ALIKE) -> bool:
        """Whether a word may be a misspelling of one of some words."""
        return process.extractOne(word, words, scorer=OSA.normalized_similarity, score_cutoff=alike) is not None

    def spelt(self, word: str) -> bool:
        """Whether a word, in small letters, is known to be spelt as it should be."""
        return word in self._lexicon or word in self._words

    def _sentence(self, number: int, forms: Sequence[str]) -> Citation:
        article, paragraph = self._places[number]
        for sentence in sentences(paragraph.text):
            if any(f" {form} " in f" {_line(sentence.text)} " for form in forms):
                return Citation(article=article, paragraph=paragraph.number, quote=clipped(sentence.text))
        return Citation(article=article, paragraph=paragraph.number, quote=clipped(paragraph.text))


def _as_printed(form: str) -> bool:
    """Whether a form is an abbreviation that is another word in small letters: "US", "IT"."""
    return len(form) < _SHORTEST and form.isascii() and form.isalpha() and form.isupper()


def _named(word: str, phrase: str) -> bool:
    """Whether a word, given in small letters, stands in a phrase with a capital."""
    return any(other.casefold() == word and other[:1].isupper() for other in re.findall(r"\w+", phrase))


def _line(text: str) -> str:
    return " ".join(word.base for word in located_words(text))


@lru_cache(maxsize=4)
def occurrences(engine: Engine) -> Occurrences:
    """The occurrences in an engine's articles, built once."""
    return Occurrences(engine)


def stands_in_words(word: str, stands: Iterable[Citation], desk: Desk) -> Lookup:
    """Where a word stands, with the first sentences that hold it."""
    every = tuple(stands)
    shown = every[:_MOST]
    lines = facts.sourced(shown, desk.pack, desk.language)
    title = desk.say.plural(
        "“{word}” stands in {count} paragraph:", "“{word}” stands in {count} paragraphs:", len(every), word=word
    )
    return Lookup("mention", "\n".join(lines), title, shown, asked=("mention", word))
