"""Building the engine, and keeping it on disk so that the next start is fast."""

from __future__ import annotations

import ctypes
import gc
import hashlib
import logging
import os
import sys
import tempfile
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.library import mmap_pickle
from bot.matching import Engine
from bot.matching.encoding.encoder import PACKAGE
from bot.pack.models import Pack
from bot.paths import cache_folder

_LIBRARIES = ("numpy", "opencc", "opencc-py", "pypinyin", "rapidfuzz", PACKAGE)
"""What a built engine depends on besides our own code."""
_KEPT = 3
"""Engines that stay on disk: a bot's own, and those of packs that a curator compares."""
_log = logging.getLogger(__name__)


def build_engine(pack: Pack, *, cache: bool = True, folder: Path | None = None) -> Engine:
    """The engine of a pack: from the cache when the same pack was built by the same code before, else built and kept.

    Args:
        pack: what to answer from.
        cache: whether to look on disk and to write there. A cache that cannot be read or written is passed over.
        folder: where built engines are kept; by default the user's cache folder, and nowhere if there is none.
    """
    folder = (folder or cache_folder()) if cache else None
    return _kept_or_built(pack, folder) if folder else Engine.build(pack)


def _kept_or_built(pack: Pack, folder: Path) -> Engine:
    place = folder / f"{_key(pack)}.engine"
    try:
        return _kept(place)
    except FileNotFoundError:
        pass
    except Exception as error:  # noqa: BLE001 - a damaged pickle may raise anything; the engine is built anew
        _log.warning("The cached index cannot be read and is built anew: %s", type(error).__name__)
    built = Engine.build(pack)
    try:
        _keep(built, place)
        kept = _kept(place)
    except OSError as error:
        _log.warning(
            "The index cannot be cached in %s, so every start builds it anew: %s. Set XDG_CACHE_HOME to a folder that "
            "this program may write, or BOT_CACHE=false.",
            place.parent,
            error.strerror,
        )
        return built
    del built
    give_back()
    return kept


def give_back() -> None:
    """Give memory that is free back to the system; the usual C library of Linux else holds on to it.

    After building the shipped pack's engine the process held 131 MB with it, 197 MB without.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def _kept(place: Path) -> Engine:
    """The engine in a file, which this program wrote into the user's own cache folder; nobody else can write there."""
    engine = mmap_pickle.read(place)
    if not isinstance(engine, Engine):
        raise TypeError(f"{place} holds no engine.")
    return engine


def _key(pack: Pack) -> str:
    """A name that changes with the pack, with the engine's code and data, and with the libraries it rests on."""
    digest = hashlib.sha256(pack.fingerprint.encode())
    root = Path(__file__).resolve().parents[1]
    for path in sorted((*root.glob("matching/**/*"), *root.glob("pack/*.py"), root / "text.py")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(_version(library).encode())
    return digest.hexdigest()[:32]


def _version(library: str) -> str:
    """The installed version; empty where it is not installed, as the encoder may be."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _keep(engine: Engine, place: Path) -> None:
    """Write the engine whole or not at all, for this user's eyes only, and drop the oldest of those kept before."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            mmap_pickle.write(engine, file)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    kept = sorted(place.parent.glob("*.engine"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in kept[_KEPT:]:
        with suppress(PermissionError):  # on Windows a file cannot go while another process has it open
            old.unlink(missing_ok=True)
