"""**Discuss** under an answer: a thread in which follow-ups act on it, and **Close**."""

from __future__ import annotations

import discord

from bot.answering.answer import Asker
from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.connection.responses import attempt
from bot.discord_app.interaction import closing_discussions
from bot.discord_app.interaction.closing_discussions import DiscussionRenderer, thread_name
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.permissions import HOLDS_POSTS, Lack, Problem
from bot.discord_app.refusals import ApiRefusal, Cause
from bot.discord_app.render import Canvas
from bot.discord_app.render.problems import say_problem
from bot.pack.models import Question
from bot.ports.discussions import Discussion, Opening
from bot.ports.server_settings import SpeakMode

ARCHIVE_AFTER = 1440
"""Minutes after which Discord archives a thread in which nobody writes; the discussion is closed then."""


async def may_be_discussed(exchange: Exchange) -> bool:
    """Whether a thread can stand under the message whose menu is open, and what is written there can be heard."""
    channel = exchange.interaction.channel
    if exchange.server is None or exchange.abroad or exchange.in_private or not exchange.client.reads_content:
        return False
    if channel is None or channel.type not in HOLDS_POSTS:
        return False
    settings = await exchange.store.known_settings(exchange.server)
    return settings.mode is not SpeakMode.COMMANDS


async def discuss(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Open a discussion, or close the one whose button was pressed."""
    match arguments:
        case ("open", message, entry) if (question := exchange.pack.question_by_id.get(entry)) is not None:
            await _open(exchange, int(message), question)
        case ("close", starter):
            await _close(exchange, starter)
        case _:
            await exchange.gone()


async def _open(exchange: Exchange, message: int, question: Question) -> None:
    interaction, client, say = exchange.interaction, exchange.client, exchange.say
    channel, server = interaction.channel_id, exchange.server
    if channel is None or server is None:  # no menu offers it there
        await exchange.gone()
        return
    if lacking := _lacking(exchange, channel):
        await _told(exchange, lacking)
        return
    if not client.discussions.takes(exchange.member):
        await _told(exchange, say("You opened several just now. Try again in a few minutes."))
        return
    opening = await client.discussions.open(Discussion(message, server, (question.id,)))
    if opening is Opening.FULL:
        await _told(exchange, say("This server has as many open discussions as I keep. Close one first."))
        return
    if opening is Opening.THERE:
        await _told(exchange, say("It is discussed here: {thread}", thread=f"<#{message}>"))
        return
    audience = await exchange.audience(private=False)
    name = thread_name(question, audience.language)
    starting = client.http.start_thread_with_message(channel, message, name=name, auto_archive_duration=ARCHIVE_AFTER)
    started = await attempt("open a discussion", starting, channel)
    if isinstance(started, ApiRefusal):
        await client.discussions.close(message)
        await _told(exchange, _refused(exchange, started, channel, message))
        return
    client.answering.shown(question, Asker(message, audience.language), message)
    view = DiscussionRenderer(exchange.pack, audience).opened(question, exchange.member).view()
    view.stop()
    place = client.get_partial_messageable(message, guild_id=server)
    await attempt("begin a discussion", place.send(view=view, nonce=f"talk-{message}"), message)
    await _told(exchange, say("It is discussed here: {thread}", thread=f"<#{message}>"))


def _lacking(exchange: Exchange, channel: int) -> str:
    """What keeps the bot, or the member, from opening a thread; empty where nothing does."""
    allowed, say = exchange.interaction.app_permissions, exchange.say
    if not allowed.create_public_threads:
        return say_problem(Problem(Lack.THREADS, channel), say)
    if not allowed.send_messages_in_threads:
        return say_problem(Problem(Lack.SEND_IN_THREADS, channel), say)
    if not exchange.interaction.permissions.create_public_threads:
        return say("You may not open threads in {channel}, so I open none for you.", channel=f"<#{channel}>")
    return ""


def _refused(exchange: Exchange, refusal: ApiRefusal, channel: int, message: int) -> str:
    """Why Discord opened no thread, in words."""
    say = exchange.say
    match refusal.cause:
        case Cause.DONE_ALREADY:
            return say("There is a thread under that answer already: {thread}", thread=f"<#{message}>")
        case Cause.FORBIDDEN:
            return say_problem(Problem(Lack.THREADS, channel), say)
        case Cause.MESSAGE_GONE | Cause.CHANNEL_GONE:
            return say("That answer is gone.")
        case _:
            return say("Discord opened no thread. Try again in a minute.")


async def _close(exchange: Exchange, starter: str) -> None:
    """Close a discussion, for whoever opened it and for moderators."""
    say, interaction = exchange.say, exchange.interaction
    allowed = interaction.permissions
    if not (exchange.pressed_by(starter) or allowed.manage_threads or allowed.manage_messages):
        await exchange.notice(say("Only who opened it, or a moderator, can close this discussion."))
        return
    await exchange.notice(say("Closing."))
    if isinstance(thread := interaction.channel, discord.Thread):
        await closing_discussions.close(exchange.client, thread.id, thread.name)


async def _told(exchange: Exchange, text: str) -> None:
    """Say something in place of the menu."""
    await exchange.replace(exchange.renderer(Canvas).notice(text))


FEATURE = Feature(presses={Verb.DISCUSS: discuss})
