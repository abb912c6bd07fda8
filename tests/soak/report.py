"""What the soaks found, as tables and floors, and the history of every delivery that went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from benchmarks.report import Cell, Floor, Report, Table, at_most
from tests.soak.crowd import SETTLED, Crowd
from tests.soak.driver import Soaked
from tests.soak.faults import Fault
from tests.soak.journal import Event, What
from tests.soak.overlap import Overlap
from tests.soak.quiz.driver import QuizSoaked
from tests.soak.verdict import Verdict
from tests.soak.whole import Whole

HISTORIES = 5
"""Most histories that are printed."""
COUNTED = (
    "claims", "take-overs", "sends", "sends without a good answer", "look-ups", "look-ups that found the post",
    "nonce hits", "threads", "requests",
)  # fmt: skip
ALONE = 0.05
"""Most of what is asked that may be lost with the only process that heard it: replies may wait for Discord's limits."""
HEARTBEAT, TAKEN, GROWN = 1.0, 40.0, 5.0
"""Most seconds that a heartbeat may be late, and most MiB that a crowd may take, in all and after its first posts."""


def report(
    killed: dict[str, Sequence[Soaked]],
    crowds: Sequence[Crowd],
    wholes: Sequence[Whole] = (),
    overlaps: Mapping[str, Overlap] | None = None,
    quizzes: Sequence[QuizSoaked] = (),
) -> Report:
    """Tables and floors of what was run.

    Args:
        killed: by the name of the column, the soaks whose figures stand there together.
        crowds: those that were due at once.
        wholes: runs of the whole bot on the sandbox.
        overlaps: by the kind of database, members who ask while processes take each other's place.
        quizzes: rounds, reviews and bookmarks under kills.
    """
    tables: list[Table] = []
    floors: list[Floor] = []
    if killed:
        columns = {name: _column(soaked) for name, soaked in killed.items()}
        rows = tuple((row, *(column[row] for column in columns.values())) for row in next(iter(columns.values())))
        tables.append(Table("Killed at random", ("what", *columns), rows))
        floors += [floor for name, soaked in killed.items() for floor in _floors(name, [s.verdict for s in soaked])]
        floors += [at_most(f"{name}: ended by themselves", _ended(soaked), 0) for name, soaked in killed.items()]
        floors += [at_most(f"{name}: errors logged", _errors(soaked), 0) for name, soaked in killed.items()]
    for crowd in crowds:
        name = f"{crowd.verdict.due:,} servers due at once"
        tables.append(Table(name, ("what", "value"), tuple(_crowd(crowd).items())))
        floors += _floors(name, [crowd.verdict])
        floors.append(at_most(f"{name}: heartbeat late, seconds, with a processor", crowd.own, HEARTBEAT))
        floors.append(at_most(f"{name}: memory taken, MiB", crowd.peak - crowd.before, TAKEN))
        floors.append(at_most(f"{name}: memory grown after the first {SETTLED} posts, MiB", crowd.grown, GROWN))
    if wholes:
        name = "The whole bot on the sandbox"
        tables.append(Table(name, ("what", "value"), tuple(_whole(wholes).items())))
        floors += _floors(name, [each.verdict for each in wholes])
        floors.append(at_most(f"{name}: troubles", sum(len(each.trouble) for each in wholes), 0))
    if overlaps:
        columns = {name: _overlap(each) for name, each in overlaps.items()}
        rows = tuple((row, *(column[row] for column in columns.values())) for row in next(iter(columns.values())))
        tables.append(Table("Processes that take each other's place", ("what", *columns), rows))
        for name, each in overlaps.items():
            floors.append(at_most(f"overlap, {name}: replies doubled", each.doubled, 0))
            floors.append(at_most(f"overlap, {name}: lost though a process heard it that stayed", each.lost, 0))
            if not each.plan.alone:
                share = each.lost_alone / max(len(each.asked) + len(each.used), 1)
                floors.append(at_most(f"overlap, {name}: share lost with the only process that heard it", share, ALONE))
            floors.append(Floor(f"overlap, {name}: replies of a second process", each.second["replies"], 1))
            floors.append(Floor(f"overlap, {name}: responses of a second process", each.second["responses"], 1))
    if quizzes:
        name = "Rounds, reviews and bookmarks under kills"
        tables.append(Table(name, ("what", "value"), tuple(_quizzes(quizzes).items())))
        floors.append(at_most(f"{name}: lost or doubled", sum(len(each.verdict.faults) for each in quizzes), 0))
        floors.append(at_most(f"{name}: troubles", sum(len(each.trouble) for each in quizzes), 0))
    return Report(tuple(tables), tuple(floors))


def _quizzes(quizzes: Sequence[QuizSoaked]) -> dict[str, Cell]:
    counts = sum((each.verdict.counts for each in quizzes), Counter[str]())
    return {
        "workers killed": sum(each.kills for each in quizzes),
        "rounds begun": counts["rounds"],
        "presses that were acknowledged": counts["presses"],
        "answers in reviews": counts["reviews"],
        "bookmarks kept or dropped": counts["bookmarks"],
        "a round waited at most for a process, simulated seconds": max(each.waited.total_seconds() for each in quizzes),
        "lost or doubled": sum(len(each.verdict.faults) for each in quizzes),
    }


