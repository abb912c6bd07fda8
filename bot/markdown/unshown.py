"""Linter of Markdown for Discord: what a curator may write elsewhere and Discord shows as literal marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from markdown_it.token import Token

from bot.markdown.dialect import CODE, tokens
from bot.markdown.html_elements import ELEMENTS

DEEPEST_HEADING = 3
"""Levels of headings that Discord shows."""
DEEPEST_LIST = 10
"""Levels of lists inside lists that Discord shows."""
_SCHEMES = ("http://", "https://", "mailto:", "discord://")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_TASK = re.compile(r"\[[ xX]\]\s")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_ALERT = re.compile(r"^\[!\w+\]|^:::|^!!!\s|^\{%", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_COMMENT = "<!--"


class Unshown(NamedTuple):
    """Something that Discord does not show as meant.

    Attributes:
        line: its line in the text, from 0.
        what: what it is, as the beginning of a sentence.
        remedy: what to write instead, in a sentence.
    """

    line: int
    what: str
    remedy: str


def unshown(text: str) -> list[Unshown]:
    """What Discord would show as literal marks, in the order of lines; each kind once a line."""
    return sorted({*_found(text)})


def _found(text: str) -> Iterator[Unshown]:
    parsed, references = tokens(text)
    if references:
        line = next((n for n, each in enumerate(text.splitlines()) if re.match(r" {0,3}\[[^\]]+\]:\s", each)), 0)
        yield Unshown(line, "A link by reference", "Write the address with the link: [text](https://…).")
    lists = quotes = line = 0
    for token in parsed:
        line = token.map[0] if token.map else line
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        elif token.type == "blockquote_open":
            quotes += 1
        elif token.type == "blockquote_close":
            quotes -= 1
        yield from (Unshown(line, *told) for told in _of_block(token, lists, quotes))
        for place, told in _of_inline(token):
            yield Unshown(line + place, *told)


def _of_block(token: Token, lists: int, quotes: int) -> Iterator[tuple[str, str]]:
    match token.type:
        case "table_open":
            yield "A table", "Write it as a list, or put it into a code block."
        case "heading_open" if token.markup in ("=", "-"):
            yield "A heading that is underlined", "Begin the line with # instead."
        case "heading_open" if len(token.markup) > DEEPEST_HEADING:
            yield f"A heading of level {len(token.markup)}", f"Use # to {'#' * DEEPEST_HEADING}, or bold words."
        case "hr":
            yield "A line across (---)", "Leave an empty line, or use a heading."
        case "html_block":
            yield from _html(token.content)
        case "code_block":
            yield "Code that is set in by four spaces", "Put it between two lines of ```."
        case "fence" if token.markup.startswith("~"):
            yield "A code block between ~~~", "Use ``` instead."
        case "list_item_open" if token.markup in ("+", ")"):
            yield f"A list with the sign {token.markup}", "Begin its items with - or 1. instead."
        case "bullet_list_open" | "ordered_list_open" if lists > DEEPEST_LIST:
            yield f"A list nested {lists} deep", f"Discord shows {DEEPEST_LIST} levels; write it flatter."
        case "blockquote_open" if quotes > 1:
            yield "A quotation inside a quotation", "Use one level of >."
        case "blockquote_open" if lists:
            yield "A quotation inside a list", "Put it before or after the list."
        case _:
            return


def _of_inline(token: Token) -> Iterator[tuple[int, tuple[str, str]]]:
    """What is found inside the running text of a block, with the number of its line in the block."""
    if token.type != "inline":
        return
    if _TASK.match(token.content):
        yield 0, ("A box to tick ([ ])", "Write ☐ or ☑, or leave it out.")
    if match := _ALERT.search(token.content):
        yield token.content[: match.start()].count("\n"), ("A note box", "Write it as a quotation, with a bold word.")
    for match in _ENTITY.finditer(CODE.sub(lambda code: " " * len(code[0]), token.content)):
        if (sign := unescape(match[0])) != match[0]:
            line = token.content[: match.start()].count("\n")
            yield line, (f"The sign {match[0]}", f"Write {sign.strip() or 'a space'} itself.")
    place = 0
    for child in token.children or ():
        match child.type:
            case "softbreak" | "hardbreak":
                place += 1
            case "image":
                yield place, ("An image", f"Write a link instead: [{child.content or 'picture'}](https://…).")
            case "html_inline":
                yield from ((place, told) for told in _html(child.content))
            case "link_open" if not str(child.attrs.get("href", "")).startswith(_SCHEMES):
                target = f"{child.attrs.get('href', '')!s:.60}"
                yield place, (f"A link to {target!r}", "Write the whole address, with https://.")
            case "text" if match := _FOOTNOTE.search(child.content):
                yield place, (f"A footnote ({match[0]})", "Write it into the sentence, or use citations and [1].")
            case _:
                continue


def _html(content: str) -> Iterator[tuple[str, str]]:
    if content.lstrip().startswith(_COMMENT):
        yield "A comment of HTML", "Take it out, or write it as a comment of YAML."
    elif (match := _TAG.search(content)) and match[1].lower() in ELEMENTS:
        yield f"HTML (<{match[1]}>)", "Use the marks of Markdown, or take it out."
