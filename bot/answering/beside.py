"""What is said beside an answer: that a premise of the question is otherwise in the cited passage."""

from __future__ import annotations

from bot.matching.reply import Contradiction, PremiseKind, Reply
from bot.translations import Voice


def premise_line(reply: Reply, say: Voice) -> str | None:
    """One line above the answer where its passage contradicts what the question takes for granted; else None.

    Example:
        "Why did it grow by 45 %?" is answered under "The passage says 54.0 %, not 45 %."
    """
    first = next(iter(reply.contradictions), None)
    return None if first is None else _line(first, say)


def _line(found: Contradiction, say: Voice) -> str:
    match found.kind:
        case PremiseKind.SHARE | PremiseKind.YEAR:
            return say("The passage says {said}, not {asked}.", said=found.said, asked=found.asked)
        case PremiseKind.PERSON:
            return say("The passage names {said}, not {asked}.", said=found.said, asked=found.asked)
        case PremiseKind.RISE:
            return say("The passage tells of a rise, not a fall.")
        case PremiseKind.FALL:
            return say("The passage tells of a fall, not a rise.")
