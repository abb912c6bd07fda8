"""Names by their hashes: a dictionary from names to numbers that takes eight bytes a name.

Of a million names two share a hash of 64 bits once in 37 million dictionaries (the birthday bound, n² / 2⁶⁵).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from bot.matching.numerics.arrays import Hashes, Longs

ABSENT = -1
"""Number of a name that is not among those known."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def hashed(names: Iterable[str]) -> Hashes:
    """The hash of each name; the same in every process and on every machine."""
    digests = b"".join(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest() for name in names)
    return np.frombuffer(digests, "<u8").astype(np.uint64, copy=False)


def paired(first: Hashes, second: Hashes) -> Hashes:
    """The hash of each pair, told from that of its reverse (multiplicative hashing: Knuth, volume 3, 6.4)."""
    mixed = first * _ODD
    mixed ^= mixed >> _SHIFT
    mixed += second
    mixed *= _ODD
    return mixed ^ (mixed >> _SHIFT)


@dataclass(frozen=True, slots=True)
class Names:
    """Known names, numbered by the order of their hashes.

    Attributes:
        hashes: ascending, each once.
    """

    hashes: Hashes

    def __len__(self) -> int:
        return len(self.hashes)

    def number(self, name: str) -> int:
        """The number of one name; `ABSENT` for one that is not known."""
        wanted = hashed([name])
        at = int(self.hashes.searchsorted(wanted)[0])
        return at if at < len(self.hashes) and self.hashes[at] == wanted[0] else ABSENT

    def numbers(self, hashes: Hashes) -> Longs:
        """The number of each name, by its hash; `ABSENT` for one that is not known."""
        if not len(self.hashes):
            return np.full(len(hashes), ABSENT, np.int64)
        at = self.hashes.searchsorted(hashes)
        at[at == len(self.hashes)] = 0
        at[self.hashes[at] != hashes] = ABSENT
        return at
