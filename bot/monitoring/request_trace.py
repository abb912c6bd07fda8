"""Measuring of requests to Discord, at the HTTP client: by the shape of their path, without ids and tokens."""

from __future__ import annotations

import re
from types import SimpleNamespace

import aiohttp

from bot.monitoring.metrics import Metrics

_API = re.compile(r"^/api/v\d+")
_CALLBACK = re.compile(r"/interactions/(\d+)/[^/]+/callback")
_WORDS = re.compile(r"[a-z@-]{1,32}")
"""Parts of a path that are names of Discord's; all else is an id, a token, or an emoji."""


def traced(metrics: Metrics) -> aiohttp.TraceConfig:
    """What the HTTP client is given so that its requests are counted."""
    trace = aiohttp.TraceConfig()

    async def begin(_: aiohttp.ClientSession, context: SimpleNamespace, __: aiohttp.TraceRequestStartParams) -> None:
        context.begun = metrics.monotonic()

    async def end(_: aiohttp.ClientSession, context: SimpleNamespace, about: aiohttp.TraceRequestEndParams) -> None:
        _count(metrics, context, about.method, about.url.path, str(about.response.status))
        callback = _CALLBACK.search(about.url.path)
        if callback and about.response.status < 300:
            metrics.interaction_answered(int(callback[1]))

    async def fail(
        _: aiohttp.ClientSession, context: SimpleNamespace, about: aiohttp.TraceRequestExceptionParams
    ) -> None:
        _count(metrics, context, about.method, about.url.path, type(about.exception).__name__)

    trace.on_request_start.append(begin)
    trace.on_request_end.append(end)
    trace.on_request_exception.append(fail)
    return trace


def shape(path: str) -> str:
    """A path with a star for whatever is not Discord's own word: "/channels/*/messages"."""
    parts = _API.sub("", path).strip("/").split("/")
    return "/" + "/".join(part if _WORDS.fullmatch(part) else "*" for part in parts)


def _count(metrics: Metrics, context: SimpleNamespace, method: str, path: str, status: str) -> None:
    metrics.requests.labels(method, shape(path), status).inc()
    metrics.request_seconds.labels(method).observe(metrics.monotonic() - context.begun)
