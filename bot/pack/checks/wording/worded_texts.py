"""Texts of a pack in which curators say something, with the places where they say it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.languages import TONGUES, StyleRules
from bot.pack.checks.text_forms import as_said
from bot.pack.faults import Fault
from bot.pack.fields import Keys, find
from bot.pack.models import Article, LocalizedText, PackInfo, Quote, Translation
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located

STYLES = {row.code: row.style for row in TONGUES}


class WordedText(NamedTuple):
    """A text in one language.

    Attributes:
        keys: lead to it inside its entry, the language last.
        said: as it is read, without Markdown and marks.
    """

    located: Located[Any]
    keys: Keys
    language: str
    said: str
    style: StyleRules

    def fault(self, problem: str, remedy: str) -> Fault:
        """A fault of this text."""
        return self.located.fault(problem, remedy, *self.keys)


def worded(draft: Draft) -> Iterator[WordedText]:
    """All that curators say in languages whose style is known; not what they quote or translate."""
    for located in draft.everything():
        if isinstance(located.entry, Article | PackInfo | Quote | Translation):
            continue
        for keys, text, _ in find(located.entry, LocalizedText):
            for language, prose in text.items():
                if (style := STYLES.get(language)) is not None:
                    yield WordedText(located, (*keys, language), language, as_said(prose), style)
