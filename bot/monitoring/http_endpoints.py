"""HTTP endpoints for an operator: `/metrics`, `/healthz` (whether the process lives), `/readyz` (whether all works)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TypeAlias

from aiohttp import web

from bot.errors import UsageError
from bot.monitoring.metrics import CONTENT_TYPE, Metrics

Parts: TypeAlias = Callable[[], Awaitable[Mapping[str, bool]]]
"""Tells of each part by its name whether it works now."""
PATIENCE = 2.0
"""Seconds after which a part that does not say how it is counts as not working."""
PULSE = 0.25
"""Seconds between two measurements of how late the event loop is."""


@asynccontextmanager
async def served(
    metrics: Metrics, parts: Parts, *, host: str, port: int, refresh: Callable[[], None]
) -> AsyncGenerator[int]:
    """Serve the endpoints while inside.

    Args:
        metrics: what `/metrics` shows.
        parts: what `/readyz` asks.
        host: address to listen at; 127.0.0.1 is seen by this machine only.
        port: port to listen at; 0: any that is free.
        refresh: brings the gauges up to date before they are shown.

    Yields:
        The port.

    Raises:
        UsageError: nothing can listen there.
    """

    async def show_metrics(_: web.Request) -> web.Response:
        refresh()
        await ready_parts()
        return web.Response(body=metrics.exposition(), headers={"Content-Type": CONTENT_TYPE})

    async def show_health(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready_parts() -> Mapping[str, bool]:
        found = await parts()
        for part, works in found.items():
            metrics.ready.labels(part).set(works)
        return found

    async def show_ready(_: web.Request) -> web.Response:
        found = await ready_parts()
        ready = all(found.values())
        return web.json_response({"ready": ready, **found}, status=200 if ready else 503)

    app = web.Application()
    app.router.add_get("/metrics", show_metrics)
    app.router.add_get("/healthz", show_health)
    app.router.add_get("/readyz", show_ready)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    pulse = asyncio.create_task(_measure_lag(metrics), name="event loop lag")
    try:
        yield await _listen(runner, host, port)
    finally:
        pulse.cancel()
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> int:
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"Nothing can listen at {host}, port {port} ({reason}). Set BOT_METRICS_PORT to a port that is free, and "
            "BOT_METRICS_HOST to an address of this machine."
        ) from None
    return int(runner.addresses[0][1])


async def _measure_lag(metrics: Metrics) -> None:
    """Measure, time after time, how much later than it was due this is called."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + PULSE
        await asyncio.sleep(PULSE)
        metrics.loop_lag.observe(max(0.0, loop.time() - due))
