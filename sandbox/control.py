"""Fault injection over HTTP, for tests that run the sandbox in another process: `POST /sandbox/faults`."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from sandbox.core import Core
from sandbox.faults import InjectedFault
from sandbox.rest.body import read_body
from sandbox.rest.router import write
from sandbox.state.api_errors import ApiError
from sandbox.state.events import ChannelChanged, GuildChanged
from sandbox.state.models import Json, Overwrite


class Control:
    """What can be made to go wrong, from Python or over HTTP."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def add_routes(self, app: web.Application) -> None:
        """Register the routes with an application."""
        app.router.add_post("/sandbox/faults", self._post)
        app.router.add_delete("/sandbox/faults", self._clear)

    def remove_channel(self, channel: int) -> None:
        """Let a channel vanish."""
        gone = self._core.world.remove_channel(channel)
        self._core.events.publish(ChannelChanged(gone, "DELETE"))

    def take_permission(self, channel: int, rights: int, *, give_back: bool = False) -> None:
        """Take rights from the bot in a channel, or give them back."""
        bot, present = self._core.world.application.bot, self._core.world.channel(channel)
        own = next((each for each in present.overwrites if each.target == bot), Overwrite(bot, is_member=True))
        denied = own.deny & ~rights if give_back else own.deny | rights
        changed = self._core.world.overwrite(channel, replace(own, deny=denied))
        self._core.events.publish(ChannelChanged(changed, "UPDATE"))

    def time_out(self, user: int, guild: int, seconds: float) -> None:
        """Give a member a timeout, in which they may only read; 0 seconds end it. The bot is told of its own."""
        world = self._core.world
        until = world.now() + seconds if seconds else 0.0
        member = world.members[guild, user] = replace(world.members[guild, user], timed_out=until)
        if user != world.application.bot:
            return
        told = {"guild_id": str(guild), **self._core.world_json.member(member)}
        self._core.events.publish(GuildChanged(world.guilds[guild], "GUILD_MEMBER_UPDATE", told))

    async def do(self, order: Json) -> None:
        """Do what an order says: `{"kind": …}` with what that kind takes.

        Kinds are `rule` (fields of `InjectedFault`), `drop` (`code`), `reconnect`, `invalidate` (`resumable`),
        `refuse_resume` (`times`), `forget_sessions`, `deaf` (`deaf`), `vanish` (`channel`), `deny` (`channel`,
        `rights`, `give_back`), `time_out` (`user`, `guild`, `seconds`).

        Raises:
            ApiError: 400 for another kind.
        """
        kind, given = order.get("kind"), {key: value for key, value in order.items() if key != "kind"}
        gateway = self._core.gateway
        match kind:
            case "rule":
                self._core.faults.add(InjectedFault.read(given))
            case "drop":
                await gateway.drop(int(given.get("code", 1006)))
            case "reconnect":
                gateway.ask_to_reconnect()
            case "invalidate":
                gateway.invalidate(resumable=bool(given.get("resumable")))
            case "refuse_resume":
                gateway.sessions.refused_resumes = int(given.get("times", 1))
            case "forget_sessions":
                gateway.sessions.forget()
            case "deaf":
                gateway.sessions.ignore_heartbeats = bool(given.get("deaf", True))
            case "vanish":
                self.remove_channel(int(given["channel"]))
            case "deny":
                give_back = bool(given.get("give_back"))
                self.take_permission(int(given["channel"]), int(given["rights"]), give_back=give_back)
            case "time_out":
                self.time_out(int(given["user"]), int(given["guild"]), float(given.get("seconds", 60)))
            case _:
                raise ApiError(400, 0, f"There is no fault of kind {kind!r}.")

    async def _post(self, request: web.Request) -> web.Response:
        try:
            body, _ = await read_body(request)
            await self.do(body)
        except ApiError as error:
            return write(error.body, error.status)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return write({"message": f"That order cannot be read: {type(error).__name__}: {error}", "code": 0}, 400)
        return write({"message": "Done."})

    async def _clear(self, _request: web.Request) -> web.Response:
        self._core.faults.clear()
        self._core.gateway.sessions.ignore_heartbeats, self._core.gateway.sessions.refused_resumes = False, 0
        return write({"message": "Done."})
