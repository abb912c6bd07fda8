"""What becomes of each question of a message that asks two, or one behind a reason: `python -m benchmarks.joined`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.answering.no_answer.explained import near
from bot.library.engine_cache import build_engine
from bot.matching import Engine, Reply
from bot.pack.loader import load_pack
from bot.settings import load_settings

MESSAGES = Path("tests/data/joined.yaml")
FATES = ("right", "looked up", "offered", "told rightly", "told wrongly", "wrong", "lost")
"""What a half may come to: answered by its entry; served from data (listed, to be read); its entry offered; that
nothing is found said, rightly or not; another entry given for it; nothing at all."""
_LISTED = frozenset({"looked up", "told wrongly", "wrong", "lost"})


def main() -> None:
    """Count the fates by kind of message and language, and list the halves that were lost or answered wrongly."""
    engine = build_engine(load_pack(load_settings().seeds))
    messages = yaml.safe_load(MESSAGES.read_text("utf-8"))
    table = Table("", "halves", *FATES)
    out, bad = Console(), list[str]()
    for kind, by_language in messages.items():
        for language, rows in by_language.items():
            counts: Counter[str] = Counter()
            for row in rows:
                fates = fates_of(row, engine)
                counts.update(fates)
                bad += [f"{fate}: {row['text']}" for fate in fates if fate in _LISTED]
            table.add_row(f"{kind}, {language}", str(counts.total()), *(str(counts[fate]) for fate in FATES))
    out.print(table)
    out.print("\n".join(bad), markup=False)


def fates_of(row: dict[str, Any], engine: Engine) -> list[str]:
    """The fate of each half of a message, asked at the beginning of a conversation."""
    answering = Answering(lambda: engine, load_settings(), lambda: 0.0)
    reply = answering.answer(row["text"], Asker(1), ChannelContext(1))
    halves: list[list[str]] = row["halves"]
    parts = reply.parts if len(reply.parts) == len(halves) else ()
    return [_fate(half, number, halves, reply, parts) for number, half in enumerate(halves)]


def _fate(half: list[str], number: int, halves: list[list[str]], reply: Reply, parts: tuple[Reply, ...]) -> str:
    given = {entry.id for entry in reply.answers}
    if given & set(half):
        return "right"
    own = parts[number] if parts else reply
    if parts and own.lookup is not None and own.answer is None:
        return "looked up"
    others = {name for other in halves if other is not half for name in other}
    if (own.answer is not None and parts) or given - others:
        return "wrong"
    if set(half) & {candidate.question.id for candidate in (*near(own), *reply.offered)}:
        return "offered"
    if own.answer is None and (reply.said or not given):
        return "told wrongly" if half else "told rightly"
    return "lost"


if __name__ == "__main__":
    main()
