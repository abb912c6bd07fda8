"""Middleware that admits only this machine: loopback `Host` names, and pages of the same origin."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer carries: a page from here may load nothing from anywhere else."""


@web.middleware
async def loopback_only(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Turn away requests under another name (a page elsewhere that rebinds its own) or from another origin."""
    host = _hostname(f"//{request.headers.get('Host', '')}")
    origin = request.headers.get("Origin")
    foreign = origin is not None and (_hostname(origin) not in _NAMES or not _same_port(origin, request))
    if host not in _NAMES or foreign:
        return web.json_response({"message": "Only this machine is served."}, status=403)
    response = await handler(request)
    if not response.prepared:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
    return response


def _hostname(address: str) -> str | None:
    """The name in an address; None where there is none, or it is no address."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _same_port(origin: str, request: web.Request) -> bool:
    """Whether a page's origin has the port that it speaks to."""
    try:
        return urlsplit(origin).port == urlsplit(f"//{request.headers.get('Host', '')}").port
    except ValueError:
        return False
