"""Base of the parts of a server's file."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

Snowflake: TypeAlias = Annotated[int, Field(gt=0, lt=2**63), PlainSerializer(str, when_used="json")]
"""An id of Discord's; written in quotes, for many programs round such large numbers."""


class FilePart(BaseModel):
    """Base of what the file is made of; a field that is not known is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)
