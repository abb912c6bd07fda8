"""Poster of rounds: asks, tells and ends them in their channels, and looks for what it may have posted before.

Questions and tables are sent under nonces, and their buttons tell them from all other messages; an answer takes its
question's place, which may be done twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import islice

import discord

from bot.answering.work_queue import DroppedError
from bot.discord_app.poster import REFUSED_TOKEN, TOO_MANY, bears, forget_limits, release_limits
from bot.discord_app.reader import Audience
from bot.discord_app.refusals import NO_ANSWERS, Cause, refusal_of
from bot.discord_app.render.quiz.question_cards import fingerprint
from bot.discord_app.render.quiz.round_cards import RoundRenderer, question_mark, table_mark
from bot.library.library import Edition
from bot.quizzing import Quiz, QuizQuestion
from bot.rounds.ports import TIMEOUT, PosterRefusedError, PosterUnsureError
from bot.rounds.round_models import Phase, QuizRound, RoundPress
from bot.translations import voice

log = logging.getLogger(__name__)

WITHIN = TIMEOUT - 1
"""Seconds after which a call is given up; less than what is promised, so that there is time to clean up."""
NOBODY = discord.AllowedMentions.none()


class DiscordRoundPoster:
    """Shows rounds through a client that is logged in; it need not be the one whose shard serves the server.

    Args:
        edition: gives the library to ask about.
        question: makes the present question of a round, off the event loop; None where there is nothing to ask.
    """

    def __init__(
        self,
        client: discord.Client,
        edition: Callable[[], Edition],
        question: Callable[[QuizRound], Awaitable[QuizQuestion | None]],
    ) -> None:
        self._client = client
        self._edition = edition
        self._question = question

    async def find(self, game: QuizRound) -> int | None:
        """Id of the message that the present phase posts; None when it is not there."""
        mark = question_mark(game) if game.phase is Phase.POSTING else table_mark(game)
        async with self._in_kinds(game):
            place = self._place(game)
            # The round has the id of the interaction that began it: what it posts is later, by Discord's own clock.
            async for message in place.history(limit=None, after=discord.Object(game.id), oldest_first=True):
                if message.author == self._client.user and bears(message, mark):
                    return message.id
            # Of a history that it may not read Discord shows nothing: a message that cannot exist tells, by 403.
            await _unless_gone(place.fetch_message(game.id))
        return None

    async def fingerprint(self, game: QuizRound) -> str | None:
        """By which the present question is known; None where there is none."""
        asked = await self._made(game)
        return fingerprint(asked) if asked else None

    async def ask(self, game: QuizRound) -> int:
        """Post the question; the id of the message."""
        asked = await self._must_be_made(game)
        async with self._in_kinds(game):
            return await self._send(game, self._renderer(game).question(asked, game).view(), str(game.number))

    async def ask_again(self, game: QuizRound, message: int) -> None:
        """Put the question into the message that was posted before."""
        asked = await self._must_be_made(game)
        await self._edit(game, message, self._renderer(game).question(asked, game).view())

    async def tell(self, game: QuizRound, presses: Sequence[RoundPress]) -> None:
        """Put the answer in place of the question; a question that somebody deleted is passed over."""
        asked, renderer = await self._made(game), self._renderer(game)
        same = asked is not None and fingerprint(asked) == game.asked
        card = renderer.outcome(asked, game, presses) if asked and same else renderer.changed(game)
        if game.message is not None:
            await self._edit(game, game.message, card.view())

    async def end(self, game: QuizRound, presses: Sequence[RoundPress]) -> None:
        """Post the table."""
        async with self._in_kinds(game):
            await self._send(game, self._renderer(game).table(game, presses).view(), "t")

    async def _send(self, game: QuizRound, view: discord.ui.LayoutView, what: str) -> int:
        view.stop()  # every button is a dynamic item already known to the client
        sent = await self._place(game).send(view=view, nonce=f"r{game.id:x}-{what}", allowed_mentions=NOBODY)
        return sent.id

    async def _edit(self, game: QuizRound, message: int, view: discord.ui.LayoutView) -> None:
        view.stop()
        async with self._in_kinds(game):
            place = self._place(game).get_partial_message(message)
            await _unless_gone(place.edit(view=view, allowed_mentions=NOBODY))

    def _renderer(self, game: QuizRound) -> RoundRenderer:
        return RoundRenderer(self._edition().pack, Audience(voice(game.language), asker=0, private=False))

    def _place(self, game: QuizRound) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(game.channel, guild_id=game.server)

    async def _made(self, game: QuizRound) -> QuizQuestion | None:
        try:
            return await self._question(game)
        except DroppedError:
            raise PosterUnsureError from None

    async def _must_be_made(self, game: QuizRound) -> QuizQuestion:
        asked = await self._made(game)
        if asked is None:
            raise PosterRefusedError("there is nothing to ask any more")
        return asked

    @asynccontextmanager
    async def _in_kinds(self, game: QuizRound) -> AsyncGenerator[None]:
        """Put what goes wrong inside into one of two kinds; after `WITHIN` seconds it is unsure."""
        try:
            async with asyncio.timeout(WITHIN):
                yield
        except discord.RateLimited as error:
            raise PosterUnsureError from error
        except discord.HTTPException as error:
            if error.status >= 500 or error.status in (REFUSED_TOKEN, TOO_MANY):
                raise PosterUnsureError from error
            raise PosterRefusedError(f"code {error.code}") from error
        except asyncio.CancelledError:
            release_limits(self._client, game.channel, game.server)
            raise
        except NO_ANSWERS as error:
            release_limits(self._client, game.channel, game.server)
            raise PosterUnsureError from error
        forget_limits(self._client, game.channel, game.server)


async def _unless_gone(request: Awaitable[object]) -> None:
    """Make a request about a message; nothing is done where somebody deleted it."""
    try:
        await request
    except discord.NotFound as error:
        refusal = refusal_of(error)
        if refusal is None or refusal.cause is not Cause.MESSAGE_GONE:
            raise


def round_question(made: Quiz, game: QuizRound) -> QuizQuestion | None:
    """The present question of a round; None where there is nothing to ask."""
    return next(islice(made.questions(game.seed), game.number, None), None)
