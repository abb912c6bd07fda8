"""Splitter of messages that ask several things: each part is then answered after the reply to the one before it.

Reading tells joined questions apart; here also short ones ("whats X and who is Y"), numbered ones, a topic joined to a
question ("solar output plz and whos Y"), and several terms of one request ("define X and Y").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.following.leaning import of_person
from bot.answering.lookups.targets import SURE_OF_TERM
from bot.answering.no_answer.subjects import own_words
from bot.answering.recognising import Message, moves, requests
from bot.matching import Engine
from bot.matching.reading import read, reads_as_question
from bot.matching.reading.registers import registers
from bot.matching.reading.slang import in_plain_words
from bot.text import clean, has_han

_NUMBERED = re.compile(r"(?:^|(?<=\s)|(?<=[，；。;,]))(?:[1-4][.)、]|第[一二三四][，、,])\s*")
_JOINERS = re.compile(
    r"\s*[,;]?\s+(?:and also|and then|and|n|&|\+|plus|also|y|e)\s+|\s*[;；]\s*|\s*,\s+"
    r"|\s*(?:，|(?<=[㐀-鿿]),(?=[㐀-鿿]))\s*(?:还有|另外|以及)?|还有(?=.{3})|、"
)
_MARKED = re.compile(r"(?<=\?)(?:\s+|(?=[㐀-鿿]))")
"""Ends of questions; what follows is one, too, though no word of it asks ("any weaknesses admitted?")."""
_SPACED = re.compile(r"(?<=[㐀-鿿]) +(?=[㐀-鿿])")
"""A space in Chinese, which stands for a comma."""
_CLAUSES = re.compile(r"(?<=[㐀-鿿])\s+(?=[㐀-鿿])|(?<=[㐀-鿿])[?!。]+(?=[㐀-鿿])")
"""What parts the clauses of a message in Chinese besides joiners."""
_BARE = re.compile(r"[㐀-鿿]{3,6}[?？]?")
_COMMA = re.compile("[,，;；]")
_COMMAS = (",", "，", "、")
"""Marks that join a question of its own, or only take up the topic before them ("X, what about it")."""
_TERMS = re.compile(r"\s*,\s*and\s+|\s+(?:and|y|&|\+)\s+|\s*[,、，]\s*|和|与|以及")
_PAIR = re.compile(r"\s+(?:and|y|&)\s+|、|和|以及")
_OF_TERMS = frozenset(("define", "translate"))
_MOST = 4
_SHORTEST_HAN = 4
_TWO = 2


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of a message.

    Attributes:
        whole: whether the message may as well be one question: the parts count only where each is answered.
        marked: whether each part ends as a question does: one that is likely to be another question counts, too.
    """

    parts: tuple[str, ...]
    whole: bool = False
    marked: bool = False


def splits(text: str, engine: Engine) -> Iterator[Split]:
    """The ways in which a message may ask several things, the plainest first; none for one that asks one thing."""
    if engine.is_wording(text):
        return
    numbered = [part.strip(" ,;，；。") for part in _NUMBERED.split(text)]
    if len(numbered) > _TWO and not numbered[0]:
        yield Split(tuple(part for part in numbered if part)[:_MOST])
        return
    if terms := _terms(text, engine):
        yield Split(terms)
        return
    if all(map(reads_as_question, clauses := _SPACED.split(clean(text)))):
        text = "，".join(clauses)
    questions = read(text).questions
    if any(asked.led for asked in questions):
        return
    parts = tuple(half for asked in questions for half in _halves(asked.text)) if questions else ()
    if len(parts) == 1 and len(questions) == 1:
        parts = tuple(_halves(clean(text)))
    if len(parts) > 1:
        yield Split(parts[:_MOST])
    asked = tuple(p for p in _MARKED.split(clean(text)) if own_words(p) or of_person(p) or asks_barely(p))
    if _TWO <= len(asked) > len(parts) and all(map(reads_as_question, asked)) and not all(map(own_words, asked[1:])):
        yield Split(asked[:_MOST])
    marked = tuple(part for part in asked if own_words(part))
    if len(marked) > max(1, len(parts)):
        yield Split(marked[:_MOST], whole=True, marked=True)
    if len(joined := _moves_joined(text, engine)) > 1:
        yield Split(joined[:_MOST])
    pair = _PAIR.split(clean(text), maxsplit=1)
    if len(pair) == _TWO and all(own_words(half) for half in pair) and not _compares(text):
        yield Split(tuple(pair), whole=True)


def asks_barely(part: str) -> bool:
    """Whether a part asks something although no word of it carries a topic ("怎么做?"); of characters only."""
    return _BARE.fullmatch(part.strip()) is not None and not own_words(part) and reads_as_question(part)


def _moves_joined(text: str, engine: Engine) -> tuple[str, ...]:
    """The moves that a message joins ("which paper is that from and when was it out"); none where a part is no move."""
    parted = _CLAUSES.sub("\n", _JOINERS.sub("\n", clean(text)))
    parts = tuple(part.strip() for part in parted.split("\n") if part.strip())
    found = [next(iter(moves(Message.of(part, engine.knows))), None) for part in parts]
    kinds = {move.kind for move in found if move is not None}
    return parts if len(kinds) == len(parts) and None not in found else ()


def _halves(text: str) -> Iterator[str]:
    """A question, cut before each joined one; where it sets things against each other, only behind a comma."""
    compares, begin = _compares(text), 0
    for hit in _JOINERS.finditer(text):
        if compares and not _COMMA.search(hit.group()):
            continue
        left, right = text[begin : hit.start()].strip(), text[hit.end() :].strip()
        says = own_words(right) or hit.group().strip() not in _COMMAS
        if left and own_words(left) and says and _opens(right):
            yield left
            begin = hit.end()
    yield text[begin:].strip()


def _opens(right: str) -> bool:
    """Whether a question begins here: with a question word, after a preposition perhaps; in Chinese anywhere."""
    if not right:
        return False
    if has_han(right[:_SHORTEST_HAN]):
        first = re.split(r"[，；、,;]", right)[0]
        return len(first) >= _SHORTEST_HAN and (reads_as_question(first) or first.endswith(("呢", "呢?", "呢？")))
    known = registers()
    words = in_plain_words(clean(right).casefold().replace("'", "").replace("’", "")).split()
    opening = words[1:2] if words and words[0] in known.topical else words[:1]
    follows = words[1:2] and words[1] in known.subjects
    return any(word.strip("?") in known.questions for word in opening) or bool(
        words and (words[0] in known.requested or (words[0] in known.auxiliaries and follows))
    )


def _compares(text: str) -> bool:
    """Whether it asks for two things against each other, so that "and" joins no two questions."""
    words = clean(text).casefold()
    spaced = set(re.findall(r"\w+", words))
    return any(word in (words if has_han(word) else spaced) for word in registers().apart if len(word) > 1)


def _terms(text: str, engine: Engine) -> tuple[str, ...]:
    """A request for several terms as one request for each; none where it names one term, or others than terms."""
    message = Message.of(text, engine.knows)
    for found in requests(message):
        named = [part for part in _TERMS.split(found.bare) if part]
        if found.kind not in _OF_TERMS or len(named) < _TWO or _is_term(found.bare, engine):
            continue
        terms = [_is_term(part, engine) for part in named]
        if all(terms) or (found.kind == "translate" and any(terms)):
            return tuple(message.line.replace(found.bare, part, 1) for part in named[:_MOST])
    return ()


def _is_term(words: str, engine: Engine) -> bool:
    candidates = engine.define(words).candidates
    return bool(candidates) and candidates[0].confidence >= SURE_OF_TERM
