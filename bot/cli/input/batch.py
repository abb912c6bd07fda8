"""Batches of questions: JSON Lines in, JSON Lines out, in the same order."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from typing import BinaryIO

import typer
from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, ValidationError

from bot.cli.output.console import patience
from bot.cli.output.json_output import Key
from bot.errors import FootnoteError
from bot.validation import in_one_line


class BatchRow(BaseModel):
    """One line of a batch; other keys are ignored, so that a labelled file can be asked as it is.

    Attributes:
        id: what the result is known by; the number of the line when there is none.
        conversation: lines with the same one are turns of one member in one channel; without it a line stands alone.
    """

    model_config = ConfigDict(frozen=True)

    id: StrictStr | StrictInt | None = None
    text: StrictStr
    conversation: StrictStr | StrictInt | None = None


def answer_batch(lines: BinaryIO, answer: Callable[[BatchRow, Key], str]) -> None:
    """Answer every line; a malformed one is reported on stderr and the rest is still answered.

    Args:
        lines: JSON Lines in UTF-8. Empty lines are skipped.
        answer: from a line and the id to answer under (the line's number when it has none) to a line of JSON.

    Raises:
        FootnoteError: some lines were malformed.
    """
    malformed = 0
    with patience("Answering …") as tell:
        for number, raw in enumerate(lines, 1):
            line = raw.removeprefix(BOM_UTF8).strip()
            if not line:
                continue
            try:
                asked = BatchRow.model_validate_json(line)
            except ValidationError as error:
                malformed += 1
                typer.echo(f"line {number}: {_reason(error)}", err=True)
                continue
            typer.echo(answer(asked, str(number) if asked.id is None else asked.id))
            tell(f"Answering … line {number:,}")
    if malformed:
        raise FootnoteError(
            f'{malformed} malformed line{"s" * (malformed > 1)} left out; write each as {{"id": "…", "text": "…"}}.'
        )


def _reason(error: ValidationError) -> str:
    """The first thing wrong with a line, in a few words."""
    found = error.errors(include_url=False, include_input=False)[0]
    return in_one_line(found)
