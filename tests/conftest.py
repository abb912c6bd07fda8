"""What holds for every test process."""

from __future__ import annotations

import os

# As `python -m bot` sets it: the matrices are small, and threads would only wait for each other. numpy reads it once.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

pytest_plugins = ["tests.databases", "tests.payload_count", "tests.speed"]
