"""Check of Markdown: advice on what Discord would show as literal marks."""

from __future__ import annotations

from collections.abc import Iterator

from bot.pack.checks.text_forms import not_shown
from bot.pack.faults import Fault, Severity
from bot.pack.fields import find
from bot.pack.models import LocalizedName, LocalizedText, LocalizedTitle
from bot.pack.reading.draft import Draft


def check_shown_text(draft: Draft) -> Iterator[Fault]:
    """Tables, images, HTML and the like in texts that members read."""
    for located in draft.everything():
        for keys, text, _ in find(located.entry, LocalizedText):
            if isinstance(text, LocalizedTitle | LocalizedName):
                continue  # one line, shown as it is
            for language, prose in text.items():
                for found in not_shown(prose):
                    line = located.source.line_within(located.location(*keys, language), found.line)
                    problem = f"{found.what} is not shown as one in Discord."
                    yield Fault(located.source.name, line, located.name, problem, found.remedy, Severity.ADVICE)
