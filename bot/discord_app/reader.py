"""Audience: who a card is drawn for, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from bot.languages import Language
from bot.translations import Voice


@dataclass(frozen=True, slots=True)
class Audience:
    """The reader of a card.

    Attributes:
        asker: id of the member whose question it answers; only they may turn its pages, choose for others to see, or
            remove it. 0 when nobody asked.
        private: whether only the asker sees it.
    """

    say: Voice
    asker: int
    private: bool

    @property
    def language(self) -> Language:
        """The language of the card."""
        return self.say.language
