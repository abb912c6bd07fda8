"""Values kept in files with their arrays mapped: the system reads what is used of them, and may let go of it again.

A file is a pickle of the lengths of what follows, a pickle of the value, and the bytes of its arrays, each array at a
multiple of 64 bytes (pickle's buffers out of band: PEP 574).
"""

from __future__ import annotations

import mmap
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

_ALIGNED: Final = 64


def write(value: object, file: BinaryIO) -> None:
    """Write a value, from the beginning of a file."""
    arrays: list[pickle.PickleBuffer] = []
    body = pickle.dumps(value, protocol=5, buffer_callback=arrays.append)
    views = [array.raw() for array in arrays]
    pickle.dump((len(body), [len(view) for view in views]), file, protocol=5)
    file.write(body)
    for view in views:
        file.write(bytes(-file.tell() % _ALIGNED))
        file.write(view)


def read(path: Path) -> Any:  # whatever was written
    """Read a value whose arrays stay in the file, and cannot be written to.

    Only for files that this program wrote where nobody else can: reading a pickle may run what is in it.

    Raises:
        FileNotFoundError: there is no such file.
        Exception: of any kind, when the file is damaged.
    """
    with path.open("rb") as file:
        length, sizes = pickle.load(file)  # noqa: S301 - the caller's own file
        body = file.read(length)
        begin = file.tell()
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return pickle.loads(body, buffers=_views(whole, begin, sizes))  # noqa: S301


def _views(whole: memoryview, begin: int, sizes: Sequence[int]) -> Iterator[memoryview]:
    for size in sizes:
        begin += -begin % _ALIGNED
        if begin + size > len(whole):
            raise ValueError("The file is cut short.")
        yield whole[begin : begin + size]
        begin += size
