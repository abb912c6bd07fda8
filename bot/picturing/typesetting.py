"""Typesetting of cards with Typst, the optional extra `cards`: text in, a PNG (or, for a check, a PDF) out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from bot.picturing.card_text import CardText
from bot.text import has_han

if TYPE_CHECKING:
    import typst

FONTS = "pylopdf_fonts_zh_cn"
"""The package with the Chinese font, Noto Serif SC; the Latin one, Libertinus Serif, comes with Typst."""
PACKAGES = ("typst", FONTS.replace("_", "-"))
"""What the extra installs, by the names of the package index."""
SIZES = (24, 21, 18, 16, 14, 12)
"""Sizes of the words in points, the first one that fits is taken."""
HIGHEST = 620
"""Height that the words may take, in points; a card is 480 wide."""
DOTS = 144
"""Dots an inch: two a point, for screens of high resolution."""
_GLYPH, _LONG = "could not be displayed", "too long for a card"
_TEMPLATE = Path(__file__).with_name("card.typ")


class Undrawable(StrEnum):
    """Why a text is not drawn."""

    LONG = "long"
    """It does not fit, in the smallest size."""
    GLYPH = "glyph"
    """No font here has one of its characters."""


class UndrawableError(Exception):
    """A text that is not drawn, and stays text."""

    def __init__(self, reason: Undrawable) -> None:
        super().__init__(reason)
        self.reason = reason


@cache
def is_installed() -> bool:
    """Whether the extra `cards` is installed."""
    return find_spec("typst") is not None and find_spec(FONTS) is not None


class Typesetter:
    """Sets cards, one at a time: Typst keeps what it has read of fonts between them.

    Characters that neither font has are taken from the fonts of the system, where it has them. What no font has is
    refused rather than drawn as a box: the card is first made as PDF/A, which admits no missing glyph.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._compiler: typst.Compiler | None = None
        self._template = b""

    def png(self, card: CardText) -> bytes:
        """The picture.

        Raises:
            UndrawableError: it does not fit, or a character is in no font.
        """
        with self._lock:
            self._set(card, "pdf")
            return self._set(card, "png")

    def pdf(self, card: CardText) -> bytes:
        """The same as a document, whose text can be read back.

        Raises:
            UndrawableError: as above.
        """
        with self._lock:
            return self._set(card, "pdf")

    def _set(self, card: CardText, form: Literal["png", "pdf"]) -> bytes:
        import typst  # noqa: PLC0415 - an extra that need not be installed

        if self._compiler is None:
            self._template = _TEMPLATE.read_bytes()
            self._compiler = typst.Compiler(self._template, font_paths=typst.Fonts(font_paths=_font_folders()))
        standards: Sequence[Any] = ["a-2u"] if form == "pdf" else []
        try:
            made = self._compiler.compile(
                self._template,
                format=form,
                ppi=DOTS,
                sys_inputs={"card": json.dumps(_fields(card), ensure_ascii=False)},
                pdf_standards=list(standards),
            )
        except typst.TypstError as error:
            reasons = {_GLYPH: Undrawable.GLYPH, _LONG: Undrawable.LONG}
            reason = next((each for said, each in reasons.items() if said in str(error)), None)
            if reason is None:
                raise
            raise UndrawableError(reason) from error
        assert isinstance(made, bytes)  # noqa: S101 - a card is one page
        return made


@cache
def typesetter() -> Typesetter:
    """The one of this process: fonts are read once."""
    return Typesetter()


def read_fonts() -> None:
    """Read the fonts, which takes a tenth of a second, before anybody waits for a card; nothing without the extra."""
    if is_installed():
        typesetter().pdf(CardText(words="A 文", source="", title="", accent=0, language="en"))


def _font_folders() -> list[Path]:
    found = find_spec(FONTS)
    return [] if found is None or found.origin is None else [Path(found.origin).parent]


def _fields(card: CardText) -> dict[str, object]:
    """What the template reads."""
    return {
        "heading": card.heading,
        "under": card.under,
        "words": card.words,
        "quoted": card.quoted,
        "who": card.who,
        "role": card.role,
        "source": card.source,
        "title": card.title,
        "accent": f"#{card.accent:06x}",
        "language": card.language.partition("-")[0],
        "chinese": has_han(card.words),
        "sizes": SIZES,
        "most": HIGHEST,
    }
