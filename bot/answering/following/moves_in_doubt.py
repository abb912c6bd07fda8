"""Moves in doubt: whether a message that nothing answers may be taken for the move that it most likely is."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.following.leaning import points
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.intent_checks import CLEAR, HANDLING, PLAIN
from bot.answering.recognising import Intent
from bot.languages.places import named_places
from bot.matching import Decision, Engine, Reply
from bot.matching.reply import unmatched
from bot.text import has_han

RATHER = 0.5
"""Probability from which a message that nothing answers is taken for what it most likely is."""
_ABOUT_IT = frozenset({"who", "article", "true", "why", "where", "read"})
"""Moves that with a word of their own must point at what was shown; of the others such a word is the subject."""
_BY_VERB = frozenset({"who", "why", "where"})
"""Those of them that ask by a question word: a word of their own is what is asked ("who disagrees with this")."""
_VERB = 0.8
"""Probability from which these are moves all the same ("whose admission is this")."""
_MOST_STRANGE = 2
_POINTING = 0.3
"""Probability from which a message without a word of its own is the move that it most likely is."""
_NEAR_ENOUGH = 0.3
"""Confidence of an entry from which a message may rather ask for that."""


def may_be_move(text: str, meant: Intent, strange: Sequence[str], asked: Reply, engine: Engine) -> bool:
    """Whether a message that nothing answers, and that is most likely a move, may be taken for one.

    What only handles an answer (shorter, simpler, another) is about no subject, so that words it has besides are no
    topic; other moves must point at what was shown.

    Args:
        text: what was typed.
        meant: the move that it most likely is.
        strange: its words that neither examples of that move nor the last reply have.
        asked: what became of it as a question.
        engine: knows terms.
    """
    near = asked.candidates[0].confidence if asked.candidates else 0.0
    if not strange:
        least = _POINTING if near < _NEAR_ENOUGH else RATHER
        return meant.chance >= (CLEAR if meant.strange else least)
    if meant.language:
        return (
            near < _NEAR_ENOUGH
            and meant.chance >= CLEAR
            and (len(strange) <= (_MOST_STRANGE if meant.kind in HANDLING else 1))
        )
    if near >= _NEAR_ENOUGH:
        return False
    if has_han(text):  # characters of praise stand in any example; one more is hardly a topic
        return len(strange) == 1 and meant.chance >= CLEAR and not engine.terms_in(text)
    if engine.terms_in(text) or any(named_places(text)):
        return False
    likely = _VERB if meant.kind in _BY_VERB else CLEAR if len(strange) > 1 else PLAIN
    pointing = meant.kind in HANDLING or (meant.kind in _ABOUT_IT and points(text))
    return meant.chance >= likely and len(strange) <= _MOST_STRANGE and pointing


def nothing_yet(text: str, meant: Intent, asked: Reply, desk: Desk) -> Reply | None:
    """That there is nothing yet that a move could be about, with questions to begin with; None where there is.

    Nor where an entry comes near: "how long is the longest article" may well ask for that.
    """
    near = asked.candidates[0].confidence if asked.candidates else 0.0
    if desk.last.tells or meant.strange or meant.chance < PLAIN or near >= _NEAR_ENOUGH:
        return None
    examples = [f"• {each.text(desk.language)}" for each in desk.pack.info.examples[:2]]
    head = desk.say("I haven't told you anything yet that this could be about. Ask me something first.")
    said = "\n".join((head, *([desk.say("For example:"), *examples] if examples else [])))
    return unmatched(text, Decision.NOTHING, desk.language, said=said)
