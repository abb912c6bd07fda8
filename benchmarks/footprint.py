"""Time and memory of an engine, measured in a process of its own.

The baseline is an interpreter with the Discord library and the pack loaded; whatever the engine imports counts as its
own. Freed memory is given back to the system before the baseline is taken, and not afterwards.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeVar

from benchmarks.files import INTENTS, golden, lines, shipped
from benchmarks.synthetic import Synthetic, synthetic
from bot.errors import FootnoteError
from bot.pack.loader import load_pack
from bot.settings import ROOT

RIVAL_QUERIES = 25
"""WRatio over 100,000 phrasings takes tenths of a second a query; so many of the questions are enough."""
_MEMORY = Path("/proc/self/status")
T = TypeVar("T")


class Source(StrEnum):
    """What an engine is built from."""

    SHIPPED = "shipped"
    """The shipped pack at a first start: built, kept in a folder, and taken from there."""
    CACHED = "cached"
    """The shipped pack at a later start: taken from the folder."""
    SYNTHETIC = "synthetic"
    """A pack made up to a size, at a first start."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to measure.

    Attributes:
        folder: where built engines are kept, for `CACHED`.
        questions, phrasings: size of the made-up pack, and phrasings of each of its questions.
    """

    source: Source
    folder: str = ""
    questions: int = 0
    phrasings: int = 0


@dataclass(frozen=True, slots=True)
class Footprint:
    """What an engine takes.

    Attributes:
        load: processor seconds to read and check the pack; at a later start, to read it and find that it was checked.
        imports: processor seconds to import the matching code and to read its tables.
        engine: processor seconds to build the engine, first time in the process; from the cache, to read it.
        wall: the same by the clock on the wall, other programs and idle processors included.
        added: megabytes of memory more than before; `peak`: at the highest point of the build; `private`: those of
            `added` that are the process's own, not pages of files that the system may take back; `used`: more than
            before once the questions of a benchmark were asked.
        index, fit: processor seconds of these two parts alone, built once more.
        ask, rival: median milliseconds of a question, and of WRatio over the same phrasings.
        ratio: median over the questions of how many times longer the rival took.
        resident: megabytes that the whole process holds once those questions were asked, the Discord library included.
        encoder: median milliseconds of the encoder's call for such a question; 0 without one.
    """

    phrasings: int
    load: float
    imports: float
    engine: float
    wall: float
    added: float
    peak: float
    private: float = 0.0
    used: float = 0.0
    index: float = 0.0
    fit: float = 0.0
    ask: float = 0.0
    rival: float = 0.0
    ratio: float = 0.0
    encoder: float = 0.0
    resident: float = 0.0

    @property
    def start(self) -> float:
        """Processor seconds from the first import of the bot's own to an engine that answers."""
        return self.load + self.imports + self.engine

    @property
    def rest(self) -> float:
        """What a question costs besides the encoder's call, in such calls; not a number without an encoder."""
        return (self.ask - self.encoder) / self.encoder if self.encoder else float("nan")


