"""`--version` says which version it is, and by what questions are compared."""

from __future__ import annotations

from bot import __version__
from bot.matching.encoding.encoder import installed
from tests.support.command_line import command_line


def told(**environment: str) -> list[str]:
    result = command_line()("--version", **environment)
    assert result.exit_code == 0
    return result.stdout.splitlines()


def test_the_encoder_is_named() -> None:
    model = installed()
    assert model is not None
    assert told() == [
        f"Footnote {__version__}",
        f"Questions are compared by meaning and by words (encoder: {model.name}).",
    ]


def test_without_an_encoder_it_says_words_alone() -> None:
    assert told(BOT_ENCODER="off")[1] == "Questions are compared by words alone: BOT_ENCODER is off."


def test_a_wrong_setting_does_not_hide_the_version() -> None:
    assert told(BOT_ENCODER="perhaps") == [f"Footnote {__version__}"]
