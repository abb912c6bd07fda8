"""Examples of what is said to the bot after a reply, by intent: what the classifier of intents learns from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

OTHER = "other"
"""Name of what is no move, no request, no reaction: a question, or talk."""
MOODS = frozenset(("glad", "sorry", "neutral"))
"""Names of reactions, as in the register of reactions."""


@cache
def examples() -> Mapping[str, tuple[str, ...]]:
    """What people type, by intent, in every language of the files beside this module."""
    found: dict[str, list[str]] = {}
    folder = files("bot.answering.recognising").joinpath("examples")
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        for kind, lines in tomllib.loads(file.read_text("utf-8")).items():
            found.setdefault(kind, []).extend(filter(None, map(str.strip, lines.split("\n"))))
    return {kind: tuple(lines) for kind, lines in found.items()}
