"""Mapping whose entries expire, each after a while and the oldest when there are too many; and what rests on it.

`Allowance` is how often somebody may do in a while what costs a write, such as voting.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class ExpiringMap(Generic[K, V]):
    """Holds at most `most` entries, each for `lifetime` seconds of a clock that never goes back. Safe among threads."""

    def __init__(self, lifetime: float, most: int = 2000) -> None:
        self._lifetime = lifetime
        self._most = most
        self._held: OrderedDict[K, tuple[V, float]] = OrderedDict()
        self._lock = threading.Lock()  # replies are composed in a thread, and follow-ups noted on the event loop

    def put(self, key: K, value: V, now: float) -> None:
        """Remember a value from `now` on."""
        with self._lock:
            self._held.pop(key, None)
            self._held[key] = (value, now)
            while len(self._held) > self._most or self._is_old(next(iter(self._held.values()))[1], now):
                self._held.popitem(last=False)

    def get(self, key: K, now: float) -> V | None:
        """The value, or None when it was never there or has faded."""
        held = self._held.get(key)
        return held[0] if held is not None and not self._is_old(held[1], now) else None

    def pop(self, key: K) -> V | None:
        """Forget an entry and give its value, faded or not."""
        held = self._held.pop(key, None)
        return held[0] if held is not None else None

    def drop(self, unwanted: Callable[[K, V], bool]) -> None:
        """Forget the entries that are unwanted."""
        with self._lock:
            for key in [key for key, (value, _) in self._held.items() if unwanted(key, value)]:
                del self._held[key]

    def __len__(self) -> int:
        """How many entries are held, faded ones among them."""
        return len(self._held)

    def _is_old(self, since: float, now: float) -> bool:
        return now - since >= self._lifetime


@dataclass(slots=True)
class _Used:
    times: int = 0


class Allowance:
    """Lets everybody do something so many times in a stretch of time, which begins with their first time.

    Args:
        most: how many times.
        seconds: within how long.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._used: ExpiringMap[int, _Used] = ExpiringMap(seconds)

    def takes(self, member: int, now: float) -> bool:
        """Count one more time; whether it is allowed."""
        used = self._used.get(member, now)
        if used is None:
            used = _Used()
            self._used.put(member, used, now)
        used.times += 1
        return used.times <= self._most
