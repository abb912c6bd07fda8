"""`evaluate`: how good the answers are on a labelled file, and what a curator should do next."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Annotated

import typer
from pydantic import TypeAdapter

from bot.answering.answer import Answering, tolerated
from bot.cli.common import AsJson, Seeds, open_session
from bot.cli.input.path_parsers import existing_file, new_folder
from bot.cli.output.console import errors, patience, results
from bot.cli.output.scoresheet import show_advice, show_dialogue, show_scorecard, show_tasks
from bot.errors import UsageError
from bot.evaluating.advice import Advice, advise
from bot.evaluating.labelled import read_labelled
from bot.evaluating.outcomes import ask_all
from bot.evaluating.plots import draw_plots, require_plotting
from bot.evaluating.scorecard import Scorecard, score
from bot.evaluating.talk.conversations import (
    DialogueScorecard,
    converse,
    is_conversations,
    read_conversations,
    score_conversations,
)
from bot.matching import QuestionSource
from bot.pack.reading.draft import read_draft

commands = typer.Typer()

_EXAMPLES = 1000
"""Most examples of each kind that are kept; JSON holds them all."""


@commands.command(
    epilog="Examples: evaluate questions.yaml --plot plots · evaluate --json labelled.jsonl · evaluate --curate"
)
def evaluate(
    *,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            parser=existing_file,
            help='Labelled questions: YAML as calibration.yaml, JSON Lines {"text": …, "gold": id, ids or null}, or '
            "conversations in YAML.",
        ),
    ] = None,
    curate: Annotated[
        bool, typer.Option("--curate", help="Instead of a file, look at the pack: what should a curator do next?")
    ] = False,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="DIR", parser=new_folder, help="Also draw curves into this folder.")
    ] = None,
    mode: Annotated[
        QuestionSource, typer.Option("--mode", help="How the bot is addressed; in a channel it must be surer.")
    ] = QuestionSource.COMMAND,
    most: Annotated[int, typer.Option("--most", min=0, help="Longest list of examples in the terminal.")] = 10,
    details: Annotated[
        bool, typer.Option("--details", help="With --curate: also all that the ten things were chosen from.")
    ] = False,
    as_json: AsJson = False,
    seeds: Seeds = None,
) -> None:
    """Measure how good the answers are on a labelled file, or look for what a curator should do next."""
    if curate == (file is not None):
        raise UsageError("Give either a FILE of labelled questions or --curate.")
    if curate and plot:
        raise UsageError("--plot draws what was measured on a FILE; leave it out with --curate.")
    if plot:
        require_plotting()
    if file is None:
        found = _advice(seeds)
        shown = show_advice(found, most) if details else show_tasks(found.tasks)
    else:
        found = _dialogue(file, seeds) if is_conversations(file) else _scorecard(file, mode, seeds)
        shown = show_dialogue(found, most) if isinstance(found, DialogueScorecard) else show_scorecard(found, most)
        if plot and isinstance(found, Scorecard):
            for path in draw_plots(found, plot):
                errors().print(f"Drawn: {path}", markup=False, highlight=False, soft_wrap=True)
    if as_json:
        typer.echo(TypeAdapter(type(found)).dump_json(found))
    else:
        results().print(shown, soft_wrap=True)  # a place must stay whole for editors to find it


def _scorecard(file: Path, mode: QuestionSource, seeds: Path | None) -> Scorecard:
    session = open_session(seeds)
    tolerance = tolerated(session.settings, mode)
    with patience("Asking …") as tell:
        questions = read_labelled(file, session.pack.question_by_id)
        outcomes = ask_all(session.engine, questions, mode=mode, tolerance=tolerance, tell=tell)
        return score(outcomes, session.engine.threshold(mode, tolerance), worst=_EXAMPLES)


def _dialogue(file: Path, seeds: Path | None) -> DialogueScorecard:
    """Hold labelled conversations, each from its beginning."""
    session = open_session(seeds)

    def begin() -> Answering:
        return Answering(lambda: session.engine, session.settings, lambda: 0.0, chance=Random(0))  # noqa: S311 - quotes

    with patience("Talking …"):
        return score_conversations(converse(read_conversations(file), begin))


def _advice(seeds: Path | None) -> Advice:
    session = open_session(seeds)
    with patience("Looking at the pack …") as tell:
        return advise(read_draft(session.pack.folder), session.engine, tell)
