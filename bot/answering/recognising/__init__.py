"""Recognising what a message is before anything is matched: a reaction, a move on the last reply, a request.

The public face: `moves`, `requests`, `reaction`, each of a `Message`, by cues; `intent` by likeness to examples.
"""

from bot.answering.recognising.compared import Message
from bot.answering.recognising.intents import Intent, asked_whether, intent, read_intents
from bot.answering.recognising.recognise import Recognised, asks, hinted, moves, reaction, requests

__all__ = [
    "Intent",
    "Message",
    "Recognised",
    "asked_whether",
    "asks",
    "hinted",
    "intent",
    "moves",
    "reaction",
    "read_intents",
    "requests",
]
