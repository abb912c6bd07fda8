"""Check of ids against the register, where the pack keeps one."""

from __future__ import annotations

from collections.abc import Iterator

from bot.pack.checks.references import nearest_hint
from bot.pack.faults import Fault
from bot.pack.reading.draft import Draft
from bot.pack.reading.published_ids import listed, registered

_ACCEPT = "run `python -m bot check --register` to accept it"


def check_register(draft: Draft) -> Iterator[Fault]:
    """Ids that are not in `ids.txt`, and ids in it that nothing has any more."""
    if draft.register is None:
        return
    known = listed(draft)
    present = {key for key, _, _ in registered(draft)}
    gone = set(known) - present
    new = [(key, located, keys) for key, located, keys in registered(draft) if key not in known]
    for key, located, keys in new:
        kind, _, name = key.partition(" ")
        hint = nearest_hint(name, {other.partition(" ")[2] for other in gone if other.startswith(f"{kind} ")})
        remedy = f"Correct it, or {_ACCEPT}."
        if not located.source.has(located.location(*keys)):
            remedy = f"The id is made from the text: write the old one under `id:` to keep it, or {_ACCEPT}."
        yield located.fault(f"The {kind} id {name!r} is not in ids.txt{hint}", remedy, *keys)
    if new or any(fault.stops for fault in draft.faults):
        return  # a missing id is most likely one of those just told, or of an entry that could not be read
    for key in gone:
        problem = "Nothing in the pack has this id any more."
        yield Fault(draft.register.name, known[key], key, problem, f"Bring it back, or {_ACCEPT}.")
