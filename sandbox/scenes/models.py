"""Models of a scene file; its JSON Schema is made from them (`python -m sandbox --schema`)."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from sandbox.checks.command_forms import LOCALES
from sandbox.state.application import GUILD_INSTALL, USER_INSTALL
from sandbox.state.permissions import Permission

SCHEMA_FILE = "scene.schema.json"
"""The schema as it ships, beside this module."""


def _listed(names: list[str]) -> dict[str, Any]:
    return {"enum": names}


PERMISSIONS = sorted(each.name.lower() for each in Permission if each.name)
INTENTS = {"members": 1 << 1, "presences": 1 << 8, "message_content": 1 << 15}
"""The privileged intents, by their bits."""
INSTALLS = {"server": GUILD_INSTALL, "user": USER_INSTALL}

Snowflake: TypeAlias = Annotated[int, Field(ge=1, lt=1 << 63, description="An id; made up when left out.")]
Username: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9_.]{2,32}$")]
Locale: TypeAlias = Annotated[str, Field(json_schema_extra=_listed(sorted(LOCALES)))]
PermissionName: TypeAlias = Annotated[str, Field(json_schema_extra=_listed(PERMISSIONS))]
Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=100)]


class _Part(BaseModel):
    """A mapping of the file; a key that is not listed is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ApplicationPart(_Part):
    """The application under test, and the account of its bot."""

    name: Name = "Sandbox bot"
    id: Snowflake | None = None
    token: Annotated[str, Field(min_length=1, pattern=r"^\S+$")] | None = Field(
        None, description="What the bot logs in with; made up, in the form of a real token, when left out."
    )
    privileged_intents: list[Literal["members", "presences", "message_content"]] = Field(
        default_factory=lambda: ["members", "presences", "message_content"],
        description="The privileged intents that are switched on for it.",
    )
    installs: Annotated[list[Literal["server", "user"]], Field(min_length=1)] = Field(
        default_factory=lambda: ["server", "user"],
        description="Where it can be installed; its commands may not ask for more.",
    )
    installed_by: list[Username] = Field(
        default_factory=list[Username], description="Users who have installed it for themselves."
    )


class PersonPart(_Part):
    """A user one can act as on the page."""

    display: Name | None = Field(None, description="The name that others see; the username when left out.")
    id: Snowflake | None = None
    locale: Locale = Field("en-US", description="The language of this person's client.")
    note: str = Field("", description="A word about the person, shown on the page.")


class OverwritePart(_Part):
    """What a role or a member may or may not do in one channel, differing from the server."""

    target: Name = Field(alias="for", description="`@everyone`, the name of a role, `bot`, or a username.")
    allow: list[PermissionName] = Field(default_factory=list)
    deny: list[PermissionName] = Field(default_factory=list)


class MessagePart(_Part):
    """A message that is there from the start."""

    by: Username
    text: Annotated[str, Field(min_length=1, max_length=2000)]


class ChannelPart(_Part):
    """A channel of a server, in the order of the list."""

    name: Name
    type: Literal["text", "announcement", "voice", "category"] = "text"
    id: Snowflake | None = None
    topic: Annotated[str, Field(max_length=1024)] | None = None
    category: Name | None = Field(None, description="The name of a category that stands above it in the list.")
    slow_mode: Annotated[int, Field(ge=0, le=21_600)] = Field(0, description="Seconds between two messages.")
    nsfw: bool = False
    overwrites: list[OverwritePart] = Field(default_factory=list[OverwritePart])
    messages: list[MessagePart] = Field(default_factory=list[MessagePart])


class RolePart(_Part):
    """A role of a server; a later one stands higher."""

    name: Name
    id: Snowflake | None = None
    permissions: list[PermissionName] = Field(default_factory=list)
    colour: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] = Field("#000000", description="Such as `#2ecc71`.")
    mentionable: bool = False
    members: list[Username] = Field(default_factory=list)


class ServerPart(_Part):
    """A server; the bot is in it unless `installed` says otherwise."""

    name: Name
    owner: Username = Field(description="Who may do everything there.")
    id: Snowflake | None = None
    locale: Locale = "en-US"
    everyone: list[PermissionName] | None = Field(
        None, description="Permissions of @everyone; what a new server grants when left out."
    )
    bot: list[PermissionName] = Field(default_factory=list, description="Permissions of the bot's role, beyond these.")
    installed: Literal["bot", "commands", "nothing"] = Field(
        "bot", description="What the server has installed: the bot with its commands, the commands alone, or nothing."
    )
    members: list[Username] | None = Field(None, description="Who is in it besides the owner; all when left out.")
    roles: list[RolePart] = Field(default_factory=list[RolePart])
    channels: Annotated[list[ChannelPart], Field(min_length=1)]


class Scene(_Part):
    """Servers, people and an application, with which a sandbox starts."""

    application: ApplicationPart = Field(default_factory=lambda: ApplicationPart.model_validate({}))
    people: Annotated[
        dict[Username, PersonPart], Field(min_length=1, description="By username; the page starts as the first.")
    ]
    servers: Annotated[list[ServerPart], Field(min_length=1)]


def schema() -> dict[str, Any]:
    """The JSON Schema of a scene file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Scene.model_json_schema(by_alias=True)}
