"""Parser of Markdown (markdown-it): CommonMark with tables and strikethrough, as curators of FAQs know it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
CODE = re.compile(r"(?P<ticks>`+)(?!`)[\s\S]*?(?<!`)(?P=ticks)(?!`)")
"""Code in a text: a fence or a span; what stands in it is never read as marks."""
_LINK = re.compile(r"!?\[(?P<text>[^\]\[]*)\]\((?:<[^>]*>|[^()\s]*(?:\([^()]*\))?[^()\s]*)(?:\s+\"[^\"]*\")?\)")
_URL = re.compile(r"<?https?://[^\s>)]+>?")
_MENTION = re.compile(r"<(?:[@#][!&]?\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|/[^:>]+:\d+)>")
_LINE_MARKS = re.compile(r"^(?:[ \t]*(?:>{1,3}|#{1,6}|-#|[-*+]|\d{1,9}[.)])(?=\s)[ \t]*)+", re.MULTILINE)
_INLINE_MARKS = re.compile(r"\*{1,3}|__|~~|\|\||(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")


@lru_cache(maxsize=1 << 9)
def tokens(text: str) -> tuple[tuple[Token, ...], bool]:
    """The blocks of a text with their lines, and whether it defines links for references."""
    environment: dict[str, Any] = {}
    found = tuple(_PARSER.parse(text, environment))
    return found, bool(environment.get("references"))


def plain_text(text: str) -> str:
    """The words of a text as a reader would say them: without marks, code, mentions and addresses.

    For example "Open **Settings** and press [Reset](https://example.org)." is "Open Settings and press Reset."
    """
    without_code = CODE.sub(" ", text)
    without_links = _LINK.sub(lambda match: match["text"], without_code)
    bare = _MENTION.sub(" ", _URL.sub(" ", without_links))
    return _INLINE_MARKS.sub("", _LINE_MARKS.sub("", bare)).strip()


def unemphasised(text: str) -> str:
    """The text without marks of emphasis, for places that show it to the letter; code stays as it is."""
    parts: list[str] = []
    at = 0
    for code in CODE.finditer(text):
        parts += [_INLINE_MARKS.sub("", text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*parts, _INLINE_MARKS.sub("", text[at:])])
