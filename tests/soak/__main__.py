"""`python -m tests.soak`: all soaks in short, or some, or in full."""

from __future__ import annotations


def main() -> None:
    """Run what the command line names; the exit code is 1 when a post is lost or doubled."""
    from tests.soak.command import app  # noqa: PLC0415 - worker processes import this file, and need none of it

    app(prog_name="python -m tests.soak")


if __name__ == "__main__":
    main()
