"""Metrics in the form of Prometheus: what is counted, and by which labels.

No label holds what a member wrote, who they are, or where: only names of commands, kinds, decisions and codes, so that
their number is bounded.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10)
"""Bounds of durations; Discord gives up an interaction after 3."""
_REMEMBERED = 10_000
"""Interactions of which it is remembered when they came, until they are answered."""


class Metrics:
    """Everything that is counted in one process.

    Args:
        monotonic: seconds on a clock that never goes back.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self.monotonic = monotonic
        self._begun: OrderedDict[int, tuple[str, float]] = OrderedDict()
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.build = self._gauge("build_info", "Always 1; the version is a label.", "version")
        self.messages = self._counter("messages", "Messages that the bot was told of.")
        self.interactions = self._counter("interactions", "Commands, buttons, forms and lists.", "kind", "name")
        self.response_seconds = self._histogram(
            "interaction_response_seconds", "From an interaction to Discord taking the first response.", "kind"
        )
        self.replies = self._counter("replies", "What was decided about a question.", "source", "decision")
        self.answer_seconds = self._histogram("answer_seconds", "Deciding about a question.", "source")
        self.requests = self._counter("discord_requests", "Requests to Discord.", "method", "path", "status")
        self.request_seconds = self._histogram("discord_request_seconds", "Requests to Discord.", "method")
        self.daily = self._counter("daily_posts", "Attempts to send a post of the day.", "outcome")
        self.logged = self._counter("log_records", "Lines of the log.", "level")
        self.loop_lag = self._histogram("event_loop_lag_seconds", "How late the event loop comes to what is due.")
        self.servers = self._gauge("servers", "Servers that this process knows.")
        self.latency = self._gauge("gateway_latency_seconds", "Latest heartbeat of a shard.", "shard")
        self.ready = self._gauge("ready", "Whether a part works: 1 or 0.", "part")
        self.waiting = self._gauge("work_waiting", "Questions that wait for their turn.", "priority")
        self.dropped = self._gauge("work_dropped", "Questions given up since the start.", "priority")
        self.tasks = self._gauge("tasks", "Tasks in the event loop.")
        self.entries = self._gauge("library_entries", "Entries of the pack in use.", "kind")

    def exposition(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self.registry)

    def interaction_came(self, interaction: int, kind: str, name: str) -> None:
        """Count an interaction, and begin to measure how long its response takes."""
        self.interactions.labels(kind, name).inc()
        self._begun[interaction] = kind, self.monotonic()
        while len(self._begun) > _REMEMBERED:
            self._begun.popitem(last=False)

    def interaction_answered(self, interaction: int) -> None:
        """Discord has taken the first response to an interaction."""
        kind, begun = self._begun.pop(interaction, ("", 0.0))
        if kind:
            self.response_seconds.labels(kind).observe(self.monotonic() - begun)

    def decided(self, source: str, decision: str, seconds: float) -> None:
        """A question was decided about."""
        self.replies.labels(source, decision).inc()
        self.answer_seconds.labels(source).observe(seconds)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"footnote_{name}", told, labels, registry=self.registry)

    def _gauge(self, name: str, told: str, *labels: str) -> Gauge:
        return Gauge(f"footnote_{name}", told, labels, registry=self.registry)

    def _histogram(self, name: str, told: str, *labels: str) -> Histogram:
        return Histogram(f"footnote_{name}", told, labels, buckets=_SECONDS, registry=self.registry)


class CountingHandler(logging.Handler):
    """Counts lines of the log by their level; what they say is not looked at."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__()
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        """Count a line."""
        self._metrics.logged.labels(record.levelname).inc()
