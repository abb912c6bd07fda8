"""Questions for a figure whose label they name in full ("服务机器人产量多少", "how many NEVs were made").

Few words besides a term leave the engine unsure. A term of the glossary that the entry is asked by, in a question for
a quantity with no other word that the entry lacks, is a proof: the confidence weighs every word alike.
"""

from __future__ import annotations

from bot.answering.following.weighing import OwnWords
from bot.answering.lookups import facts
from bot.answering.no_answer.subjects import own_words
from bot.matching import Candidate, Decision, Engine, Reply
from bot.matching.language.answer_types import AnswerType, kind_of
from bot.matching.reading.slang import in_plain_words
from bot.text import clean

_NEAR = 0.05
"""Confidence from which the entry that comes first may be meant."""


def of_figure(text: str, asked: Reply, engine: Engine) -> Candidate | None:
    """The entry that gives the figure whose label a question names in full; None where it is answered, or names none.

    Args:
        text: what was asked.
        asked: what became of it.
        engine: knows terms.
    """
    first = next(iter(asked.candidates), None)
    if asked.decision is Decision.ANSWER or first is None or first.confidence < _NEAR or not for_quantity(text):
        return None
    entry = first.question
    named = _terms(text, engine)
    labels = [_terms(title, engine) for title in entry.question.texts]
    if not named or named not in labels or not any(map(for_quantity, entry.question.texts)):
        return None
    told = OwnWords.of(own_words(text), engine).share_told(facts.entry_text(entry))
    return first if told == 1.0 else None


def _terms(text: str, engine: Engine) -> set[str]:
    return {mention.term.id for mention in engine.terms_in(text)}


def for_quantity(text: str) -> bool:
    """Whether a question asks how many, or how much."""
    return kind_of(in_plain_words(clean(text)).casefold()) is AnswerType.QUANTITY
