"""Router of the REST interface: injected faults, authorisation, rate limits, the handler, error responses."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.core import Core
from sandbox.faults import InjectedFault, Moment
from sandbox.rate_limits import LimitedError
from sandbox.rest import (
    application_commands,
    channel_messages,
    channel_threads,
    channels,
    guilds,
    interaction_callbacks,
    users,
)
from sandbox.rest.body import read_body
from sandbox.rest.call import NOTHING, Answer, Call, Route
from sandbox.state.api_errors import ApiError, not_modelled, unauthorized

log = logging.getLogger(__name__)

BASE = "/api/v10"
ROUTES = (
    *users.ROUTES,
    *application_commands.ROUTES,
    *channel_messages.ROUTES,
    *channel_threads.ROUTES,
    *channels.ROUTES,
    *guilds.ROUTES,
    *interaction_callbacks.ROUTES,
)
_MAJOR = ("channel", "guild", "webhook")
"""Parts of a path that have a rate limit of their own."""
_POLL_SECONDS = 0.05
"""Seconds between two checks whether a client without an answer is still connected."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its response, as watchers get it.

    Attributes:
        pattern: of the path, such as `/channels/{channel}/messages`; the path itself where there is no such route.
        answer: None where a fault swallowed it.
    """

    method: str
    path: str
    pattern: str
    body: Any
    status: int
    answer: Any


@dataclass(slots=True)
class Router:
    """Answers every request below `/api/v10`.

    Attributes:
        watchers: called with each exchange.
        closing: set when the sandbox stops, which ends what never answers.
    """

    core: Core
    closing: asyncio.Event
    watchers: list[Callable[[Exchange], None]] = field(default_factory=list[Callable[[Exchange], None]])

    def add_routes(self, app: web.Application) -> None:
        """Register the routes; everything else below `/api` answers 501."""
        for route in ROUTES:
            app.router.add_route(route.method, BASE + route.pattern, self._endpoint(route))
        app.router.add_route("*", "/api/{rest:.*}", self._not_modelled)

    def _endpoint(self, route: Route) -> Callable[[web.Request], Any]:
        async def enter(request: web.Request) -> web.StreamResponse:
            return await self._serve(route, request)

        return enter

    async def _not_modelled(self, request: web.Request) -> web.Response:
        error = not_modelled(request.method, request.path)
        log.error("%s", error)
        path = request.path.removeprefix(BASE)
        self._notify(Exchange(request.method, path, path, None, error.status, error.body))
        return write(error.body, error.status)

    async def _serve(self, route: Route, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(BASE)
        fault = self.core.faults.next_fault(request.method, path)
        body, answer = None, Answer(None, 500)
        headers: Mapping[str, str] = {}
        try:
            body, uploads = await read_body(request)
            if fault is not None and fault.moment is Moment.BEFORE:
                await self._inject(fault, request)
            self._authorise(route, request)
            place = next((request.match_info[name] for name in _MAJOR if name in request.match_info), "")
            if route.limited:
                taken = self.core.limits.take(f"{route.method} {route.pattern}", place, exempt=not route.signed)
                if not route.pattern.endswith("/callback"):  # which has no bucket to tell of
                    headers = taken
            answer = await self._call_handler(route, request, body, uploads)
            if fault is not None and fault.moment is Moment.AFTER:
                await self._inject(fault, request)
        except LimitedError as error:
            answer, headers = Answer(error.body, error.status), error.headers
        except ApiError as error:
            answer = Answer(error.body, error.status)
            if error.status == 501:
                log.error("%s", error.message)  # noqa: TRY400 - a refusal; where it was raised says nothing
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            log.exception("%s %s met a body that the sandbox cannot read", request.method, path)
            said = {"message": f"The sandbox cannot read this: {type(error).__name__}: {error}", "code": 0}
            answer = Answer(said, 501)
        if fault is not None and fault.headers is not None:
            headers = fault.headers
        shown = None if answer.body is NOTHING else answer.body
        self._notify(Exchange(request.method, path, route.pattern, body, answer.status, shown))
        return write(answer.body, answer.status, headers)

    def _notify(self, exchange: Exchange) -> None:
        for watcher in self.watchers:
            watcher(exchange)

    def _authorise(self, route: Route, request: web.Request) -> None:
        if route.signed and request.headers.get("Authorization") != f"Bot {self.core.world.application.token}":
            raise unauthorized()

    async def _call_handler(self, route: Route, request: web.Request, body: Any, uploads: Any) -> Answer:
        call = Call(self.core, dict(request.match_info), dict(request.query), body, uploads)
        given = route.handler(call)
        return await given if inspect.isawaitable(given) else given

    async def _inject(self, fault: InjectedFault, request: web.Request) -> None:
        """Apply a fault: delay, hang, or raise its error."""
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.silent:
            await self._hang(request)
        if fault.status == 429:
            raise LimitedError(fault.retry_after, everywhere=fault.everywhere)
        if fault.status is not None:
            raise ApiError(fault.status, fault.code, fault.message or f"{fault.status}: a fault on demand")

    async def _hang(self, request: web.Request) -> None:
        """Hold the connection until the client gives up or the sandbox stops; then abort it."""
        while not self.closing.is_set() and request.transport is not None and not request.transport.is_closing():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.closing.wait(), _POLL_SECONDS)
        if request.transport is not None:
            request.transport.abort()
        raise ApiError(499, 0, "The line was cut.")


def write(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """An answer in JSON; its content type is just what Discord sends, for clients compare it to the letter."""
    if body is NOTHING:
        return web.Response(status=status, headers=headers)
    data = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return web.Response(body=data, status=status, headers=headers, content_type="application/json")
