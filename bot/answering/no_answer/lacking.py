"""Requests for what a pack does not have: said as it is, with what there is instead."""

from __future__ import annotations

from bot.answering.lookups.about_bot import questions_of
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.intent_checks import speaks_to_bot
from bot.answering.lookups.occurrences import occurrences
from bot.answering.no_answer.subjects import own_words
from bot.answering.recognising import Message, intent, requests
from bot.matching import Lookup

_OF_ARTICLES = frozenset({"list", "summary", "points", "article"})
_OF_QUOTES = frozenset({"quote", "card"})
_LIKELY = 0.6
"""Probability from which a message that names nothing is a request."""


def without(text: str, desk: Desk) -> Lookup | None:
    """What is said to a request for articles or quotes in a pack without articles; None for any other message.

    None either where an entry has a word of it and the bot is not spoken to: "can I get a quote" may be a question of
    its own.
    """
    known = occurrences(desk.engine)
    if desk.pack.articles:
        return None
    if any(map(known.stands, own_words(text))) and not speaks_to_bot(text.casefold()):
        return None
    kinds = _requested(text, desk)
    if kinds & _OF_ARTICLES:
        return Lookup("list", questions_of(desk), desk.say("All I have is questions with their answers, such as:"))
    if not desk.pack.quotes and kinds & _OF_QUOTES:
        return Lookup("quote", desk.say("There are no quotes here. Ask me a question instead."))
    return None


def _requested(text: str, desk: Desk) -> frozenset[str]:
    message = Message.of(text, desk.engine.knows)
    kinds = {found.kind for found in requests(message) if not found.bare}
    meant = intent(message, desk.engine.vectors(text))
    if meant is not None and meant.chance >= _LIKELY and not meant.strange:
        kinds.add(meant.kind)
    return frozenset(kinds)
