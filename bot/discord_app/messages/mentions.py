"""Parser of mentions: does a message name the bot, is it talk between people, what does it ask."""

from __future__ import annotations

import re

import discord

from bot.answering.attention import Heard
from bot.answering.recognising import Message, moves
from bot.discord_app.channels import MessageChannel, title_of_post
from bot.discord_app.message_text import text_of
from bot.matching import reads_as_question

WRITTEN = (discord.MessageType.default, discord.MessageType.reply)
"""Kinds of message that a person writes; the others are Discord's own notices."""


def by_person(message: discord.Message) -> bool:
    """Whether a member wrote it: no bot, no webhook, and not Discord itself."""
    return not message.author.bot and message.webhook_id is None and message.type in WRITTEN


def heard(me: int, message: discord.Message, channel: MessageChannel, *, discussed: bool = False) -> Heard:
    """What matters of a message in a channel, as it was looked up.

    Args:
        me: the bot's id.
        message: the message.
        channel: where it stands.
        discussed: whether that is a thread about an answer.
    """
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    return Heard(
        by_person=by_person(message),
        calls=names_the_bot(me, message) or _asks_back(me, message),
        between_people=_answers_a_member(me, message) or any(user.id != me for user in message.mentions),
        server=message.guild.id if message.guild else None,
        places=frozenset({channel.id, *({parent} if parent else ())}),
        discussed=discussed,
    )


def names_the_bot(me: int, message: discord.Message) -> bool:
    """Whether the words of a message name the bot; `me` is the bot's id."""
    return bool(_names(me, message).search(message.content))


def questions_in(me: int, message: discord.Message, channel: MessageChannel) -> tuple[str, ...]:
    """What a message may ask, likeliest first: its words without the bot's name; none without any words.

    A message without words of its own asks what the one it replies to asks. One that opens a post of a forum asks with
    the post's title, or the title asks alone ("see title"), or the words do ("Help!").
    """
    words = " ".join(_names(me, message).sub(" ", message.content).split())
    if title := title_of_post(message, channel):
        return tuple(dict.fromkeys(filter(None, (f"{title}\n{words}".strip(), title, words))))
    if words or message.reference is None:
        return (words,) if words else ()
    other = message.reference.resolved
    replied_to = text_of(other) if isinstance(other, discord.Message) and not other.author.bot else ""
    return (replied_to,) if replied_to else ()


def overheard_in(message: discord.Message, channel: MessageChannel) -> tuple[str, ...]:
    """What a message may ask where nobody calls the bot, likeliest first; see `questions_in`."""
    title = title_of_post(message, channel)
    if not title:
        return (message.content,)
    return tuple(dict.fromkeys(filter(None, (f"{title}\n{message.content}".strip(), title, message.content))))


def _answers_a_member(me: int, message: discord.Message) -> bool:
    """Whether it replies to a message that is not the bot's own; one that cannot be seen counts as a member's."""
    if message.reference is None:
        return False
    other = message.reference.resolved
    return not (isinstance(other, discord.Message) and other.author.id == me)


def _asks_back(me: int, message: discord.Message) -> bool:
    """Whether it asks something in reply to the bot, whose ping was left on; thanks and laughter call nobody."""
    pings = any(user.id == me for user in message.mentions)
    asks = reads_as_question(message.content) or bool(moves(Message.of(message.content)))
    return pings and not _answers_a_member(me, message) and asks


def _names(me: int, message: discord.Message) -> re.Pattern[str]:
    """What stands in a message that names the bot: `<@id>`, `<@!id>`, or its role, easily picked instead."""
    role = message.guild.self_role if message.guild else None
    return re.compile(rf"<@!?{me}>" + (rf"|<@&{role.id}>" if role else ""))
