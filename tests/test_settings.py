"""Settings: where they come from, and what is said when one is wrong."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from bot import settings as module
from bot.errors import UsageError
from bot.settings import ROOT, Settings, is_secret, load_settings, variable_of

TOKEN = "MTEx.Gabc.s3cr3t-value"


WRONG = [
    ("BOT_LOG_LEVEL", "LOUD", "found 'LOUD', expected 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
    ("BOT_LOG_FORMAT", "xml", "found 'xml', expected 'text' or 'json'"),
    ("BOT_METRICS_PORT", "70000", "found '70000', expected a number less than or equal to 65535"),
    (
        "BOT_METRICS_HOST",
        "http://here",
        "found 'http://here', expected an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them",
    ),
    ("BOT_MESSAGE_CONTENT", "perhaps", "found 'perhaps', expected true or false"),
    ("BOT_CACHE", "2", "found '2', expected true or false"),
    ("BOT_ENCODER", "2", "found '2', expected true or false"),
    ("BOT_RELOAD", "2", "found '2', expected true or false"),
    ("BOT_TOLERATED_ERROR", "half", "found 'half', expected a number"),
    ("BOT_TOLERATED_ERROR", "0.5", "found '0.5', expected a number less than 0.5"),
    ("BOT_TOLERATED_ERROR_CHANNEL", "0", "found '0', expected a number greater than 0"),
    ("BOT_DAILY_GRACE_HOURS", "-1", "found '-1', expected a number greater than or equal to 0"),
    ("BOT_DISCORD_API", "localhost", "found 'localhost', expected an address that begins with http:// or https://"),
    ("BOT_DISCORD_API", "http://[::1", "found 'http://[::1', expected an address such as http://127.0.0.1:8080"),
    ("BOT_SHARD_IDS", "[]", "found [], expected at least one number; leave it unset to serve all shards"),
    ("BOT_SHARD_IDS", "1,1", "found ['1', '1'], expected every number once"),
    ("BOT_SHARD_IDS", "0,x", "found 'x', expected a whole number"),
    ("BOT_SHARD_IDS", "0,-1", "found '-1', expected a number greater than or equal to 0"),
    ("BOT_CURATE_IN", "my server", "found 'my server', expected a whole number"),
    ("BOT_CURATE_IN", "0", "found '0', expected a number greater than 0"),
    ("BOT_SHARD_COUNT", "1.5", "found '1.5', expected a whole number"),
    ("BOT_SHARD_COUNT", "1" * 5000, f"found '{'1' * 79}… (5,002 characters), expected a whole number of fewer digits"),
    (
        "BOT_SEEDS",
        "~nobody-here/pack",
        "found '~nobody-here/pack', expected a path that begins with a folder, for there is no user nobody-here",
    ),
    ("BOT_SEEDS", "a\tb", "found 'a\\tb', expected a value on one line, without control characters"),
    ("BOT_SHARD_COUNT", "0", "found '0', expected a number greater than or equal to 1"),
]


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without `.env`, an environment without settings, and a file of defaults of the test's own."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(variable_of(name), raising=False)
    monkeypatch.setattr(module, "CONFIG_FILE", tmp_path / "footnote.toml")
    return tmp_path


def refusal(**overrides: object) -> str:
    with pytest.raises(UsageError) as caught:
        load_settings(**overrides)
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_the_environment_wins_over_env_file_and_that_over_the_defaults(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bare_machine / "footnote.toml").write_text('log_level = "ERROR"\ncache = false\ntolerated_error = 0.1\n')
    (bare_machine / ".env").write_text("BOT_LOG_LEVEL=WARNING\nBOT_CACHE=true\n")
    monkeypatch.setenv("BOT_LOG_LEVEL", "DEBUG")
    found = load_settings()
    assert (found.log_level, found.cache, found.tolerated_error) == ("DEBUG", True, 0.1)
    assert load_settings(log_level="INFO").log_level == "INFO"


def test_without_anything_set_there_are_defaults() -> None:
    found = load_settings()
    assert found.discord_token is None
    assert found.seeds == ROOT / "seeds"
    assert found.shard_ids is None


def test_an_empty_variable_leaves_a_setting_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.setenv("BOT_TOLERATED_ERROR", "")
    assert load_settings().discord_token is None
    assert load_settings().tolerated_error == Settings.model_fields["tolerated_error"].default


@pytest.mark.parametrize("written", ["0,2", "0, 2", "[0, 2]", " [0,2] "])
def test_shards_are_written_with_commas_between_them(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_SHARD_IDS", written)
    monkeypatch.setenv("BOT_SHARD_COUNT", "3")
    assert load_settings().shard_ids == (0, 2)


@pytest.mark.parametrize(("variable", "value", "told"), WRONG)
def test_a_wrong_value_is_told_with_what_is_expected_and_where_it_may_be_set(
    variable: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    found, expected = told.split(", expected ")
    assert refusal() == f"{variable}: {found} in the environment, expected {expected}. Correct it there."


def test_every_setting_that_can_be_wrong_is_in_the_list_above() -> None:
    told = {variable for variable, _, _ in WRONG}
    assert told | {"DATABASE_URL", "DISCORD_TOKEN"} == {variable_of(name) for name in Settings.model_fields}


def test_all_wrong_values_are_told_at_once(bare_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare_machine / ".env").write_text("BOT_CACHE=maybe\n")
    (bare_machine / "footnote.toml").write_text("log_level = 5\n")
    monkeypatch.setenv("BOT_SHARD_COUNT", "none")
    lines = refusal().splitlines()
    assert [line.split(":")[0] for line in lines] == ["BOT_LOG_LEVEL", "BOT_CACHE", "BOT_SHARD_COUNT"]
    assert "found 5" in lines[0]


@pytest.mark.parametrize(("count", "shown"), [(None, "unset"), ("2", "2")])
def test_shards_must_be_among_those_there_are(count: str | None, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_SHARD_IDS", "1,2")
    if count:
        monkeypatch.setenv("BOT_SHARD_COUNT", count)
    assert refusal().startswith(f"BOT_SHARD_IDS: found 1, 2, expected ids below BOT_SHARD_COUNT, which is {shown}. Set")


@pytest.mark.parametrize(
    "wrong", [f"Bot {TOKEN}", f'"{TOKEN}"', f"“{TOKEN}”", f"{TOKEN}\u200b{TOKEN}", f"{TOKEN}\r{TOKEN}"]
)
def test_a_wrong_token_is_told_and_not_shown(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", wrong)
    told = refusal()
    assert told.startswith("DISCORD_TOKEN: found something else (not shown) in the environment, expected ")
    assert told.endswith(". Correct it there.")
    assert TOKEN not in told


@pytest.mark.parametrize("around", ["{}\n", "{}\r\n", "  {} ", "\ufeff{}\u200b", "\t{}\u00a0"])
def test_what_a_mounted_secret_has_around_it_is_cut_off(around: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", around.format(TOKEN))
    monkeypatch.setenv("DATABASE_URL", around.format("sqlite:///a.db"))
    monkeypatch.setenv("BOT_LOG_LEVEL", around.format("debug"))
    monkeypatch.setenv("BOT_SEEDS", around.format("/pack"))
    found = load_settings()
    assert found.discord_token is not None
    assert found.database_url is not None
    assert found.discord_token.get_secret_value() == TOKEN
    assert found.database_url.get_secret_value() == "sqlite:///a.db"
    assert (found.log_level, found.seeds) == ("DEBUG", Path("/pack"))


def test_a_value_of_blanks_leaves_a_setting_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", " \n\u200b")
    monkeypatch.setenv("BOT_CACHE", "   ")
    assert load_settings().discord_token is None
    assert load_settings().cache is True


@pytest.mark.parametrize("quoted", ["{}", '"{}"', "'{}'"])
@pytest.mark.parametrize("value", ["pa${HOME}rd", "${abcdef}", "$HOME", "a#b", "$$", "${", "${a:-b}"])
def test_a_dollar_sign_in_the_env_file_stands_for_itself(quoted: str, value: str, bare_machine: Path) -> None:
    (bare_machine / ".env").write_text(f"DATABASE_URL={quoted.format(f'postgresql://u:{value}@h/d')}\n")
    found = load_settings().database_url
    assert found is not None
    assert found.get_secret_value() == f"postgresql://u:{value}@h/d"


@pytest.mark.parametrize(
    "line",
    ["DISCORD_TOKEN: geheim", "DISCORD_TOKEN:geheim", "DISCORD_TOKEN geheim", 'DISCORD_TOKEN="geheim', "ge heim=1"],
)
def test_a_line_of_the_env_file_that_is_none_is_told_by_its_number_and_not_shown(line: str, bare_machine: Path) -> None:
    (bare_machine / ".env").write_bytes(f"\ufeff# mine\r\n\r\n\r\n{line}\r\nBOT_CACHE=true\r\n".encode())
    assert refusal() == (
        "Line 4 of .env cannot be read. Write it as NAME=value, and close the quotation mark if it has one."
    )


def test_a_wrong_value_is_told_with_the_line_of_the_env_file_where_it_stands(bare_machine: Path) -> None:
    (bare_machine / ".env").write_text("\n# how much\n\nexport BOT_LOG_LEVEL = LOUD # shout\nOTHER\n")
    assert refusal().startswith("BOT_LOG_LEVEL: found 'LOUD' in line 4 of .env, expected 'DEBUG'")


@pytest.mark.parametrize("place", ["pack", "a folder/Pack"])
def test_a_tilde_stands_for_the_home_folder(place: str, bare_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(bare_machine))
    monkeypatch.setenv("USERPROFILE", str(bare_machine))
    monkeypatch.setenv("BOT_SEEDS", f"~/{place}")
    assert load_settings().seeds == bare_machine / place
    (bare_machine / "footnote.toml").write_text(f'seeds = "~/{place}"\n')
    monkeypatch.delenv("BOT_SEEDS")
    assert load_settings().seeds == bare_machine / place


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows the home folder by other means")
@pytest.mark.parametrize("home", ["", "here"])
def test_without_a_home_folder_a_tilde_is_told(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("BOT_SEEDS", "~/pack")
    assert refusal() == (
        "BOT_SEEDS: found '~/pack' in the environment, expected a path that begins with a folder, for HOME, which ~ "
        "stands for, is no absolute path. Correct it there."
    )


def test_a_folder_in_place_of_a_file_of_settings_is_passed_over(bare_machine: Path) -> None:
    (bare_machine / ".env").mkdir()
    (bare_machine / "footnote.toml").mkdir()
    assert load_settings().cache is True


def test_an_env_file_that_cannot_be_looked_for_is_passed_over() -> None:
    assert load_settings(_env_file=Path("x" * 5000)).cache is True


def test_a_file_of_defaults_may_begin_with_a_byte_order_mark(bare_machine: Path) -> None:
    (bare_machine / "footnote.toml").write_text("\ufefflog_level = ' error '\n", "utf-8")
    assert load_settings().log_level == "ERROR"


def test_a_token_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    found = load_settings()
    assert found.discord_token is not None
    assert found.discord_token.get_secret_value() == TOKEN
    for shown in (repr(found), str(found), f"{found.model_dump()}", found.model_dump_json()):
        assert TOKEN not in shown
    monkeypatch.setenv("BOT_LOG_LEVEL", "LOUD")
    assert TOKEN not in refusal()


@pytest.mark.parametrize("name", ["discord_token", "DISCORD_TOKEN"])
def test_a_secret_in_the_file_of_defaults_is_refused(name: str, bare_machine: Path) -> None:
    (bare_machine / "footnote.toml").write_text(f'{name} = "{TOKEN}"\n')
    told = refusal()
    assert told == f"config/footnote.toml has {name}, which is a secret. Set it in the environment or in .env instead."


def test_a_name_that_is_no_setting_is_told_with_the_nearest(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_LOGLEVEL", "INFO")
    (bare_machine / ".env").write_text("BOT_SHARDCOUNT=2\nOTHER=1\n")
    (bare_machine / "footnote.toml").write_text("tolerated_eror = 0.1\n")
    assert refusal().splitlines() == [
        "The environment has BOT_LOGLEVEL, which is no setting; did you mean BOT_LOG_LEVEL?",
        "Line 1 of .env has BOT_SHARDCOUNT, which is no setting; did you mean BOT_SHARD_COUNT?",
        "config/footnote.toml has tolerated_eror, which is no setting; did you mean tolerated_error?",
    ]


def test_a_name_like_no_setting_is_answered_with_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    told = refusal()
    assert told.startswith("The environment has BOT_TOKEN, which is no setting. There are BOT_CACHE, ")
    assert "DISCORD_TOKEN" in told
    assert TOKEN not in told


def test_a_broken_file_of_defaults_is_told_with_its_line(bare_machine: Path) -> None:
    (bare_machine / "footnote.toml").write_text("cache = true\nlog_level = INFO\n")
    assert re.fullmatch(r"config/footnote.toml cannot be read: .*line 2.*\. Mend the line named\.", refusal())


def test_an_env_file_in_another_encoding_is_told(bare_machine: Path) -> None:
    (bare_machine / ".env").write_bytes("BOT_SEEDS=café\n".encode("latin-1"))
    assert refusal() == ".env is not UTF-8. Save it as UTF-8."


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().cache = False


def example() -> dict[str, str]:
    """The variables of `.env.example` with their values."""
    found = re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
    return dict(found)


def test_the_example_lists_every_setting_once_and_nothing_else() -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    for name in Settings.model_fields:
        assert len(re.findall(rf"^(?:# )?{variable_of(name)}=", text, re.MULTILINE)) == 1, name
    assert set(example()) == {variable_of(name) for name in Settings.model_fields}


def test_the_example_holds_no_secret_and_is_read_without_complaint(bare_machine: Path) -> None:
    assert {example()[variable_of(name)] for name in Settings.model_fields if is_secret(name)} == {""}
    uncommented = re.sub(r"^# (?=[A-Z_]+=)", "", (ROOT / ".env.example").read_text("utf-8"), flags=re.MULTILINE)
    (bare_machine / ".env").write_text(uncommented, "utf-8")
    found = load_settings()
    (bare_machine / ".env").unlink()
    plain = load_settings()
    for name in ("log_level", "message_content", "tolerated_error", "tolerated_error_channel", "cache"):
        assert getattr(found, name) == getattr(plain, name)
    assert found.shard_ids == (0, 1)


def test_the_file_of_defaults_says_what_the_code_says(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "config" / "footnote.toml").read_text("utf-8")
    for name in Settings.model_fields:
        assert is_secret(name) != bool(re.search(rf"^(?:# )?{name} = ", text, re.MULTILINE)), name
    plain = load_settings()
    monkeypatch.setattr(module, "CONFIG_FILE", ROOT / "config" / "footnote.toml")
    assert load_settings() == plain
