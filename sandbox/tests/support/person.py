"""Somebody at a page of the sandbox: speaks through the people's interface, and hears what the page is told."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from sandbox import User
from sandbox.checks.components import walk

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
PATIENCE = 20.0
"""Seconds a test waits for what must come."""
_numbers = itertools.count()


@dataclass
class Person:
    """A page, opened for one person."""

    http: aiohttp.ClientSession
    address: str
    user: User
    place: int
    told: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def listen(self) -> None:
        """Take down what the page is told, until cancelled."""
        url = f"{self.address}/sandbox/events?as={self.user.id}"
        async with self.http.ws_connect(url) as socket:
            async for message in socket:
                async with self.news:
                    self.told.append(message.json())
                    self.news.notify_all()

    async def hears(self, name: str, **parts: Any) -> dict[str, Any]:
        """The next event of a name (with these parts), which is then taken as heard."""

        def found() -> dict[str, Any] | None:
            for event in self.told:
                if event["t"] == name and all(event["d"].get(key) == part for key, part in parts.items()):
                    return event
            return None

        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(lambda: found() is not None)
            event = found()
            assert event is not None
            self.told.remove(event)
            return event["d"]

    async def asks(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """A request; the status and the answer."""
        headers = {"X-Sandbox-User": str(self.user.id)}
        async with self.http.request(method, f"{self.address}/sandbox{path}", headers=headers, json=body) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else None

    async def does(self, method: str, path: str, body: Any = None) -> Any:
        """A request that is granted; the answer."""
        status, answer = await self.asks(method, path, body)
        assert status < 300, (status, answer)
        return answer

    async def says(self, text: str, place: int | None = None, **others: Any) -> dict[str, Any]:
        """Send a message."""
        return await self.does("POST", f"/channels/{place or self.place}/messages", {"content": text, **others})

    async def reads(self, place: int | None = None) -> list[dict[str, Any]]:
        """The messages of a channel, newest first."""
        return await self.does("GET", f"/channels/{place or self.place}/messages")

    async def interacts(self, kind: int, data: Any, *, place: int | None = None, message: Any = None) -> str:
        """Use something; gives the nonce."""
        nonce = f"n{next(_numbers)}"
        body = {"type": kind, "nonce": nonce, "channel_id": str(place or self.place), "data": data}
        await self.does("POST", "/interactions", {**body, **({"message_id": message["id"]} if message else {})})
        return nonce

    async def command(self, name: str) -> dict[str, Any]:
        """A command that is offered."""
        world = await self.does("GET", "/world")
        return next(each for each in world["commands"] if each["name"] == name)

    async def uses(
        self, name: str, options: list[dict[str, Any]] | None = None, *, kind: int = COMMAND, **others: Any
    ) -> str:
        """Use a command; gives the nonce."""
        found = await self.command(name)
        place = others.pop("place", None)
        data = {"id": found["id"], "name": name, "type": found["type"], "options": options or [], **others}
        return await self.interacts(kind, data, place=place)

    async def presses(self, message: dict[str, Any], custom_id: str, values: list[str] | None = None) -> str:
        """Press a button of a message, or choose in a select; gives the nonce."""
        found = next(each for each in walk(message["components"]) if each.get("custom_id") == custom_id)
        data: dict[str, Any] = {"component_type": found["type"], "custom_id": custom_id}
        data |= {"values": values} if values is not None else {}
        return await self.interacts(COMPONENT, data, place=int(message["channel_id"]), message=message)

    async def submits(self, modal: dict[str, Any], **filled: str | list[str]) -> str:
        """Fill a modal in that was shown, every field by its id, and send it; gives the nonce."""
        return await self.interacts(MODAL, submission(modal, **filled), place=int(modal["channel_id"]))


def submission(modal: dict[str, Any], **filled: str | list[str]) -> dict[str, Any]:
    """A modal as a client sends it, filled in by the ids of its fields; lists are what was chosen."""
    parts: list[dict[str, Any]] = []
    for part in walk(modal["components"]):
        name = part.get("custom_id")
        if name in filled:
            value = "values" if isinstance(filled[name], list) else "value"
            parts.append({"type": 18, "component": {"type": part["type"], "custom_id": name, value: filled[name]}})
    return {"id": modal["id"], "custom_id": modal["custom_id"], "components": parts}


def option(name: str, value: Any, kind: int = 3, **others: Any) -> dict[str, Any]:
    """An option of a slash command, filled in."""
    return {"type": kind, "name": name, "value": value, **others}


def text_of(message: dict[str, Any]) -> str:
    """All that is written in a message, top to bottom."""
    return "\n".join(
        [message["content"], *(each["content"] for each in walk(message["components"]) if "content" in each)]
    )
