"""`run`: what the command line does before and after the bot serves; Discord itself is faked."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from bot.discord_app import bot_process as discord_run
from bot.errors import UsageError
from bot.settings import Settings
from tests.support.command_line import Footnote
from tests.support.packs import VILLAGE


def test_the_settings_and_the_folder_reach_the_bot_and_its_exit_code_comes_back(
    footnote: Footnote, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Settings] = []

    def serve(settings: Settings) -> int:
        served.append(settings)
        return 0

    monkeypatch.setattr(discord_run, "run", serve)
    assert footnote("run", "--seeds", str(VILLAGE.parent)).exit_code == 0
    assert footnote("run", BOT_LOG_LEVEL="ERROR").exit_code == 0
    assert [settings.seeds for settings in served] == [VILLAGE.parent, Path(VILLAGE)]
    assert served[1].log_level == "ERROR"


def test_a_missing_token_is_wrong_usage(footnote: Footnote) -> None:
    result = footnote("run", DISCORD_TOKEN="")
    assert result.exit_code == 2
    assert "DISCORD_TOKEN is not set" in result.stderr


def test_what_a_person_should_read_is_not_logged_but_an_unforeseen_failure_is(
    footnote: Footnote, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(settings: Settings) -> int:
        raise UsageError("The token is refused.")

    def break_down(settings: Settings) -> int:
        raise ZeroDivisionError("of all things")

    with caplog.at_level(logging.INFO):
        monkeypatch.setattr(discord_run, "run", refuse)
        assert footnote("run").exit_code == 2
        assert caplog.records == []
        monkeypatch.setattr(discord_run, "run", break_down)
        assert footnote("run").exit_code == 1
        assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"BOT_SEEDS": "/nowhere/pack"},
        {"BOT_SEEDS": str(VILLAGE / "articles")},
        pytest.param({"BOT_SEEDS": "~nobody-here/pack"}, marks=pytest.mark.skipif(sys.platform == "win32", reason="~")),
        {"DATABASE_URL": "sqlite://two/slashes.db"},
        {"DATABASE_URL": "postgresql://ann:pass@word@db.example/x"},
        {"DISCORD_TOKEN": "“quoted”"},
        {"BOT_SHARD_IDS": "[]"},
    ],
)
def test_nothing_is_made_before_settings_and_pack_are_found_good(
    footnote: Footnote, wrong: dict[str, str], tmp_path: Path
) -> None:
    folders = {"HOME": str(tmp_path), "XDG_DATA_HOME": "", "XDG_CACHE_HOME": "", "DATABASE_URL": ""}
    result = footnote("run", **{"DISCORD_TOKEN": "a-token", **folders, **wrong})
    assert result.exit_code == (1 if wrong.get("BOT_SEEDS") == str(VILLAGE / "articles") else 2)
    assert "mistake in Footnote" not in result.stderr
    assert [*tmp_path.iterdir()] == []
