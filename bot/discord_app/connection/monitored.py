"""Monitoring of one client: its HTTP endpoints while it runs, and what they tell of it."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

from bot import __version__
from bot.answering.work_queue import Priority
from bot.discord_app.connection.client_base import Host
from bot.errors import StorageError
from bot.monitoring.http_endpoints import PATIENCE, served
from bot.monitoring.metrics import CountingHandler

log = logging.getLogger(__name__)


@asynccontextmanager
async def monitored(client: Host) -> AsyncGenerator[None]:
    """While inside, a client is watched over HTTP, if the settings name a port.

    Raises:
        UsageError: nothing can listen there.
    """
    settings = client.settings
    if settings.metrics_port is None:
        yield
        return
    metrics, handler = client.metrics, CountingHandler(client.metrics)
    metrics.build.labels(__version__).set(1)
    logging.getLogger().addHandler(handler)
    try:
        async with served(
            metrics,
            lambda: _parts(client),
            host=settings.metrics_host,
            port=settings.metrics_port,
            refresh=lambda: _refresh(client),
        ) as port:
            log.info("Metrics and health are served at http://%s:%d", settings.metrics_host, port)
            yield
    finally:
        logging.getLogger().removeHandler(handler)


async def _parts(client: Host) -> Mapping[str, bool]:
    """What works now: the connection to Discord, and the database."""
    return {"discord": client.is_ready() and not client.is_closed(), "database": await _reaches_database(client)}


async def _reaches_database(client: Host) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await client.ports.daily.next_wake()
    except (StorageError, TimeoutError):
        return False
    return True


def _refresh(client: Host) -> None:
    metrics = client.metrics
    metrics.servers.set(len(client.guilds))
    for shard, latency in client.latencies:
        if math.isfinite(latency):
            metrics.latency.labels(str(shard)).set(latency)
    for priority in Priority:
        metrics.waiting.labels(priority.name.lower()).set(client.work.waiting(priority))
        metrics.dropped.labels(priority.name.lower()).set(client.work.dropped[priority])
    metrics.tasks.set(len(asyncio.all_tasks()))
    pack = client.library.edition.pack
    for kind, entries in (("questions", pack.questions), ("terms", pack.terms), ("quotes", pack.quotes)):
        metrics.entries.labels(kind).set(len(entries))
