"""Conversations over the shipped pack."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.matching import Reply
from bot.settings import load_settings
from tests.support.engines import shipped_engine

Say = Callable[[str], Reply]


@pytest.fixture
def say() -> Say:
    """Takes one member's messages in one channel, from the beginning of a conversation."""
    answering = Answering(shipped_engine, load_settings(), lambda: 0.0, chance=Random(1))

    def take(text: str) -> Reply:
        return answering.answer(text, Asker(1), ChannelContext(1))

    return take
