"""Files of labelled questions: YAML as a pack's calibration questions, or JSON Lines."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, StrictStr, StringConstraints, ValidationError
from yaml import YAMLError

from bot.errors import FootnoteError
from bot.pack.faults import Fault
from bot.pack.models import LabelledQuestion
from bot.pack.reading.entry_files import validate
from bot.pack.reading.source import Source, not_yaml
from bot.pack.reading.yaml_values import parse
from bot.validation import in_one_line

_YAML = {".yaml", ".yml"}
_SHOWN = 20


class LabelledFileError(FootnoteError):
    """A labelled file that cannot be measured with; every fault in it is kept."""

    def __init__(self, path: Path, faults: Collection[Fault]) -> None:
        """Name the first faults in the text."""
        self.faults = tuple(sorted(faults))
        shown = "\n".join(f"  {' '.join(str(fault).split())}" for fault in self.faults[:_SHOWN])
        more = f"\n  … and {len(self.faults) - _SHOWN} more" if len(self.faults) > _SHOWN else ""
        super().__init__(f"{path} cannot be measured with:\n{shown}{more}")


class _Line(BaseModel):
    """One line of JSON Lines; other keys are ignored."""

    model_config = ConfigDict(frozen=True)

    text: Annotated[StrictStr, StringConstraints(strip_whitespace=True, min_length=1)]
    gold: StrictStr | tuple[StrictStr, ...] | None
    kind: Literal["near", "far"] | None = None

    @property
    def answers(self) -> tuple[str, ...]:
        """Ids of the questions that answer it."""
        if self.gold is None:
            return ()
        return (self.gold,) if isinstance(self.gold, str) else self.gold


def read_labelled(path: Path, known: Collection[str]) -> tuple[LabelledQuestion, ...]:
    """Read labelled questions.

    Args:
        path: `.yaml` as `calibration.yaml`; anything else is JSON Lines, {"text": …, "gold": …} each, gold being an id,
            a list of ids, or null for a question that must be refused, with an optional "kind" (near, far).
        known: ids of the questions of the pack.

    Raises:
        LabelledFileError: it is malformed, empty, or refers to questions that the pack does not have.
        OSError: it cannot be read.
    """
    raw = path.read_bytes().removeprefix(BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        fault = Fault(path.name, line, path.stem, "The file is not UTF-8.", "Save it as UTF-8.")
        raise LabelledFileError(path, [fault]) from None
    read = _from_yaml if path.suffix in _YAML else _from_lines
    questions, faults = read(Source(path.name, text), known)
    if not questions and not faults:
        faults = [Fault(path.name, 1, path.stem, "It holds no question.", "Write at least one.")]
    if faults:
        raise LabelledFileError(path, faults)
    return tuple(questions)


def _from_yaml(source: Source, known: Collection[str]) -> tuple[list[LabelledQuestion], list[Fault]]:
    try:
        data, faults = parse(source)
    except YAMLError as error:
        return [], [not_yaml(source, source.name, error)]
    if not isinstance(data, list):
        return [], [Fault(source.name, 1, source.name, "The file is not a list.", "Begin each entry with '- '.")]
    questions: list[LabelledQuestion] = []
    for index, raw in enumerate(cast("list[Any]", data)):
        located, wrong = validate(LabelledQuestion, raw, source, index)
        faults += wrong
        if located:
            questions.append(located.entry)
            faults += _unknown(located.entry.answers, known, source, located.line("answers"), located.name)
    return questions, faults


def _from_lines(source: Source, known: Collection[str]) -> tuple[list[LabelledQuestion], list[Fault]]:
    questions: list[LabelledQuestion] = []
    faults: list[Fault] = []
    for number, raw in enumerate(source.text.split("\n"), 1):
        if not raw.strip():
            continue
        try:
            line = _Line.model_validate_json(raw)
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False)[0]
            remedy = 'Write each line as {"text": "…", "gold": "id"}, gold null for one to refuse.'
            faults.append(Fault(source.name, number, "line", f"{in_one_line(found)}.", remedy))
            continue
        wrong = _unknown(line.answers, known, source, number, line.text[:40])
        faults += wrong
        if not wrong:
            questions.append(LabelledQuestion(text=line.text, answers=line.answers, kind=line.kind))
    return questions, faults


def _unknown(answers: Collection[str], known: Collection[str], source: Source, line: int, name: str) -> list[Fault]:
    """A fault for each id that is none of the pack's."""
    remedy = "Use the id of a question of the pack; --seeds names another pack."
    return [
        Fault(source.name, line, name, f"The pack has no question {answer!r}.", remedy)
        for answer in answers
        if answer not in known
    ]
