"""A pack of 10,000 questions and 100,000 phrasings: time to build, memory, time to answer."""

from __future__ import annotations

from benchmarks.footprint import Footprint, Job, Source, measured
from benchmarks.report import Floor, Report, Table, at_most

QUESTIONS = 10_000
PHRASINGS = 10


def run() -> Report:
    """The big pack, in a process of its own."""
    return report(measured(Job(Source.SYNTHETIC, questions=QUESTIONS, phrasings=PHRASINGS)))


def report(found: Footprint) -> Report:
    """The figures. Times are the processor's; the build is also told in look-ups of WRatio, which hold anywhere."""
    rows = (
        ("phrasings", found.phrasings),
        ("engine build, s", found.engine),
        ("the same by the clock, s", found.wall),
        ("engine build, in WRatio look-ups", found.engine * 1e3 / max(found.rival, 1e-9)),
        ("memory added, MB", found.added),
        ("the process's own share of it, MB", found.private),
        ("once questions were asked, MB", found.used),
        ("memory at the height of the build, MB", found.peak),
        ("ask, median ms", found.ask),
        ("the encoder's own call, median ms", found.encoder),
        ("the rest of ask, in encoder calls", found.rest),
        ("WRatio over the same phrasings, median ms", found.rival),
        ("WRatio takes so many times longer", found.ratio),
    )
    floors = (
        at_most("100,000 phrasings: ask without the encoder's call, in such calls", found.rest, 3),
        Floor("100,000 phrasings: WRatio takes so many times longer", found.ratio, 15),
        at_most("100,000 phrasings: build, s", found.engine, 60),
        at_most("100,000 phrasings: memory added, MB", found.added, 400),
    )
    return Report((Table("A large pack", ("what", "measured"), rows),), floors)
