"""Evidence that an entry answers a follow-up: a row of numbers for each candidate.

The entry just shown is no candidate: it would win by its own words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from bot.answering.following.leaning import PERSON, THING, Way, leads_over, of_person, of_thing, ways
from bot.answering.last_reply import LastReply
from bot.answering.lookups import facts
from bot.answering.lookups.targets import SURE_OF_TERM
from bot.matching import Candidate, Engine, Reply
from bot.matching.language.inflection import base, stems
from bot.pack.models import Question
from bot.text import clean, has_han

Ask = Callable[[str], Reply]
EVIDENCE = (
    *(way.value for way in Way),
    "best",
    "lead",
    "worded",
    "told",
    "own words",
    "same topic",
    "goes on",
    "of the thing",
    "of somebody else",
    "leads over",
    "points",
)
"""What each number of a row is:

the log odds of the entry in each way of putting the question, of what the last reply's entries leave; the best of
them; how far it is ahead of the next entry; the share of the question's own words in the entry's wordings, and in all
that it tells; how many words these are; whether it is of the last entry's topic; whether either names the other as
further reading; whether it speaks of what "it" stands for; whether "he" is somebody else than it speaks of; whether
the question leads over ("and X?"); whether a pronoun points at something.
"""
_LEAST = 0.002
"""Probability below which differences tell nothing."""
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with what speaks for it.

    Attributes:
        reply: the engine's reply in which it was likeliest.
        row: its evidence, in the order of `EVIDENCE`.
    """

    candidate: Candidate
    reply: Reply
    row: tuple[float, ...]


def weighed(text: str, own: Sequence[str], last: LastReply, engine: Engine, put: Ask) -> list[Weighed]:
    """The entries that may answer a follow-up.

    Args:
        text: what was asked.
        own: the words of it that carry a topic.
        last: the last reply.
        engine: whose entries answer.
        put: asks the engine.
    """
    shown = {entry.id for entry in last.entries}
    chances: dict[str, dict[Way, float]] = {}
    found: dict[str, tuple[float, Candidate, Reply]] = {}
    asked: dict[str, Reply] = {}
    for way, wording in ways(text, last, engine):
        reply = asked.setdefault(wording, put(wording)) if wording not in asked else asked[wording]
        left = max(1.0 - sum(each.confidence for each in reply.candidates if each.question.id in shown), 0.05)
        for candidate in reply.candidates:
            name = candidate.question.id
            if name in shown:
                continue
            chance = min(candidate.confidence / left, 1.0)
            known = chances.setdefault(name, {})
            known[way] = max(known.get(way, 0.0), chance)
            if name not in found or chance > found[name][0]:
                found[name] = (chance, candidate, reply)
    best = {name: max(known.values()) for name, known in chances.items()}
    words = OwnWords.of(own, engine)
    rows: list[Weighed] = []
    for name, (_, candidate, reply) in found.items():
        others = max((chance for other, chance in best.items() if other != name), default=0.0)
        row = (
            *(_odds(chances[name].get(way, 0.0)) for way in Way),
            _odds(best[name]),
            _odds(best[name]) - _odds(others),
            *_about(text, words, candidate.question, last, engine),
        )
        rows.append(Weighed(candidate, reply, row))
    return rows


def _about(text: str, own: OwnWords, entry: Question, last: LastReply, engine: Engine) -> tuple[float, ...]:
    """The numbers that do not depend on the engine's confidence."""
    worded = " ".join((*entry.question.texts, *entry.phrasings))
    before, topic_of = last.entries, engine.pack.topic_of
    further = any(entry.id in each.see_also or each.id in entry.see_also for each in before)
    return (
        own.share_told(worded),
        own.share_told(facts.entry_text(entry)),
        float(min(len(own.words), _MOST_WORDS)),
        float(any(topic_of[entry.id] == topic_of[each.id] for each in before)),
        float(further),
        float(on_topic(text, entry, last, engine)),
        float(person_differs(text, entry, last, engine)),
        float(leads_over(text) is not None),
        float(of_person(text) or of_thing(text)),
    )


def _odds(chance: float) -> float:
    held = min(max(chance, _LEAST), 1 - _LEAST)
    return log(held / (1 - held))


@dataclass(frozen=True, slots=True)
class OwnWords:
    """OwnWords of a question with the other names of the terms that they are, in base forms."""

    words: tuple[tuple[str, tuple[frozenset[str], ...]], ...]

    @classmethod
    def of(cls, own: Sequence[str], engine: Engine) -> OwnWords:
        """Look the words up in the glossary."""
        return cls(tuple((word, _names(word, engine)) for word in own))

    def share_told(self, text: str) -> float:
        """Share of them that a text speaks of, by another form, a relative or another name; 1 of none."""
        told = _words_of(text)
        return sum(_speaks(told, word, names) for word, names in self.words) / len(self.words) if self.words else 1.0


def _names(word: str, engine: Engine) -> tuple[frozenset[str], ...]:
    if has_han(word):
        return ()
    candidates = engine.define(word).candidates
    names = candidates[0].term.term.texts if candidates and candidates[0].confidence >= SURE_OF_TERM else ()
    return tuple(facts.bases(name) for name in names if name.isascii())


def _speaks(told: tuple[str, frozenset[str]], word: str, names: Sequence[frozenset[str]]) -> bool:
    text, words = told
    if has_han(word):
        pairs = [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        return sum(pair in text for pair in pairs) * 2 >= len(pairs)
    if base(word) in words or any(stem in words for stem in stems(base(word))):
        return True
    return any(name <= words for name in names)


_memo: dict[str, tuple[str, frozenset[str]]] = {}


def _words_of(text: str) -> tuple[str, frozenset[str]]:
    """A text with its words in base forms and their stems; remembered, for entries are looked at again and again."""
    if text not in _memo:
        if len(_memo) > 2000:
            _memo.clear()
        words = facts.bases(text)
        _memo[text] = (text, words | {stem for word in words for stem in stems(word)})
    return _memo[text]


def on_topic(text: str, entry: Question, last: LastReply, engine: Engine) -> bool:
    """Whether an entry speaks of a term of the last one, where the question takes that up as "it" or "them"."""
    if not last.entries or not THING.search(clean(text)):
        return True
    titles = " ".join(text for each in last.entries for text in each.question.texts)
    terms = [facts.bases(mention.term.headword) for mention in engine.terms_in(titles)]
    _, words = _words_of(facts.entry_text(entry))
    return not terms or any(term <= words for term in terms)


def person_differs(text: str, entry: Question, last: LastReply, engine: Engine) -> bool:
    """Whether a question about somebody's words would be answered by an entry that does not speak of them."""
    if not last.people or not PERSON.search(clean(text)):
        return False
    who = last.people[0]
    wordings = " ".join((*entry.question.texts, *entry.phrasings))
    return not any(name in wordings for name in facts.names_of(who)) and not any(
        facts.is_author(engine.pack, citation.article, who) for citation in entry.citations
    )
