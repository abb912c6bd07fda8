"""The program as a process of its own: streams, signals, start-up."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.support.packs import VILLAGE

ROOT = Path(__file__).parents[2]


BOT = f"{shlex.quote(sys.executable)} -m bot"
slow = pytest.mark.slow
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows the home folder and encodings by other means")


def environment(**more: str) -> dict[str, str]:
    """Questions are compared by words alone, for loading an encoder is what takes a start longest."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BOT_", "DISCORD_"))}
    return {**kept, "BOT_SEEDS": str(VILLAGE), "BOT_ENCODER": "off", "PYTHONPATH": str(ROOT), **more}


def bot(*arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin.encode(),
        env=environment(**more),
        capture_output=True,
        timeout=60,
        check=False,
    )


def shell(line: str, stdin: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run a line of the shell, for what only a shell does to a process."""
    return subprocess.run(
        ["sh", "-c", line], input=stdin.encode(), env=environment(), capture_output=True, timeout=60, check=False
    )


@contextmanager
def batch(*, ends_with: int) -> Generator[tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]]:
    """A process that answers a batch, with its two ends; it ends as said, and without a traceback."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--batch", "-"],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        yield process, process.stdin, process.stdout
        assert process.wait(timeout=60) == ends_with
        assert b"Traceback" not in process.stderr.read()


def test_output_is_utf8_whatever_the_system_is_set_to() -> None:
    result = bot("ask", "--json", "图书馆几点开门", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C.UTF-8")
    assert result.returncode == 0
    assert "艾达·芬奇" in json.loads(result.stdout.decode("utf-8"))["answer"]["text"]


def test_piped_words_are_read_as_utf8_whatever_the_system_is_set_to() -> None:
    result = bot("chat", stdin="能借多久\n", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert "每位读者可借六本书" in result.stdout.decode("utf-8")


def test_exit_codes_tell_wrong_usage_from_faulty_content() -> None:
    assert bot("ask").returncode == 2
    assert bot("check", BOT_SEEDS=str(VILLAGE / "articles")).returncode == 1


@slow
def test_a_reader_that_leaves_early_is_no_reason_for_a_traceback() -> None:
    asked = b'{"text": "when is the library open"}\n'
    with batch(ends_with=1) as (_, questions, answers):
        questions.write(asked)
        assert json.loads(answers.readline())["decision"] == "answer"
        answers.close()
        questions.write(asked)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows delivers Ctrl-C to a whole console")
def test_ctrl_c_ends_it_without_a_traceback() -> None:
    with batch(ends_with=130) as (process, questions, answers):
        questions.write(b'{"text": "hello"}\n')
        answers.readline()  # it is up, and waits for the next question
        process.send_signal(signal.SIGINT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_conversation_at_a_terminal_prompts_uses_colours_and_ends_with_the_input() -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=environment(TERM="xterm-256color"),
    ) as process:
        os.close(theirs)

        def shown(until: bytes) -> bytes:
            seen = b""
            while until not in seen:
                seen += os.read(ours, 4096)
            return seen

        assert b"\x1b[1;" in shown(until=b"> ")
        os.write(ours, b"hello\n")
        assert shown(until=b"> ").count(b"hello") == 1  # as typed, not shown once more
        os.write(ours, b"\x04")
        assert process.wait(timeout=60) == 0
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
    os.close(ours)


def test_answering_in_the_terminal_does_not_wait_for_the_discord_library() -> None:
    code = "import sys, bot.cli; print(sorted({'discord', 'aiohttp'} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, check=True, cwd=ROOT)
    assert loaded.stdout.strip() == b"[]"


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@posix
@slow
def test_words_are_read_where_python_is_told_that_the_locale_is_ascii() -> None:
    result = bot("ask", "--json", "图书馆几点开门", **ASCII)
    assert "艾达·芬奇" in json.loads(result.stdout.decode("utf-8"))["answer"]["text"]
    assert bot("define", "--json", "借书证", **ASCII).stdout == bot("define", "--json", "借书证").stdout


@posix
@pytest.mark.parametrize("locale", [ASCII, pytest.param({"LC_ALL": "C.UTF-8"}, marks=slow)])
def test_words_in_another_encoding_are_wrong_usage(locale: dict[str, str]) -> None:
    result = bot("ask", os.fsdecode("图书馆几点开门".encode("gbk")), **locale)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().startswith("TEXT is not in UTF-8, so it cannot be read. Set the terminal to UTF-8")


@posix
@slow
@pytest.mark.parametrize("home", ["/nowhere", "", "/dev/null", "here"])
def test_without_a_home_folder_questions_are_answered(home: str) -> None:
    result = bot("ask", "--json", "when is the library open", HOME=home, XDG_CACHE_HOME="", BOT_ENCODER="on")
    assert json.loads(result.stdout)["decision"] == "answer"
    assert b"mistake in Footnote" not in result.stderr


@posix
@pytest.mark.parametrize(
    "closed", ["<&- >&- 2>&-", *(pytest.param(text, marks=slow) for text in ("<&-", ">&-", "2>&-"))]
)
@pytest.mark.parametrize(
    "arguments",
    ["ask --batch -", *(pytest.param(text, marks=slow) for text in ("ask --json when is the library open", "chat"))],
)
def test_streams_may_be_closed(arguments: str, closed: str) -> None:
    result = shell(f"{BOT} {arguments} {closed}")
    assert (result.returncode, b"Traceback" in result.stderr) == (0, False), result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize(
    "arguments",
    ["ask --batch -", *(pytest.param(text, marks=slow) for text in ("--help", "ask --json library hours", "check"))],
)
def test_output_that_cannot_be_written_is_told_in_a_sentence(arguments: str) -> None:
    result = shell(f"{BOT} {arguments} > /dev/full", stdin='{"text": "hello"}\n')
    assert result.returncode == 1
    assert b"No space left on device" in result.stderr
    assert b"mistake in Footnote" not in result.stderr
    assert b"Traceback" not in result.stderr


@slow
@posix
def test_a_reader_that_wants_one_line_leaves_no_traceback() -> None:
    result = shell(f"{BOT} check --coverage | head -n 1")
    assert result.stdout.count(b"\n") == 1
    assert result.stderr == b""


@posix
def test_a_working_folder_that_is_gone_is_no_hindrance(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    result = shell(f"cd {gone} && rmdir {gone} && {BOT} ask --json when is the library open")
    assert json.loads(result.stdout)["decision"] == "answer"


def test_a_package_that_is_missing_is_told_with_the_remedy() -> None:
    code = "import sys; sys.modules['rich'] = None; from bot.__main__ import main; sys.exit(main())"
    result = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, check=False)
    assert result.returncode == 1
    assert b"A package that Footnote needs cannot be loaded" in result.stderr
    assert b"Traceback" not in result.stderr


def test_every_command_explains_itself() -> None:
    overview = bot("--help").stdout.decode()
    for command in ("ask", "define", "search", "quote", "chat", "check", "schemas", "run"):
        assert f" {command} " in overview
