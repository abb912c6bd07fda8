"""Rate limits: fixed windows per route and resource, and one in all, reported in headers."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sandbox.state.api_errors import ApiError
from sandbox.state.models import Json


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds."""

    limit: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Rates:
    """The limits in force.

    Attributes:
        overall: of all requests that the bot signs with its token; interactions are exempt, as with Discord.
        routes: by method and pattern; Discord does not publish its own, so these are of the same order.
        other: of every other route.
    """

    overall: Rate = Rate(50, 1.0)
    routes: Mapping[str, Rate] = field(
        default_factory=lambda: {
            "POST /channels/{channel}/messages": Rate(5, 5.0),
            "PATCH /channels/{channel}/messages/{message}": Rate(5, 5.0),
            "DELETE /channels/{channel}/messages/{message}": Rate(5, 1.0),
        }
    )
    other: Rate = Rate(50, 1.0)

    @classmethod
    def generous(cls) -> Rates:
        """Limits too high to be met, for tests of other things."""
        endless = Rate(1_000_000, 1.0)
        return cls(endless, {}, endless)


class LimitedError(ApiError):
    """Too many requests.

    Attributes:
        retry_after: seconds to wait.
        everywhere: whether the overall limit was met.
        headers: to send with the refusal.
    """

    def __init__(self, retry_after: float, *, everywhere: bool, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(429, 0, "You are being rate limited.")
        self.retry_after = round(retry_after, 3)
        self.everywhere = everywhere
        scope = "global" if everywhere else "user"
        own = {"Via": "1.1 sandbox", "Retry-After": str(max(1, round(retry_after))), "X-RateLimit-Scope": scope}
        self.headers = {**(headers or {}), **own, **({"X-RateLimit-Global": "true"} if everywhere else {})}

    @property
    def body(self) -> Json:
        """The refusal as Discord writes it."""
        return {"message": self.message, "retry_after": self.retry_after, "global": self.everywhere}


@dataclass(slots=True)
class _Bucket:
    """What was used of a limit in the window that runs now."""

    resets: float = 0.0
    used: int = 0


class Limits:
    """Counts requests.

    Args:
        now: seconds that only grow.
    """

    def __init__(self, rates: Rates | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self.rates = rates or Rates()
        self._now = now
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def take(self, route: str, place: str, *, exempt: bool) -> Mapping[str, str]:
        """Count a request.

        Args:
            route: method and pattern.
            place: the channel, server or webhook that has a limit of its own.
            exempt: from the overall limit.

        Returns:
            The headers that tell what is left.

        Raises:
            LimitedError: nothing was left.
        """
        if not exempt:
            resets, _ = self._take("", "", self.rates.overall)
            if resets is not None:
                raise LimitedError(resets, everywhere=True)
        rate = self.rates.routes.get(route, self.rates.other)
        over, bucket = self._take(route, place, rate)
        after = max(0.0, bucket.resets - self._now())
        headers = {
            "X-RateLimit-Limit": str(rate.limit),
            "X-RateLimit-Remaining": str(max(0, rate.limit - bucket.used)),
            "X-RateLimit-Reset": f"{time.time() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:32],
        }
        if over is not None:
            raise LimitedError(over, everywhere=False, headers=headers)
        return headers

    def _take(self, route: str, place: str, rate: Rate) -> tuple[float | None, _Bucket]:
        """Seconds until there is something left, if there is nothing now; and the bucket."""
        now = self._now()
        bucket = self._buckets.setdefault((route, place), _Bucket())
        if now >= bucket.resets:
            bucket.resets, bucket.used = now + rate.seconds, 0
        if bucket.used >= rate.limit:
            return bucket.resets - now, bucket
        bucket.used += 1
        return None, bucket
