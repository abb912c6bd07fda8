"""What only a person can try: a bot cannot press, fill in forms, or see a notification."""

from __future__ import annotations

CHECKLIST = (
    "Start the bot: python -m bot run. In the server, type / : its commands are there, with their descriptions.",
    "Switch Discord to Spanish, Chinese and Traditional Chinese: names and descriptions of the commands follow.",
    "/ask with a question of the library: the answer comes at once; press each button, also under More.",
    "/ask with a question of two letters that the library lacks, then Suggest this question: the form is filled in.",
    "/define, /glossary, /search, /quote, /article, /read: suggestions appear while typing; turn pages and go back.",
    "/settings as an admin: each menu; choose a forum, a thread, an announcement and a voice channel as open channels.",
    "In each of those ask something, in the forum with a post whose title is the question: it is answered once.",
    "Mention the bot, then edit the question, then delete it: the reply follows, and goes.",
    "/daily set with a role that you have, then /daily now: a phone's notification has words, the post its buttons.",
    "Forward a message with a question, and use Answer this on it, and on a poll; then Explain terms.",
    "On a phone: labels of buttons are whole, no two of a card alike, cards are read without zooming.",
    "If User Install is on: use /ask in a server without the bot, and in a conversation of your own with somebody.",
    "Stop the bot and start it again: buttons of messages sent before still work.",
)
"""In the order in which it is done soonest."""
