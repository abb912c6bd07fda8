"""The log: one line an event on standard error, in words or in JSON, never with a token in it."""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from datetime import UTC, datetime

from discord.utils import setup_logging

from bot.settings import LogFormat

_SECRETS = re.compile(
    r"(/(?:webhooks|interactions)/\d+/)[\w-]{20,}"  # interaction and webhook tokens in addresses
    r"|\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b"  # bot tokens
)
_QUIETER = {
    "discord": logging.INFO,  # below that are members' words and tokens
    "aiosqlite": logging.INFO,  # below that is all that is stored
    "alembic": logging.WARNING,  # below that is how it works, which helps nobody
}
_MARGIN = "\n    "


class DiscreetFormatter(logging.Formatter):
    """Formats a record, traceback included, and blots out whatever has the shape of a token.

    What follows the first line is indented, so that nothing in a record can pass for a record of its own; and nothing
    in it steers a terminal.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        return _discreet(super().format(record)).replace("\n", _MARGIN)


class JsonFormatter(logging.Formatter):
    """Formats a record as a JSON object on one line: time (UTC), level, logger, message, and the traceback if any."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _discreet(record.getMessage()),
        }
        if record.exc_info:
            told["traceback"] = _discreet(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=True)


def start_logging(level: str, form: LogFormat = "text") -> None:
    """Log to standard error from `level` on; some libraries never below what `_QUIETER` says."""
    in_words = DiscreetFormatter("{asctime} {levelname:<7} {name}: {message}", "%Y-%m-%d %H:%M:%S", style="{")
    lowest = logging.getLevelNamesMapping()[level]
    setup_logging(formatter=JsonFormatter() if form == "json" else in_words, level=lowest)
    for library, least in _QUIETER.items():
        logging.getLogger(library).setLevel(max(least, lowest))


def _discreet(text: str) -> str:
    """A text without tokens, and without what steers a terminal or turns the writing."""
    hidden = _SECRETS.sub(lambda found: f"{found[1] or ''}(token)", text)
    return "".join(letter for letter in hidden if letter in "\n\t" or unicodedata.category(letter) not in _STEERING)


_STEERING = ("Cc", "Cf", "Cs")
