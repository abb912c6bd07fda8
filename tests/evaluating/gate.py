"""The gate: figures that must not become worse than those written down."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import FootnoteError
from bot.evaluating.outcomes import JudgedQuestion
from bot.evaluating.scorecard import Figures, Scorecard

_EXAMPLES = 5


class Bounds(BaseModel):
    """What figures may be, by the names in `Figures`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: dict[str, float] = Field(default_factory=dict, description="Figures that must not fall below.")
    at_most: dict[str, float] = Field(default_factory=dict, description="Figures that must not rise above.")

    @model_validator(mode="after")
    def _known(self) -> Bounds:
        names = {field.name for field in fields(Figures)}
        if unknown := [name for name in (*self.at_least, *self.at_most) if name not in names]:
            raise ValueError(f"no such figure: {', '.join(unknown)}; there are {', '.join(sorted(names))}")
        return self


def read_bounds(path: Path) -> Bounds:
    """Read bounds from TOML with the tables `at_least` and `at_most`.

    Raises:
        FootnoteError: the file is not TOML, names a figure that there is not, or a bound is no number.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        return Bounds.model_validate({name: table for name, table in tables.items() if name != "conversations"})
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise FootnoteError(f"{path} cannot be read as bounds: {error}") from None


def breaches(card: Scorecard, bounds: Bounds) -> list[str]:
    """A text for each bound that is broken: the figure, what it was to be, and examples of what went wrong."""
    return [*_broken(card, bounds.at_least, below=True), *_broken(card, bounds.at_most, below=False)]


def _broken(card: Scorecard, bounds: dict[str, float], *, below: bool) -> Iterator[str]:
    for name, bound in bounds.items():
        figure: float | None = getattr(card.figures, name)
        if figure is None:
            yield f"{name} cannot be measured any more: the file holds no question of that kind."
        elif (figure < bound) if below else (figure > bound):
            what = (
                f"fell to {figure:.4f}; it must be at least" if below else f"rose to {figure:.4f}; it must be at most"
            )
            shown = "".join(f"\n    {_line(outcome)}" for outcome in _examples(card, name))
            yield f"{name} {what} {bound:.4f}.{shown}"


def _examples(card: Scorecard, name: str) -> tuple[JudgedQuestion, ...]:
    """Questions that may be behind a worse figure."""
    wrong = card.wrong
    match name:
        case "right_first" | "right_in_three" | "risk_area":
            found = [outcome for outcome in wrong if outcome.wanted]
        case "wrong_among_given":
            found = [outcome for outcome in wrong if outcome.wanted and outcome.given]
        case "near_answered" | "far_answered":
            found = [outcome for outcome in wrong if outcome.given and outcome.kind == name.removesuffix("_answered")]
        case "right_answered":
            found = card.right_refused
        case _:
            found = wrong
    return tuple(found[:_EXAMPLES])


def _line(outcome: JudgedQuestion) -> str:
    wanted = " or ".join(outcome.wanted) or "refused"
    got = outcome.candidates[0] if outcome.candidates else "nothing"
    return f"{outcome.text!r}: {outcome.decision.value}, {got} at {outcome.confidence:.2f}; wanted: {wanted}"
