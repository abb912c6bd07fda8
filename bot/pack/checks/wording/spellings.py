"""Check of spelling: no word stands in a pack in its British and in its American form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from bot.languages.american_spelling import AMERICAN_ENDINGS
from bot.pack.checks.wording.worded_texts import WordedText, worded
from bot.pack.faults import Fault
from bot.pack.reading.draft import Draft

ENGLISH = "en"
_WORD = re.compile(r"[A-Za-z]{5,}")
_AMERICAN = (
    *AMERICAN_ENDINGS,
    (re.compile(r"ys(?=(?:e|es|ed|ing|er|ers)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|able|ite|ites|er|ers|hood|ly)?$)"), "or"),
    (re.compile(r"(?<=[nbt])re(?=s?$)"), "er"),
    (re.compile(r"(?<=cent)re(?=d$)"), "ere"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=gram)me(?=s?$)"), ""),
    (re.compile(r"(?<=[fl]en)c(?=es?$)"), "s"),
)
"""What makes a British spelling American: more than what tells for sure, as only a form that the pack has counts."""


def spellings(draft: Draft) -> Iterator[Fault]:
    """Words in our texts that the articles, or else our other texts, spell in the American way."""
    ours: dict[str, list[WordedText]] = defaultdict(list)
    for text in worded(draft):
        if text.language == ENGLISH:
            for word in {found.lower() for found in _WORD.findall(text.said)}:
                ours[word].append(text)
    printed = " ".join(paragraph.text for article in draft.articles for paragraph in article.paragraphs)
    held = {found.lower() for found in _WORD.findall(printed)}
    for word, texts in ours.items():
        other = next((form for form in _forms(word) if form in held or form in ours), None)
        if other is not None and word not in held:
            for text in texts:
                problem = f"“{word}” is spelt “{other}” elsewhere in the pack."
                yield text.fault(problem, "Choose one spelling; that of the articles, where they have the word.")


def _forms(word: str) -> Iterator[str]:
    """The word in the American spelling, where that is another."""
    for british, american in _AMERICAN:
        form = british.sub(american, word)
        if form != word:
            yield form
