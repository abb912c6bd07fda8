"""A typesetter for all, and the text of what it made, read back by another program than the one that set it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from bot.picturing.typesetting import Typesetter

PDFIUM: Any = import_module("pypdfium2")  # it comes without types


@pytest.fixture(scope="session")
def typesetter() -> Typesetter:
    return Typesetter()


def read_back(pdf: bytes) -> str:
    """What a document of one page says, line by line."""
    document = PDFIUM.PdfDocument(pdf)
    assert len(document) == 1
    # PDFium gives a hyphen at the end of a line as U+FFFE; one added by the typesetter would be no letter of ours.
    return str(document[0].get_textpage().get_text_range()).replace("\ufffe", "-")


def letters(text: str) -> str:
    """A text without its spaces: lines are broken where they fit."""
    return "".join(text.split())
