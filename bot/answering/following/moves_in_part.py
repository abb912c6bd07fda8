"""Clauses of a message: the move that one of them is, where the others only react ("haha nice. who said that")."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.answering.following.leaning import leads_over
from bot.answering.last_reply import LastReply
from bot.answering.lookups import moves as served_moves
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.intent_checks import CLEAR, PLAIN, SURE, names_nothing, speaks_to_bot
from bot.answering.lookups.occurrences import occurrences
from bot.answering.no_answer.subjects import own_words
from bot.answering.recognising import Message, intent, reaction
from bot.answering.recognising.examples import MOODS
from bot.matching import Lookup, reads_as_question

_CLAUSE = re.compile(r"[,.!?;…，。！？；~～\n]+|(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
"""What parts clauses; in Chinese a space does."""
_ASIDE = re.compile(
    r"(?<=\w) (?=(?:for (?:my|our|his|her|a|an|the|some) (?P<whom>\w+(?: \w+)?)$|so (?:that )?(?:i|we|my|he|she|they) |"
    r"(?:because|cause|cuz|coz|bc) \w|before i |(?:im|i'm|i am) (?:on|in|at|not|too|so|doing|writing|making)\b|"
    r"(?:my|our) \w+ (?:wants?|needs?|asks?|asked|asking|is|doesnt|doesn't|will|only|wont|won't)\b))",
    re.IGNORECASE,
)
"""Where it begins whom something is for, or what for ("translate that for my gf", "shorter im on my phone")."""
_EXCLAIMED = frozenset({"simpler", "true", "why"})
"""Moves that one word of a longer message is none of: it exclaims ("huh, robots")."""
_MOST = 4
"""Clauses of the longest message that may be a move and what is told beside it."""


def clauses(text: str) -> list[str]:
    """The clauses of a message, without their marks."""
    return [clause.strip() for clause in _CLAUSE.split(text) if clause.strip()]


def _without_purpose(text: str, desk: Desk) -> str:
    """A message without whom it is for, or what for; all of it where that names something of the library."""
    for hit in _ASIDE.finditer(text):
        whom = own_words(hit["whom"] or "")
        if not any(map(occurrences(desk.engine).stands, whom)):
            return text[: hit.start()]
    return text


def moved_in_part(
    text: str, moved: Callable[[Message], Lookup | None], desk: Desk, last: LastReply | None
) -> Lookup | None:
    """What serves the move that one clause of a message is; None where another asks something, or is another move.

    Args:
        text: what was typed.
        moved: serves the move that a cue tells.
        desk: what moves are served from.
        last: the last reply.
    """
    core = _without_purpose(text, desk)
    every = clauses(core)
    if not (1 if core == text else 0) < len(every) <= _MOST:
        return None
    found: dict[str, Lookup] = {}
    for clause in every:
        message = Message.of(clause, desk.engine.knows)
        lookup = moved(message) or _plainly_moved(clause, message, desk, last)
        reacts = lookup is None and _reacts(clause, message, desk)
        if lookup is not None and (len(message.words) > 1 or lookup.kind not in _EXCLAIMED):
            found.setdefault(lookup.kind, lookup)
        elif reads_as_question(clause) and not reacts:
            return None
    return next(iter(found.values())) if len(found) == 1 else None


def without_reactions(text: str) -> str:
    """A message without the clauses at its beginning that only react ("fine. how about Jin Zhuanglong")."""
    rest = text
    while (hit := _CLAUSE.search(rest)) is not None and rest[hit.end() :].strip():
        if "?" in hit.group() or "？" in hit.group() or reaction(Message.of(rest[: hit.start()])) is None:
            break
        rest = rest[hit.end() :].strip()
    return rest


def goes_on(text: str) -> bool:
    """Whether a clause of a message leads over to something other than the bot ("Thank you. And the government's?")."""
    return any(leads_over(clause) is not None and not speaks_to_bot(clause.casefold()) for clause in clauses(text))


def _reacts(text: str, message: Message, desk: Desk) -> bool:
    """Whether some words only react or tell."""
    if reaction(message) is not None:
        return True
    meant = intent(message, desk.engine.vectors(text))
    return meant is not None and meant.kind in MOODS and meant.chance >= PLAIN


def _plainly_moved(text: str, message: Message, desk: Desk, last: LastReply | None) -> Lookup | None:
    """What serves the move that some words most likely are."""
    meant = intent(message, desk.engine.vectors(text))
    least = CLEAR if reaction(message) is None else SURE
    if meant is None or meant.chance < least or meant.kind not in served_moves.MOVES:
        return None
    return served_moves.serve(meant.kind, message.line, desk) if names_nothing(text, meant, desk.engine, last) else None
