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
        with_passages: whether an answer shows its passages at once, as a server may choose for public replies.
        removes_here: whether only a button of the card itself can remove it, for the bot is no member of the place.
        draws_cards: whether a quote or a term can be had as a picture.
    """

    say: Voice
    asker: int
    private: bool
    with_passages: bool = False
    removes_here: bool = False
    draws_cards: bool = False

    @property
    def language(self) -> Language:
        """The language of the card."""
        return self.say.language
