"""`python -m benchmarks [NAME ...]`: all benchmarks, or some, one after the other."""

from __future__ import annotations

import os


def main() -> None:
    """Run what the command line names; the exit code is 1 when data are missing, 2 for wrong usage."""
    # As the bot itself does: one thread is several times as fast as two on matrices this small. Read by numpy once.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from benchmarks.command import app  # noqa: PLC0415 - it loads numpy

    app(prog_name="python -m benchmarks")


if __name__ == "__main__":
    main()