def measured(job: Job) -> Footprint:
    """Measure in a new process.

    Raises:
        FootnoteError: that process failed; its own last words are in the error.
    """
    command = [sys.executable, "-m", "benchmarks.footprint", json.dumps(asdict(job))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    if done.returncode:
        raise FootnoteError(f"Measuring {job.source} failed. {(done.stderr.strip().splitlines() or [''])[-1]}")
    return Footprint(**json.loads(done.stdout))


def measure(job: Job) -> Footprint:
    """Measure in this process, which must not have loaded the engine."""
    import discord  # noqa: F401, PLC0415  # pyright: ignore[reportUnusedImport] - part of the baseline

    later = job.source is Source.CACHED and any(Path(job.folder).glob("*.engine"))
    load, pack = timed(lambda: load_pack(ROOT / "seeds", passed=lambda _: later))
    made = _made_up(job) if job.source is Source.SYNTHETIC else Synthetic(pack, ())
    count = sum(len(question.phrasings) for question in made.pack.questions)
    before, before_private = _settled(), _memory("RssAnon")
    imports, _ = timed(_load_matching)
    from bot.library.engine_cache import build_engine, passed  # noqa: PLC0415 - after the baseline

    if later:
        asking, known = timed(lambda: passed(pack.fingerprint, folder=Path(job.folder)))
        if not known:
            raise FootnoteError(
                f"The engine in {job.folder} is another's: measure a later start in a folder of its own."
            )
        load += asking
    with TemporaryDirectory() as own:
        started = perf_counter()
        seconds, engine = timed(lambda: build_engine(made.pack, folder=Path(job.folder or own)))
        wall = perf_counter() - started
    engine.ask(made.pack.questions[0].title("en"))
    added, peak, private = _memory("VmRSS") - before, _memory("VmHWM") - before, _memory("RssAnon") - before_private
    questions = made.asked or [question.text for question in golden()]
    for question in questions:
        engine.ask(question)
    held = _memory("VmRSS")
    found = Footprint(count, load, imports, seconds, wall, added, peak, private, held - before, resident=held)
    if job.source is Source.SHIPPED:
        index, fit = _parts(made)
        return replace(found, index=index, fit=fit)
    if job.source is Source.SYNTHETIC:
        ask, rival, ratio = _against_rival(engine.ask, made)
        return replace(found, ask=ask, rival=rival, ratio=ratio, encoder=_encoding(made.asked))
    return found


def timed(doing: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds that something took, and what it gave."""
    started = process_time()
    result = doing()
    return process_time() - started, result


def _made_up(job: Job) -> Synthetic:
    rows = [*lines(INTENTS / "clinc150_train_10.jsonl"), *lines(INTENTS / "clinc150_valid.jsonl")]
    return synthetic(shipped(), [row["text"] for row in rows], job.questions, job.phrasings)


def _load_matching() -> None:
    from bot.matching.encoding.encoder import installed  # noqa: PLC0415 - after the baseline
    from bot.matching.language.background import Background  # noqa: PLC0415

    Background.load()
    if (encoder := installed()) is not None:
        encoder.load()


def _parts(made: Synthetic) -> tuple[float, float]:
    """Seconds of the index, and of the fit, when everything is loaded."""
    from bot.matching.confidence.calibration import fit_own, refused_texts  # noqa: PLC0415 - after the baseline
    from bot.matching.confidence.shipped_model import shipped as shipped_confidence  # noqa: PLC0415
    from bot.matching.encoding.text_vectors import at_hand  # noqa: PLC0415
    from bot.matching.index.corpus import Corpus  # noqa: PLC0415
    from bot.matching.index.index import Index  # noqa: PLC0415

    corpus = Corpus.of(made.pack)
    vectors = at_hand(made.pack.folder)
    indexing, index = timed(lambda: Index.build(corpus, vectors=vectors, decoys=refused_texts(corpus)))
    fitting, _ = timed(
        lambda: fit_own(index, corpus, shipped_confidence(encoder=vectors is not None).prior.confidence, vectors)
    )
    return indexing, fitting


def _against_rival(ask: Callable[[str], object], made: Synthetic) -> tuple[float, float, float]:
    """Median milliseconds of ours and of WRatio, and the median ratio."""
    from benchmarks.timing import seconds, versus, wratio  # noqa: PLC0415 - rapidfuzz is one of the engine's libraries

    rival = wratio([text for question in made.pack.questions for text in question.phrasings])
    pairs = versus(ask, rival, made.asked[:: max(len(made.asked) // RIVAL_QUERIES, 1)])
    return median(seconds(ask, text) for text in made.asked) * 1e3, pairs.rival, pairs.ratio


def _encoding(texts: Sequence[str]) -> float:
    """Median milliseconds of the encoder's call; 0 where none is installed."""
    from benchmarks.timing import seconds  # noqa: PLC0415 - as above
    from bot.matching.encoding.encoder import installed  # noqa: PLC0415 - as above

    encoder = installed()
    if encoder is None:
        return 0.0
    call = encoder.__call__
    return median(seconds(lambda text: call([text]), text) for text in texts) * 1e3


def _settled() -> float:
    """Megabytes held once garbage is collected and freed memory given back."""
    gc.collect()
    give_back = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if give_back is not None:
        give_back(0)
    return _memory("VmRSS")


def _memory(field: str) -> float:
    """Megabytes: `VmRSS` held now, `RssAnon` held now and not in files, `VmHWM` held at most.

    Raises:
        FootnoteError: the system does not tell.
    """
    try:
        status = dict(line.split(":", 1) for line in _MEMORY.read_text("ascii").splitlines())
    except FileNotFoundError:
        raise FootnoteError(f"Memory is read from {_MEMORY}, which only Linux has; name other benchmarks.") from None
    return int(status[field].split()[0]) * 1024 / 1e6


def main() -> None:
    """Measure the job on the command line and print what was found as JSON."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot does; numpy is not loaded yet
    job = json.loads(sys.argv[1])
    try:
        found = measure(Job(Source(job.pop("source")), **job))
    except FootnoteError as error:
        sys.exit(str(error))
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
