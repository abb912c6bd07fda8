"""Recognising what a message is before anything is matched: a reaction, a move on the last reply, a request.

The public face: `moves`, `requests`, `reaction`, each of a `Message`.
"""

from bot.answering.recognising.compared import Message
from bot.answering.recognising.recognise import Found, moves, reaction, requests

__all__ = ["Found", "Message", "moves", "reaction", "requests"]
