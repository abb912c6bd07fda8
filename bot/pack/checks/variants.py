"""Check of names of terms: none names two of them, so that whoever looks one up finds that one."""

from __future__ import annotations

from collections.abc import Iterator

from bot.pack.faults import Fault, as_asked
from bot.pack.fields import Keys
from bot.pack.models import Term
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located
from bot.text import fold


def check_variants(draft: Draft) -> Iterator[Fault]:
    """Headwords and variants that another term has, too, whether one or many are meant."""
    if draft.info is not None:
        yield from as_asked(draft.info.entry.policies.variants, _shared(draft))


def _shared(draft: Draft) -> Iterator[Fault]:
    first: dict[str, tuple[Located[Term], Keys]] = {}
    for headword in (True, False):  # a headword keeps its name, wherever the variant stands
        for located in draft.of(Term):
            for keys, name in _names(located.entry, headword=headword):
                other, place = first.setdefault(_key(name), (located, keys))
                if other is not located:
                    where = f"{other.source.name}:{other.line(*place)}"
                    problem = f"“{name}” names the term {other.name!r}, too ({where})."
                    yield located.fault(problem, "Keep it with the term that it means.", *keys)


def _names(term: Term, *, headword: bool) -> Iterator[tuple[Keys, str]]:
    if headword:
        yield from ((("term", language), name) for language, name in term.term.items())
    else:
        yield from ((("variants", number), name) for number, name in enumerate(term.variants))


def _key(name: str) -> str:
    """The name without case, punctuation and the s of several."""
    folded = fold(name) or name
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded
