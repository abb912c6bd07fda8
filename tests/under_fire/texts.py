"""The texts: blocks of Unicode, what Discord makes something of, and lengths that nobody types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from random import Random

BLOCKS = (
    (0x20, 0x7F), (0x00, 0x20), (0x80, 0x250), (0x300, 0x370), (0x400, 0x500), (0x590, 0x700), (0x4E00, 0x9FA5),
    (0xAC00, 0xD7A3), (0xD800, 0xE000), (0x200B, 0x2070), (0x1F300, 0x1FAFF), (0xFB50, 0xFDFF), (0xE0000, 0xE0080),
)  # fmt: skip
SEEDS = (
    "@everyone", "<@1>", "<@&2>", "<#3>", "</ask:4>", "[x](https://evil.example)", "```", "`", "**", "||", "> ", "# ",
    "\x1b[31m", "\u202e", "\ufdfa", "\r\n", "when does it open", "补胎多少钱", "\ud83d", "👩‍👩‍👧", "https://a.b",
)  # fmt: skip
MENTION = re.compile(r"@everyone|@here|<@[!&]?\d+>|<#\d+>")
SURROGATE = re.compile("[\ud800-\udfff]")


def texts(count: int) -> Iterator[str]:
    """So many texts, the same at every run; one in fifty is up to 4,000 characters long."""
    chance = Random(20)
    for _ in range(count):
        parts: list[str] = []
        for _ in range(chance.randrange(1, 6)):
            low, high = chance.choice(BLOCKS)
            letters = "".join(chr(chance.randrange(low, high)) for _ in range(chance.randrange(1, 12)))
            parts.append(chance.choice(SEEDS) if chance.random() < 0.4 else letters)
        yield ("".join(parts) * (chance.randrange(20, 200) if chance.random() < 0.02 else 1))[:4000]


def controls(text: str, *, besides: str = "\n") -> set[str]:
    """Raw control characters in a text, but for those that are meant."""
    return {character for character in text if unicodedata.category(character) == "Cc"} - set(besides)
