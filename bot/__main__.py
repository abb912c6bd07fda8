"""The entry point of `python -m bot`, and of `footnote` where it is installed.

It speaks UTF-8 on every system and leaves quietly when interrupted.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path

from bot.errors import import_error_in_words

LOOKS = (50_000, 10, 10)
"""When Python looks for garbage: by default after every 700 new objects, half a second of a start that makes a million
which all stay."""


def main() -> int:
    """Run the command that was given.

    Returns:
        The exit code: 0 done, 1 content or data at fault, 2 wrong usage, 130 interrupted.
    """
    _open_streams()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # The matrices are small: one thread is five times as fast as several that wait for each other. Read by numpy once.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(*LOOKS)
    try:
        code = _run()
    except KeyboardInterrupt:
        code = 130
    return _written_out(code)


def _run() -> int:
    try:
        from bot.cli import app  # noqa: PLC0415 - loading takes a moment, in which Ctrl-C should be quiet too
    except ImportError as error:
        _tell(import_error_in_words(error))
        return 1
    try:
        app(prog_name="footnote" if Path(sys.argv[0]).stem == "footnote" else "python -m bot")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except OSError as error:  # of what is written before a command begins, such as help
        _tell_unwritten(error)
        return 1
    return 0


def _open_streams() -> None:
    """Put the null device in place of streams that are closed; else files opened later would take their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end


def _written_out(code: int) -> int:
    """Write out what is left in stdout's buffer; gives the exit code, which is 1 when that cannot be done."""
    try:
        sys.stdout.flush()
    except OSError as error:
        if not (code or isinstance(error, BrokenPipeError)):  # whoever reads may leave early
            _tell_unwritten(error)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python tries again, and complains, when it ends
        return code or 1
    return code


def _tell_unwritten(error: OSError) -> None:
    _tell(f"The output cannot be written: {error.strerror}. Make room, or write elsewhere.")


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
