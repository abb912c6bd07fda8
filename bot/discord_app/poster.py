"""Poster of the day's post: looks for a post in its channel, sends it under a nonce, opens its thread.

discord.py repeats a request by itself after a 429 and after most 5xx, up to five times and with the same body, so under
the same nonce; Discord gives back the first message for a repetition within minutes. `TIMEOUT` ends that long before
the nonce is forgotten. What then failed comes out as one of three kinds: refused, busy, or unsure.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import aiohttp
import discord
from discord import ui

from bot.daily.models import Delivery, PostKind, Reason, Schedule
from bot.daily.ports import LOOK_BACK, TIMEOUT, BusyError, NothingToShowError, RefusedError, UnsureError
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.language import language_of
from bot.discord_app.reader import Audience
from bot.discord_app.refusals import NO_ANSWERS, Cause, refusal_of
from bot.discord_app.render import PostRenderer
from bot.discord_app.render.daily.daily_posts import DailyPost, PostMaterial
from bot.languages import Language
from bot.library.library import Edition
from bot.translations import voice

log = logging.getLogger(__name__)

WITHIN = TIMEOUT - 1
"""Seconds after which a call is given up; less than what is promised, so that there is time to clean up."""
REFUSED_TOKEN, TOO_MANY = 401, 429
A_DAY = 24 * 60
"""Minutes after which a thread in which nobody writes is put away."""
A_WHILE = 5.0
"""Seconds to wait where Discord does not say how long."""


class _MessageGoneError(UnsureError):
    """Discord knows no message of that id, or has known it under that nonce and it was deleted."""


class DiscordPoster:
    """Posts deliveries through a client that is logged in; it need not be the one whose shard serves the server.

    Args:
        edition: gives the library to quote from.
        chosen_language: gives the language that a server's admins chose, None where they chose none.
        material: where questions of the quiz and pictures come from.
    """

    def __init__(
        self,
        client: discord.Client,
        edition: Callable[[], Edition],
        chosen_language: Callable[[int], Awaitable[Language | None]],
        material: PostMaterial,
    ) -> None:
        self._client = client
        self._edition = edition
        self._chosen_language = chosen_language
        self._material = material

    async def find(self, delivery: Delivery) -> int | None:
        """Id of the post of this delivery in its channel; None when it is not there.

        Raises:
            RefusedError: the channel cannot be read. Discord shows nothing to a bot that may not read the history,
                which must not be taken for "nothing was posted".
            BusyError: Discord asks to wait.
            UnsureError: Discord gave no answer, or there is too much to look through.
        """
        mark = post_mark(delivery)
        since = min(delivery.due, datetime.now(UTC)) - LOOK_BACK
        async with self._in_kinds(delivery):
            place = self._place(delivery)
            async for message in place.history(limit=None, after=since, oldest_first=True):
                if message.author == self._client.user and bears(message, mark):
                    return message.id
            await self._must_see_history(place, since)
        return None

    async def send(self, delivery: Delivery, schedule: Schedule) -> int:
        """Post it in the delivery's channel, under its nonce; the id of the post. Mentions the schedule's role at most.

        Raises:
            RefusedError: Discord will not have it there.
            BusyError: Discord asks to wait; nothing was posted.
            UnsureError: it may have been posted or not, or what it shows has just left the library.
            NothingToShowError: there is no question of the quiz on the topics chosen.
        """
        async with self._in_kinds(delivery):
            language = await self._language(delivery.server)
            card = await self._card(delivery, schedule, language)
            mentioned = [discord.Object(schedule.role)] if schedule.role is not None else []
            allowed = discord.AllowedMentions(everyone=False, users=False, roles=mentioned, replied_user=False)
            place = self._place(delivery)
            if schedule.role is None:

                async def posted(card: Card) -> discord.Message:
                    view, files = _stopped(card), card.files()
                    return await place.send(view=view, nonce=delivery.nonce, allowed_mentions=allowed, files=files)

                return (await _with_picture_or_without(card, posted)).id
            words, buttons = card.announced()
            buttons.stop()
            sent = await place.send(words, view=buttons, nonce=delivery.nonce, allowed_mentions=allowed)
        await self._dress(sent, card, allowed)
        return sent.id

    async def _card(self, delivery: Delivery, schedule: Schedule, language: Language) -> Card:
        """The post as it is drawn; off the event loop, for a first quiz and a picture take a while."""
        renderer = PostRenderer(self._edition().pack, Audience(voice(language), asker=0, private=False))
        post = DailyPost(
            delivery.server,
            delivery.day,
            delivery.kind,
            delivery.entry,
            role=schedule.role,
            picture=schedule.picture,
            topics=schedule.topics,
        )
        card = await asyncio.to_thread(renderer.post, post, self._material)
        if card is None and delivery.kind is PostKind.QUIZ:
            raise NothingToShowError  # what a quiz has on some topics is known only once it is made
        if card is None:
            raise UnsureError
        return card

    @staticmethod
    async def _dress(sent: discord.Message, card: Card, allowed: discord.AllowedMentions) -> None:
        """Give a post that was announced in plain words its usual form. The post stands, whatever becomes of that."""

        async def dressed(card: Card) -> discord.Message:
            view, files = _stopped(card), card.files()
            return await sent.edit(content=None, view=view, allowed_mentions=allowed, attachments=files)

        try:
            async with asyncio.timeout(WITHIN):
                await _with_picture_or_without(card, dressed)
        except (discord.HTTPException, *NO_ANSWERS) as error:
            log.info("A post of the day stays as it was announced (%s)", type(error).__name__)

    async def follow_up(self, delivery: Delivery, schedule: Schedule) -> None:
        """Open the thread for discussion, where one is wanted; one that is open already is left alone.

        A thread that Discord refuses is noted and left, for the post itself stands: it has one already, somebody has
        deleted the post, or a permission is missing, which `/daily show` tells.

        Raises:
            BusyError: Discord asks to wait.
            UnsureError: the thread may have been opened or not.
        """
        if not schedule.thread or delivery.message is None:
            return
        try:
            async with self._in_kinds(delivery):
                language = await self._language(delivery.server)
                name = PostRenderer.thread_name(voice(language), delivery.day, delivery.kind)
                # The library's own method wants to know the server, and does so only in the process of its shard.
                await self._client.http.start_thread_with_message(
                    delivery.channel, delivery.message, name=name, auto_archive_duration=A_DAY
                )
        except (RefusedError, _MessageGoneError):
            log.info("No thread is opened under the post of the day in server %s", delivery.server)

    def _place(self, delivery: Delivery) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(delivery.channel, guild_id=delivery.server)

    async def _language(self, server: int) -> Language:
        """The language the server's admins chose, else the one their Discord is set to."""
        chosen = await self._chosen_language(server)
        if chosen is not None:
            return chosen
        guild = self._client.get_guild(server) or await self._client.fetch_guild(server, with_counts=False)
        return language_of(guild.preferred_locale)

    async def _must_see_history(self, place: discord.PartialMessageable, since: datetime) -> None:
        """Ask for a message that cannot exist: who may read the history is told so, who may not is refused."""
        try:
            await place.fetch_message(discord.utils.time_snowflake(since))
        except discord.NotFound as error:
            refusal = refusal_of(error)
            if refusal is None or refusal.cause is not Cause.MESSAGE_GONE:
                raise

    @asynccontextmanager
    async def _in_kinds(self, delivery: Delivery) -> AsyncGenerator[None]:
        """Put what goes wrong inside into one of the three kinds; after `WITHIN` seconds it is unsure."""
        try:
            async with asyncio.timeout(WITHIN):
                yield
        except discord.RateLimited as error:
            raise BusyError(error.retry_after) from error
        except discord.HTTPException as error:
            log.info("Discord refuses the post of the day in server %s: code %s", delivery.server, error.code)
            raise delivery_error_of(error) from error
        except asyncio.CancelledError:
            release_limits(self._client, delivery.channel, delivery.server)
            raise
        except (aiohttp.ClientError, OSError) as error:  # a time-out is an OSError
            release_limits(self._client, delivery.channel, delivery.server)
            raise UnsureError from error
        forget_limits(self._client, delivery.channel, delivery.server)


