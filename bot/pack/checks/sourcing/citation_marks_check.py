"""Check of citation marks: each `[1]` points to a citation, and each citation has one where the pack wants it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.markdown import marks_in
from bot.pack.faults import Fault, Severity
from bot.pack.fields import find
from bot.pack.models import Cites, LocalizedText
from bot.pack.models.pack_info import Level
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located


def check_marks(draft: Draft) -> Iterator[Fault]:
    """Marks without a citation, and citations without a mark in a text that has marks or must have them."""
    level = draft.info.entry.policies.marks if draft.info else "off"
    for located in draft.everything():
        if isinstance(located.entry, Cites) and (located.entry.citations or level != "off"):
            yield from _marks(located, located.entry, level)


def _marks(located: Located[Any], entry: Cites, level: Level) -> Iterator[Fault]:
    severity = Severity.FAULT if level == "required" else Severity.ADVICE
    for keys, text, _ in find(entry, LocalizedText):
        if len(keys) != 1 or keys[0] in (entry.named_by, "caveat", "gloss"):
            continue
        for language, prose in text.items():
            marks = set(marks_in(prose))
            for mark in sorted(mark for mark in marks if mark > len(entry.citations)):
                problem = f"The mark [{mark}] points to no citation; there are {len(entry.citations)}."
                remedy = "Correct its number, add the citation, or write \\[ where no mark is meant."
                yield located.fault(problem, remedy, *keys, language, severity=severity)
            missing = {*range(1, len(entry.citations) + 1)} - marks
            for mark in sorted(missing) if (marks and level != "off") or level == "required" else ():
                problem = f"No mark points to citation {mark}."
                remedy = f"Write [{mark}] behind what it says, or take the citation out."
                yield located.fault(problem, remedy, *keys, language, severity=severity)
