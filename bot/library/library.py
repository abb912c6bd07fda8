"""Holder of the pack in use with its engine, replaced whole when the files change."""

from __future__ import annotations

import asyncio
import gc
import logging
from dataclasses import dataclass
from pathlib import Path

from bot.library.engine_cache import build_engine, encoding, passed
from bot.matching import Engine
from bot.matching.encoding.encoder import installed
from bot.matching.language.pinyin import prepare
from bot.pack.loader import load_pack
from bot.pack.models import Pack

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Edition:
    """A pack and the engine built from it. Take one at the start of a reply and use it to the end."""

    pack: Pack
    engine: Engine


class Library:
    """Holds the current edition.

    Reading, checking and indexing run in a worker thread, so that the connection to Discord never stalls; then one
    assignment puts the new edition in place. A reply that began with the old one ends with it.
    """

    def __init__(self, folder: Path, edition: Edition, *, cache: bool = False, encoder: bool = True) -> None:
        self.folder = folder
        self._cache = cache
        self._encoder = encoder
        self._edition = edition
        self._turn = asyncio.Lock()
        self._encoding: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, folder: Path, *, cache: bool = False, encoder: bool = True, at_once: bool = False) -> Library:
        """Load the pack in `folder` and build its engine, or take it from the cache on disk.

        Args:
            folder: where the pack is.
            cache: whether built engines are kept on disk.
            encoder: whether to compare questions by meaning, if an encoder is installed.
            at_once: whether to answer by words alone until the encoder is read and the texts are encoded, which goes on
                beside; else it is waited for.

        Raises:
            PackError: the pack has faults.
        """
        log.info(encoding(wanted=encoder))
        first = encoder and not (at_once and installed() is not None)
        edition = await asyncio.to_thread(_read, folder, cache=cache, encoder=first)
        library = cls(folder, edition, cache=cache, encoder=encoder)
        if first is not encoder:
            library._encoding = asyncio.create_task(library._encode())
        return library

    async def _encode(self) -> None:
        """Put an edition that compares by meaning in the place of the first, which goes by words alone."""
        async with self._turn:
            pack = self._edition.pack
            try:
                self._edition = await asyncio.to_thread(_edition, pack, cache=self._cache, encoder=True)
            except Exception:  # the bot has an engine, and answers on
                log.exception("The encoder cannot be used, so questions are compared by words alone.")
            else:
                log.info("The encoder is ready: questions are compared by meaning.")

    async def ready(self, patience: float | None = None) -> None:
        """Wait until questions are compared as they will be: by meaning, where there is an encoder.

        Args:
            patience: most seconds to wait; without end by default.
        """
        if self._encoding is not None:
            await asyncio.wait({self._encoding}, timeout=patience)

    @property
    def edition(self) -> Edition:
        """The edition to answer from now."""
        return self._edition

    async def reload(self) -> Edition:
        """Read the files again and swap the edition; files that have not changed keep the present one.

        Raises:
            PackError: the new files have faults; the bot goes on answering from the old edition.
        """
        async with self._turn:
            self._edition = await asyncio.to_thread(
                _read, self.folder, self._edition, cache=self._cache, encoder=self._encoder
            )
            return self._edition


def _read(folder: Path, present: Edition | None = None, *, cache: bool, encoder: bool) -> Edition:
    pack = load_pack(folder, passed=passed if cache else None)
    if present is not None and pack.fingerprint == present.pack.fingerprint:
        return present
    return _edition(pack, cache=cache, encoder=encoder)


def _edition(pack: Pack, *, cache: bool, encoder: bool) -> Edition:
    """A pack with its engine, everything read that a first question would else wait for."""
    # Reading the dictionary of pinyin later would stall a reply.
    prepare(term.chinese for term in pack.terms if term.chinese)
    edition = Edition(pack, build_engine(pack, cache=cache, encoder=encoder))
    if encoder and (model := installed()) is not None:
        model.load()
    _settle()
    return edition


def _settle() -> None:
    """Take what stays for good out of the garbage collector's sight.

    A full look through the shipped edition stalled replies for 0.1 to 0.3 s; without it, for less than 0.1 ms.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
