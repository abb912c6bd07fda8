"""Comparison of what was sent with what Discord gives back of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast


def differences(sent: object, received: object, path: str = "message") -> Iterator[str]:
    """Where what was received is not what was sent, a line each.

    Discord adds ids, defaults and what it works out itself: only what was sent is looked for.

    Example:
        >>> list(differences({"content": "a"}, {"content": "b", "id": "1"}))
        ["message.content: sent 'a', received 'b'"]
    """
    if isinstance(sent, Mapping):
        there = cast("Mapping[str, object]", received if isinstance(received, Mapping) else {})
        for key, value in cast("Mapping[str, object]", sent).items():
            if value or there.get(key):  # Discord leaves out what is unset
                yield from differences(value, there.get(key), f"{path}.{key}")
    elif isinstance(sent, list | tuple):
        items = cast("Sequence[object]", sent)
        found = cast("Sequence[object]", received if isinstance(received, list) else ())
        if len(items) != len(found):
            yield f"{path}: sent {len(items)} parts, received {len(found)}"
            return
        for number, (item, other) in enumerate(zip(items, found, strict=True)):
            yield from differences(item, other, f"{path}[{number}]")
    elif str(sent) != str(received):  # an id is a number here and a text there
        yield f"{path}: sent {sent!r}, received {received!r}"
