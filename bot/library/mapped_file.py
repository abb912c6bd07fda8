"""Object graphs kept in files with their arrays mapped: the system reads what is used of them, and may let go of it.

A file is a digest (SHA-256) of what follows, a line of JSON with the classes, the arrays' types and shapes and the
graph (see `object_graph`), and the bytes of the arrays, each at a multiple of 64. It is read only where nobody but this
user can have written it, and where the digest fits: what it says is believed.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedRandom
from math import prod
from pathlib import Path
from typing import Any, Literal

import numpy as np

from bot.library.object_graph import Array, GraphReader, GraphWriter

_ALIGNED = 64
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class UntrustedFileError(Exception):
    """A file that another user may have written is not read."""


def write(value: object, file: BufferedRandom, *, package: str, outside: Iterable[object] = ()) -> None:
    """Write a value, from the beginning of a file that can be read, too.

    Args:
        value: built of plain values, arrays and objects of `package`.
        file: to be written.
        package: whose classes may occur.
        outside: objects that are referred to and not written; whoever reads has the same, in the same order.

    Raises:
        TypeError: something in the value is no data, or of a foreign class.
    """
    graph = GraphWriter(package, outside)
    node = graph.node(value)
    shapes = [[array.dtype.str, _order(array), *array.shape] for array in graph.arrays]
    file.write(bytes(_ALIGNED))
    file.write(json.dumps([graph.classes, shapes, node], ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
    for array in graph.arrays:
        file.write(bytes(-file.tell() % _ALIGNED))
        file.write(array.tobytes(_order(array)))
    file.seek(_ALIGNED)
    digest = hashlib.file_digest(file, "sha256").digest()
    file.seek(0)
    file.write(digest)


def read(path: Path, *, package: str, outside: Iterable[object] = ()) -> Any:  # whatever was written
    """Read a value whose arrays stay in the file, and cannot be written to.

    Raises:
        FileNotFoundError: there is no such file.
        UntrustedFileError: another user may have written it.
        ValueError: the file is damaged, or names a class of another package.
    """
    with path.open("rb") as file:
        for place, status in ((path, os.fstat(file.fileno())), (path.parent, path.parent.stat())):
            _check(place, status)
        digest = file.read(_ALIGNED)[: hashlib.sha256().digest_size]
        if hashlib.file_digest(file, "sha256").digest() != digest:
            raise ValueError("The file does not hold what its digest says.")
        file.seek(_ALIGNED)
        classes, shapes, node = json.loads(file.readline())
        begin = file.tell()
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return GraphReader(package, classes, list(_arrays(whole, begin, shapes)), outside).value(node)


def is_trusted(path: Path) -> bool:
    """Whether there is a file that nobody but this user can have written; it may be damaged."""
    try:
        for place in (path, path.parent):
            _check(place, place.stat())
    except (OSError, UntrustedFileError):
        return False
    return True


def _check(place: Path, status: os.stat_result) -> None:
    """Refuse a file or a folder that another user owns or may write to; Windows keeps such folders apart by itself."""
    if sys.platform != "win32" and (status.st_uid != os.geteuid() or status.st_mode & _OTHERS_WRITE):
        raise UntrustedFileError(f"{place} belongs to somebody else, or others may write to it.")


def _order(array: Array) -> Literal["C", "F"]:
    """Whether rows or columns lie together; a sum in another order ends in other last digits."""
    return "F" if array.flags.fnc else "C"


def _arrays(whole: memoryview, begin: int, shapes: Sequence[Sequence[Any]]) -> Iterator[Array]:
    for kind, order, *shape in shapes:
        dtype = np.dtype(kind)
        begin += -begin % _ALIGNED
        size = prod(shape) * dtype.itemsize
        yield np.frombuffer(whole[begin : begin + size], dtype).reshape(shape, order=order)
        begin += size
