"""Conversations over the shipped pack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.matching import Engine, Reply
from bot.pack.loader import load_pack
from bot.settings import load_settings
from tests.support.engines import shipped_engine

Say = Callable[[str], Reply]


@pytest.fixture
def say() -> Say:
    """Takes one member's messages in one channel, from the beginning of a conversation."""
    return speaking(shipped_engine)


def speaking(engine: Callable[[], Engine]) -> Say:
    """A member's messages in a conversation over any pack, from its beginning."""
    answering = Answering(engine, load_settings(), lambda: 0.0, chance=Random(1))
    return lambda text: answering.answer(text, Asker(1), ChannelContext(1))


def engine_of(folder: Path, info: str, questions: str) -> Engine:
    """The engine of a pack of questions alone, written into a folder: `pack.yaml` and `questions.yaml`."""
    (folder / "pack.yaml").write_text(info, "utf-8")
    (folder / "questions.yaml").write_text(questions, "utf-8")
    return Engine.build(load_pack(folder))
