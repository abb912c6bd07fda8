"""The log: one line an event on standard error, never with a token in it."""

from __future__ import annotations

import logging
import re

from discord.utils import setup_logging

_SECRETS = re.compile(
    r"(/(?:webhooks|interactions)/\d+/)[\w-]{20,}"  # interaction and webhook tokens in addresses
    r"|\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b"  # bot tokens
)
_QUIETER = {
    "discord": logging.INFO,  # below that are members' words and tokens
    "aiosqlite": logging.INFO,  # below that is all that is stored
    "alembic": logging.WARNING,  # below that is how it works, which helps nobody
}


class DiscreetFormatter(logging.Formatter):
    """Formats a record, traceback included, and blots out whatever has the shape of a token."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        return _SECRETS.sub(lambda found: f"{found[1] or ''}(token)", super().format(record))


def start_logging(level: str) -> None:
    """Log to standard error from `level` on; some libraries never below what `_QUIETER` says."""
    form = DiscreetFormatter("{asctime} {levelname:<7} {name}: {message}", "%Y-%m-%d %H:%M:%S", style="{")
    lowest = logging.getLevelNamesMapping()[level]
    setup_logging(formatter=form, level=lowest)
    for library, least in _QUIETER.items():
        logging.getLogger(library).setLevel(max(least, lowest))