def release_limits(client: discord.Client, channel: int, server: int) -> None:
    """Let the client's other requests go on when one was given up in the middle of a wait that holds them all.

    discord.py makes every request wait while one of them sits out a global rate limit, and never lets them go when
    that one is cancelled (seen in its fork, disnake#1585). And when a request is cancelled just as it ends, its
    channel's own limit may stay at nothing left: every later request to that channel then waits for half a minute,
    which is longer than a post has. So both are let go. Whoever goes on too early is told so by Discord.
    """
    over: asyncio.Event = client.http._global_over  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    over.set()
    forget_limits(client, channel, server)


def forget_limits(client: discord.Client, channel: int, server: int) -> None:
    """Drop what the client keeps of the limits of a channel and its server; with the next answer it learns them.

    discord.py keeps 1.3 KiB a channel until nothing was asked there for five minutes, looks through all of them
    whenever one is new, and has no public way to keep fewer. Thousands of servers that are due together would add up.
    Nothing used up is lost by it: a request that takes the last of a limit waits until there is more before it ends,
    and those under way hold on to theirs.
    """
    limits: dict[str, object] = client.http._buckets  # noqa: SLF001  # pyright: ignore[reportPrivateUsage, reportAssignmentType]
    ends = (f":{channel}", f":{server}")
    for key in [key for key in limits if key.endswith(ends)]:
        del limits[key]


