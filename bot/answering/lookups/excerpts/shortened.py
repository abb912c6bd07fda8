"""Answers made shorter, and several texts of the pack in one reply, with marks that point to what each rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from bot.markdown.citation_marks import MOST_MARKS, marks_in, renumbered, without_marks
from bot.pack.models import Citation
from bot.pack.sentences import sentences
from bot.text import has_han

_SHORT = 280
"""Most characters of a short version that has a second sentence."""
_ENOUGH = 70
"""Characters from which one sentence is enough."""


def shortened(text: str, marks: int = MOST_MARKS) -> str:
    """The first sentence of an answer, with the next where it says little by itself; marks stay as they are.

    Args:
        text: the answer, in Markdown; a list is put in one line.
        marks: most passages that may be marked in what is added to its first sentence, or first item.
    """
    kept = ""
    for sentence in sentences(_in_one_line(text, marks)):
        length, gap = _length(kept), "" if not kept or not kept[-1].isascii() else " "
        longer = kept + gap + sentence.text
        if kept and (length >= _ENOUGH or _length(longer) > _SHORT or _marked(longer) > marks):
            break
        kept = longer
    return kept or text


def cited_in(text: str, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The passages that the marks of a text point to, each once; all where it has none."""
    numbers = dict.fromkeys(mark for mark in marks_in(text) if mark <= len(citations))
    return tuple(citations[mark - 1] for mark in numbers) or tuple(citations)


def numbered(
    texts: Iterable[tuple[str, Sequence[Citation]]], after: Sequence[Citation] = ()
) -> tuple[list[str], tuple[Citation, ...]]:
    """Texts, each with what its own marks point to, under one list of passages.

    A passage that two texts cite has one number; marks beyond those that can be shown are left out.

    Args:
        texts: each with its citations.
        after: passages that are numbered already, from 1.
    """
    cited = list(after)

    def number(own: Sequence[Citation], mark: int) -> int | None:
        if mark > len(own):
            return None
        passage = own[mark - 1]
        if passage not in cited:
            if len(cited) >= MOST_MARKS:
                return None
            cited.append(passage)
        return cited.index(passage) + 1

    told = [renumbered(text, partial(number, own)) for text, own in texts]
    return told, tuple(cited)


def _in_one_line(text: str, marks: int) -> str:
    """A text whose list stands in one line, as many of its items as a short version holds."""
    lead, *items = text.split("\n- ")
    if not items:
        return text
    items[-1] = items[-1].split("\n")[0]
    comma, gap = ("；", "") if has_han(lead) else ("; ", " ")
    line = lead.strip() + gap + items[0].strip()
    for item in items[1:]:
        if _length(line + item) > _SHORT or _marked(line + item) > marks:
            break
        line += comma + item.strip()
    return line if without_marks(line)[-1] in ".。!?" else line + ("。" if has_han(lead) else ".")


def _length(text: str) -> int:
    return len(without_marks(text))


def _marked(text: str) -> int:
    """How many passages are marked in a text."""
    return len(set(marks_in(text)))
