"""Occurrences of words in the articles, in every form: inflection, spelling, expansion, synonyms, other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import ceil

from babel import Locale
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answering.last_reply import clipped
from bot.answering.lookups import facts
from bot.answering.lookups.desk import Desk
from bot.languages import TONGUES, identify
from bot.languages.places import forms_of, places
from bot.matching import Engine, Lookup
from bot.matching.language.background import Background
from bot.matching.language.highlight import located_words
from bot.matching.language.inflection import base, stems
from bot.matching.language.pinyin import syllables
from bot.matching.language.words import tokens
from bot.matching.numerics.arrays import NO_FLOATS, Floats
from bot.matching.reading.noise import is_noise
from bot.pack.models import Citation, Pack, Term
from bot.pack.sentences import sentences
from bot.text import clean, has_han

_EXACT_TERM = 0.95
"""Confidence from which a phrase is a term of the glossary, whose other names are looked for as well."""
_NEAR, _SAME = 0.65, 0.75
"""Confidence from which a term comes so near a phrase in meaning that it may be the same in other words; the second
where it is asked for the very words."""
_TRANSLATED = 0.62
"""Cosine from which a word that nobody here has seen may be another language's for one of the articles (measured: words
of six languages .63 to .84 to what they mean, absent ones .43 to .66)."""
_ALIKE = 0.78
"""Likeness from which an unknown word may be a misspelling: one slip in five letters."""
_BY_EAR = 0.6
"""Likeness from which a long word may be spelt by ear ("inflashun")."""
_LONG = 7
"""Letters of a long word; shorter ones are like many others by chance."""
_MOST = 3
_MOST_ARTICLES = 5
_SHORTEST = 4
"""Letters of the shortest word that may be misspelt; a shorter one is known, or an abbreviation."""
_ABBREVIATION = 3
"""Letters of a word that may be an abbreviation where it is asked whether that is mentioned ("is byd in there")."""
_SHORTEST_DATE = 3
"""Letters of the shortest abbreviation of a month or a weekday."""
_SHORTEST_NAME, _LONGEST_NAME = 2, 4
"""Characters of a Chinese name that is looked for by its sound."""
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
        told_in = (identify(paragraph.text) for _, paragraph in self._places)
        self.languages = frozenset(found.code for found in told_in if found is not None)
        """Codes of the languages in which the articles are written."""
        self._vectors: Floats | None = None
        self._letters = frozenset(letter for _, each in self._places for letter in each.text.casefold())
        self._han = any(has_han(paragraph.text) for _, paragraph in self._places[: len(self._places) // 2])
        told = [text for entry in pack.questions for text in (*entry.question.texts, *entry.phrasings)]
        told += [text for group in pack.unanswerable for text in group.questions]
        told += [example.text for example in pack.calibration]
        self._told: frozenset[str] = frozenset() if self._places else _told_by(pack)
        """Where there are no articles: the words of the entries and the terms, and their stems."""
        counts = Counter(word for text in told for word in set(tokens(text)))
        asked = Counter(base(word) for entry in pack.questions for text in entry.phrasings for word in tokens(text))
        self._asked = frozenset(word for word, count in asked.items() if count > 1)
        self._lexicon = frozenset(Background.load().counts) | {word for word, count in counts.items() if count > 1}
        self._spelled = [*self._by_length, *(word for word in self._lexicon if len(word) > 3 and word.isascii())]

    def stands(self, word: str) -> bool:
        """Whether a word is one of the library: it stands in an article or, where there are none, in an entry."""
        if self._places:
            return bool(self.find(word))
        return any(form in self._told for form in (base(word), *stems(word)))

    def find(self, phrase: str) -> tuple[Citation, ...]:
        """Sentences in which a phrase stands, in any of its forms, in the order of the articles."""
        if has_han(phrase) and not self._han and (translated := self._translated(phrase)):
            return translated
        every = (*self.forms(phrase), *_by_sound(phrase))
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
        found = [phrase, *forms_of(clean(phrase), self._engine.pack.info.languages), *self._short_dates(phrase)]
        candidates = self._engine.define(phrase).candidates
        if candidates and candidates[0].confidence >= _EXACT_TERM:
            term = candidates[0].term
            found += [*term.term.texts, *term.variants]
        return tuple(dict.fromkeys(found))

    def _spelt_otherwise(self, form: str, literally: bool) -> bool:  # noqa: FBT001 - private, named above
        """Whether some word of a form is none of the articles."""
        return any(self._strange(word, form, literally) for word in tokens(form))

    def _short_dates(self, phrase: str) -> Iterator[str]:
        """Months and weekdays of a phrase as the articles shorten them ("Sept 28" for "September")."""
        for word in {*tokens(phrase)} & _dates():
            yield from (short for short in self._words if len(short) >= _SHORTEST_DATE and word.startswith(short))

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
        least = _SAME if literally else _NEAR
        if self.find(phrase) or self._is_foreign(phrase) or self._means_what_stands(phrase, least):
            return False
        named = forms_of(clean(phrase), self._engine.pack.info.languages)  # looked for as they are spelt, and not there
        return all(
            form in named
            or (named and _as_printed(form))
            or any(self._strange(word, form, literally) for word in tokens(form))
            for form in forms
            if not has_han(form) or self._han
        )

    def _is_foreign(self, phrase: str) -> bool:
        """Whether a letter of it stands in no article, so that it is of another language; or a part of it is noise."""
        letters = (letter for letter in clean(phrase).casefold() if letter.isalpha() and not has_han(letter))
        strange = any(letter not in self._letters for letter in letters)
        return strange or any(map(self._is_noise, tokens(phrase)))

    def _means_what_stands(self, phrase: str, least: float) -> bool:
        """Whether a term of the glossary that stands in the articles comes near it in meaning, in whatever language."""
        near = self._engine.define(phrase).candidates[:1]
        return any(each.confidence >= least and self._mentions(each.term) for each in near)

    def _mentions(self, term: Term) -> bool:
        lines = [line for name in (*term.term.texts, *term.variants) if (line := _line(name))]
        return any(f" {one} " in line for one in lines for line in self._lines)

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
            named = phrase.isupper() or (literally and len(word) == _ABBREVIATION and not self._turned(word))
            return word in self._lexicon or named or _MARKED.search(word) is not None
        if self._has_relative(plain) or self._is_noise(word) or self._like_one(word, self._by_length):
            return False
        return word in self._lexicon or self._is_new(word, phrase)

    def _is_noise(self, word: str) -> bool:
        """Whether a word is no word, but keys struck at random."""
        return not has_han(word) and is_noise((word,), self._engine.knows) and not self._engine.is_spelt(word)

    def _is_new(self, word: str, phrase: str) -> bool:
        """Whether a word that nobody here has seen is none misspelt, nor another language's for one of the articles."""
        # It is a name where it is written as one; elsewhere, unless it is a word, it may be spelt by ear.
        exact = _named(word, phrase) or has_han(word) or len(word) < _LONG or self._engine.is_spelt(word)
        if self._like_one(word, self._spelled, _ALIKE if exact else _BY_EAR):
            return False
        return has_han(word) or not self._means_one(word)

    def _means_one(self, word: str) -> bool:
        """Whether a word may mean one of the articles' in another language ("umwelt", "environment")."""
        found = self._engine.vectors(word)
        return found is not None and float((self._meanings() @ found[0]).max(initial=0.0)) >= _TRANSLATED

    def _meanings(self) -> Floats:
        """The vectors of the articles' telling words, shape (words, size); computed when first wanted."""
        if self._vectors is None:
            everyday = Background.load()
            telling = [word for word in self._by_length if word.isascii() and everyday.is_seldom(word)]
            found = self._engine.vectors(*telling)
            self._vectors = NO_FLOATS if found is None else found
        return self._vectors

    def _turned(self, word: str) -> bool:
        """Whether a word is a short one of the articles with two letters exchanged."""
        return any(sorted(word) == sorted(other) for other in self._words if len(other) == len(word))

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


