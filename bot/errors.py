"""Errors that a person is meant to read: what is wrong, where, and how to mend it."""

from __future__ import annotations


class FootnoteError(Exception):
    """Base of every error whose text may be shown to an operator or a curator as it stands.

    Attributes:
        exit_code: what the command line returns for it (1 content or data at fault, 2 wrong usage).
    """

    exit_code = 1


class UsageError(FootnoteError):
    """The command or its settings were given wrongly."""

    exit_code = 2
