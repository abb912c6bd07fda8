"""Routes of servers: channels, roles, members and threads."""

from __future__ import annotations

from dataclasses import replace

from sandbox.gateway.intents import Intent
from sandbox.rest.call import Answer, Call, Route, no_content
from sandbox.state.api_errors import ApiError, FormValidator, unknown
from sandbox.state.events import ChannelChanged, GuildChanged
from sandbox.state.models import ChannelKind
from sandbox.state.permissions import Permission, has_permissions, require_guild_permissions


def _get(call: Call) -> Answer:
    guild = call.own_guild()
    counts = {}
    if call.flag("with_counts"):
        members = len(call.core.world.members_of(guild))
        counts = {"approximate_member_count": members, "approximate_presence_count": members}
    return Answer({**call.core.world_json.guild(call.core.world.guilds[guild]), **counts})


def _channels(call: Call) -> Answer:
    return Answer([call.core.world_json.channel(each) for each in call.core.world.channels_of(call.own_guild())])


def _add_channel(call: Call) -> Answer:
    world, guild, form = call.core.world, call.own_guild(), FormValidator()
    require_guild_permissions(world, call.bot, guild, Permission.MANAGE_CHANNELS)
    form.length(("name",), call.form.get("name"), 1, 100)
    kind = call.form.get("type") or ChannelKind.TEXT
    form.choice(
        ("type",), kind, [int(each) for each in ChannelKind if not each.is_thread and each is not ChannelKind.DM]
    )
    form.refuse()
    channel = world.add_channel(
        world.guilds[guild], str(call.form["name"]), ChannelKind(int(kind)), topic=call.form.get("topic")
    )
    call.core.events.publish(ChannelChanged(channel, "CREATE"))
    return Answer(call.core.world_json.channel(channel), 201)


def _roles(call: Call) -> Answer:
    return Answer([call.core.world_json.role(role) for role in call.core.world.roles_of(call.own_guild())])


def _add_role(call: Call) -> Answer:
    world, guild = call.core.world, call.own_guild()
    require_guild_permissions(world, call.bot, guild, Permission.MANAGE_ROLES)
    body = call.form
    role = world.add_role(
        world.guilds[guild],
        str(body.get("name") or "new role"),
        int(body.get("permissions") or 0),
        mentionable=bool(body.get("mentionable")),
        colour=int(body.get("color") or 0),
    )
    body = call.core.world_json.role(role)
    payload = {"guild_id": str(guild), "role": body}
    call.core.events.publish(GuildChanged(world.guilds[guild], "GUILD_ROLE_CREATE", payload))
    return Answer(body)


def _member(call: Call) -> Answer:
    found = call.core.world.members.get((call.own_guild(), call.id("user")))
    if found is None:
        raise unknown("member")
    return Answer(call.core.world_json.member(found))


def _members(call: Call) -> Answer:
    if not call.core.world.application.privileged & Intent.GUILD_MEMBERS:
        raise ApiError(403, 50001, "Missing Access")
    limit, after = int(call.query.get("limit", "1")), int(call.query.get("after", "0"))
    found = sorted(call.core.world.members_of(call.own_guild()), key=lambda member: member.user)
    return Answer([call.core.world_json.member(each) for each in found if each.user > after][:limit])


def _nickname(call: Call) -> Answer:
    world, guild = call.core.world, call.own_guild()
    require_guild_permissions(world, call.bot, guild, Permission.CHANGE_NICKNAME)
    member = replace(world.members[guild, call.bot], nick=call.form.get("nick"))
    world.members[guild, call.bot] = member
    return Answer(call.core.world_json.member(member))


def _threads(call: Call) -> Answer:
    world, world_json = call.core.world, call.core.world_json
    seen = [
        each
        for each in world.threads_of(call.own_guild())
        if has_permissions(world, call.bot, each, Permission.VIEW_CHANNEL)
    ]
    active = [each for each in seen if each.thread and not each.thread.archived]
    joined = [each for each in active if each.thread and call.bot in each.thread.members]
    return Answer(
        {
            "has_more": False,
            "threads": [world_json.channel(each) for each in active],
            "members": [world_json.thread_member(each, call.bot) for each in joined],
        }
    )


def _leave(call: Call) -> Answer:
    world, guild = call.core.world, call.own_guild()
    world.remove_bot(world.guilds[guild])
    call.core.events.publish(GuildChanged(world.guilds[guild], "GUILD_DELETE", {"id": str(guild)}))
    return no_content()


ROUTES = (
    Route("GET", "/guilds/{guild}", _get),
    Route("GET", "/guilds/{guild}/channels", _channels),
    Route("POST", "/guilds/{guild}/channels", _add_channel),
    Route("GET", "/guilds/{guild}/roles", _roles),
    Route("POST", "/guilds/{guild}/roles", _add_role),
    Route("GET", "/guilds/{guild}/members", _members),
    Route("PATCH", "/guilds/{guild}/members/@me", _nickname),
    Route("GET", "/guilds/{guild}/members/{user}", _member),
    Route("GET", "/guilds/{guild}/threads/active", _threads),
    Route("DELETE", "/users/@me/guilds/{guild}", _leave),
)
