"""`demo`: the whole bot on this machine, in a Discord of its own with a page to try it in."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from bot.cli.common import Seeds, settings_with
from bot.cli.output.console import patience, results
from bot.errors import UsageError

PORT = 8734
commands = typer.Typer()


@commands.command(epilog="Files saved in the pack's folder are read again at once; faults stand on top of the page.")
def demo(
    *,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port on 127.0.0.1; 0 for any that is free.")
    ] = PORT,
    seeds: Seeds = None,
) -> None:
    """Try the whole bot in a browser: no Discord account, nothing leaves this machine."""
    if find_spec("sandbox") is None:
        raise UsageError(
            "The demo runs in the local Discord, which is a package of its own and not installed here. Install it from "
            "a checkout of Footnote, with `pip install ./sandbox`, or run `make demo` there."
        )
    with patience("Starting (the first start builds the indexes) …") as _:
        # Imported here because the other commands should start without waiting for the Discord library.
        from bot.demo.run import run  # noqa: PLC0415

        settings = settings_with(seeds)

    def tell(address: str) -> None:
        results().print(f"Ready: open {address} in a browser. Ctrl-C stops it.", soft_wrap=True)

    raise typer.Exit(run(settings, port, tell))
