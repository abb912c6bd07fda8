"""Recognising what a message is before anything is matched: a reaction, a move on the last reply, a request.

The public face: `moves`, `requests`, `reaction`, each of a `Message`.
"""

from bot.answering.recognising.compared import Message
from bot.answering.recognising.recognise import Recognised, moves, reaction, requests

__all__ = ["Message", "Recognised", "moves", "reaction", "requests"]
