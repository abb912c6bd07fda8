"""`run`: the bot in Discord."""

from __future__ import annotations

import logging

import typer

from bot.cli.common import Seeds, settings_with
from bot.errors import FootnoteError

log = logging.getLogger(__name__)
commands = typer.Typer()


@commands.command(epilog="Settings come from config/footnote.toml, .env and the environment; see docs/operating.md.")
def run(*, seeds: Seeds = None) -> None:
    """Connect to Discord and serve until stopped. Needs DISCORD_TOKEN."""
    # Imported here because the other commands should start without waiting for the Discord library.
    from bot.discord_app.bot_process import run as serve  # noqa: PLC0415

    settings = settings_with(seeds)
    try:
        code = serve(settings)
    except FootnoteError:
        raise
    except Exception:
        log.exception("The bot stopped unexpectedly.")
        raise
    raise typer.Exit(code)
