"""Check of titles: a question that the bot shows as its own does not state what is going to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.pack.checks.wording.worded_texts import worded
from bot.pack.faults import Fault
from bot.pack.models import Question
from bot.pack.reading.draft import Draft


def titles(draft: Draft) -> Iterator[Fault]:
    """Titles that foretell: above an answer they are read as the bot's own words."""
    for text in worded(draft):
        if isinstance(text.located.entry, Question) and text.keys[0] == "question":
            found = re.search(text.style.foretells, text.said)
            if found:
                problem = f"The title says “{found[0]}” in the bot's own voice."
                yield text.fault(problem, "Ask what the source says of it, as in “What does … say about …?”")
