"""Request and response of the REST handlers, and the table row that routes between them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from sandbox.core import Core
from sandbox.state.api_errors import ApiError, invalid, unknown
from sandbox.state.models import Channel, Json
from sandbox.state.uploads import Upload

NOTHING: Any = object()
"""A body that is not there: the answer has status 204."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request.

    Attributes:
        places: the parts of the path that its pattern names.
        body: its JSON; `{}` when there is none.
    """

    core: Core
    places: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    uploads: tuple[Upload, ...] = field(default=())

    @property
    def bot(self) -> int:
        """Id of the bot, which is who calls."""
        return self.core.world.application.bot

    @property
    def form(self) -> Json:
        """The body, which must be an object.

        Raises:
            ApiError: 50109.
        """
        if not isinstance(self.body, dict):
            raise ApiError(400, 50109, "The request body contains invalid JSON.")
        return cast("Json", self.body)

    @property
    def list(self) -> list[Json]:
        """The body, which must be a list of objects."""
        if not isinstance(self.body, list):
            raise ApiError(400, 50109, "The request body contains invalid JSON.")
        return cast("list[Json]", self.body)

    def id(self, name: str) -> int:
        """An id in the path.

        Raises:
            ApiError: 50035 when it is none.
        """
        given = self.places[name]
        if not given.isdigit():
            raise invalid((f"{name}_id",), "NUMBER_TYPE_COERCE", f'Value "{given}" is not snowflake.')
        return int(given)

    @property
    def channel(self) -> Channel:
        """The channel in the path.

        Raises:
            ApiError: 10003.
        """
        return self.core.world.channel(self.id("channel"))

    def own_guild(self) -> int:
        """The server in the path, in which the bot must be.

        Raises:
            ApiError: 10004.
        """
        guild = self.id("guild")
        if (guild, self.bot) not in self.core.world.members:
            raise unknown("guild")
        return guild

    def flag(self, name: str) -> bool:
        """A boolean parameter of the query string."""
        return self.query.get(name, "").lower() in {"1", "true"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered; `NOTHING` in the body for status 204."""

    body: Any
    status: int = 200


Handler: TypeAlias = "Callable[[Call], Awaitable[Answer] | Answer]"


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a pattern such as `/channels/{channel}`, and who answers.

    Attributes:
        signed: whether the bot's token is asked for; what an interaction's token opens needs none.
        limited: whether it has a rate limit, and the headers of one; the first response to an interaction has none.
    """

    method: str
    pattern: str
    handler: Handler
    signed: bool = True
    limited: bool = True


def no_content() -> Answer:
    """An empty response with status 204."""
    return Answer(NOTHING, 204)
