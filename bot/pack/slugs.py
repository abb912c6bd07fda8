"""Slugs: ids made from the text of entries to which the curator gave none.

The same words give the same id, whatever their case, accents and punctuation, and whatever the version of any library.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, cast

from bot.romanising import romanised
from bot.text import fold
from bot.validation import ID_PATTERN

LONGEST = 60
"""Longest id, in characters."""
_DIGEST = 8
"""Hexadecimal digits of a digest: two of a thousand entries share one with a probability of about 1 in 10,000."""
_APOSTROPHE = re.compile(r"['’](?=\w)")
_LETTER = re.compile(r"[^\W\d_]")


def id_from(text: str) -> str:
    """An id for an entry with that text: its words in small Latin letters, or a digest in another script.

    For example "How do I reset my password?" is `how-do-i-reset-my-password`; "如何重置密码" is `q-` and a digest.
    """
    folded = fold(_APOSTROPHE.sub("", text))
    digest = sha256((folded or text).encode()).hexdigest()[:_DIGEST]
    words = re.findall(r"[a-z0-9]+", folded)
    if not words or not all(letter.isascii() for letter in _LETTER.findall(folded)):
        return f"q-{digest}"
    slug = "-".join(words)
    if len(slug) > LONGEST:
        head = slug[: LONGEST - _DIGEST].rpartition("-")[0] or slug[: LONGEST - _DIGEST - 1]
        slug = f"{head}-{digest}"
    return slug if is_id(slug) else f"q-{digest}"


def readable_id(text: str) -> str:
    """An id to be written down once: as `id_from`, but other scripts in Latin letters, as far as they can be read.

    For example "如何重置密码" is `ru-he-chong-zhi-mi-ma`. Where letters were left out, a digest stands at the end.
    An id that is not written into the pack is made by `id_from`, for it must not hang on a dictionary's version.
    """
    plain = id_from(text)
    words, whole = romanised(text)
    slug = "-".join(words)
    if not plain.startswith("q-") or not slug or not _LETTER.search(slug):
        return plain
    if not whole or len(slug) > LONGEST:
        cut = slug[: LONGEST - _DIGEST]
        head = cut.rpartition("-")[0] if len(slug) > len(cut) else cut.rstrip("-")
        slug = f"{(head or cut)[: LONGEST - _DIGEST - 1]}-{plain[-_DIGEST:]}"
    return slug if is_id(slug) else plain


def is_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return len(text) <= LONGEST and re.match(ID_PATTERN, text) is not None


def named(raw: object, named_by: str, first: str) -> object:
    """What was read of an entry, with an id made from its text where it has none.

    Args:
        raw: the parsed entry.
        named_by: the key of the text that the id is made from; empty: none is made.
        first: the pack's first language, where the text may be by language.
    """
    if not isinstance(raw, Mapping) or not named_by or "id" in raw:
        return cast("object", raw)
    entry = cast("Mapping[Any, Any]", raw)
    text: Any = entry.get(named_by)
    if isinstance(text, Mapping):
        texts = cast("Mapping[Any, Any]", text)
        text = texts.get(first) or next(iter(texts.values()), None)
    elif isinstance(text, Sequence) and not isinstance(text, str):
        text = next(iter(cast("Sequence[Any]", text)), None)
    return {"id": id_from(text), **entry} if isinstance(text, str) and text.strip() else entry
