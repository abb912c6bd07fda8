"""Validation of embeds: counts and lengths."""

from __future__ import annotations

from typing import cast

from sandbox.state.api_errors import FormValidator, units
from sandbox.state.models import Json

MAX_EMBEDS, MAX_TEXT = 10, 6000
"""Embeds of a message; UTF-16 units of text in all of them."""
_LENGTHS = (("title", 256), ("description", 4096))


def check_embeds(form: FormValidator, value: object) -> tuple[Json, ...]:
    """Check the embeds of a message and give them back as Discord would."""
    embeds = cast("list[Json]", value) if isinstance(value, list) else []
    if len(embeds) > MAX_EMBEDS:
        form.add(("embeds",), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_EMBEDS} or fewer in length.")
    total = sum(_check(form, embed, index) for index, embed in enumerate(embeds))
    if total > MAX_TEXT:
        form.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MAX_TEXT}")
    return tuple({"type": "rich", **embed} for embed in embeds)


def _check(form: FormValidator, embed: Json, index: int) -> int:
    """Check one embed; gives the units of text in it."""
    texts: list[tuple[tuple[str | int, ...], object, int, int]] = [
        ((name,), embed[name], 0, most) for name, most in _LENGTHS if embed.get(name) is not None
    ]
    for part, name, most in (("footer", "text", 2048), ("author", "name", 256)):
        if embed.get(part) is not None:
            texts.append(((part, name), embed[part].get(name), 1, most))
    fields = cast("list[Json]", embed.get("fields") or [])
    if len(fields) > 25:
        form.add(("embeds", index, "fields"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    for number, each in enumerate(fields):
        texts.append((("fields", number, "name"), each.get("name"), 1, 256))
        texts.append((("fields", number, "value"), each.get("value"), 1, 1024))
    for path, text, low, high in texts:
        form.length(("embeds", index, *path), text, low, high)
    if not texts and not any(embed.get(part) for part in ("image", "thumbnail", "video", "provider")):
        form.add(("embeds", index, "description"), "BASE_TYPE_REQUIRED", "This field is required")
    return sum(units(text) for _, text, _, _ in texts if isinstance(text, str))
