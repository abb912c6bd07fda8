"""Follow-ups after every eighth curated question: of the moves how many are served, of the rest how many are not wrong.

`python -m benchmarks.follow_ups` holds one short conversation for each pair and prints a table, in English and Chinese.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.library.engine_cache import build_engine
from bot.matching import Decision, Engine
from bot.pack.loader import load_pack
from bot.pack.models import Question
from bot.settings import load_settings

EVERY = 8
"""Of the curated questions each so-manieth is followed up."""
FOLLOW_UPS = {
    "why?": "why",
    "who said that?": "who",
    "which article is that from?": "article",
    "is that true?": "true",
    "and in Europe?": "",
    "what does the US think about this?": "",
    "who disagrees with this?": "",
    "how much does it cost?": "",
    "how long does it take to read this?": "length",
    "can you shorten that?": "shorter",
    "when was that written?": "when",
    "what happened after that?": "",
    "what does that mean for me?": "",
    "source?": "source",
    "that was quick": "",
}
"""What is said next, and the move that it is; none for what nothing in the library answers, or asks nothing."""
CHINESE = {
    "为什么？": "why",
    "什么时候写的？": "when",
    "谁说的？": "who",
    "这是真的吗？": "true",
    "欧洲呢？": "",
    "太长了，短一点": "shorter",
}


def outcome(engine: Engine, first: Question, follow_up: str, move: str, language: str) -> str:
    """What becomes of one follow-up: served, repeated, another answer, offered, or nothing."""
    answering = Answering(lambda: engine, load_settings(), lambda: 0.0, chance=Random(0))
    answering.shown(first, Asker(1, language), 1)  # what its title, typed word for word, is answered with
    reply = answering.answer(follow_up, Asker(1), ChannelContext(1))
    if reply.decision is Decision.LOOKUP and reply.lookup:
        return "served" if reply.lookup.kind == move else f"served as {reply.lookup.kind}"
    if reply.decision is Decision.ANSWER:
        return "repeated" if first in reply.answers else "another answer"
    return reply.decision.value


def main() -> None:
    """Print the table."""
    pack = load_pack(Path("seeds"))
    engine = build_engine(pack)
    questions = pack.questions[::EVERY]
    for language, rows in (("en", FOLLOW_UPS), ("zh", CHINESE)):
        served = moves = wrong = others = 0
        for follow_up, move in rows.items():
            told = Counter(outcome(engine, question, follow_up, move, language) for question in questions)
            moves += len(questions) * bool(move)
            served += told["served"] if move else 0
            others += 0 if move else len(questions)
            wrong += 0 if move else told["repeated"] + told["another answer"]
            print(f"{follow_up:<40}{move or '-':<10}{dict(told)}")
        print(f"{language}: {served} of {moves} moves served; {wrong} of {others} others repeated or wrong")


if __name__ == "__main__":
    main()
