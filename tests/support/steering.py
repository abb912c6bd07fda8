"""The real engine with its decision steered for chosen texts, so that a test of the bot does not rest on a score."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

from bot.discord_app.client import Footnote
from bot.library.library import Edition, Library
from bot.matching import Decision, Engine, PassageHit, Reply


class Steered:
    """Decides as told about the texts it is told about; asks the real engine about everything else."""

    def __init__(self, real: Engine, decisions: Mapping[str, Decision]) -> None:
        self.real = real
        self.decisions = decisions

    def ask(self, text: str, **options: Any) -> Reply:
        reply = self.real.ask(text, **options)
        decision = self.decisions.get(text)
        if decision is None:
            return reply
        passages = self.real.search(text, limit=3) if decision is Decision.PASSAGES else ()
        answer = reply.candidates[0].question if decision is Decision.ANSWER else None
        return replace(reply, decision=decision, answer=answer, chitchat=None, passages=passages)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


class Finding:
    """Finds the same passages whatever is searched for; asks the real engine about everything else."""

    def __init__(self, real: Engine, hits: tuple[PassageHit, ...]) -> None:
        self.real = real
        self.hits = hits

    def search(self, _text: str, *, limit: int) -> tuple[PassageHit, ...]:
        return self.hits[:limit]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


def steered(real: Engine, decisions: Mapping[str, Decision]) -> Engine:
    """The engine with decisions for texts."""
    return cast("Engine", Steered(real, decisions))


@contextmanager
def with_engine(bot: Footnote, wrapped: Callable[[Engine], object]) -> Generator[None]:
    """While inside, a bot answers by what is made of its engine."""
    before = bot.library
    edition = before.edition
    bot.library = Library(bot.settings.seeds, Edition(edition.pack, cast("Engine", wrapped(edition.engine))))
    try:
        yield
    finally:
        bot.library = before


@contextmanager
def deciding(bot: Footnote, question: str, decision: str) -> Generator[None]:
    """While inside, the engine decides so about that question."""
    with with_engine(bot, lambda engine: steered(engine, {question: Decision(decision)})):
        yield


@contextmanager
def finding_everything(bot: Footnote) -> Generator[None]:
    """While inside, every search finds every paragraph."""
    articles = bot.library.edition.pack.articles
    hits = tuple(PassageHit(each.id, part, 0.9, ((0, 3),)) for each in articles for part in each.paragraphs[1:])
    with with_engine(bot, lambda engine: Finding(engine, hits)):
        yield
