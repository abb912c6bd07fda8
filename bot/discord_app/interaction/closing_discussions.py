"""Close of a discussion: a line of what was answered and cited, then the thread is archived."""

from __future__ import annotations

import logging

import discord

from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card, CardPart, Line, Piece
from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.components.text_limits import label, plain
from bot.discord_app.connection.client_base import Host
from bot.discord_app.connection.responses import attempt
from bot.discord_app.language import reply_language
from bot.discord_app.reader import Audience
from bot.discord_app.render import Canvas
from bot.discord_app.render.canvas import line
from bot.errors import StorageError
from bot.languages import TONGUES, Language
from bot.pack.models import Question
from bot.ports.discussions import Discussion
from bot.translations import voice

log = logging.getLogger(__name__)

NAME_LIMIT = 100
"""Longest name of a thread (Discord)."""
SHOWN = 12
"""Most answers, and most sources, that the closing line names."""


class DiscussionRenderer(Canvas):
    """Draws what the bot says at the beginning and the end of a discussion."""

    __slots__ = ()

    def opened(self, question: Question, starter: int) -> Card:
        """What can be done in the thread; its button closes it for whoever opened it and for moderators."""
        say = self.audience.say
        lines = [
            f"**{line(question.title(self.audience.language))}**",
            say("Ask on here; you need not mention me. I answer what follows from this, and keep out of the rest."),
        ]
        close = Button(say("Close"), Press(Verb.DISCUSS, ("close", str(starter))), "✅")
        return self.card([Piece("\n".join(lines))], [[close]])

    def closed(self, discussion: Discussion) -> Card:
        """What was answered in the thread, and what it rests on."""
        say, language, known = self.audience.say, self.audience.language, self.pack.question_by_id
        entries = [known[name] for name in discussion.entries if name in known]
        pieces: list[CardPart] = [Piece(f"**{say('Closed. Answered here:')}**")]
        if not entries:
            return self.notice(say("Closed."))
        pieces += [Line(f"- {line(entry.title(language))}") for entry in entries[:SHOWN]]
        cited = dict.fromkeys((each.article, each.paragraph) for entry in entries for each in entry.citations)
        sources = [plain(self.pack.source(*place)) for place in [*cited][:SHOWN]]
        if sources:
            more = " …" if len(cited) > SHOWN else ""
            pieces.append(Piece(f"-# {say('Cited: {sources}', sources=' · '.join(sources))}{more}"))
        return self.card(pieces)


async def close(client: Host, thread: int, name: str) -> bool:
    """Close the discussion in a thread; whether there was one that nobody else has closed.

    Args:
        client: the bot.
        thread: its id.
        name: of the thread, from which the language is known that the discussion was opened in.

    Raises:
        StorageError: it cannot be forgotten; then it goes on.
    """
    discussion = await client.discussions.close(thread)
    if discussion is None:
        return False
    audience = await _everybody(client, discussion, name)
    view = DiscussionRenderer(client.library.edition.pack, audience).closed(discussion).view()
    view.stop()
    place = client.get_partial_messageable(thread, guild_id=discussion.server)
    await attempt("say what was discussed", place.send(view=view, nonce=f"bye-{thread}"), thread)
    await attempt("archive a discussion", client.http.edit_channel(thread, archived=True), thread)
    return True


async def archived(client: Host, thread: int, name: str) -> None:
    """Discord, or somebody, has archived a thread: if it was a discussion, it is closed."""
    try:
        if await client.discussions.of(thread) is not None:
            await close(client, thread, name)
    except StorageError:  # the database says so itself
        log.warning("The discussion in thread %s could not be closed; it goes on", thread)


async def deleted(client: Host, thread: int) -> None:
    """A thread is gone: nothing is left to be said."""
    try:
        await client.discussions.close(thread)
    except StorageError:
        log.warning("The discussion in thread %s is gone and could not be forgotten; it will be in time", thread)


def thread_name(question: Question, language: Language) -> str:
    """What the thread under an answer is called: the question, in the language of whoever opens it."""
    return label(question.title(language), NAME_LIMIT)


def _opened_in(question: Question | None, name: str) -> Language | None:
    """The language that a thread was named in; None where it was renamed, or the question is of an earlier pack."""
    if question is None:
        return None
    return next((row.code for row in TONGUES if thread_name(question, row.code) == name), None)


async def _everybody(client: Host, discussion: Discussion, name: str) -> Audience:
    """Whoever reads the thread: in the server's own language, else in the one the discussion was opened in."""
    pack, server = client.library.edition.pack, discussion.server
    settings = await client.ports.store.known_settings(server)
    if (language := settings.language) is None:
        guild = client.get_guild(server)
        locale = guild.preferred_locale if guild else discord.Locale.american_english
        first = pack.question_by_id.get(discussion.entries[0]) if discussion.entries else None
        language = _opened_in(first, name) or reply_language(locale, "", pack.info)
    return Audience(voice(language), 0, private=False)
