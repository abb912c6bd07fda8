"""Questions after a reply: asked alone, and with what the last reply was about where they lean on it.

An entry that was just shown never wins by its own words: with the context, only another entry counts, and only one
that holds every word of the new question. What "it" or "he" means is put in its place; what stays unresolved is never
certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.answering.last_reply import LastReply
from bot.answering.lookups import facts
from bot.answering.lookups.targets import SURE_OF_TERM
from bot.answering.no_answer.subjects import own_words
from bot.languages import Language, tongue
from bot.matching import Candidate, Decision, Engine, Reply
from bot.matching.language.inflection import base, stems
from bot.matching.reading import reads_as_follow_up
from bot.pack.models import Question
from bot.text import clean, has_han

FOLLOWED = 0.42
"""Confidence, of what the last reply's entries leave, from which another entry answers a question in context.

Set on the tuning part of the labelled conversations (`tests/data/conversations.yaml`).
"""
_COMPLETE = 2
"""Words of its own from which a question may be complete although it says "it": asked twice, it is answered twice."""
_PLAIN = 0.95
"""Confidence from which such a question needs no context."""
_SHORT = 7
"""Words of a question that may lean on the last reply without saying so ("what about quality")."""
_PERSON = re.compile(r"\b(?:he|she|him|his|her|hes|shes)\b|他|她", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^(?:his|her)$", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:it|its|this|that|these|those|they|them|their|em)\b(?!['’])|它们?|这个|那个|^那(?!些|里|么)|这些|那些",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:no|nope|nah|sorry|and|but|so|ok|okay|then|also|well)[ ,]+)*"
    r"(?:i (?:meant|mean)|what about|how about|and|but)\b[ ,]*"
    r"|^(?:那么?|还有|不是|我是说|我说的是)[，, ]*|[呢]?[?？]*$",
    re.IGNORECASE,
)
"""What leads over to the next subject, and says nothing of it."""

Ask = Callable[[str], Reply]


def ask(text: str, last: LastReply | None, engine: Engine, put: Ask) -> Reply:
    """The reply to a question after a last reply.

    Args:
        text: what was asked.
        last: the last reply; None at the beginning of a conversation.
        engine: whose entries answer.
        put: asks the engine a text, with the asker's language and tolerance.
    """
    alone = put(text)
    leaning = leans(text)
    if last is None or not last.tells:
        return _unsure(alone) if _points(text) and not own_words(text) else alone
    own = own_words(text)
    if alone.parts or (alone.decision is Decision.ANSWER and not leaning):
        return alone
    if not own and not _of_person(text, last):
        return _unsure(alone)
    if alone.answer is not None and _holds(alone.answer, own, engine):
        complete = len(own) >= _COMPLETE and alone.confidence >= _PLAIN
        if complete or _means(text, alone.answer, last, engine):
            return alone
    if leaning or len(clean(text).split()) <= _SHORT:
        found = _with_context(text, own, last, engine, put)
        if found is not None:
            return replace(found, text=text)
    return _unsure(alone) if leaning else alone


def leads_over(text: str) -> str | None:
    """What a message leads over to ("and quality" → "quality"); None for one that does not."""
    said = clean(text)
    hit = _OPENING.match(said)
    return said[hit.end() :] if hit and hit.end() else None


def leans(text: str) -> bool:
    """Whether a question leans on what was said before it."""
    return reads_as_follow_up(text) or _points(text)


def _points(text: str) -> bool:
    """Whether a word in it points at something said before: it, he, that, 它."""
    said = clean(text)
    return _PERSON.search(said) is not None or _THING.search(said) is not None


def _unsure(reply: Reply) -> Reply:
    """A reply that is certain of nothing: whatever was found is offered at most."""
    if reply.decision is not Decision.ANSWER:
        return reply
    return replace(reply, decision=Decision.NOTHING, answer=None)


def _with_context(text: str, own: Sequence[str], last: LastReply, engine: Engine, put: Ask) -> Reply | None:
    """The answer to a question put with its context; None where no other entry is likely enough."""
    shown = {entry.id for entry in last.entries}
    best: tuple[float, Reply, Candidate] | None = None
    for joined in dict.fromkeys(_joined(text, last, engine)):
        reply = put(joined)
        left = 1.0 - sum(each.confidence for each in reply.candidates if each.question.id in shown)
        for candidate in reply.candidates:
            if candidate.question.id in shown or not _holds(candidate.question, own, engine):
                continue
            chance = min(candidate.confidence / max(left, 0.05), 1.0)
            if _person_differs(text, candidate.question, last, engine):
                continue
            if not _on_topic(text, candidate.question, last, engine):
                continue
            if best is None or chance > best[0]:
                best = (chance, reply, candidate)
            break
        if best is not None and best[0] >= FOLLOWED:
            break  # the ways stand in the order of how plainly they say what is meant
    if best is None or best[0] < FOLLOWED:
        return None
    chance, reply, candidate = best
    others = tuple(each for each in reply.candidates if each.question.id != candidate.question.id)
    return replace(
        reply,
        decision=Decision.ANSWER,
        confidence=chance,
        answer=candidate.question,
        passages=(),
        parts=(),
        chitchat=None,
        candidates=(replace(candidate, confidence=chance), *others),
    )


def _joined(text: str, last: LastReply, engine: Engine) -> Iterator[str]:
    """The question with its context, in the ways in which it may be meant."""
    said = clean(text)
    new = _OPENING.sub("", said).strip() or said
    if last.people and _PERSON.search(said):
        name = last.people[0].name.text(_language(said, last))
        yield _PERSON.sub(lambda hit: f"{name}'s" if _POSSESSIVE.match(hit.group()) else name, said)
        return
    title = last.entries[0].title(_language(said, last)) if last.entries else ""
    terms = [mention.term.headwords(_language(said, last))[0] for mention in engine.terms_in(title)] if title else []
    if _THING.search(said):
        for term in terms[:2]:
            yield _THING.sub(term, said, count=1)
    else:
        yield new
        for mention in engine.terms_in(title):
            yield f"{title[: mention.start]}{new}{title[mention.end :]}"  # "how many robots …" of something else
    if last.term is not None:
        yield f"{last.term.headwords(_language(said, last))[0]} {new}"
    if title:
        yield f"{title} {new}"


def _language(said: str, last: LastReply) -> Language:
    row = tongue(last.language)
    return last.language if row.in_script is None or row.in_script(said) else "en"


def _holds(entry: Question, own: Sequence[str], engine: Engine) -> bool:
    """Whether an entry speaks of every word that a question has of its own."""
    told = _told(entry)
    return all(_speaks(told, word, engine) for word in own)


def _speaks(told: tuple[str, frozenset[str]], word: str, engine: Engine) -> bool:
    text, words = told
    if has_han(word):
        pairs = [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        return sum(pair in text for pair in pairs) * 2 >= len(pairs)
    if base(word) in words or any(stem in words for stem in stems(base(word))):
        return True
    candidates = engine.define(word).candidates
    names = candidates[0].term.term.texts if candidates and candidates[0].confidence >= SURE_OF_TERM else ()
    return any(facts.bases(name) <= words for name in names if name.isascii())


_memo: dict[str, tuple[str, frozenset[str]]] = {}


def _told(entry: Question) -> tuple[str, frozenset[str]]:
    """All that an entry says, as text and as base forms with their stems."""
    text = facts.entry_text(entry)
    if entry.id not in _memo or _memo[entry.id][0] != text:
        words = facts.bases(text)
        _memo[entry.id] = (text, words | {stem for word in words for stem in stems(word)})
    return _memo[entry.id]


def _of_person(text: str, last: LastReply) -> bool:
    """Whether a question asks about the person that the last reply was about, by a pronoun."""
    return bool(last.people) and _PERSON.search(clean(text)) is not None


def _means(text: str, entry: Question, last: LastReply, engine: Engine) -> bool:
    """Whether an entry found without the context may be believed: what is pointed at must be its topic, too."""
    if not _points(text):
        return True
    return entry not in last.entries and not _of_person(text, last) and _on_topic(text, entry, last, engine)


def _on_topic(text: str, entry: Question, last: LastReply, engine: Engine) -> bool:
    """Whether an entry speaks of a term of the last one, where the question takes that up as "it" or "them"."""
    if not last.entries or not _THING.search(clean(text)):
        return True
    titles = " ".join(text for each in last.entries for text in each.question.texts)
    terms = [facts.bases(mention.term.headword) for mention in engine.terms_in(titles)]
    _, words = _told(entry)
    return not terms or any(term <= words for term in terms)


def _person_differs(text: str, entry: Question, last: LastReply, engine: Engine) -> bool:
    """Whether a question about somebody's words would be answered by an entry that does not speak of them."""
    if not last.people or not _PERSON.search(clean(text)):
        return False
    who = last.people[0]
    wordings = " ".join((*entry.question.texts, *entry.phrasings))
    return not any(name in wordings for name in facts.names_of(who)) and not any(
        facts.is_author(engine.pack, citation.article, who) for citation in entry.citations
    )
