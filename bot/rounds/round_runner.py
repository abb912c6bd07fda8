"""Loop that plays rounds: sleeps until one has something to do, claims it, and posts, tells or ends it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.clock import Clock
from bot.errors import StorageError
from bot.lease_loop import LeaseLoop
from bot.rounds import playing
from bot.rounds.ports import TIMEOUT, PosterRefusedError, PosterUnsureError, RoundPoster, RoundStore
from bot.rounds.round_models import Phase, QuizRound

log = logging.getLogger(__name__)
T = TypeVar("T")

AT_ONCE = 16
"""How many rounds one process is at work on at a time."""
LONGEST_SLEEP = 60.0
"""Seconds, so that rounds that another process began and left are noticed."""
SHORTEST_SLEEP = 0.5
"""Seconds before looking again for what another process has locked."""


class _LetGoError(Exception):
    """There is no time left to begin anything more."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A phase that this process claimed; `until` is the end of its lease on the clock that is never set, in seconds."""

    game: QuizRound
    until: float


class RoundRunner(LeaseLoop):
    """Plays rounds until stopped."""

    called = "The rounds of the quiz"

    def __init__(self, store: RoundStore, poster: RoundPoster, clock: Clock) -> None:
        super().__init__(clock)
        self._store = store
        self._poster = poster

    async def _claim_due(self) -> float:
        until = self._clock.monotonic() + playing.LEASE.total_seconds()
        wake = await self._store.next_wake()
        if wake is not None and wake <= self._clock.now():
            for game in await self._store.claim(self._clock.now(), AT_ONCE - len(self._in_hand)):
                self._begin(self._play(_Claim(game, until)))
            wake = await self._store.next_wake()
        if wake is None:
            return LONGEST_SLEEP
        return min(max((wake - self._clock.now()).total_seconds(), SHORTEST_SLEEP), LONGEST_SLEEP)

    async def _play(self, claim: _Claim) -> None:
        """Do what a phase asks for; where the database fails, the lease runs out and the phase is claimed again."""
        channel = claim.game.channel
        try:
            await self._do_or_leave(claim)
        except StorageError as error:
            log.warning("The round of the quiz in channel %s waits for its lease: %s", channel, error)
        except Exception:
            log.exception("The round of the quiz in channel %s waits for its lease", channel)

    async def _do_or_leave(self, claim: _Claim) -> None:
        """Do it; what gets no answer is left for the next claim, and what Discord refuses ends the round."""
        game = claim.game
        try:
            await self._do(claim)
        except PosterRefusedError as error:
            log.info("The round of the quiz in channel %s ends, for Discord refuses it: %s", game.channel, error)
            await self._store.end(game.id)
        except (PosterUnsureError, _LetGoError) as error:
            unanswered = isinstance(error, PosterUnsureError)  # whoever lets go has not asked Discord
            if unanswered and game.attempts >= playing.MOST_ATTEMPTS:
                log.warning("The round of the quiz in channel %s is given up: no answer from Discord", game.channel)
                await self._store.end(game.id)
                return
            log.info("The round of the quiz in channel %s waits (%s)", game.channel, type(error).__name__)
            await self._store.change(game.id, lambda present: playing.let_go(present, game, self._clock.now()))

    async def _do(self, claim: _Claim) -> None:
        match claim.game.phase:
            case Phase.POSTING:
                await self._post(claim)
            case Phase.TELLING:
                await self._tell(claim)
            case _:
                await self._end(claim)

    async def _post(self, claim: _Claim) -> None:
        """Post the question, once: what a claim before may have posted is looked for first."""
        game = claim.game
        await self._clear(claim)
        asked = await self._poster.fingerprint(game)
        if asked is None:
            raise PosterRefusedError("there is nothing to ask any more")
        message = await self._found(claim)
        if message is None:
            message = await self._request(claim, lambda: self._poster.ask(game))
        elif game.attempts > 1:
            there = message
            await self._request(claim, lambda: self._poster.ask_again(game, there))
        posted = message
        await self._store.change(game.id, lambda now: playing.posted(now, game, posted, asked, self._clock.now()))

    async def _tell(self, claim: _Claim) -> None:
        game = claim.game
        presses = await self._store.presses(game.id)
        await self._request(claim, lambda: self._poster.tell(game, presses))
        await self._store.change(game.id, lambda now: playing.told(now, game, self._clock.now()))

    async def _end(self, claim: _Claim) -> None:
        """Post the table, once, and forget the round."""
        game = claim.game
        presses = await self._store.presses(game.id)
        await self._clear(claim)
        await self._clear_unsure(claim)
        if await self._found(claim) is None:
            await self._request(claim, lambda: self._poster.end(game, presses))
        await self._store.end(game.id)

    async def _clear(self, claim: _Claim) -> None:
        """Take the buttons from the answer that is overtaken now, by telling it without them."""
        before = playing.overtaken(claim.game)
        if before is not None:
            presses = await self._store.presses(before.id)
            await self._request(claim, lambda: self._poster.tell(before, presses))

    async def _clear_unsure(self, claim: _Claim) -> None:
        """Tell the question that may have been posted before the round rested: else its buttons would stay."""
        left = playing.unsure(claim.game)
        message = await self._request(claim, lambda: self._poster.find(left)) if left else None
        if left is not None and message is not None:
            there = replace(left, message=message, asked=await self._poster.fingerprint(left) or "")
            await self._request(claim, lambda: self._poster.tell(there, ()))

    async def _found(self, claim: _Claim) -> int | None:
        """The message, where an earlier claim of the phase may have posted it; the first claim need not look."""
        if claim.game.attempts <= 1:
            return None
        return await self._request(claim, lambda: self._poster.find(claim.game))

    async def _request(self, claim: _Claim, request: Callable[[], Awaitable[T]]) -> T:
        """Ask something of Discord, if the lease lasts for the answer, by both clocks.

        A process that stood still must not put an old question over an answer that another has told meanwhile.
        """
        by_calendar = (claim.game.wake - self._clock.now()).total_seconds()
        if self._stopping or min(by_calendar, claim.until - self._clock.monotonic()) < TIMEOUT:
            raise _LetGoError
        try:
            async with asyncio.timeout(TIMEOUT):
                return await request()
        except TimeoutError:
            raise PosterUnsureError from None
