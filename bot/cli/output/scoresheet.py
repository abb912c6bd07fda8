"""Scorecards and a curator's advice as rich text. Texts of the pack and of files are never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from bot.cli.output.text_output import show_fault
from bot.evaluating.advice import Advice
from bot.evaluating.collisions import Collision
from bot.evaluating.outcomes import JudgedQuestion
from bot.evaluating.priorities import Task
from bot.evaluating.scorecard import Figures, Scorecard
from bot.evaluating.talk.conversations import DialogueScorecard

_NONE = "–"
_CONFIDENT = 0.5
_SHARES = (
    ("right answer first", "right_first"),
    ("right answer among the first three", "right_in_three"),
    ("right answers when 1 % of far questions get one", "right_at_far_1"),
    ("right answers when 5 % of far questions get one", "right_at_far_5"),
    ("right answers when 5 % of near misses get one", "right_at_near_5"),
    ("right answers when 10 % of near misses get one", "right_at_near_10"),
    ("as shipped: answered rightly", "right_answered"),
    ("as shipped: wrong among answers given", "wrong_among_given"),
    ("as shipped: near misses answered", "near_answered"),
    ("as shipped: far questions answered", "far_answered"),
    ("calibration error (ECE)", "calibration_error"),
    ("Brier score", "brier"),
    ("area under risk and coverage", "risk_area"),
)


def show_scorecard(card: Scorecard, most: int) -> RenderableType:
    """Everything measured on a file; `most` bounds each list."""
    figures = card.figures
    counts = (
        f"{card.questions:,} questions: {card.answerable:,} answerable, {card.near:,} near misses, {card.far:,} far."
    )
    speed = f"Time of a reply: median {figures.median_micros:,.0f} µs, 95th percentile {figures.p95_micros:,.0f} µs."
    wrong = [outcome for outcome in card.wrong if outcome.given or outcome.confidence >= _CONFIDENT]
    return Group(
        Text(f"{counts} An answer needed a confidence of {figures.threshold:.3f}."),
        _figures(figures),
        _decisions(card),
        _reliability(card),
        *_section("Confused: wanted → came first", [f"{c.wanted} → {c.got}  {c.count}" for c in card.confusions], most),
        *_section("Confident and wrong", map(_outcome, wrong), most),
        *_section("Right, but not answered", map(_outcome, card.right_refused), most),
        Text(),
        Text(speed),
    )


def show_tasks(tasks: Sequence[Task]) -> RenderableType:
    """The things most worth doing, each with its place."""
    if not tasks:
        return Text("Nothing stands out. More phrasings, in words that the pack does not use yet, always help.")
    rows = (Text(f"{number:>2}. {task.place}: {task.entry}: {task.told}") for number, task in enumerate(tasks, 1))
    return Group(Text("Most worth doing", "bold"), *rows)


def show_dialogue(card: DialogueScorecard, most: int) -> RenderableType:
    """Everything measured on conversations; `most` bounds the list of turns that went otherwise than they should."""
    table = Table("Measure", Column("Value", justify="right"), box=SIMPLE_HEAD)
    for field in fields(card.figures):
        table.add_row(field.name.replace("_", " "), _share(getattr(card.figures, field.name)))
    wrong = [
        f"{each.conversation}: {each.turn.text!r} is a {each.turn.expect.value}"
        f"{' ' + (each.turn.move or ', '.join(each.turn.answers))}: {each.decision.value} {each.served} "
        f"{', '.join(each.answers)}".rstrip()
        for each in card.wrong
    ]
    return Group(
        Text(f"{card.turns:,} turns of {card.conversations:,} conversations."),
        table,
        *_section("Otherwise than it should be", wrong, most),
    )


def show_advice(advice: Advice, most: int) -> RenderableType:
    """What a curator should do; `most` bounds each list but that of faults."""
    left = 1 - len(advice.strays) / advice.phrasings if advice.phrasings else 1.0
    strays = [
        f"{stray.place}: {stray.entry}: {stray.text!r} goes to {stray.got} "
        f"({stray.phrasing!r}); its own is no. {stray.rank}"
        for stray in advice.strays
    ]
    pulls = [f"{pull.entry} → {pull.got}  {pull.count}" for pull in advice.pulls]
    attractions = [
        f"{each.entry}: {each.texts} come to it first, {each.answered} get an answer, {each.expected:.2f} "
        f"wrong answers expected; most likely {each.worst!r} ({each.confidence:.2f})"
        for each in advice.attractions
    ]
    collisions = [
        f"{each.first} and {each.second}: {each.first_name!r}, {each.second_name!r} ({_likeness(each)})"
        for each in advice.collisions
    ]
    return Group(
        show_tasks(advice.tasks),
        Text(),
        Text(f"Left out, {left:.0%} of {advice.phrasings:,} phrasings and titles still find their question."),
        *_section("Faults", (show_fault(fault) for fault in advice.faults), len(advice.faults)),
        *_section("Phrasings that go to another question when left out: write more like them", strays, most),
        *_section("Questions hard to tell apart: phrasings of one that go to the other", pulls, most),
        *_section("Questions that attract what must be refused: refuse more like these", attractions, most),
        *_section("Terms that collide", collisions, most),
    )


def _figures(figures: Figures) -> Table:
    table = Table("Measure", Column("Value", justify="right"), box=SIMPLE_HEAD)
    for label, name in _SHARES:
        table.add_row(label, _share(getattr(figures, name)))
    return table


def _decisions(card: Scorecard) -> Table:
    numbers = (Column(head, justify="right") for head in ("answerable", "near", "far"))
    table = Table("Decision", *numbers, box=SIMPLE_HEAD)
    for row in card.decisions:
        table.add_row(row.decision.value, str(row.answerable), str(row.near), str(row.far))
    return table


def _reliability(card: Scorecard) -> Table:
    numbers = (Column(head, justify="right") for head in ("questions", "mean confidence", "share right"))
    table = Table("Confidence", *numbers, box=SIMPLE_HEAD)
    for each in card.reliability:
        table.add_row(f"{each.low:.1f}–{each.high:.1f}", str(each.count), _share(each.confidence), _share(each.right))
    return table


def _section(title: str, lines: Iterable[RenderableType | str], most: int) -> Sequence[RenderableType]:
    """A titled list, nothing when it is empty; says how many it does not show."""
    rows = [Text(line) if isinstance(line, str) else line for line in lines]
    if not rows:
        return ()
    more = [Text(f"… and {len(rows) - most:,} more", "dim")] if len(rows) > most else []
    return (Text(), Text(title, "bold"), *rows[:most], *more)


def _outcome(outcome: JudgedQuestion) -> str:
    wanted = ", ".join(outcome.wanted) or f"refused ({outcome.kind.value})"
    got = outcome.candidates[0] if outcome.candidates else _NONE
    return f"{outcome.confidence:.2f} {outcome.decision.value}: {outcome.text!r} → {got}; wanted {wanted}"


def _likeness(pair: Collision) -> str:
    if pair.derived:
        return "the same pinyin or initials"
    return "the same" if pair.likeness == 1 else f"{pair.likeness:.2f} alike"


def _share(value: float | None) -> str:
    return _NONE if value is None else f"{value:.3f}"
