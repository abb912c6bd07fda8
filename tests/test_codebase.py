"""House rules about the code base itself, and proof that the commands in its documents work."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import Settings, is_secret, variable_of
from tests.support.packs import VILLAGE
from tools import layers

ROOT = Path(__file__).resolve().parent.parent
FOLLOWED = {"own-library.md"}
"""Documents whose commands build on each other; tests/demo/test_tutorial.py follows them."""
LENGTHY = {"README.md", "answer-quality.md"}
"""Documents whose commands take long, as each of them reads or measures the shipped pack."""
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LONGEST_FILE = 350
"""Lines; a file that needs more holds more than one idea."""
MOST_MODULES = 12
"""Modules in one folder; more is a heap, and wants walls."""
SAME_PART = {"__init__", "__main__", "models", "errors", "ports"}
"""File names that may occur more than once, for they play the same part wherever they do."""


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> Iterator[tuple[Path, str]]:
    """Every text file that is in the repository or would be added to it."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("This is not a clone.")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    for path in (ROOT / each for each in listed.stdout.split("\0") if each):
        if path.is_file():
            try:
                yield path, path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def commands(document: Path) -> list[str]:
    """The commands in the shell blocks of a document, one a line."""
    blocks = re.findall(r"^```sh\n(.*?)^```", document.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_every_file_says_in_its_first_line_what_it_is_for() -> None:
    def first_line(path: Path) -> str:
        return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0].strip()

    written = [path for path in sources("bot", "sandbox", "tests", "benchmarks", "tools") if path.stat().st_size]
    assert [name(path) for path in written if len(first_line(path)) < 10] == []


def test_no_file_is_longer_than_one_idea() -> None:
    written = sources("bot", "sandbox", "tests", "benchmarks", "tools")
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in written}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_folder_is_a_heap() -> None:
    modules = [path for path in sources("bot", "sandbox") if path.stem not in {"__init__", "__main__"}]
    folders = Counter(path.parent for path in modules)
    assert {name(folder): count for folder, count in folders.items() if count > MOST_MODULES} == {}


def test_no_file_name_is_used_twice() -> None:
    """Each house for itself: `bot/` and `sandbox/` know nothing of each other."""
    for house in ("bot", "sandbox"):
        names = Counter(path.stem for path in sources(house) if "tests" not in path.parts)
        assert {stem for stem, count in names.items() if count > 1} <= SAME_PART


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    place = re.compile(r"(?:^|[^\w.])(?:/(?:home/\w+|Users/\w+|root|work|farm)/|[A-Z]:\\Users\\)")
    found = [
        f"{name(path)}:{number}"
        for path, text in tracked()
        for number, line in enumerate(text.splitlines(), 1)
        if place.search(line)
    ]
    assert found == []


def test_nothing_says_to_install_what_belongs_to_somebody_else() -> None:
    """The name on the package index is not this project's."""
    other = re.compile(r"\b(?:pip|pipx|uv|uvx)\b[^\n`]*\b(?:install|add|run)\b[^\n`./]* footnote\b")
    assert other.search("pip install --upgrade " + "footnote")
    assert [name(path) for path, text in tracked() if other.search(text)] == []


def test_pinned_packages_carry_hashes_and_no_addresses() -> None:
    for path in sorted(ROOT.glob("requirements*.txt")):
        text = path.read_text("utf-8")
        pins = [pin for pin in re.sub(r"\\\n\s*", " ", text).splitlines() if pin and not pin.lstrip().startswith("#")]
        assert pins
        for pin in pins:
            assert re.match(r"[\w.\-\[\]]+==\S+ .*--hash=sha256:[0-9a-f]{64}", pin), f"{path.name}: {pin[:80]}"
        assert re.search(r"https?://|--(?:extra-)?index-url|--find-links", text) is None


def test_every_setting_stands_in_the_example_and_every_default_in_the_config_file() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    config = (ROOT / "config" / "footnote.toml").read_text("utf-8")
    assert re.search(r"^DISCORD_TOKEN=$", example, re.MULTILINE), "The example must hold no token."
    for setting in Settings.model_fields:
        assert f"{variable_of(setting)}=" in example
        if not is_secret(setting):
            assert re.search(rf"^(# )?{setting} = ", config, re.MULTILINE), setting


