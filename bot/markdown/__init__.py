"""Markdown that curators write, in the subset that Discord shows: parsed, paged, held against what Discord can show.

Curated text goes to Discord as it is written; only members' words are escaped (`bot.text.escape_markdown`).

    for chunk in chunks(with_superscripts(answer, citations=2), room=1_500):
        ...
"""

from bot.markdown.citation_marks import marks_in, superscript, with_superscripts, without_marks
from bot.markdown.dialect import plain_text
from bot.markdown.pagination import chunks
from bot.markdown.unshown import Unshown, unshown

__all__ = [
    "Unshown",
    "chunks",
    "marks_in",
    "plain_text",
    "superscript",
    "unshown",
    "with_superscripts",
    "without_marks",
]