@lru_cache(maxsize=1)
def _dates() -> frozenset[str]:
    """Names of months and weekdays in the languages that the bot speaks (CLDR), small letters."""
    every = (Locale.parse(row.locale) for row in TONGUES)
    tables = (table for each in every for table in (each.months["format"]["wide"], each.days["format"]["wide"]))
    return frozenset(name.casefold() for table in tables for name in table.values())


def _by_sound(phrase: str) -> tuple[str, ...]:
    """A Chinese name as it is spelt in another language ("华为", "Huawei"); none for what is no short name."""
    if not (_SHORTEST_NAME <= len(phrase) <= _LONGEST_NAME and all(map(has_han, phrase))):
        return ()
    spelt = "".join(syllables(phrase))
    return (spelt,) if len(spelt) > _SHORTEST else ()


def _as_printed(form: str) -> bool:
    """Whether a form is an abbreviation that is another word in small letters: "US", "IT"."""
    return len(form) < _SHORTEST and form.isascii() and form.isalpha() and form.isupper()


def _named(word: str, phrase: str) -> bool:
    """Whether a word, given in small letters, stands in a phrase with a capital."""
    return any(other.casefold() == word and other[:1].isupper() for other in re.findall(r"\w+", phrase))


def _told_by(pack: Pack) -> frozenset[str]:
    """The words of the entries and the terms of a pack, as they are compared, and their stems."""
    texts = [*map(facts.entry_text, pack.questions), *(name for term in pack.terms for name in term.term.texts)]
    words = {word.base for text in texts for word in located_words(text)}
    return frozenset(words | {stem for word in words for stem in stems(word)})


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
        "“{word}” appears in {count} paragraph:", "“{word}” appears in {count} paragraphs:", len(every), word=word
    )
    return Lookup("mention", "\n".join(lines), title, shown, asked=("mention", word))


def in_articles(word: str, stands: Iterable[Citation], desk: Desk) -> Lookup:
    """Which articles a word stands in, the one with most of it first, each with the first sentence that holds it."""
    by_article: dict[str, list[Citation]] = {}
    for each in stands:
        by_article.setdefault(each.article, []).append(each)
    most = sorted(by_article.values(), key=lambda found: -len(found))
    shown = tuple(found[0] for found in most[:_MOST_ARTICLES])
    title = desk.say.plural(
        "“{word}” appears in {count} article:", "“{word}” appears in {count} articles:", len(most), word=word
    )
    places = tuple((each.article, each.paragraph) for each in shown)
    lines = "\n".join(facts.sourced(shown, desk.pack, desk.language))
    return Lookup("which-articles", lines, title, shown, articles=places, asked=("which-articles", word))
