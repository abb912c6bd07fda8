"""Advice to a curator: what to do next, from the pack itself."""

from __future__ import annotations

from dataclasses import dataclass

from bot.evaluating.audit import audit, lexical_index, phrasings
from bot.evaluating.collisions import Collision, collisions
from bot.evaluating.leaving_out import LeftOut, Pull, Stray, leave_out
from bot.evaluating.priorities import Task, most_worth_doing
from bot.evaluating.progress import Tell, unwatched
from bot.evaluating.strangers import Attraction, attractions
from bot.matching import Engine
from bot.pack.faults import Fault
from bot.pack.models import Question
from bot.pack.reading.draft import Draft


@dataclass(frozen=True, slots=True)
class Advice:
    """What to look at, each list with the most pressing first.

    Attributes:
        tasks: the ten things most worth doing; what follows is what they were chosen from.
        phrasings: how many phrasings and titles there are.
        faults: texts that the engine reads as belonging elsewhere; `python -m bot check --engine` lists them too.
        strays: phrasings that go to another question when left out: others like them would.
        pulls: pairs of questions that are hard to tell apart.
        attractions: questions on which texts fall that must be refused.
        collisions: terms with the same name, or nearly.
    """

    tasks: tuple[Task, ...]
    phrasings: int
    faults: tuple[Fault, ...]
    strays: tuple[Stray, ...]
    pulls: tuple[Pull, ...]
    attractions: tuple[Attraction, ...]
    collisions: tuple[Collision, ...]


def advise(draft: Draft, engine: Engine, tell: Tell = unwatched) -> Advice:
    """Look for everything that a curator could mend; the arguments as for `audit`."""
    index = lexical_index(engine.pack)
    left: LeftOut = leave_out(index, phrasings(draft.of(Question)), tell)
    faults = tuple(audit(draft, engine, index=index, tell=tell))
    strangers, alike = attractions(engine, tell), collisions(engine.pack.terms)
    return Advice(
        tasks=most_worth_doing(draft, faults, left.strays, strangers, alike),
        phrasings=left.phrasings,
        faults=faults,
        strays=left.strays,
        pulls=left.pulls,
        attractions=strangers,
        collisions=alike,
    )
