"""What every look-up needs: the pack, the engine, the reader's language, the last reply, and a random choice."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bot.answering.last_reply import LastReply
from bot.languages import Language
from bot.matching import Engine
from bot.pack.models import Article, Pack, Question
from bot.translations import Voice, voice


@dataclass(frozen=True, slots=True)
class Desk:
    """One look-up's surroundings.

    Attributes:
        last: the last reply of the conversation; an empty one where there was none.
        chance: chooses among quotes.
        asked_in: code of the language of the message, where the bot does not speak it and the pack lacks it; else
            empty.
    """

    engine: Engine
    language: Language
    last: LastReply
    chance: Random
    asked_in: str = ""

    @property
    def pack(self) -> Pack:
        """What it is looked up in."""
        return self.engine.pack

    @property
    def say(self) -> Voice:
        """Says sentences in the reader's language."""
        return voice(self.language)

    @property
    def entry(self) -> Question | None:
        """The entry that the last reply gave first, or the one that it most likely meant."""
        return self.last.entries[0] if self.last.entries else self.last.meant

    @property
    def articles(self) -> list[Article]:
        """The articles of the last reply."""
        return [self.pack.article_by_id[name] for name in self.last.articles if name in self.pack.article_by_id]

    @property
    def opening(self) -> tuple[tuple[str, int], ...]:
        """The same by their ids, each with the paragraph to open at."""
        first = {citation.article: citation.paragraph for citation in reversed(self.last.citations)}
        return tuple((name, first.get(name, 1)) for name in self.last.articles)