def histories(verdict: Verdict, events: Sequence[Event]) -> Iterator[str]:
    """What happened to each delivery that is at fault, line by line."""
    for server, day in list(dict.fromkeys(verdict.faulty))[:HISTORIES]:
        yield f"server {server}, {day}"
        yield from map(str, _history(server, day, events))


def _history(server: int, day: date, events: Sequence[Event]) -> list[Event]:
    """The events of a delivery, and what the message server did in its channel meanwhile."""
    times = [event.at for event in events if event.server == server and event.day == day]
    if not times:
        return []
    first, last = times[0], times[-1] + timedelta(minutes=10)
    about = (event for event in events if event.server == server and first <= event.at <= last)
    return [event for event in about if event.day in (None, day)]


def _column(soaked: Sequence[Soaked]) -> dict[str, Cell]:
    """The figures of soaks of one kind, added up."""
    counts = sum((Counter(each.counts) for each in soaked), Counter[str]())
    verdicts = [each.verdict for each in soaked]
    return {
        "workers killed while posts were due": sum(each.tally.kills for each in soaked),
        "of these with deliveries in hand": sum(each.tally.in_hand for each in soaked),
        "deliveries they left behind": sum(each.tally.orphans for each in soaked),
        "workers frozen for minutes, then let go on": sum(each.tally.frozen for each in soaked),
        "posts due": sum(verdict.due for verdict in verdicts),
        "posts lost": sum(len(verdict.lost) for verdict in verdicts),
        "posts doubled": sum(len(verdict.doubled) for verdict in verdicts),
        "of dates that were not due": sum(len(verdict.strange) for verdict in verdicts),
        "told wrongly by the database": sum(len(verdict.disagreeing) for verdict in verdicts),
        "quotes repeated too soon": sum(len(verdict.repeated) for verdict in verdicts),
        "longest delay, simulated minutes": max(verdict.longest for verdict in verdicts) / timedelta(minutes=1),
        **{what: counts[what] for what in COUNTED},
        **{f"fault: {fault}": counts[fault] for fault in Fault},
        "servers": soaked[0].plan.servers,
        "processes": soaked[0].plan.workers,
        "runs": len(soaked),
        "times as fast as real time": soaked[0].plan.factor,
        "minutes": sum(each.seconds for each in soaked) / 60,
    }


def _crowd(crowd: Crowd) -> dict[str, Cell]:
    return {
        "posts": crowd.verdict.posts,
        "seconds to the last post": crowd.seconds,
        "posts a second": crowd.verdict.posts / crowd.seconds,
        "requests": crowd.counts.get("requests", 0),
        "refused with 429": crowd.counts.get("limited", 0),
        "claims": crowd.counts["claims"],
        "take-overs": crowd.counts["take-overs"],
        "memory before, MiB": crowd.before,
        f"memory after the first {SETTLED} posts, MiB": crowd.settled,
        **{f"memory after {25 * n} % of the posts, MiB": memory for n, memory in enumerate(crowd.quarters, 1)},
        "memory at most, MiB": crowd.peak,
        "memory after, MiB": crowd.after,
        f"memory grown after the first {SETTLED} posts, MiB": crowd.grown,
        "heartbeat late at most, seconds": crowd.late,
        "the same, less what it waited for a processor": crowd.own,
    }


def _whole(wholes: Sequence[Whole]) -> dict[str, Cell]:
    return {
        "bots killed": sum(each.kills for each in wholes),
        "of these with deliveries in hand": sum(each.in_hand for each in wholes),
        "posts due": sum(each.verdict.due for each in wholes),
        "posts lost": sum(len(each.verdict.lost) for each in wholes),
        "posts doubled": sum(len(each.verdict.doubled) for each in wholes),
        "requests to post": sum(each.posted for each in wholes),
        "look-ups": sum(each.looks for each in wholes),
        "faults": sum(each.faults for each in wholes),
        "longest delay, minutes": max(each.verdict.longest for each in wholes) / timedelta(minutes=1),
        "runs side by side": len(wholes),
        "minutes": max(each.seconds for each in wholes) / 60,
    }


def _overlap(found: Overlap) -> dict[str, Cell]:
    return {
        "messages that call the bot": len(found.asked),
        "commands": len(found.used),
        "overheard messages": len(found.overheard),
        "processes told to stop beside another": found.stopped,
        "processes killed beside another": found.killed,
        "replies that a second process sent under the same nonce": found.second["replies"],
        "responses of a second process, refused": found.second["responses"],
        "replies or responses doubled": found.doubled,
        "lost though a process heard it that stayed": found.lost,
        "interactions answered too late for Discord, on a busy machine": found.too_late,
        "lost with the only process that heard it": found.lost_alone,
        "seconds without a process": found.gap,
    }


def _floors(name: str, verdicts: Sequence[Verdict]) -> list[Floor]:
    faults = {
        "lost": sum(len(verdict.lost) for verdict in verdicts),
        "doubled": sum(len(verdict.doubled) for verdict in verdicts),
        "not due, told wrongly or repeated": sum(
            len(verdict.strange) + len(verdict.disagreeing) + len(verdict.repeated) for verdict in verdicts
        ),
    }
    return [at_most(f"{name}: {fault}", value, 0) for fault, value in faults.items()]


def _ended(soaked: Sequence[Soaked]) -> int:
    return sum(len(each.tally.trouble) for each in soaked)


def _errors(soaked: Sequence[Soaked]) -> int:
    return sum(event.what is What.ERROR for each in soaked for event in each.events)
