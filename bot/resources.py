"""Package data: where the files that ship with Footnote are, in a checkout and in an installation."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
"""Made when a wheel is built; a checkout has no such folder."""

INSTALLED = _INSTALLED.is_dir()
"""Whether this is an installed package, whose files nobody edits."""

ROOT = _INSTALLED if INSTALLED else _PACKAGE.parent
"""The folder that holds `seeds/` and `config/`: the checkout, or what a wheel has of it inside `bot`."""
