"""What holds for every test process."""

from __future__ import annotations

import gc
import os
import signal
import sys

# Hundreds of processes are started, each of which would compile every module anew where bytecode is not kept.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# As `python -m bot` sets it: the matrices are small, and threads would only wait for each other. numpy reads it once.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# What a shell starts in the background ignores Ctrl-C, and so would processes started from here that must mind it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A sixth of all time went into looking for garbage among what stays for good: modules, tests and packs.
gc.set_threshold(50_000, 20, 20)

pytest_plugins = ["tests.databases", "tests.payload_count", "tests.speed"]
