"""How long answers take on the shipped pack, beside rapidfuzz's WRatio and beside receiving a message at all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.files import chat, golden, shipped
from benchmarks.footprint import Footprint, Job, Source, measured
from benchmarks.gateway import receive
from benchmarks.report import Floor, Report, Table, at_most
from benchmarks.timing import InEncoderCalls, TimedEncoder, Versus, seconds, versus, wratio
from bot.matching import Engine, QuestionSource
from bot.matching.encoding.encoder import installed
from bot.matching.encoding.text_vectors import SHIPPED, TextVectors, VectorFile
from bot.matching.reading import reads_as_question

CHAT_LINES = 2000
_REPEATED = 3


@dataclass(frozen=True, slots=True)
class Overheard:
    """Median processor microseconds for one chat line.

    Attributes:
        statement: a line that does not read as a question; `any_line`: any line.
        received: what discord.py takes to receive the statement.
    """

    statement: float
    any_line: float
    received: float

    @property
    def ratio(self) -> float:
        """Ours in parts of discord.py's."""
        return self.statement / self.received


@dataclass(frozen=True, slots=True)
class Starts:
    """Footprints of the shipped pack: built, and then taken from the cache; medians of the seconds."""

    built: Footprint
    cached: Footprint


def asking(engine: Engine, texts: Sequence[str]) -> Versus:
    """Commands, against WRatio over the same phrasings."""
    phrasings = [text for question in engine.pack.questions for text in question.phrasings]
    return versus(engine.ask, wratio(phrasings), texts)


def in_encoder_calls(texts: Sequence[str]) -> InEncoderCalls:
    """Questions to an engine whose encoder is timed; without an encoder installed, zeros."""
    model = installed()
    if model is None:
        return InEncoderCalls()
    pack, timed = shipped(), TimedEncoder(model)
    engine = Engine.build(pack, vectors=TextVectors(timed, [VectorFile.read(pack.folder / SHIPPED)]))
    return InEncoderCalls.of(engine.ask, timed, texts)


def overhearing(engine: Engine, texts: Sequence[str]) -> Overheard:
    """Chat lines as the listener treats them, who asks only what reads as a question, against receiving them."""

    def heard(text: str) -> object:
        return engine.ask(text, mode=QuestionSource.CHANNEL) if reads_as_question(text) else None

    statements = [text for text in texts if not reads_as_question(text)]
    received = asyncio.run(receive(statements))
    ours = median(seconds(heard, text) for _ in range(_REPEATED) for text in statements)
    return Overheard(ours * 1e6, median(seconds(heard, text) for text in texts) * 1e6, received * 1e6)


def starting(runs: int = _REPEATED) -> Starts:
    """Build the engine in new processes, then start from the cache; the middle run of each by its time."""
    built = [measured(Job(Source.SHIPPED)) for _ in range(runs)]
    with TemporaryDirectory() as folder:
        job = Job(Source.CACHED, folder=str(Path(folder)))
        measured(job)
        cached = [measured(job) for _ in range(runs)]
    return Starts(_middle(built), _middle(cached))


def run() -> Report:
    """All of it in one go."""
    starts = starting()
    questions = [question.text for question in golden()]
    calls = in_encoder_calls(questions)
    engine = Engine.build(shipped())
    return report(asking(engine, questions), calls, overhearing(engine, chat()[:CHAT_LINES]), starts)


def report(asked: Versus, calls: InEncoderCalls, overheard: Overheard, starts: Starts) -> Report:
    """The figures. Times are the processor's, on this machine; ratios hold anywhere."""
    built, cached = starts.built, starts.cached
    rows = (
        ("ask, golden questions, median ms", asked.ours),
        ("WRatio over the same phrasings, median ms", asked.rival),
        ("WRatio takes so many times longer", asked.ratio),
        ("the encoder's own call, median ms", calls.encoder),
        ("ask without it, in encoder calls: median", calls.median),
        ("ask without it, in encoder calls: 99th percentile", calls.slowest),
        ("chat line that is no question, channel mode, µs", overheard.statement),
        ("any chat line, channel mode, µs", overheard.any_line),
        ("discord.py receives the line, µs", overheard.received),
        ("the line in parts of receiving it", overheard.ratio),
        ("reading and checking the pack, s", built.load),
        ("importing the engine, s", built.imports),
        ("engine build, first in a process, s", built.engine),
        ("first start, all three, s", built.start),
        ("later start, all three, s", cached.start),
        ("the process holds once the golden questions were asked, MB", cached.resident),
        ("the same by the clock, s", built.wall),
        ("engine build, in WRatio look-ups", built.engine * 1e3 / asked.rival),
        ("index alone, once more, s", built.index),
        ("fit alone, once more, s", built.fit),
        ("engine from the cache, s", cached.engine),
        ("a build takes so many times longer than the cache", built.engine / cached.engine),
        ("memory added at a first start, MB", built.added),
        ("the process's own share of it, MB", built.private),
        ("once the golden questions were asked, MB", built.used),
        ("memory at the height of the build, MB", built.peak),
        ("memory added at a later start, MB", cached.added),
        ("the process's own share of it, MB", cached.private),
        ("once the golden questions were asked, MB", cached.used),
    )
    floors = (
        Floor("shipped pack: WRatio takes so many times longer", asked.ratio, 8),
        at_most("shipped pack: ask without the encoder's call, in such calls, median", calls.median, 1.0),
        at_most("shipped pack: the same, 99th percentile", calls.slowest, 2.5),
        at_most("a chat line that is no question, in parts of receiving it", overheard.ratio, 0.5),
        at_most("shipped pack: first start, s", built.start, 6),
        at_most("shipped pack: later start, s", cached.start, 3),
        at_most("shipped pack: held once the golden questions were asked, MB", cached.resident, 300),
    )
    return Report((Table("The shipped pack", ("what", "measured"), rows),), floors)


def _middle(runs: Sequence[Footprint]) -> Footprint:
    return sorted(runs, key=lambda found: found.engine)[len(runs) // 2]
