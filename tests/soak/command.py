"""The command line of the soaks: runs them, prints what they found, and keeps the figures of the full ones."""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.report import keep, show
from bot.storage.database_url import Address, address_of
from bot.storage.migrating import migrate
from tests.databases import Apart, postgres
from tests.soak.crowd import Crowd, crowd
from tests.soak.driver import Plan, Soaked, soak
from tests.soak.journal import What
from tests.soak.overlap import Overlap, OverlapPlan, overlap
from tests.soak.quiz.driver import QuizPlan, QuizSoaked, soak_quiz
from tests.soak.report import histories, report
from tests.soak.whole import Whole, WholePlan, whole

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "soak.json"
WIDTH = 120
"""Columns of what is piped into a file."""


class Part(StrEnum):
    """What can be run."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"
    CROWD = "crowd"
    SANDBOX = "sandbox"
    OVERLAP = "overlap"
    QUIZ = "quiz"


SHORT = {
    Part.SQLITE: (Plan(kills=8, workers=1, servers=50, factor=30, seed=1),),
    Part.POSTGRESQL: (Plan(kills=12, workers=4, servers=100, factor=30, seed=2),),
}
FULL = {
    Part.SQLITE: tuple(Plan(kills=125, workers=1, servers=50, factor=20, seed=seed) for seed in range(10, 18)),
    Part.POSTGRESQL: tuple(Plan(kills=334, workers=4, servers=100, factor=20, seed=seed) for seed in range(20, 23)),
}
IN_SHORT = (Part.SQLITE, Part.POSTGRESQL, Part.CROWD, Part.OVERLAP, Part.QUIZ)
"""What is run in short when nothing is named."""
WHOLE = {
    False: (WholePlan(kills=10, servers=20, every=1, seed=3),),
    True: tuple(WholePlan(kills=50, servers=120, every=20, seed=seed) for seed in range(30, 35)),
}
OVERLAPS = {False: OverlapPlan(20, handovers=2, seed=4, alone=False), True: OverlapPlan(60, handovers=6, seed=5)}
CROWDS = {False: 500, True: 10_000}
"""How many servers are due at once, in short and in full."""
QUIZZES = {
    False: QuizPlan(kills=12, workers=3, rounds=4, factor=15, seed=40, life=15.0),
    True: QuizPlan(kills=250, workers=4, rounds=8, factor=15, seed=41, life=30.0),
}

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def run(
    parts: Annotated[list[Part] | None, typer.Argument(help="Which to run; all when none is named.")] = None,
    *,
    full: Annotated[bool, typer.Option("--full", help="Thousands of deaths; takes an hour.")] = False,
    keep_in: Annotated[Path | None, typer.Option(help="File for the figures, as JSON.")] = None,
) -> None:
    """Kill processes at random while posts of the day are due, and count what was lost or doubled."""
    out = Console(soft_wrap=True)
    out.width = out.width if out.is_terminal else WIDTH
    killed: dict[str, Sequence[Soaked]] = {}
    crowds: list[Crowd] = []
    wholes: Sequence[Whole] = ()
    overlaps: dict[str, Overlap] = {}
    quizzes: list[QuizSoaked] = []
    good = True
    for part in dict.fromkeys(parts or (Part if full else IN_SHORT)):
        with _folder(out) as folder:
            if part is Part.CROWD:
                crowds.append(_crowd(CROWDS[full], folder, out))
                good &= _tell_faults(out, crowds[-1])
                continue
            if part is Part.SANDBOX:
                wholes = _wholes(WHOLE[full], folder, out)
                good &= not any(each.trouble for each in wholes)
                continue
            if part is Part.OVERLAP:
                overlaps = _overlaps(OVERLAPS[full], folder, out)
                good &= not any(each.trouble for each in overlaps.values())
                continue
            if part is Part.QUIZ:
                quizzes += _quizzes(QUIZZES[full], folder, out)
                good &= all(each.good for each in quizzes)
                continue
            soaked = _soak(part, (FULL if full else SHORT)[part], folder, out)
            processes = soaked[0].plan.workers
            killed[f"{part}, {processes} process{'es' * (processes > 1)}"] = soaked
            for each in soaked:
                good &= _tell_faults(out, each)
    found = report(killed, crowds, wholes, overlaps, quizzes)
    show(found, out)
    if keep_in is not None or full:
        keep(found, keep_in or RESULTS)
    raise typer.Exit(code=0 if good and all(floor.held for floor in found.floors) else 1)


def _soak(part: Part, plans: Sequence[Plan], folder: Path, out: Console) -> list[Soaked]:
    """Run plans side by side: they spend most of their time waiting for leases to run out."""
    with _addresses(part, len(plans), folder) as addresses, ThreadPoolExecutor(len(plans)) as pool:
        running = [
            pool.submit(_one, part, plan, each, folder, out) for plan, each in zip(plans, addresses, strict=True)
        ]
        return [each.result() for each in running]


def _one(part: Part, plan: Plan, address: Address, folder: Path, out: Console) -> Soaked:
    journals = folder / f"{part}-{plan.seed}"
    journals.mkdir()
    return soak(plan, address, journals, lambda text: out.print(f"{part}, seed {plan.seed}, {text}"))


def _crowd(servers: int, folder: Path, out: Console) -> Crowd:
    with _addresses(Part.SQLITE, 1, folder) as [address]:
        return crowd(servers, address, folder, lambda text: out.print(f"crowd, {text}"))


def _wholes(plans: Sequence[WholePlan], folder: Path, out: Console) -> list[Whole]:
    """Run plans side by side."""

    async def side_by_side() -> list[Whole]:
        pairs = zip(plans, addresses, strict=True)
        return await asyncio.gather(*(_whole(plan, address, folder / str(plan.seed), out) for plan, address in pairs))

    with _addresses(Part.SANDBOX, len(plans), folder) as addresses:
        return asyncio.run(side_by_side())


async def _whole(plan: WholePlan, address: Address, folder: Path, out: Console) -> Whole:
    found = await whole(plan, address, folder, lambda text: out.print(f"sandbox, seed {plan.seed}, {text}"))
    for line in [*found.trouble, *found.verdict.wrong]:
        out.print(line, markup=False, highlight=False)
    return found


def _overlaps(plan: OverlapPlan, folder: Path, out: Console) -> dict[str, Overlap]:
    """Run a plan on each kind of database, one after the other."""
    found: dict[str, Overlap] = {}
    for part in (Part.SQLITE, Part.POSTGRESQL):
        with _addresses(part, 1, folder) as [address]:
            say: Callable[[str], None] = lambda text, part=part: out.print(f"overlap, {part}, {text}")  # noqa: E731
            found[part] = asyncio.run(overlap(plan, address, folder / f"overlap-{part}", say))
        for line in found[part].trouble:
            out.print(line, markup=False, highlight=False)
    return found


def _quizzes(plan: QuizPlan, folder: Path, out: Console) -> list[QuizSoaked]:
    """Run a plan on both kinds of database side by side.

    Each has a process of its own, for the workers are forked from one that holds the quiz, and a process that has run
    another soak forks from one that does not.
    """
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        found = list(pool.map(partial(_quiz, plan, folder), (Part.SQLITE, Part.POSTGRESQL)))
    for each in found:
        for line in [*each.trouble, *each.verdict.faults]:
            out.print(line, markup=False, highlight=False)
    return found


def _quiz(plan: QuizPlan, folder: Path, kind: Part) -> QuizSoaked:
    out, journals = Console(soft_wrap=True), folder / f"quiz-{kind}"
    journals.mkdir()
    with _addresses(kind, 1, journals) as [address]:
        return soak_quiz(plan, address, journals, lambda text: out.print(f"quiz, {kind}, {text}"))


@contextmanager
def _addresses(part: Part, number: int, folder: Path) -> Generator[Sequence[Address]]:
    """Databases, migrated and empty."""
    if part is not Part.POSTGRESQL:
        addresses = [address_of(f"sqlite:///{folder / f'{each}.db'}") for each in range(number)]
        _migrate(addresses)
        yield addresses
        return
    apart = Apart()
    with postgres(apart) as server:
        addresses = [server.create() for _ in range(number)]
        _migrate(addresses)
        yield addresses
        for address in addresses:
            server.drop(address)
    apart.close()


def _migrate(addresses: Sequence[Address]) -> None:
    for address in addresses:
        asyncio.run(migrate(address))


def _tell_faults(out: Console, found: Soaked | Crowd) -> bool:
    """Print the history of every delivery at fault, and what else was not expected; whether there was nothing."""
    tell: Callable[[str], None] = lambda text: out.print(text, markup=False, highlight=False)  # noqa: E731
    for line in histories(found.verdict, found.events):
        tell(line)
    errors = [event for event in found.events if event.what is What.ERROR]
    trouble = found.tally.trouble if isinstance(found, Soaked) else []
    for line in [*trouble, *map(str, errors[:3])]:
        tell(line)
    return not found.verdict.faulty and not trouble and not errors


@contextmanager
def _folder(out: Console) -> Generator[Path]:
    """A folder for databases and journals, gone at the end unless something goes wrong."""
    folder = Path(tempfile.mkdtemp(prefix="footnote-soak-"))
    try:
        yield folder
    except BaseException:
        out.print(f"The journals are in {folder}")
        raise
    shutil.rmtree(folder, ignore_errors=True)
