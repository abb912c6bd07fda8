"""Random choice of a quote by topic and speaker; never the one just shown when there is another."""

from __future__ import annotations

from random import Random

from bot.pack.models import Pack, Quote


def choose_quote(
    pack: Pack, chance: Random, *, topic: str | None = None, speaker: str | None = None, last: str | None = None
) -> Quote | None:
    """A quote on `topic` by `speaker` (ids; None: any), or None when there is none.

    `last` is the id of the quote shown before, which is chosen again only when it is the only one.
    """
    fitting = [
        quote
        for quote in pack.quotes
        if (topic is None or topic in quote.topics) and (speaker is None or speaker == quote.speaker)
    ]
    others = [quote for quote in fitting if quote.id != last]
    return chance.choice(others or fitting) if fitting else None
