"""`python -m sandbox`: a small world with a few people, for trying the sandbox by hand."""

from __future__ import annotations

import argparse
import asyncio
import sys

from sandbox import DEFAULT_PERMISSIONS, ChannelKind, Extras, Permission, Sandbox, ThingToTry, World


def village() -> World:
    """A server with three channels, its owner, a member, and a newcomer with a Chinese client."""
    world = World()
    owner = world.add_user("ada", "Ada", note="owns the server")
    guild = world.add_guild("Village", owner, everyone=DEFAULT_PERMISSIONS)
    for name in ("general", "questions", "quiet"):
        world.add_channel(guild, name)
    world.add_channel(guild, "news", ChannelKind.ANNOUNCEMENT)
    helpers = world.add_role(guild, "helpers", int(Permission.MANAGE_MESSAGES), colour=0x2ECC71)
    world.add_member(guild, world.add_user("ben", "Ben", note="a member"), helpers)
    world.add_member(guild, world.add_user("lin", "林", locale="zh-CN", note="new here, with a Chinese client"))
    return world


async def serve(port: int) -> None:
    """Serve until cancelled."""
    extras = Extras("Village", (ThingToTry("Say hello", text="hello"),))
    async with Sandbox(village(), extras, port=port) as sandbox:
        sys.stdout.write(f"{sandbox.address}\nBOT_DISCORD_API={sandbox.address} DISCORD_TOKEN=sandbox\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> int:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8765, help="where to listen on 127.0.0.1; 0 for any free port")
    try:
        asyncio.run(serve(parser.parse_args().port))
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        sys.stderr.write(f"The port cannot be used: {error.strerror}. Choose another with --port.\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