def test_links_between_documents_lead_somewhere() -> None:
    missing = [
        f"{name(document)}: {target}"
        for document in DOCUMENTS
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text("utf-8"))
        if not (document.parent / target).exists()
    ]
    assert missing == []


def test_files_named_in_the_map_of_the_code_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = set(re.findall(r"`((?:bot|docs|config|seeds|[a-z_]+)/[\w./]*|[a-z]+\.py)`", text))
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists() and not (ROOT / "bot" / path).exists()] == []


def test_make_targets_in_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"setup", "demo", "test", "lint", "check", "bench", "lock", "wheels", "fresh", "clean"} <= targets
    for document in DOCUMENTS:
        for command in commands(document):
            if command.startswith("make "):
                assert command.split()[1] in targets, f"{name(document)}: {command}"


def test_hosts_are_told_a_command_that_exists() -> None:
    processes = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text("utf-8").splitlines())
    assert processes["worker"] == "python -m bot run"


def test_the_script_of_continuous_integration_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "document",
    [
        pytest.param(each, marks=[pytest.mark.slow] * (each.name in LENGTHY))
        for each in DOCUMENTS
        if each.name not in FOLLOWED
    ],
    ids=name,
)
def test_commands_in_a_document_work(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those about the shipped pack run on it, as a newcomer would; the others on the village's."""
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    shutil.copytree(VILLAGE, tmp_path / "my-pack")
    (tmp_path / "questions.jsonl").write_text('{"id": "a", "text": "when is the library open"}\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    if document.name not in {"README.md", "answer-quality.md"}:
        monkeypatch.setenv("BOT_SEEDS", str(tmp_path / "my-pack"))
    for command in commands(document):
        if not command.startswith("python -m bot "):
            assert command.split()[0] in {"make", "python"}, f"No test runs {command!r}."
            continue
        arguments = shlex.split(command)[3:]
        result = CliRunner().invoke(app, arguments)
        if arguments == ["run"]:
            assert result.exit_code == 2, command
            assert "DISCORD_TOKEN" in result.stderr
        else:
            assert result.exit_code == 0, f"{command}\n{result.output}"


def test_the_picture_of_the_layers_is_drawn_from_the_contracts() -> None:
    document = layers.DOCUMENT.read_text("utf-8")
    assert layers.inserted(document) == document, "run python -m tools.layers"
    assert 'subgraph bot["bot/"]' in document


NAMED_TWICE = {"Reading", "Sentence"}
"""Public classes whose name two modules use; none may be added."""


def test_a_name_of_a_class_means_one_thing() -> None:
    """Type aliases count as classes. Each house for itself."""
    for house in ("bot", "sandbox"):
        names = Counter(
            found
            for path in sources(house)
            if "tests" not in path.parts and "migrations" not in path.parts
            for found in {*public_types(ast.parse(path.read_text("utf-8")))}
        )
        assert {found for found, count in names.items() if count > 1} - NAMED_TWICE == set()


def public_types(module: ast.Module) -> Iterator[str]:
    """Names of the public classes and type aliases of a module; a type variable, of one capital, is none."""
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            name = node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
        else:
            continue
        if re.fullmatch(r"[A-Z][a-z]\w+", name):
            yield name


def test_constants_are_written_and_explained_in_one_way() -> None:
    """Capitals say that a name is not set again, and the type checker holds to it; docstrings stand below."""
    found: list[str] = []
    for path in sources("bot", "sandbox", "tests", "benchmarks", "tools"):
        lines = path.read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            above = lines[number - 1] if number else ""
            constant = re.match(r"_?[A-Z][A-Z0-9_]+(?:: (.+?))? = ", line)
            if constant and ((constant[1] or "").startswith("Final") or above.startswith("# ")):
                found.append(f"{name(path)}:{number + 1}")
    assert found == []


def test_loggers_have_one_name() -> None:
    named = {
        (name(path), ast.unparse(node.targets[0]))
        for path in sources("bot", "sandbox")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("logging.getLogger(")
    }
    assert named
    assert {place for place, logger in named if logger != "log"} == set()
