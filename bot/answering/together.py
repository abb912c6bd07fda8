"""Several replies as one: what a message gets that asks several things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.lookups.desk import Desk
from bot.answering.no_answer.explained import NEAR, absent_of, explained, missed_part, near
from bot.answering.no_answer.subjects import own_words
from bot.answering.several import asks_barely
from bot.matching import Decision, Reply

_TWO = 2
_MEASURE = re.compile(
    r"\bhow (?:old|tall|big|far|long|much|many|often)\b|\bcuant[oa]s? (?:anos|mide|tiempo)\b|多[大高久少远长]|几岁",
    re.IGNORECASE,
)
_LIKELY = 0.3
"""Confidence from which an entry that is not given for a part is likely to be what that asks for."""


def together(
    replies: Sequence[Reply], text: str, desk: Desk, *, whole: bool = False, marked: bool = False
) -> Reply | None:
    """The replies to the parts of a message as one reply; None where it is better answered as a whole.

    Args:
        replies: to each part, in order.
        text: the whole message.
        desk: what is said is said from.
        whole: whether the parts count only where each is answered by an entry of its own.
        marked: whether one that is likely to be answered by an entry of its own counts among these.
    """
    kept = [reply for reply in replies if not is_talk(reply)]
    given = [reply for reply in kept if gives(reply)]
    if not given or (whole and len(_entries(replies, likely=marked)) < len(replies)):
        return None
    kept = [reply for reply in kept if gives(reply) or near(reply) or _asks(reply.text)]
    if len(kept) == 1:
        return replace(kept[0], text=text)
    first = next((reply for reply in given if reply.answer), given[0])
    missed = [reply for reply in kept if not gives(reply)]
    absent = tuple(dict.fromkeys(word for part in missed for word in absent_of(part.text, desk)))
    return replace(
        first,
        text=text,
        decision=Decision.ANSWER if first.answer else Decision.LOOKUP,
        parts=tuple(kept),
        language=desk.language,
        said="\n".join(missed_part(part, desk) for part in missed),
        absence=absent,
        micros=sum(reply.micros for reply in replies),
    )


def _asks(text: str) -> bool:
    """Whether a part is a question of its own, so that it is told that it was missed."""
    return bool(own_words(text)) or asks_barely(text) or _measures(text)


def _measures(text: str) -> bool:
    """Whether a part asks for a measure, a question of its own though no word names a topic ("how old is he")."""
    return _MEASURE.search(text) is not None


def _entries(replies: Sequence[Reply], *, likely: bool) -> set[str]:
    """Ids of the entries that answer some replies; with `likely`, also of those that most likely would."""
    found = {reply.answer.id for reply in replies if gives(reply) and reply.answer}
    if likely:
        first = (reply.candidates[0] for reply in replies if not gives(reply) and reply.candidates)
        found |= {each.question.id for each in first if each.confidence >= _LIKELY}
    return found


def offered_together(replies: Sequence[Reply], text: str, desk: Desk) -> Reply | None:
    """What may be meant by each part of a message of which none is answered; None where that is no two things."""
    near = [each for reply in replies for each in reply.candidates[:1] if each.confidence >= NEAR]
    first = {each.question.id: each for each in sorted(near, key=lambda each: each.confidence)}
    if len(first) < _TWO:
        return _offered_beside(replies, text)
    offered = tuple(sorted(first.values(), key=lambda each: -each.confidence))
    reply = replace(replies[0], text=text, decision=Decision.SUGGEST, candidates=offered, passages=(), absence=())
    return explained(replace(reply, confidence=offered[0].confidence, language=desk.language), desk)


def _offered_beside(replies: Sequence[Reply], text: str) -> Reply | None:
    """What may be meant by one part, below the proof that another is about nothing that stands in the library."""
    absent = next((reply for reply in replies if reply.absence), None)
    offers = next((reply for reply in replies if reply.decision is Decision.SUGGEST and reply.said), None)
    if absent is None or offers is None or offers is absent:
        return None
    return replace(offers, text=text, said=f"{absent.said}\n{offers.said}", absence=absent.absence)


def gives(reply: Reply) -> bool:
    """Whether a reply answers, looks up, or tells something of the bot."""
    return reply.decision in (Decision.ANSWER, Decision.LOOKUP) or (_speaks_of_itself(reply))


def _speaks_of_itself(reply: Reply) -> bool:
    return reply.decision is Decision.CHITCHAT and reply.lookup is not None


def is_talk(reply: Reply) -> bool:
    """Whether a part was no question: a greeting, thanks."""
    return reply.decision is Decision.CHITCHAT and reply.lookup is None
