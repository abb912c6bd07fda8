"""What a bot logged as an error, so that no test passes over one that it did not expect."""

from __future__ import annotations

import logging


class ErrorLog(logging.Handler):
    """Keeps what is logged as an error.

    Attributes:
        read: whether the test looked.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []
        self.read = False

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)
