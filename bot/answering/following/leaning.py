"""Context of a follow-up: whether a question leans on the last reply, and the ways in which it may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from bot.answering.last_reply import LastReply
from bot.languages import Language, tongue
from bot.matching import Engine
from bot.matching.reading import reads_as_follow_up
from bot.text import clean

PERSON = re.compile(
    r"\b(?:he|she|him|his|her|hes|shes)\b|\b(?:this|that|the) (?:guy|dude|man|woman|lady|person|fellow|bloke|chap)\b"
    r"|他(?!们)|她(?!们)|[这那](?:个人|人|位|哥们|家伙)|\bél\b|\bella\b"
    r"|\bes[ea] (?:tipo|tío|señor|señora|hombre|mujer)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"^(?:his|her)$", re.IGNORECASE)
THING = re.compile(
    r"\b(?:it|its|this|that|these|those|they|them|their|em)\b(?!['’])|它们?|他们|这个|那个|^那(?!些|里|么)|这些|那些"
    r"|\b(?:eso|esto|ellos|ellas)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:no|nope|nah|nono|wait|sorry|and|but|so|ok|okay|then|also|well)[ ,.!]+)*"
    r"(?:i (?:meant|mean)|i (?:asked|was asking|was talking|wanted to know) (?:about|for)|(?:what|how) about|"
    r"(?:the )?same(?: (?:question|thing|one))? (?:for|about|with|but)|wbu|and|"
    r"but|also)\b[ ,]*"
    r"|^(?:y|pero|entonces)[ ,]+(?:qué (?:tal|hay de) )?|^¿?(?:y )?qué (?:tal|hay de) "
    r"|^(?:no[ ,]+)?(?:me refería a|me refiero a|quería decir|digo|preguntaba por)[ ,]*"
    r"|^(?:(?:那么?|还有|不是|不对|不不|错了|我(?:是说|说的是|问的是|想问的是|指的是|意思是))[，,、 ]*)+|[呢]?[?？]*$",
    re.IGNORECASE,
)
"""What leads over to the next subject, and says nothing of it."""


class Way(StrEnum):
    """How a question is put to the engine."""

    ALONE = "alone"
    """As it was typed."""
    BARE = "bare"
    """Without what leads over to it."""
    IN_PLACE = "in place"
    """With what it points at in place of the pronoun, or its words in place of a term of the last question."""
    JOINED = "joined"
    """After the last question."""


def leads_over(text: str) -> str | None:
    """What a message leads over to ("and quality" → "quality"); None for one that does not."""
    said = clean(text)
    hit = _OPENING.match(said)
    return said[hit.end() :] if hit and hit.end() else None


def leans(text: str) -> bool:
    """Whether a question leans on what was said before it."""
    return reads_as_follow_up(text) or points(text)


def points(text: str) -> bool:
    """Whether a word in it points at something said before: it, he, that, 它."""
    return of_person(text) or of_thing(text)


def of_person(text: str) -> bool:
    """Whether a pronoun in it stands for somebody."""
    return PERSON.search(clean(text)) is not None


def of_thing(text: str) -> bool:
    """Whether a pronoun in it stands for something."""
    return THING.search(clean(text)) is not None


def bare(text: str) -> str:
    """A message without what leads over to its subject."""
    said = clean(text)
    return _OPENING.sub("", said).strip() or said


def naming(text: str, name: str) -> str:
    """A message with somebody's name in place of the pronouns that stand for a person."""
    return PERSON.sub(lambda hit: f"{name}'s" if _POSSESSIVE.match(hit.group()) else name, text)


def ways(text: str, last: LastReply, engine: Engine) -> Iterator[tuple[Way, str]]:
    """The question in the ways in which it may be meant, each with what is put to the engine."""
    said, new = clean(text), bare(text)
    yield Way.ALONE, text
    if last.people and PERSON.search(said):
        named = naming(said, last.people[0].name.text(_language(said, last)))
        yield Way.IN_PLACE, named
        if THING.search(named):
            yield from ((Way.IN_PLACE, wording) for wording in _with_terms(named, last, engine))
        return
    if new != said:
        yield Way.BARE, new
    title = last.entries[0].title(_language(said, last)) if last.entries else ""
    mentions = engine.terms_in(title) if title else ()
    if THING.search(said):
        yield from ((Way.IN_PLACE, wording) for wording in _with_terms(said, last, engine))
    else:
        for mention in mentions:  # "how many robots …" of something else
            yield Way.IN_PLACE, f"{title[: mention.start]}{new}{title[mention.end :]}"
    if last.term is not None:
        yield Way.JOINED, f"{last.term.headwords(_language(said, last))[0]} {new}"
    if title:
        yield Way.JOINED, f"{title} {new}"


def _with_terms(said: str, last: LastReply, engine: Engine) -> Iterator[str]:
    """A question with a term of the last reply in place of "it"."""
    title = last.entries[0].title(_language(said, last)) if last.entries else ""
    mentions = engine.terms_in(title) if title else ()
    for each in ([last.term] if last.term is not None else []) + [mention.term for mention in mentions[:2]]:
        term = each.headwords(_language(said, last))[0]
        yield THING.sub(lambda _, term=term: term, said, count=1)


def _language(said: str, last: LastReply) -> Language:
    row = tongue(last.language)
    return last.language if row.in_script is None or row.in_script(said) else "en"
