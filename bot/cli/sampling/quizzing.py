"""`quiz`: questions made from the pack, to be played in the terminal or written as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice, repeat
from random import Random
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.common import AsJson, Lang, Seeds, one_of_the_pack, open_pack
from bot.cli.output.console import results
from bot.cli.output.pack_examples import with_examples
from bot.cli.output.quiz_output import quiz_object
from bot.cli.output.text_output import show_proof
from bot.errors import FootnoteError, UsageError
from bot.pack.models import Pack
from bot.quizzing import Difficulty, Quiz, QuizQuestion
from bot.translations import Voice, voice

commands = typer.Typer()

LETTERS = "ABCD"
MOST = 10_000
"""Most questions of one run."""
_SEEDS = 1 << 31


@commands.command(cls=with_examples("quiz · quiz --count 5 --difficulty hard · quiz --json --count 100 --seed 7"))
def quiz(
    *,
    count: Annotated[int, typer.Option("--count", min=1, max=MOST, help="How many questions.")] = 10,
    seed: Annotated[int | None, typer.Option("--seed", help="The same number asks the same questions.")] = None,
    difficulty: Annotated[
        str, typer.Option("--difficulty", metavar="LEVEL", help="easy, medium or hard: how near the wrong choices are.")
    ] = "medium",
    as_json: AsJson = False,
    lang: Lang = None,
    seeds: Seeds = None,
) -> None:
    """Play a quiz made from the pack: type A to D; every answer is shown with its passage."""
    pack = open_pack(seeds)
    say = voice(one_of_the_pack(lang, pack) or pack.info.languages[0])
    made = Quiz(pack, say)
    if made.empty:
        raise FootnoteError(
            "There is nothing to ask: a quiz needs four terms, quotes of four speakers, or lines with figures. Add "
            "some to the pack."
        )
    levels = list(repeat(_level(difficulty), count))
    chance = Random()  # noqa: S311 - for variety, not for secrets
    asked = islice(made.questions(chance.randrange(_SEEDS) if seed is None else seed, levels), count)
    if as_json:
        for question in asked:
            typer.echo(quiz_object(pack, question, say.language).json_line())
    else:
        _play(pack, list(asked), say)


def _level(name: str) -> Difficulty:
    try:
        return Difficulty[name.upper()]
    except KeyError:
        levels = ", ".join(level.name.lower() for level in Difficulty)
        raise UsageError(f"There is no difficulty {name!r}. --difficulty may be {levels}.") from None


def _play(pack: Pack, asked: list[QuizQuestion], say: Voice) -> None:
    """Ask one after the other until they, or what is typed, end; then the score."""
    console, answers = results(), _typed()
    right = given = 0
    for number, question in enumerate(asked, 1):
        console.print(Text(f"{number}/{len(asked)}  {question.text}", "bold"))
        for letter, choice in zip(LETTERS, question.choices, strict=True):
            console.print(Text(f"  {letter}  {choice.text}"))
        chosen = _choice(console, answers)
        if chosen is None:
            break
        given += 1
        right += chosen == question.right
        _tell(console, pack, question, chosen, say)
    console.print(Text(say("{right} of {count} right.", right=right, count=given), "bold"))


def _tell(console: Console, pack: Pack, question: QuizQuestion, chosen: int, say: Voice) -> None:
    """Whether the choice was right, what it was instead, and the passage."""
    if chosen == question.right:
        console.print(Text(say("Right!"), "green"))
    else:
        letter, answer = LETTERS[question.right], question.choices[question.right].text
        console.print(Text(say("No: {letter}, {answer}", letter=letter, answer=answer), "red"))
        if told := question.choices[chosen].told:
            console.print(Text(told, "dim"))
    console.print(show_proof(pack, question, say.language), Text())


def _choice(console: Console, answers: Iterator[str]) -> int | None:
    """The index of the letter that was typed; None at the end of what is typed."""
    for typed in answers:
        if len(typed) == 1 and typed.upper() in LETTERS:
            return LETTERS.index(typed.upper())
        console.print(Text("A, B, C, D", "dim"))
    return None


def _typed() -> Iterator[str]:
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            yield input("> ").strip()
