"""The entry point of `python -m bot`, and of `footnote` where it is installed.

It speaks UTF-8 on every system and leaves quietly when interrupted.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path

LOOKS = (50_000, 10, 10)
"""When Python looks for garbage: by default after every 700 new objects, half a second of a start that makes a million
which all stay."""


def main() -> int:
    """Run the command that was given.

    Returns:
        The exit code: 0 done, 1 content or data at fault, 2 wrong usage, 130 interrupted.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # The matrices are small: one thread is five times as fast as several that wait for each other. Read by numpy once.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(*LOOKS)
    try:
        from bot.cli import app  # noqa: PLC0415 - loading takes a moment, in which Ctrl-C should be quiet too

        app(prog_name="footnote" if Path(sys.argv[0]).stem == "footnote" else "python -m bot")
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
