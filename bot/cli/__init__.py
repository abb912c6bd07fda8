"""The command line: `app` holds every command of `python -m bot`."""

from bot.cli.app import app

__all__ = ["app"]
