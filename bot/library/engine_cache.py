"""Building the engine, and keeping it on disk so that the next start is fast."""

from __future__ import annotations

import ctypes
import gc
import hashlib
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from io import BufferedRandom
from pathlib import Path

from bot.library import mapped_file
from bot.library.object_graph import parts_of
from bot.matching import Engine
from bot.matching.encoding.encoder import PACKAGE, installed
from bot.matching.encoding.text_vectors import TextVectors, VectorFile, at_hand
from bot.matching.index.corpus import Corpus
from bot.pack.models import Pack
from bot.paths import cache_folder

_PACKAGES = ("matching", "pack", "languages", "markdown")
"""Packages of ours that a built engine depends on, by name."""
_LIBRARIES = ("numpy", "opencc", "opencc-py", "pypinyin", "rapidfuzz", PACKAGE)
"""What a built engine depends on besides our own code."""
_PACKAGE = "bot.matching"
"""Whose classes an engine is made of."""
_WORTH_TELLING = 2048
"""Texts to be encoded from which it is told how far it is, and how often."""
ABANDONED = 3600
"""Seconds after which a file that is not finished is taken for that of a killed process."""
_KEPT = 4
"""Engines that stay on disk: a bot's own, with an encoder and without, and those of packs that a curator compares."""
log = logging.getLogger(__name__)


def build_engine(pack: Pack, *, cache: bool = True, encoder: bool = True, folder: Path | None = None) -> Engine:
    """The engine of a pack: from the cache when the same pack was built by the same code before, else built and kept.

    Args:
        pack: what to answer from.
        cache: whether to look on disk and to write there. A cache that cannot be read or written is passed over.
        encoder: whether to compare questions by meaning, if an encoder is installed.
        folder: where built engines are kept; by default the user's cache folder, and nowhere if there is none.
    """
    folder = (folder or cache_folder()) if cache else None
    encoder = encoder and installed() is not None
    return (
        _kept_or_built(pack, folder, encoder) if folder else Engine.build(pack, vectors="at hand" if encoder else None)
    )


def passed(fingerprint: str, *, folder: Path | None = None) -> bool:
    """Whether a pack passed every check of this code before: an engine is built of none that did not.

    Args:
        fingerprint: of the pack.
        folder: where built engines are kept, as for `build_engine`.
    """
    folder = folder or cache_folder()
    places = [_place(folder, fingerprint, encoder=encoder) for encoder in (True, False)] if folder else []
    return any(map(mapped_file.is_trusted, places))


def encoding(*, wanted: bool) -> str:
    """How questions are compared, and by which model, in one sentence."""
    model = installed()
    if not wanted:
        return "Questions are compared by words alone: BOT_ENCODER is off."
    if model is None:
        return f"Questions are compared by words alone: the package {PACKAGE} is not installed."
    return f"Questions are compared by meaning and by words (encoder: {model.name})."


def _kept_or_built(pack: Pack, folder: Path, encoder: bool) -> Engine:  # noqa: FBT001 - private, and named above
    place = _place(folder, pack.fingerprint, encoder=encoder)
    outside = _outside(pack)
    _drop_unfinished(folder)
    try:
        return _kept(place, pack, outside)
    except FileNotFoundError:
        pass
    except mapped_file.UntrustedFileError as error:
        log.warning("The cached index is not read, and built anew: %s Let only this user write there.", error)
        return Engine.build(pack, vectors=at_hand(pack.folder, tell=_log_progress) if encoder else None)
    except Exception as error:  # noqa: BLE001 - wrong values may raise anything; the engine is built anew
        log.warning("The cached index cannot be read and is built anew: %s", type(error).__name__)
    texts = folder / f"{hashlib.sha256(str(pack.folder.resolve()).encode()).hexdigest()[:16]}.vectors"
    vectors = at_hand(pack.folder, texts, tell=_log_progress) if encoder else None
    built = Engine.build(pack, vectors=vectors)
    try:
        _keep(built, place, outside)
        if vectors is not None and vectors.encoded:
            _keep_vectors(pack, vectors, texts)
        kept = _kept(place, pack, outside)
    except OSError as error:
        log.warning(
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


def _kept(place: Path, pack: Pack, outside: Sequence[object]) -> Engine:
    """The engine in a file, which this program wrote into the user's own cache folder; nobody else can write there."""
    return Engine.restored(pack, mapped_file.read(place, package=_PACKAGE, outside=outside))


def _outside(pack: Pack) -> list[object]:
    """What an engine holds and its file does not: the pack, and the encoder, which is read from its own package."""
    return [*parts_of(pack), installed()]


def _log_progress(done: int, of: int) -> None:
    """Say now and then how far the encoding of a large pack is."""
    if of >= _WORTH_TELLING and (done == of or done % _WORTH_TELLING == 0):
        log.info("Encoded %s of %s texts of the pack.", f"{done:,}", f"{of:,}")


def _keep_vectors(pack: Pack, vectors: TextVectors, place: Path) -> None:
    """Keep the vectors of a pack's texts by the texts, so that after an edit only what changed is encoded."""
    texts = Corpus.of(pack).texts
    found = VectorFile.of(vectors.encoder.name, texts, vectors(texts))
    _written(place, partial(found.write, compressed=False))


def _place(folder: Path, fingerprint: str, *, encoder: bool) -> Path:
    """Where an engine is kept: its name changes with the pack, the engine's code and data, and its libraries."""
    digest = hashlib.sha256(f"{fingerprint} {encoder}".encode())
    for path in sources():
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(_version(library).encode())
    return folder / f"{digest.hexdigest()[:32]}.engine"


def sources() -> list[Path]:
    """The files by which the engine comes out as it does: its code and data, and that of what it is made of."""
    root = Path(__file__).resolve().parents[1]
    files = [path for name in _PACKAGES for path in (root / name).rglob("*")]
    files += [root / "text.py", root / "romanising.py"]
    return sorted(path for path in files if path.is_file() and path.suffix != ".pyc")


def _version(library: str) -> str:
    """The installed version; empty where it is not installed, as the encoder may be."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _keep(engine: Engine, place: Path, outside: Sequence[object]) -> None:
    """Write the engine whole or not at all, for this user's eyes only, and drop the oldest of those kept before."""
    _written(place, lambda file: mapped_file.write(engine.state(), file, package=_PACKAGE, outside=outside))
    kept = sorted(place.parent.glob("*.engine"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in kept[_KEPT:]:
        with suppress(PermissionError):  # on Windows a file cannot go while another process has it open
            old.unlink(missing_ok=True)


def _drop_unfinished(folder: Path) -> None:
    """Remove what processes left that were killed while they wrote."""
    for part in folder.glob("*.part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > ABANDONED:
                part.unlink()


def _settle(folder: Path) -> None:
    """Have the system put a folder's names on the disk, so that a power cut takes back no rename; Windows does so."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _written(place: Path, write: Callable[[BufferedRandom], None]) -> None:
    """Write a file whole or not at all, for this user's eyes only."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
    try:
        with os.fdopen(handle, "w+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
        _settle(place.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
