"""Fit how likely an entry is meant by a follow-up: `python -m benchmarks.fit_follow_ups`.

On the labelled conversations that code may be tuned on (`tests/data/conversations.yaml`), each turn with the entry that
should have been shown before it, and on follow-ups made of the pack's own terms ("and X?" after an entry beside the
one about X; the same with that entry taken away, so that nothing answers). Cross-validated by conversation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Annotated

import numpy as np
import typer

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.answering.following.leaning import leans, of_person
from bot.answering.following.likelihood import FILE, Weights
from bot.answering.following.question import may_follow
from bot.answering.following.weighing import weighed
from bot.answering.last_reply import LastReply, about
from bot.answering.no_answer.subjects import own_words
from bot.evaluating.talk.conversations import Expected, LabelledConversation, read_conversations
from bot.library.engine_cache import build_engine
from bot.matching import Decision, Engine
from bot.matching.numerics.arrays import Floats
from bot.matching.numerics.regression import Logistic
from bot.pack.loader import load_pack
from bot.settings import ROOT, load_settings

PENALTY = 15.0
FOLDS = 10
TOLERATED = 0.12
"""Share of wrong ones among the follow-ups answered at the threshold.

They are a fifth of what is answered in a conversation, so that this stays below three in a hundred of the whole.
"""
TUNING = ROOT / "tests" / "data" / "conversations.yaml"
EVERY = 3
"""Of the pack's entries each so-manieth is followed up by terms."""
PATTERNS = {"en": ("and {}?", "what about {}"), "zh": ("那{}呢", "{}呢？")}
MADE = 0.3
"""Weight of a follow-up made of terms against one that somebody wrote."""


@dataclass(frozen=True, slots=True)
class Case:
    """A follow-up: the evidence for each candidate, and which ones answer it.

    Attributes:
        group: what is left out together when it is judged.
        weight: how much it counts.
    """

    group: str
    rows: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]
    weight: float


def spoken(conversation: LabelledConversation, engine: Engine) -> Iterator[Case]:
    """The turns of a conversation that lean on the reply before them, this being the right one."""
    answering = Answering(lambda: engine, load_settings(), lambda: 0.0, chance=Random(0))
    who, where = Asker(1), ChannelContext(1)
    put = partial(engine.ask, tolerance=load_settings().tolerated_error)
    for turn in conversation.turns:
        last = answering.conversation.last_reply(1, 1, 0.0)
        if turn.expect in (Expected.QUESTION, Expected.NOTHING) and last is not None and last.tells:
            alone = put(turn.text)
            plain = alone.decision is Decision.ANSWER and not leans(turn.text)
            own = own_words(turn.text)
            says = bool(own) or (bool(last.people) and of_person(turn.text))
            if not plain and not alone.parts and says and may_follow(turn.text):
                every = weighed(turn.text, own, last, engine, put)
                if every:
                    right = tuple(one.candidate.question.id in turn.answers for one in every)
                    yield Case(conversation.conversation, tuple(one.row for one in every), right, 1.0)
        if turn.answers:
            answering.shown(engine.pack.question_by_id[turn.answers[0]], who, 1)
        else:
            answering.answer(turn.text, who, where)


def made(engine: Engine) -> Iterator[Case]:
    """Follow-ups made of the terms of entries beside the one shown, each with the answer and without it."""
    pack = engine.pack
    put = partial(engine.ask, tolerance=load_settings().tolerated_error)
    for number, shown in enumerate(pack.questions[::EVERY]):
        for language, patterns in PATTERNS.items():
            last: LastReply = about(pack, shown, language)
            known = {mention.term.id for mention in engine.terms_in(shown.title(language))}
            beside = [pack.question_by_id[name] for name in shown.see_also if name in pack.question_by_id][:2]
            for entry in beside:
                terms = [m.term for m in engine.terms_in(entry.title(language)) if m.term.id not in known][:1]
                for term in terms:
                    word = term.headwords(language)[0]
                    text = patterns[number % len(patterns)].format(word)
                    every = weighed(text, own_words(text), last, engine, put)
                    right = [
                        term.id in {m.term.id for m in engine.terms_in(one.candidate.question.title(language))}
                        for one in every
                    ]
                    if any(right):
                        yield Case(shown.id, tuple(one.row for one in every), tuple(right), MADE)
                    rest = [one.row for one, is_right in zip(every, right, strict=True) if not is_right]
                    if rest:
                        yield Case(shown.id, tuple(rest), (False,) * len(rest), MADE)


def fitted(cases: list[Case]) -> Logistic:
    """The model of some cases, each of which counts as one whatever its candidates."""
    rows = np.array([row for case in cases for row in case.rows], np.float32)
    labels = np.array([right for case in cases for right in case.right], np.float32)
    weights = np.array([case.weight for case in cases for _ in case.rows], np.float32)
    return Logistic.fit(rows, labels, sample=weights, penalty=PENALTY)


def judged(cases: list[Case]) -> list[tuple[float, bool, bool]]:
    """For each written case its best chance, whether that is right, and whether anything is; by a model apart."""
    groups = sorted({case.group for case in cases})
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    found: list[tuple[float, bool, bool]] = []
    for part in range(FOLDS):
        model = fitted([case for case in cases if fold[case.group] != part])
        for case in cases:
            if fold[case.group] == part and case.weight == 1.0:
                chances: Floats = model(np.array(case.rows, np.float32))
                first = int(chances.argmax())
                found.append((float(chances[first]), case.right[first], any(case.right)))
    return found


def threshold_of(held: list[tuple[float, bool, bool]]) -> float:
    """The least chance from which few enough of the answers given are wrong, and all above it."""
    levels = sorted({chance for chance, _, _ in held})
    good = [level for level in levels if _wrong(held, level) <= TOLERATED]
    return min(good, default=1.0)


def _wrong(held: list[tuple[float, bool, bool]], level: float) -> float:
    given = [right for chance, right, _ in held if chance >= level]
    return 1 - sum(given) / len(given) if given else 0.0


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    conversations: Annotated[Path, typer.Option(help="What to fit on.")] = ROOT
    / "tests"
    / "data"
    / "conversations.yaml",
) -> None:
    """Write the file."""
    engine = build_engine(load_pack(ROOT / "seeds"))
    cases = [case for each in read_conversations(conversations) for case in spoken(each, engine)]
    cases += made(engine)
    held = judged(cases)
    threshold = threshold_of(held)
    answerable = [one for one in held if one[2]]
    print(f"{sum(case.weight == 1.0 for case in cases)} written and {sum(case.weight != 1.0 for case in cases)} made")
    for level in (0.3, 0.4, 0.5, 0.6, 0.7, threshold):
        given = [one for one in held if one[0] >= level]
        print(
            f"from {level:.3f}: {sum(one[1] for one in given)} of {len(answerable)} answered rightly, "
            f"{sum(not one[1] for one in given)} wrongly"
        )
    target = ROOT / "bot" / "answering" / "following" / FILE
    weights = Weights.of(fitted(cases), threshold)
    target.write_text(weights.model_dump_json(indent=1) + "\n", encoding="utf-8")
    print(f"Wrote {target.relative_to(ROOT)}")


if __name__ == "__main__":
    app()