def _stopped(card: Card) -> ui.LayoutView:
    """A card's components; every button is a dynamic item already known to the client, so nothing need be kept."""
    view = card.view()
    view.stop()
    return view


async def _with_picture_or_without(card: Card, send: Callable[[Card], Awaitable[discord.Message]]) -> discord.Message:
    """Send a card; where Discord forbids it with its picture, without: files need a permission of their own."""
    try:
        return await send(card)
    except discord.Forbidden:
        if card.picture is None:
            raise
        log.info("Discord does not let the post of the day carry a picture")
        return await send(replace(card, picture=None))


def post_mark(delivery: Delivery) -> str:
    """What the id of a button under the post begins with, and under no other post of that channel."""
    return Press(Verb.POST, (f"{delivery.day:%Y%m%d}", "")).custom_id()


def bears(message: discord.Message, mark: str) -> bool:
    """Whether the id of one of a message's buttons begins so."""
    boxes = (part for part in message.components if isinstance(part, discord.components.Container))
    inside = (part for box in boxes for part in box.children)
    rows = (row for row in (*message.components, *inside) if isinstance(row, discord.components.ActionRow))
    return any(str(getattr(button, "custom_id", "")).startswith(mark) for row in rows for button in row.children)


def delivery_error_of(error: discord.HTTPException) -> Exception:
    """What a refusal of Discord's means for a delivery.

    A token that was reset says nothing about the channel: this process will end of it, and another must deliver.
    """
    if error.status == TOO_MANY:
        return BusyError(_seconds(error))
    if error.status >= 500 or error.status == REFUSED_TOKEN:
        return UnsureError()
    refusal = refusal_of(error)
    match refusal.cause if refusal else None:
        case Cause.MESSAGE_GONE:
            return _MessageGoneError()
        case Cause.CHANNEL_GONE:
            return RefusedError(Reason.GONE)
        case Cause.FORBIDDEN:
            return RefusedError(Reason.FORBIDDEN)
        case _:
            return RefusedError(Reason.REJECTED)


def _seconds(error: discord.HTTPException) -> float:
    try:
        return float(error.response.headers.get("Retry-After", A_WHILE))
    except ValueError:  # a date
        return A_WHILE
