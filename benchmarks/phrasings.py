"""Quality against the number of phrasings a question has, on the golden set of the shipped pack.

A question keeps some of its phrasings, drawn by chance, and its titles; everything else of the pack stays. "Before"
keeps what was drafted first: the phrasings and unanswerable questions of the draft, wherever they stand now; a question
of which the draft knew nothing goes. The engine is the same throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from statistics import median
from typing import TypeAlias

from benchmarks.curve import draw
from benchmarks.files import DRAFT, golden, lines, shipped
from benchmarks.report import Floor, Report, Table, at_most
from bot.errors import FootnoteError
from bot.evaluating.outcomes import ask_all
from bot.evaluating.scorecard import score
from bot.matching import Engine
from bot.pack.models import LabelledQuestion, LocalizedTitle, Pack, Question, UnanswerableGroup
from bot.settings import ROOT, Settings
from bot.text import fold

COUNTS = (9, 18, 27, 36, 48)
SEEDS = range(3)
PLOT = ROOT / "docs" / "phrasings.png"


Shares: TypeAlias = dict[str, float]
"""Figures of one engine by their names in `bot.evaluating.scorecard.Figures`."""
SHARES = {
    "right_first": "right first",
    "right_in_three": "in three",
    "right_answered": "answered rightly",
    "wrong_among_given": "wrong of given",
    "near_answered": "near answered",
    "far_answered": "far answered",
    "right_at_far_1": "right at 1 % far",
    "right_at_near_10": "right at 10 % near",
    "calibration_error": "ECE",
}
"""What is told, and how it is called."""
PLOTTED = {
    "right_in_three": "right answer among the first three",
    "right_first": "right answer first",
    "right_answered": "answered rightly, at the fitted threshold",
    "near_answered": "near misses answered",
}


def measure(pack: Pack, asked: Sequence[LabelledQuestion]) -> Shares:
    """Build an engine and put the questions to it, as a member would with a command."""
    engine = Engine.build(pack)
    tolerance = float(Settings.model_fields["tolerated_error"].default)
    card = score(ask_all(engine, asked, tolerance=tolerance), engine.threshold(tolerance=tolerance))
    return {name: getattr(card.figures, name) for name in SHARES}


def per_question(pack: Pack) -> float:
    """Mean number of phrasings."""
    return sum(len(question.phrasings) for question in pack.questions) / len(pack.questions)


def with_few(pack: Pack, count: int, seed: int) -> Pack:
    """The pack with at most so many phrasings a question."""
    chance = Random(seed)
    fewer = [
        _with(question, chance.sample(question.phrasings, min(count, len(question.phrasings))))
        for question in pack.questions
    ]
    return pack.having({Question: fewer})


def as_drafted(pack: Pack, phrasings: Sequence[str], unanswerable: Sequence[str]) -> Pack:
    """The pack with nothing but drafted phrasings and unanswerable questions, compared as folded text."""
    known, refused = set(map(fold, phrasings)), set(map(fold, unanswerable))
    kept: list[Question] = []
    for question in pack.questions:
        own = [text for text in question.phrasings if fold(text) in known]
        if own:
            # Titles are phrasings too: one that was not drafted makes way for a phrasing that was.
            title = question.question.first if fold(question.question.first) in known else own[0][:100]
            kept.append(_with(question, own).model_copy(update={"question": LocalizedTitle.of(title)}))
    ids = {question.id for question in kept}
    groups = [
        group.model_copy(update={"questions": tuple(text for text in group.questions if fold(text) in refused)})
        for group in pack.unanswerable
    ]
    calibration = [
        item.model_copy(update={"answers": tuple(name for name in item.answers if name in ids)})
        for item in pack.calibration
        if not item.answers or ids & set(item.answers)
    ]
    asked = [group for group in groups if group.questions]
    return pack.having({Question: kept, UnanswerableGroup: asked, LabelledQuestion: calibration})


def drafted(pack: Pack) -> Pack:
    """The pack as it was drafted.

    Raises:
        DataMissingError: a file of the draft is not there.
        FootnoteError: nothing of the draft is left in the pack.
    """
    questions = lines(DRAFT / "questions.jsonl")
    phrasings = [text for question in questions for text in (question["question"], *question["phrasings"])]
    before = as_drafted(pack, phrasings, [row["text"] for row in lines(DRAFT / "unanswerable.jsonl")])
    if not before.questions:
        raise FootnoteError("No phrasing of the draft stands in the pack; there is no “before” to measure.")
    return before


def run() -> Report:
    """The curve, the draft, and the whole pack against its floors; medians over three draws."""
    pack, asked = shipped(), golden()
    rows: list[tuple[str, float, Shares]] = []
    for count in COUNTS:
        drawn = [with_few(pack, count, seed) for seed in SEEDS]
        rows.append((f"at most {count}", per_question(drawn[0]), _medians([measure(each, asked) for each in drawn])))
    whole = measure(pack, asked)
    rows.append(("all", per_question(pack), whole))
    counts = [count for _, count, _ in rows]
    draw(PLOT, counts, {title: [shares[name] for _, _, shares in rows] for name, title in PLOTTED.items()})
    if DRAFT.exists():
        before = drafted(pack)
        rows.insert(0, ("before: the draft", per_question(before), measure(before, asked)))
    cells = tuple((title, count, *(shares[name] for name in SHARES)) for title, count, shares in rows)
    title = "Golden set, by phrasings a question"
    return Report((Table(title, ("pack", "phrasings", *SHARES.values()), cells),), floors(whole))


def floors(whole: Shares) -> tuple[Floor, ...]:
    """The whole pack's figures against what is asked of them."""
    return (
        Floor("golden: right first", whole["right_first"], 0.94),
        Floor("golden: right among three", whole["right_in_three"], 0.985),
        Floor("golden: right at 1 % far", whole["right_at_far_1"], 0.82),
        Floor("golden, shipped threshold: right", whole["right_answered"], 0.82),
        at_most("golden, shipped threshold: wrong among given", whole["wrong_among_given"], 0.02),
        at_most("golden, shipped threshold: near misses answered", whole["near_answered"], 0.10),
        at_most("golden: calibration error", whole["calibration_error"], 0.05),
    )


def _medians(runs: Sequence[Shares]) -> Shares:
    return {name: median(run[name] for run in runs) for name in SHARES}


def _with(question: Question, phrasings: Sequence[str]) -> Question:
    return question.model_copy(update={"phrasings": tuple(phrasings)})
