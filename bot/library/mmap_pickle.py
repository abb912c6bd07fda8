"""Values kept in files with their arrays mapped: the system reads what is used of them, and may let go of it again.

A file is a digest (SHA-256) of what follows, a pickle of the lengths, a pickle of the value, and the bytes of its
arrays, each array at a multiple of 64 bytes (pickle's buffers out of band: PEP 574). As reading a pickle may run what
is in it, a file is read only where nobody but this user can have written it, and where the digest fits.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import pickle
import stat
import sys
from collections.abc import Iterator, Sequence
from io import BufferedRandom
from pathlib import Path
from typing import Any

_ALIGNED = 64
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class UntrustedFileError(Exception):
    """A file that another user may have written is not unpickled."""


def write(value: object, file: BufferedRandom) -> None:
    """Write a value, from the beginning of a file that can be read, too."""
    file.write(bytes(_ALIGNED))
    arrays: list[pickle.PickleBuffer] = []
    body = pickle.dumps(value, protocol=5, buffer_callback=arrays.append)
    views = [array.raw() for array in arrays]
    pickle.dump((len(body), [len(view) for view in views]), file, protocol=5)
    file.write(body)
    for view in views:
        file.write(bytes(-file.tell() % _ALIGNED))
        file.write(view)
    file.seek(_ALIGNED)
    digest = hashlib.file_digest(file, "sha256").digest()
    file.seek(0)
    file.write(digest)


def read(path: Path) -> Any:  # whatever was written
    """Read a value whose arrays stay in the file, and cannot be written to.

    Raises:
        FileNotFoundError: there is no such file.
        UntrustedFileError: another user may have written it.
        Exception: of any kind, when the file is damaged.
    """
    with path.open("rb") as file:
        for place, status in ((path, os.fstat(file.fileno())), (path.parent, path.parent.stat())):
            _check(place, status)
        digest = file.read(_ALIGNED)[: hashlib.sha256().digest_size]
        if hashlib.file_digest(file, "sha256").digest() != digest:
            raise ValueError("The file does not hold what its digest says.")
        file.seek(_ALIGNED)
        length, sizes = pickle.load(file)  # noqa: S301 - the caller's own file
        body = file.read(length)
        begin = file.tell()
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return pickle.loads(body, buffers=_views(whole, begin, sizes))  # noqa: S301


def _check(place: Path, status: os.stat_result) -> None:
    """Refuse a file or a folder that another user owns or may write to; Windows keeps such folders apart by itself."""
    if sys.platform != "win32" and (status.st_uid != os.geteuid() or status.st_mode & _OTHERS_WRITE):
        raise UntrustedFileError(f"{place} belongs to somebody else, or others may write to it.")


def _views(whole: memoryview, begin: int, sizes: Sequence[int]) -> Iterator[memoryview]:
    for size in sizes:
        begin += -begin % _ALIGNED
        if begin + size > len(whole):
            raise ValueError("The file is cut short.")
        yield whole[begin : begin + size]
        begin += size
