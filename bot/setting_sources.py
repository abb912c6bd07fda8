"""Sources of settings: the environment, `.env` and the file of defaults, each read into names and values."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from string import whitespace
from typing import Any

from dotenv.parser import Binding, parse_stream

from bot.errors import UsageError

_AROUND = whitespace + "\u00a0\u200b\u2060\ufeff"
"""What is cut from both ends of a value: blanks and line ends, seen and unseen, as mounted secrets bring them."""
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class SettingSource:
    """What stands in one place.

    Attributes:
        place: as it is called in sentences.
        values: by the names in the place's own spelling; texts are trimmed, nothing else is done to them.
        lines: on which line a value stands, where the place has lines that are known.
    """

    place: str
    values: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict[str, int])

    def place_of(self, name: str) -> str:
        """Where exactly a value stands."""
        return f"line {self.lines[name]} of {self.place}" if name in self.lines else self.place


def read_environment() -> SettingSource:
    """The variables of the environment, by their names in capitals."""
    return SettingSource("the environment", {name.upper(): _trimmed(value) for name, value in os.environ.items()})


def read_env_file(path: Path) -> SettingSource:
    """The lines of an `.env` file, by their names in capitals; nothing when there is none.

    Values are taken literally: `$` and `${…}` stand for themselves, as they may be part of a password.

    Raises:
        UsageError: the file cannot be read, or a line in it; says which, and repeats none, for it may hold a secret.
    """
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for binding in parse_stream(StringIO(_text(path))):
        # The parser counts from the blank lines before it on.
        line = binding.original.line + binding.original.string[: _indent(binding.original.string)].count("\n")
        if _is_faulty(binding):
            raise UsageError(
                f"Line {line} of {path} cannot be read. Write it as NAME=value, and close the quotation mark if it has "
                "one."
            )
        if binding.key is not None and binding.value is not None:
            values[binding.key.upper()] = _trimmed(binding.value)
            lines[binding.key.upper()] = line
    return SettingSource(str(path), values, lines)


def read_config_file(path: Path, place: str) -> SettingSource:
    """The file of defaults, by the settings' names; nothing when there is none.

    Raises:
        UsageError: the file cannot be read, or is not TOML; says where.
    """
    try:
        found = tomllib.loads(_text(path, place))
    except ValueError as error:
        raise UsageError(f"{place} cannot be read: {error}. Mend the line named.") from None
    return SettingSource(place, {name: _trimmed(value) for name, value in found.items()})


def is_there(path: Path) -> bool:
    """Whether there is a file; one that cannot be looked for, as in a folder of root's, is taken for not there."""
    try:
        return path.exists() and not path.is_dir()
    except OSError:
        return False


def _text(path: Path, place: str | None = None) -> str:
    """A file's text without a byte order mark; empty where there is no such file."""
    try:
        return path.read_bytes().decode("utf-8-sig") if is_there(path) else ""
    except UnicodeDecodeError:
        raise UsageError(f"{place or path} is not UTF-8. Save it as UTF-8.") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            f"{place or path} cannot be read ({reason}). Let this program read it, or remove it."
        ) from None


def _is_faulty(binding: Binding) -> bool:
    """Whether a line is none; a bare name is, if it is more than a name, as in "NAME:value"."""
    return binding.error or (binding.value is None and bool(binding.key) and not _NAME.fullmatch(str(binding.key)))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _trimmed(value: Any) -> Any:
    return value.strip(_AROUND) if isinstance(value, str) else value
