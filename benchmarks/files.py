"""Where benchmarks find what they read; nothing here loads the engine, so that its memory can be told apart."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from bot.errors import FootnoteError
from bot.pack.loader import load_pack
from bot.pack.models import LabelledQuestion, Pack
from bot.settings import ROOT

INTENTS = ROOT.parent / "shared" / "data" / "intents"
DRAFT = ROOT.parent / "shared" / "draft"
GOLDEN = ROOT / "tests" / "data" / "golden.yaml"


class DataMissingError(FootnoteError):
    """Data that a benchmark needs, and that do not ship with the bot, are not there."""


@cache
def shipped() -> Pack:
    """The shipped pack."""
    return load_pack(ROOT / "seeds")


def golden() -> list[LabelledQuestion]:
    """Questions about the shipped pack that nothing is ever trained on."""
    return [LabelledQuestion.model_validate(row) for row in yaml.safe_load(GOLDEN.read_text("utf-8"))]


def chat() -> list[str]:
    """30,000 lines of real chat."""
    return [row["text"] for row in lines(INTENTS / "chat_irc_ubuntu_30k.jsonl")]


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON Lines.

    Raises:
        DataMissingError: there is no such file.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        place = Path("..") / path.relative_to(ROOT.parent) if path.is_relative_to(ROOT.parent) else path
        raise DataMissingError(
            f"{place} is not there. This benchmark reads data that do not ship with the bot. "
            "Put the file there, or name other benchmarks."
        ) from None
    return [cast("dict[str, Any]", json.loads(line)) for line in text.splitlines() if line.strip()]
