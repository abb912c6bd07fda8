"""Decisions of a round, pure: what is claimed, what follows, what a press counts for, and who may go on or stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.rounds.round_models import Phase, PressOutcome, QuizRound

LEASE = timedelta(seconds=45)
"""Lease: how long a phase belongs to the process that claimed it; two requests fit, and a round stands still so long at
most where a process dies."""
READING = timedelta(seconds=12)
"""How long an answer stands before the next question comes by itself."""
ON_ITS_WAY = timedelta(seconds=1)
"""What is added to the time of a question, for it takes a moment until it is seen."""
STALE = timedelta(minutes=10)
"""A round that nobody played on for so long (the bot was off) is brought to its end instead of going on."""
KEPT = timedelta(days=1)
"""After so long a round is dropped, whatever became of it."""
MOST_ATTEMPTS = 40
"""Claims of one phase after which a round is given up: for a quarter of an hour Discord has not answered."""
AGAIN = timedelta(seconds=5)
"""How long a phase rests that Discord gave no answer to."""
_WORK = (Phase.POSTING, Phase.TELLING, Phase.ENDING)


def claimed(game: QuizRound, now: datetime) -> QuizRound:
    """The round with its next phase claimed, as its `wake` has come."""
    if now - game.wake > STALE and not game.stopped:
        game = _brought_to_its_end(game)
    following = _following(game)
    number = game.number + (game.phase is Phase.SHOWN and following is Phase.POSTING)
    again = following is game.phase and number == game.number
    wait = timedelta(seconds=game.seconds) + ON_ITS_WAY if following is Phase.POSTING else READING
    return replace(
        game,
        phase=following,
        number=number,
        attempts=game.attempts + 1 if again else 1,
        ends=now if game.stopped else now + wait,
        wake=now + LEASE,
    )


def overtaken(game: QuizRound) -> QuizRound | None:
    """How the round stood at the answer before the phase that is claimed, when nothing leads on from that any more.

    None where none was told.
    """
    number = game.number - 1 if game.phase is Phase.POSTING else min(game.number, game.count - 1)
    return replace(game, number=number, stopped=True) if game.message is not None and number >= 0 else None


def unsure(game: QuizRound) -> QuizRound | None:
    """How the round stood at the question with which it was left, when nobody knows whether that was posted.

    None where none is in doubt.
    """
    in_doubt = game.phase is Phase.ENDING and game.number == game.count
    return replace(game, phase=Phase.POSTING, count=game.count + 1) if in_doubt else None


def is_held(game: QuizRound, claim: QuizRound) -> bool:
    """Whether the round is still as it was claimed: nobody has claimed it since."""
    return (game.number, game.phase, game.attempts) == (claim.number, claim.phase, claim.attempts)


def posted(game: QuizRound, claim: QuizRound, message: int, asked: str, now: datetime) -> QuizRound:
    """The round once its question stands in the channel; `asked` is by which that is known."""
    if not is_held(game, claim):
        return game
    ends = now if game.stopped else claim.ends
    return replace(game, phase=Phase.ASKING, attempts=0, message=message, asked=asked, ends=ends, wake=ends)


def told(game: QuizRound, claim: QuizRound, now: datetime) -> QuizRound:
    """The round once the answer stands there."""
    if not is_held(game, claim):
        return game
    return replace(game, phase=Phase.SHOWN, attempts=0, wake=now if game.stopped else max(claim.ends, now))


def let_go(game: QuizRound, claim: QuizRound, now: datetime) -> QuizRound:
    """The round with its lease ended early, so that the phase is tried again after a rest."""
    return replace(game, wake=now + AGAIN) if is_held(game, claim) else game


def hastened(game: QuizRound, number: int, now: datetime) -> QuizRound:
    """The round after its starter has pressed *Go on* under a question."""
    if game.number != number or game.phase in _WORK:
        return game
    return replace(game, wake=now, ends=min(game.ends, now))


def stopped(game: QuizRound, now: datetime) -> QuizRound:
    """The round after it was stopped: the present question is told, then comes the table.

    What was told already is told once more, for it says when the next question comes.
    """
    if game.phase is Phase.ENDING or game.stopped:
        return game
    ended = replace(game, stopped=True, count=game.number + 1)
    return ended if game.phase in _WORK else replace(ended, phase=Phase.ASKING, wake=now, ends=min(game.ends, now))


def judge(game: QuizRound | None, number: int, asked: str, now: datetime) -> PressOutcome:
    """What a press on a question counts for, apart from whether the member has answered it before."""
    if game is None:
        return PressOutcome.GONE
    if game.number != number or game.phase is not Phase.ASKING or now >= game.ends:
        return PressOutcome.TOO_LATE
    return PressOutcome.COUNTED if game.asked == asked else PressOutcome.CHANGED


def time_taken(game: QuizRound, now: datetime) -> int:
    """Milliseconds since the question was posted."""
    began = game.ends - timedelta(seconds=game.seconds) - ON_ITS_WAY
    return max(0, int((now - began).total_seconds() * 1000))


def _following(game: QuizRound) -> Phase:
    match game.phase:
        case Phase.ASKING:
            return Phase.TELLING
        case Phase.SHOWN:
            return Phase.ENDING if game.is_last else Phase.POSTING
        case _:
            return game.phase


def _brought_to_its_end(game: QuizRound) -> QuizRound:
    """A round that rested too long: what was asked is told; a question that was not posted for sure does not count.

    That one keeps its number, by which it is looked for.
    """
    if game.phase is Phase.POSTING:
        return replace(game, phase=Phase.ENDING, stopped=True, count=game.number, attempts=0)
    return replace(game, stopped=True, count=game.number + 1)
