"""Check of the beginning of quotes: one that leans on the sentence before it is not understood alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.languages import language_of_text
from bot.pack.checks.wording.worded_texts import STYLES
from bot.pack.faults import Fault
from bot.pack.models import Quote
from bot.pack.reading.draft import Draft


def quote_openings(draft: Draft) -> Iterator[Fault]:
    """Quotes that begin with "Therefore", "He" and the like, and have no context that tells what went before."""
    first = draft.info.entry.languages[0] if draft.info else ""
    for located in draft.of(Quote):
        article = draft.article(located.entry.article)
        language = (article and article.info.language) or language_of_text(located.entry.text, otherwise=first)
        style = STYLES.get(language)
        found = style and re.match(style.leans, located.entry.text.lstrip("\"'“‘「『"))
        if found and not located.entry.context:
            problem = f"The quote begins with “{found[0]}”, which leans on what stands before it."
            remedy = "Begin with another sentence, or say under context what it follows."
            yield located.fault(problem, remedy, "text")
