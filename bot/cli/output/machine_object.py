"""Base of what is written as JSON for programs, one object a line."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What JSON would let pass as it is: controls beyond ASCII's, and marks that turn the writing."""


class MachineObject(BaseModel):
    """Base of every object written; its keys stand in the order in which they are declared."""

    model_config = ConfigDict(frozen=True)

    def json_line(self) -> str:
        """The object as one line of JSON; what would steer a terminal stands in it as an escape."""
        return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", self.model_dump_json())
