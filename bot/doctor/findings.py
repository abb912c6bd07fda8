"""What a check of the installation found: how bad it is, in words, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """Every check, in the order in which they are told."""

    SETTINGS = "settings"
    PACK = "pack"
    CACHE = "cache"
    CARDS = "cards"
    DISK = "disk"
    DATABASE = "database"
    TOKEN = "token"  # noqa: S105 - the name of a check
    CLOCK = "clock"
    INTENTS = "intents"
    CONTEXTS = "contexts"
    COMMANDS = "commands"
    SHARDS = "shards"
    SERVERS = "servers"


class Grade(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    ADVICE = "advice"
    """It works, and something will be missing, or go wrong later."""
    FAULT = "fault"
    """It does not work."""
    SKIPPED = "skipped"
    """It could not be looked at, because of a fault that was told before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found.

    Attributes:
        said: what there is, in a sentence; never a token or a password.
        remedy: what to do; empty where there is nothing to do.
        server: the id of the server that it is about, if it is about one.
    """

    check: Check
    grade: Grade
    said: str
    remedy: str = ""
    server: int | None = None


def well(check: Check, said: str) -> Finding:
    """A check that found nothing wrong."""
    return Finding(check=check, grade=Grade.OK, said=said)


def advice(check: Check, said: str, remedy: str) -> Finding:
    """Something that works, and might be better."""
    return Finding(check=check, grade=Grade.ADVICE, said=said, remedy=remedy)


def fault(check: Check, said: str, remedy: str = "") -> Finding:
    """Something that keeps the bot from working; the remedy may be part of what is said."""
    return Finding(check=check, grade=Grade.FAULT, said=said, remedy=remedy)


def skipped(check: Check, said: str) -> Finding:
    """A check that could not be made."""
    return Finding(check=check, grade=Grade.SKIPPED, said=said)
