"""Routes of users, the application, direct messages, and the address of the gateway."""

from __future__ import annotations

from sandbox.rest.call import Answer, Call, Route
from sandbox.state.api_errors import ApiError, invalid, unknown
from sandbox.state.models import Json
from sandbox.state.permissions import guild_permissions


def _me(call: Call) -> Answer:
    return Answer(call.core.world_json.me())


def _user(call: Call) -> Answer:
    user = call.core.world.users.get(call.id("user"))
    if user is None:
        raise unknown("user")
    return Answer(call.core.world_json.user(user))


def _guilds(call: Call) -> Answer:
    world = call.core.world
    mine = [guild for guild in world.guilds.values() if (guild.id, call.bot) in world.members]
    about: Json = {"icon": None, "banner": None, "owner": False, "features": []}
    return Answer(
        [
            {
                **about,
                "id": str(each.id),
                "name": each.name,
                "permissions": str(guild_permissions(world, call.bot, each.id)),
            }
            for each in mine
        ]
    )


def _converse(call: Call) -> Answer:
    recipient = call.form.get("recipient_id")
    if recipient is None or not str(recipient).isdigit():
        raise invalid(("recipient_id",), "BASE_TYPE_REQUIRED", "This field is required")
    user = call.core.world.users.get(int(str(recipient)))
    if user is None:
        raise unknown("user")
    if user.bot:
        raise ApiError(400, 50007, "Cannot send messages to this user")
    return Answer(call.core.world_json.channel(call.core.world.dm_with(user.id)))


def _application(call: Call) -> Answer:
    return Answer(call.core.world_json.application())


def _gateway(call: Call) -> Answer:
    return Answer({"url": call.core.gateway.sessions.address})


def _gateway_for_bot(call: Call) -> Answer:
    sessions = call.core.gateway.sessions
    left = max(0, sessions.starts - sessions.identified)
    limit = {"total": sessions.starts, "remaining": left, "reset_after": 86_400_000, "max_concurrency": 1}
    return Answer({"url": sessions.address, "shards": 1, "session_start_limit": limit})


ROUTES = (
    Route("GET", "/users/@me", _me),
    Route("GET", "/users/@me/guilds", _guilds),
    Route("POST", "/users/@me/channels", _converse),
    Route("GET", "/users/{user}", _user),
    Route("GET", "/oauth2/applications/@me", _application),
    Route("GET", "/applications/@me", _application),
    Route("GET", "/gateway", _gateway, signed=False),
    Route("GET", "/gateway/bot", _gateway_for_bot),
)
