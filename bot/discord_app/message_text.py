"""Reader of messages: their words in whatever shape they stand, in the content or in what is shown with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import discord

from bot.text import is_blank


def text_of(message: discord.Message) -> str:
    """The words of a message, a line each: its content, what it forwards, its poll, its embeds, its components.

    Where there is content, that is what its author says, and previews of links add nothing to it.
    """
    if not is_blank(message.content):
        return message.content
    shown = chain(
        _of_parts("", message.embeds, message.components),
        chain.from_iterable(
            _of_parts(each.content, each.embeds, each.components) for each in message.message_snapshots
        ),
        _of_poll(message.poll),
    )
    return "\n".join(text.strip() for text in shown if not is_blank(text))


def _of_parts(
    content: str, embeds: Iterable[discord.Embed], components: Iterable[discord.components.Component]
) -> Iterator[str]:
    yield content
    if is_blank(content):
        for embed in embeds:
            yield from filter(None, (embed.title, embed.description))
            for field in embed.fields:
                yield from filter(None, (field.name, field.value))
        for component in components:
            yield from _of_component(component)


def _of_component(component: discord.components.Component) -> Iterator[str]:
    """The texts in a component and in what it holds."""
    if isinstance(component, discord.components.TextDisplay):
        yield component.content
    for child in getattr(component, "children", ()):
        yield from _of_component(child)


def _of_poll(poll: discord.Poll | None) -> Iterator[str]:
    """The question of a poll; its answers are not asked by anybody."""
    if poll is not None:
        yield poll.question
