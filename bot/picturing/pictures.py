"""Pictures of cards, each made once: a bounded cache by content before the typesetter."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from bot.picturing.card_text import CardText
from bot.picturing.typesetting import UndrawableError, is_installed, typesetter

MOST_BYTES = 16_000_000
"""How much of pictures is kept; one takes 40 to 200 kB."""
REFUSED = 200
"""Bytes for which a text counts that is not drawn."""


class Pictures:
    """Pictures of the texts that were asked for of late. Making one takes a tenth of a second: off the event loop.

    Attributes:
        available: whether pictures can be made here at all.
    """

    def __init__(self) -> None:
        self.available = is_installed()
        self._typesetter = typesetter()
        self._lock = Lock()
        self._made: OrderedDict[CardText, bytes | UndrawableError] = OrderedDict()
        self._bytes = 0

    def png(self, card: CardText) -> bytes:
        """The picture of a text; two who ask at once for one wait for one.

        Raises:
            UndrawableError: it cannot be drawn.
        """
        with self._lock:
            made = self._made.get(card)
            if made is None:
                made = self._make(card)
                self._keep(card, made)
            self._made.move_to_end(card)
        if isinstance(made, UndrawableError):
            raise UndrawableError(made.reason)
        return made

    def _make(self, card: CardText) -> bytes | UndrawableError:
        try:
            return self._typesetter.png(card)
        except UndrawableError as error:
            return error

    def _keep(self, card: CardText, made: bytes | UndrawableError) -> None:
        self._made[card] = made
        self._bytes += _weight(made)
        while self._bytes > MOST_BYTES and len(self._made) > 1:
            self._bytes -= _weight(self._made.popitem(last=False)[1])


def _weight(made: bytes | UndrawableError) -> int:
    return len(made) if isinstance(made, bytes) else REFUSED
