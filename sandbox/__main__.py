"""Command line of the sandbox: serves the world of a scene until it is stopped."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from pathlib import Path

from sandbox import __version__
from sandbox.capabilities import listing
from sandbox.people.page_extras import Extras
from sandbox.scenes.building import BuiltScene, build_world
from sandbox.scenes.models import schema
from sandbox.scenes.reading import read_scene
from sandbox.scenes.source import SceneError
from sandbox.server import Sandbox
from sandbox.state.api_errors import ApiError

VILLAGE = Path(__file__).parent / "scenes" / "village.yaml"
"""The scene without `--scene`."""


async def serve(scene: BuiltScene, port: int) -> None:
    """Serve until cancelled; the first lines on standard output say where, and with which token a bot logs in.

    Raises:
        OSError: the port cannot be used.
        ApiError: a message of the scene is refused.
    """
    world = scene.world
    title = next(iter(world.guilds.values())).name
    async with Sandbox(world, Extras(title), port=port) as sandbox:
        for message in scene.messages:
            channel = world.channel(message.channel)
            sandbox.core.messages.send(message.author, channel, {"content": message.text})
        lines = (
            f"page: {sandbox.address}",
            f"rest: {sandbox.address}/api/v10",
            f"gateway: {sandbox.gateway.sessions.address}",
            f"token: {world.application.token}",
        )
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox", description="A small Discord on this machine: REST, gateway, and a page for people."
    )
    parser.add_argument("--scene", type=Path, default=VILLAGE, metavar="FILE", help="servers and people to start with")
    parser.add_argument("--port", type=int, default=8765, help="where to listen on 127.0.0.1; 0 for any free port")
    parser.add_argument("--list", action="store_true", help="say what is modelled and what is refused, and stop")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of scene files, and stop")
    parser.add_argument("--version", action="version", version=f"sandbox {__version__}")
    return parser.parse_args()


def main() -> int:
    """Read the arguments and serve.

    Returns:
        The exit code: 0 after being told to stop, 1 for a scene with faults, 2 for a port that cannot be used.
    """
    given = _arguments()
    if given.list or given.schema:
        sys.stdout.write((listing() if given.list else json.dumps(schema(), indent=2, ensure_ascii=False)) + "\n")
        return 0
    try:
        asyncio.run(serve(build_world(read_scene(given.scene)), given.port))
    except KeyboardInterrupt:
        return 0
    except SceneError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except ApiError as error:
        sys.stderr.write(f"{given.scene}: a message of the scene is refused: {error.message} ({error.code}).\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"The port cannot be used: {error.strerror}. Choose another with --port.\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
