"""Text fitting: measured as Discord measures it, cut only between words, escaped so that nothing in it is a mark."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from bot.graphemes import LONGEST, clusters
from bot.text import escape_markdown, without_controls

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"\s*(?:[{_HAN}]|[^\s{_HAN}]+)[^\w\s]*")
"""A word or one Chinese character, with the space before it and the punctuation after it."""
_SENTENCE_END = re.compile(r"[.!?。！？；][\"'”’）)]*\s*$")
_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s+|[。！？；][”’）]*")
_URL = re.compile(r"(https?://[^\s<>()\[\]*`|~]+)")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def size(text: str) -> int:
    """Length in UTF-16 units, the strictest way in which Discord counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def width(text: str) -> int:
    """How wide a text is drawn, in columns: a Chinese character and an emoji take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def shorten(text: str, limit: int, measure: Callable[[str], int] = size) -> str:
    """The text in at most `limit` units, cut after a word (in Chinese: a character) and marked with "…"."""
    if measure(text) <= limit:
        return text
    kept = ""
    for token in _TOKEN.findall(text):
        if measure(kept + token) > limit - 1:
            break
        kept += token
    return (kept or head(text, limit - 1, measure)).rstrip(" ,;:，；：、-–—") + "…"


def split(text: str, room: int, measure: Callable[[str], int] = size) -> Iterator[tuple[int, int]]:
    """Cut a text into stretches of which each measures at most `room`, as (start, end) offsets.

    A stretch ends with a sentence where one ends in its last third, else after a word. Only a single word longer than
    `room` is cut in itself. `measure` is applied word by word and added up.
    """
    if text.strip() and measure(text) <= room:
        yield 0, len(text)
        return
    start = end = sentence = used = after_sentence = 0
    for first, last, needed in _measured(text, room, measure):
        if end > start and used + needed > room:
            if sentence > start + (end - start) * 2 // 3:
                yield start, sentence
                start, used = sentence, used - after_sentence
            if used + needed > room:
                yield start, end
                start, used = end, 0
        used, end = used + needed, last
        if _SENTENCE_END.search(text[first:last]):
            sentence, after_sentence = end, used
    if end > start:
        yield start, end


def _measured(text: str, room: int, measure: Callable[[str], int]) -> Iterator[tuple[int, int, int]]:
    """The words of a text as (start, end, measure); a word that exceeds the room in parts that do not."""
    for token in _TOKEN.finditer(text):
        start, needed = token.start(), measure(token.group())
        while needed > room:
            about = start + max(1, room * (token.end() - start) // (needed * 2))
            stop = _end_of_cluster(text, start, about, token.end())
            yield start, stop, measure(text[start:stop])
            start, needed = stop, measure(text[stop : token.end()])
        yield start, token.end(), needed


def _end_of_cluster(text: str, start: int, about: int, last: int) -> int:
    """The last place not after `about` at which no character, as it is seen, is cut; the first place after, if none."""
    stop = start
    for cluster in clusters(text[start : min(last, about + LONGEST)]):
        if stop > start and stop + len(cluster) > about:
            break
        stop += len(cluster)
    return stop


def excerpt(text: str, spans: Sequence[tuple[int, int]], limit: int) -> tuple[int, int]:
    """The stretch of at most `limit` characters that holds most of `spans`: whole sentences where one fits.

    Returns:
        Its offsets; it begins and ends at a sentence, or at a word in a sentence that is longer than the limit.
    """
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    bounds = [0, *(end for end in ends if end < len(text)), len(text)]
    sentences = list(pairwise(bounds))
    best = max(
        range(len(sentences)), key=lambda n: sum(sentences[n][0] <= start < sentences[n][1] for start, _ in spans)
    )
    first = last = best
    start, end = sentences[best]
    if end - start > limit:
        hit = min((a for a, _ in spans if start <= a < end), default=start)
        return _words(text, start if hit < start + limit * 2 // 3 else hit, end, limit)
    while last + 1 < len(sentences) and sentences[last + 1][1] - start <= limit:
        last, end = last + 1, sentences[last + 1][1]
    while first > 0 and end - sentences[first - 1][0] <= limit:
        first, start = first - 1, sentences[first - 1][0]
    return start, end


def plain(text: str) -> str:
    """Somebody's words as literal text: marks escaped outside addresses, direction marks kept inside the text."""
    parts = _URL.split(text)  # every other part is an address, which a backslash would change
    escaped = "".join(part if number % 2 else escape_markdown(part) for number, part in enumerate(parts))
    return f"\u2068{escaped}\u2069" if _BIDI.search(escaped) else escaped


def echo(text: str, limit: int = 200) -> str:
    """A member's words as shown back to them: one line, nothing invisible but joiners, shortened, escaped."""
    return escape_markdown(shorten(without_controls(text), limit))


def label(text: str, limit: int, measure: Callable[[str], int] = size) -> str:
    """The text of a button or a choice, where Markdown is not read: one line, without direction marks, shortened."""
    return shorten(_on_one_line(text), limit, measure)


def labels(texts: Sequence[tuple[str, int]]) -> list[str]:
    """The texts of the buttons of one card, each with the columns that a phone shows of it; no two alike after the cut.

    Texts that begin alike keep their ends instead: "…" and as much as fits.
    """
    cut = [label(text, room, width) for text, room in texts]
    whole = [_on_one_line(text) for text, _ in texts]
    for place, (text, room) in enumerate(zip(whole, (room for _, room in texts), strict=True)):
        twins = {other for other, shown in zip(whole, cut, strict=True) if shown == cut[place]} - {text}
        if twins and cut[place] != text:
            cut[place] = f"…{head(text[::-1], room - 1, width)[::-1].lstrip()}"
    return cut


def _on_one_line(text: str) -> str:
    """The text without line breaks, control characters and direction marks."""
    return " ".join(_CONTROL.sub(" ", _BIDI.sub("", text)).split())


def _words(text: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """As many words from `start` as fit."""
    stop = start
    for token in _TOKEN.finditer(text, start, end):
        if token.end() - start > limit:
            break
        stop = token.end()
    return start, stop if stop > start else min(end, start + limit)


def head(text: str, limit: int, measure: Callable[[str], int] = size) -> str:
    """As much of the beginning as fits, in whole characters as they are seen."""
    if measure(text) <= limit:
        return text
    kept = ""
    for cluster in clusters(text):
        if measure(kept + cluster) > limit:
            break
        kept += cluster
    return kept
