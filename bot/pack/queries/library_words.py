"""Interface words of a pack: what the bot calls the library that it answers from, in the reader's language."""

from __future__ import annotations

from bot.pack.models import Pack
from bot.translations import Voice


def library_name(pack: Pack, say: Voice) -> str:
    """What stands in "nothing in …": the pack's own word, else "the articles", else "this FAQ"."""
    if pack.info.library:
        return pack.info.library.text(say.language)
    return say("the articles") if pack.articles else say("this FAQ")
