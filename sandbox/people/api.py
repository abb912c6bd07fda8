"""HTTP interface of the page, below `/sandbox`: what a person reads, sends and does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from aiohttp import WSMsgType, web

from sandbox.core import Core
from sandbox.messaging.history import history
from sandbox.messaging.interactions import InteractionType
from sandbox.people.feed import Feed, Page
from sandbox.people.interaction_sender import InteractionSender
from sandbox.people.options import refused
from sandbox.people.page_extras import Extras
from sandbox.people.page_state import page_state
from sandbox.rest.body import read_body
from sandbox.rest.call import Answer, no_content
from sandbox.rest.router import write
from sandbox.state.api_errors import ApiError, unknown
from sandbox.state.events import MessagesDeleted, Typing
from sandbox.state.models import Channel, Json
from sandbox.state.permissions import require_permissions, send_permission

_SENDABLE = ("content", "message_reference", "allowed_mentions", "nonce")
PageHandler: TypeAlias = "Callable[[web.Request, int, Json], Awaitable[Answer]]"


@dataclass(frozen=True, slots=True)
class PeopleApi:
    """The handlers."""

    core: Core
    feed: Feed
    extras: Extras

    def add_routes(self, app: web.Application) -> None:
        """Register the routes with an application."""
        here = "/sandbox/channels/{channel:\\d+}"
        for method, path, handler in (
            ("GET", f"{here}/messages", self._messages),
            ("POST", f"{here}/messages", self._send),
            ("PATCH", f"{here}/messages/{{message:\\d+}}", self._edit),
            ("DELETE", f"{here}/messages/{{message:\\d+}}", self._delete),
            ("POST", f"{here}/messages/{{message:\\d+}}/reactions", self._react),
            ("POST", f"{here}/typing", self._type),
            ("POST", "/sandbox/messages/dismiss", self._dismiss),
            ("POST", "/sandbox/dm", self._converse),
            ("POST", "/sandbox/interactions", self._interact),
            ("POST", "/sandbox/actions/{action}", self._act),
        ):
            app.router.add_route(method, path, self._entry(handler))
        app.router.add_get("/sandbox/world", self._world)
        app.router.add_get("/sandbox/events", self._events)

    def _entry(self, handler: PageHandler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def enter(request: web.Request) -> web.StreamResponse:
            try:
                user = self._person(request.headers.get("X-Sandbox-User"))
                body, _ = await read_body(request)
                answer = await handler(request, user, cast("Json", body) if isinstance(body, dict) else {})
            except ApiError as error:
                return write({"message": _in_words(error), "code": error.code}, error.status)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                return write({"message": f"That cannot be read: {type(error).__name__}: {error}"}, 400)
            return write(answer.body, answer.status)

        return enter

    def _person(self, given: str | None) -> int:
        """Who acts.

        Raises:
            ApiError: 403 for an unknown user or a bot.
        """
        user = self.core.world.users.get(int(given)) if given is not None and given.isdigit() else None
        if user is None or user.bot:
            raise ApiError(403, 0, "Say who you are: X-Sandbox-User must be the id of a person.")
        return user.id

    def _channel(self, request: web.Request) -> Channel:
        return self.core.world.channel(int(request.match_info["channel"]))

    async def _world(self, request: web.Request) -> web.StreamResponse:
        """Initial state for one user; for a page that has not chosen yet, for the first."""
        try:
            given = request.headers.get("X-Sandbox-User")
            user = self._person(given) if given or not self.core.world.people else self.core.world.people[0].id
        except ApiError as error:
            return write({"message": error.message}, error.status)
        return write(page_state(self.core, self.extras, user))

    async def _messages(self, request: web.Request, user: int, _body: Json) -> Answer:
        found = history(self.core.world, user, self._channel(request), request.query)
        return Answer([self.core.message_json.for_page(each) for each in found])

    async def _send(self, request: web.Request, user: int, body: Json) -> Answer:
        given = {key: body[key] for key in _SENDABLE if body.get(key) is not None}
        return Answer(self.core.message_json.for_page(self.core.messages.send(user, self._channel(request), given)))

    async def _edit(self, request: web.Request, user: int, body: Json) -> Answer:
        message = self.core.messages.seen(user, self._channel(request), int(request.match_info["message"]))
        changed = self.core.messages.edit(user, message, {"content": str(body.get("content") or "")})
        return Answer(self.core.message_json.for_page(changed))

    async def _delete(self, request: web.Request, user: int, _body: Json) -> Answer:
        self.core.messages.delete(user, self._channel(request), int(request.match_info["message"]))
        return no_content()

    async def _type(self, request: web.Request, user: int, _body: Json) -> Answer:
        channel = self._channel(request)
        require_permissions(self.core.world, user, channel, send_permission(channel))
        self.core.events.publish(Typing(channel, user))
        return no_content()

    async def _react(self, request: web.Request, user: int, body: Json) -> Answer:
        """Put a reaction on a message, or take the person's own back."""
        channel, message = self._channel(request), int(request.match_info["message"])
        taken_back = bool(body.get("taken_back"))
        self.core.messages.react(user, channel, message, str(body.get("emoji") or ""), taken_back=taken_back)
        return no_content()

    async def _dismiss(self, _request: web.Request, user: int, body: Json) -> Answer:
        """Dismiss an ephemeral message; the bot gets no event, and may still edit it."""
        number = int(body["message_id"])
        for messages in self.core.world.messages.values():
            found = messages.get(number)
            if found is not None and found.only_for == user:
                del messages[number]
                channel = self.core.world.channel(found.channel)
                self.feed.on_event(MessagesDeleted(channel, (number,), only_for=user))
                return no_content()
        raise unknown("message")

    async def _converse(self, _request: web.Request, user: int, _body: Json) -> Answer:
        return Answer(self.core.world_json.channel(self.core.world.dm_with(user), seen_by=user))

    async def _interact(self, _request: web.Request, user: int, body: Json) -> Answer:
        kinds = {int(each) for each in InteractionType}
        if body.get("type") not in kinds:
            raise refused(f"The type must be one of {sorted(kinds)}.")
        channel = self.core.world.channel(int(body["channel_id"]))
        message = int(body["message_id"]) if body.get("message_id") else None
        asking = InteractionSender(self.core, user, channel, str(body.get("nonce") or ""))
        return Answer({"id": str(asking.use(InteractionType(body["type"]), body["data"], message).id)}, 202)

    async def _act(self, request: web.Request, user: int, _body: Json) -> Answer:
        action = next((each for each in self.extras.actions if each.id == request.match_info["action"]), None)
        if action is None:
            raise ApiError(404, 0, "There is no such action.")
        return Answer({"message": await action.run(self.core.world.users[user].locale)})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """The live feed of one page."""
        try:
            page = Page(self._person(request.query.get("as")))
        except ApiError as error:
            return write({"message": error.message}, error.status)
        socket = web.WebSocketResponse(heartbeat=30)
        try:
            await socket.prepare(request)
        except ConnectionError:
            return web.Response()  # the page has gone again
        self.feed.pages.append(page)
        page.outbox.put_nowait({"t": "BOT_STATUS", "d": {"online": self.core.gateway.online}})
        try:
            await _converse_with(socket, page)
        finally:
            self.feed.pages.remove(page)
        return socket


async def _converse_with(socket: web.WebSocketResponse, page: Page) -> None:
    """Write events to a page until it disconnects; a page that cannot be written to is closed, and connects anew."""

    async def write_all() -> None:
        while True:
            await socket.send_str(json.dumps(await page.outbox.get(), ensure_ascii=False))

    async def read_all() -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break

    tasks = asyncio.create_task(write_all()), asyncio.create_task(read_all())
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for error in ended:
        if isinstance(error, Exception) and not isinstance(error, ConnectionError):
            raise error


def _in_words(error: ApiError) -> str:
    """The text of an error for the page; of an invalid form body, its first fault."""
    place: Any = error.errors
    while isinstance(place, dict) and place:
        if "_errors" in place:
            return str(place["_errors"][0]["message"])  # pyright: ignore[reportUnknownArgumentType] - JSON
        place = next(iter(place.values()))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - JSON
    return error.message
