"""Paths as people give them, with `~` expanded, and the folders of the user in which the program keeps things."""

from __future__ import annotations

import os
import re
from pathlib import Path

import platformdirs

from bot.errors import UsageError

_APP = "footnote"
_WINDOWS = re.compile(r"[A-Za-z]:\\")
"""How a path on Windows begins; elsewhere it would be a file of that odd name."""


def expanded(given: str | Path) -> Path:
    """A path with `~` at its beginning replaced by the home folder.

    Raises:
        ValueError: there is no such home folder, or no file can be called so; says what is expected instead.
    """
    path = Path(given)
    if os.name != "nt" and _WINDOWS.match(str(path)):
        raise ValueError("a path of this system, for this is not Windows")
    try:
        if path.parts and path.parts[0].startswith("~"):
            path = _at_home(path)
        if b"\0" in os.fsencode(path):
            raise ValueError("a path without NUL characters")
    except UnicodeEncodeError:
        raise ValueError("a path in letters that this system's locale has; set PYTHONUTF8=1 to have all") from None
    return path


def _at_home(path: Path) -> Path:
    user = path.parts[0].removeprefix("~")
    # `expanduser` takes an empty HOME for the root folder and a relative one as it stands.
    if not user and os.name != "nt" and not os.environ.get("HOME", "/").startswith("/"):
        raise ValueError("a path that begins with a folder, for HOME, which ~ stands for, is no absolute path")
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError(
            f"a path that begins with a folder, for {f'there is no user {user}' if user else 'this user has no home'}"
        ) from None


def data_folder() -> Path:
    """Where this user's data is kept; it may not exist yet.

    Raises:
        UsageError: the user has no home folder, and the environment names none.
    """
    try:
        return Path(platformdirs.user_data_dir(_APP, appauthor=False))
    except RuntimeError:  # a user that the system does not know, as containers have
        raise UsageError(
            "There is no folder for the database, because this user has no home folder. Set DATABASE_URL to "
            "sqlite:///folder/file.db, a file that this program may write, or to a PostgreSQL address."
        ) from None


def cache_folder() -> Path | None:
    """Where what can be built anew is kept for this user; None when the user has no home folder."""
    try:
        return Path(platformdirs.user_cache_dir(_APP, appauthor=False))
    except RuntimeError:
        return None
