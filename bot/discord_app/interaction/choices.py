"""Autocomplete choices within Discord's limits: 25 of them, names and values of at most 100 characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from discord import app_commands
from rapidfuzz import fuzz, process

from bot.discord_app.components.text_limits import label
from bot.languages import TONGUES, Language
from bot.pack.models import Pack
from bot.text import fold

ChoicePairs = list[tuple[str, str]]
"""Ids with names."""
CHOICES = 25
CHOICE_LIMIT = 100
SAME = 80
"""Likeness, of 100, from which a typed name is taken for a known one: two slips in ten letters."""


def choices(pairs: Iterable[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Choices from (value, name) pairs, as many as Discord takes; the values are ids, so they are never shortened."""
    kept = [(value, name) for value, name in pairs if len(value) <= CHOICE_LIMIT]
    return [app_commands.Choice(name=label(name, CHOICE_LIMIT), value=value) for value, name in kept[:CHOICES]]


def matching(typed: str, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The (id, name) pairs that fit what was typed so far: those that begin with it first, then those that hold it."""
    wanted = fold(typed)
    if not wanted:
        return list(pairs)
    folded = [(value, name, fold(name)) for value, name in pairs]
    begins = [(v, n) for v, n, f in folded if f.startswith(wanted)]
    holds = [(v, n) for v, n, f in folded if wanted in f and not f.startswith(wanted)]
    return begins + holds


def chosen(given: str, pairs: Sequence[tuple[str, str]], *, in_part: bool = False) -> str | None:
    """The id that an option's value means: one picked from the list is an id, free text is compared with names.

    An id may stand in several pairs, with its name in each language.

    Args:
        given: the value.
        pairs: ids and names.
        in_part: whether a part of a name will do that stands in no other; not for what is stored.
    """
    if any(given == value for value, _ in pairs):
        return given
    names = [fold(name) for _, name in pairs]
    found = process.extractOne(fold(given), names, scorer=fuzz.ratio, score_cutoff=SAME)
    if found:
        return pairs[found[2]][0]
    part = fold(given)
    within = {value for (value, _), name in zip(pairs, names, strict=True) if in_part and part and part in name}
    return within.pop() if len(within) == 1 else None


def in_every_language(named: Callable[[Pack, Language], ChoicePairs], pack: Pack) -> ChoicePairs:
    """Ids with their names in every language, for `chosen`: whoever types a name may type it in any."""
    return [pair for row in TONGUES for pair in named(pack, row.code)]
