"""Doubts: what in a question speaks against the first candidate though the words agree.

It cannot be read, is one bare word, is negated as no wording of the entry is, names a place of which the entry and
what it cites say nothing ("which future industries are there in America"), or asks for a sum of money that they do not
tell ("how much money goes into clusters"). Where nobody called, neither does it hold a
word that tells what it is about ("why does that matter?").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.languages.places import forms_of, named_places
from bot.matching.confidence.scored import Judgement
from bot.matching.index.index import Index
from bot.matching.index.query import Query
from bot.matching.index.vocabulary import UNKNOWN
from bot.matching.language.background import Background
from bot.matching.language.words import SYLLABLE, is_han
from bot.matching.reading import Asked, reads_negated
from bot.matching.reading.markup import OPAQUE
from bot.matching.reading.money import asks_for_money, tells_money
from bot.pack.models import Pack, Question
from bot.text import has_han

_SELDOM = 3
"""Messages, of 30,000 of ordinary chat, in which a word may stand that tells enough by itself."""
_SHORT = 4
"""Words of a question of few words."""
_RARE = 0.6
"""Rarity among the entries (0 to 1) of the word that such a question must hold."""


def names_nothing(query: Query) -> bool:
    """Whether none of a question's words tells what it is about; only of words that are parted by spaces.

    A word tells if the index knows it and ordinary chat seldom has it; in a question of few words one must be rare
    among the entries, too, or next to unknown in chat. Of 30,000 lines of chat about something else 3 instead of 10 are
    answered so.
    """
    if any(map(is_han, query.words)) or any(word.startswith(SYLLABLE) for word in query.words):
        return False
    chat = Background.load()
    telling = [
        (float(rarity), chat.counts.get(word, 0))
        for word, number, rarity in zip(query.words, query.numbers, query.weights, strict=True)
        if number != UNKNOWN and (chat.is_seldom(word) or _figure(word))
    ]
    if len(query.words) > _SHORT:
        return not telling
    return not any(rarity >= _RARE or count <= _SELDOM for rarity, count in telling)


def _figure(word: str) -> bool:
    """Whether a word is a number of more than two digits, or has a fraction."""
    return any(map(str.isdigit, word)) and len(word) > 2


def speaks_against(asked: Asked, judgement: Judgement, pack: Pack, index: Index, *, verbatim: bool) -> bool:
    """Whether something in a question speaks against the first candidate.

    Args:
        asked: the question.
        judgement: what the models say.
        pack: what is answered from.
        index: its wordings.
        verbatim: whether the question is, word for word, a wording of the candidate.
    """
    if OPAQUE in asked.text:
        return True
    if verbatim:
        return False
    if len(judgement.query.words) == 1:
        return True
    entry = int(judgement.judged.entries[0])
    question = pack.questions[entry]
    if asked.negated:
        nearest = index.nearest_phrasing(judgement.query, entry)
        if not any(reads_negated(text) for text in (nearest, *question.question.texts)):
            return True
    if asks_for_money(asked.text) and not _tells_money(question, pack):
        return True
    return any(not _speaks_of(name, question, pack) for name in named_places(asked.text))


def _tells_money(question: Question, pack: Pack) -> bool:
    """Whether an entry tells a sum; what is asked for one in its own wordings has its reasons."""
    asked = any(map(asks_for_money, (*question.question.texts, *question.phrasings)))
    return asked or any(map(tells_money, _texts(question, pack)))


def _speaks_of(place: str, question: Question, pack: Pack) -> bool:
    told = "\n".join(_texts(question, pack)).casefold()
    return any(_stands(form, told) for form in (place.casefold(), *forms_of(place, pack.info.languages)))


def _texts(question: Question, pack: Pack) -> Iterator[str]:
    yield from (*question.question.texts, *question.phrasings)
    for text in (question.answer, question.caveat, question.gloss):
        yield from text.texts if text is not None else ()
    yield from (pack.passage(citation).text for citation in question.citations)


def _stands(form: str, text: str) -> bool:
    return form in text if has_han(form) else re.search(rf"(?<!\w){re.escape(form)}", text) is not None
