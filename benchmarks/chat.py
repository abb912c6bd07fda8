"""Real chat about something else: how often would the bot speak where nobody called it?

The lines are public, but not ours: they are printed and not kept. What the golden set's answerable questions get in the
same mode is told beside it, for a bot that never speaks is never wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape

from benchmarks.files import chat, golden, shipped
from benchmarks.report import Report, Table, at_most
from bot.evaluating.outcomes import ask_all
from bot.evaluating.scorecard import Figures, score
from bot.matching import Decision, Engine, QuestionSource, Reply
from bot.pack.models import LabelledQuestion
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said in channel mode.

    Attributes:
        replies: replies to lines of chat.
        golden: what the golden set gets in the same mode.
    """

    lines: int
    replies: tuple[Reply, ...]
    golden: Figures


def listen(engine: Engine, texts: Sequence[str], asked: Sequence[LabelledQuestion]) -> Heard:
    """Overhear chat, then the golden questions."""
    tolerance = float(Settings.model_fields["tolerated_error_channel"].default)
    replies = (engine.ask(text, mode=QuestionSource.CHANNEL, tolerance=tolerance) for text in texts)
    spoken = tuple(reply for reply in replies if reply.decision is not Decision.NOTHING)
    card = score(
        ask_all(engine, asked, mode=QuestionSource.CHANNEL, tolerance=tolerance),
        engine.threshold(QuestionSource.CHANNEL, tolerance),
    )
    return Heard(len(texts), spoken, card.figures)


def run() -> Report:
    """All lines; those that got a reply are printed."""
    heard = listen(Engine.build(shipped()), chat(), golden())
    console = Console()
    for reply in heard.replies:
        given = reply.answer.id if reply.answer else reply.decision
        console.print(f"{reply.confidence:.3f}  [bold]{given}[/bold]  {escape(reply.text)}", soft_wrap=True)
    return report(heard)


def report(heard: Heard) -> Report:
    """Counts and shares, without a word of the chat."""
    rows = (
        ("lines of chat", heard.lines),
        ("replies", len(heard.replies)),
        ("golden: answered rightly", heard.golden.right_answered),
        ("golden: wrong among given", heard.golden.wrong_among_given),
        ("golden: near misses answered", heard.golden.near_answered),
        ("golden: far questions answered", heard.golden.far_answered),
    )
    floors = (at_most("replies to 30,000 lines of chat", len(heard.replies), 3),)
    return Report((Table("Channel mode", ("what", "measured"), rows),), floors)
