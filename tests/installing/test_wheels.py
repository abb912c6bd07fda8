"""The table of wheels: what it says, and when it is a failure. `make wheels` asks the index."""

from __future__ import annotations

import pytest

from tools import wheels
from tools.wheels import PYTHONS, SYSTEMS, Found, notes, requirements, table

PAIRS = [(python, system) for python in PYTHONS for system in SYSTEMS]


def found(*missing: str, python: str = "3.11", system: str = "Linux ARM64") -> list[Found]:
    """Two packages have wheels everywhere, others lack one in one place."""
    taken = frozenset({"numpy", "opencc"})
    return [
        Found(*pair, taken, frozenset(missing if pair == (python, system) else ())) for pair in PAIRS
    ]  # fmt: skip


def test_each_python_has_a_row_and_each_system_a_column() -> None:
    rows = table(found("abc")).splitlines()
    assert rows[0] == f"| Python | {' | '.join(SYSTEMS)} |"
    assert [row.split(" | ")[0].strip("| ") for row in rows[2:]] == [*PYTHONS]
    assert rows[2].split(" | ")[2] == "2 wheels, abc MISSING"


def test_a_package_that_is_left_out_or_built_is_named_with_what_that_means() -> None:
    everywhere = found("pyyaml")
    less = [Found(each.python, each.system, frozenset({"numpy"}), each.missing) for each in everywhere]
    assert notes(everywhere, ["numpy", "opencc", "pyyaml"]) == [
        "pyyaml is made from its source on Linux ARM64 (3.11): that needs no compiler."
    ]
    assert notes(less, ["opencc"])[0].startswith(f"opencc is left out on {'; '.join(SYSTEMS)}: opencc-py, by")


@pytest.mark.parametrize(("missing", "code"), [((), 0), (("pyyaml",), 0), (("numpy",), 1), (("pyyaml", "abc"), 1)])
def test_what_would_need_a_compiler_is_a_failure(
    missing: tuple[str, ...], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {(each.python, each.system): each for each in found(*missing)}

    def resolve(_uv: str, _lock: str, python: str, system: str) -> Found:
        return answers[python, system]

    monkeypatch.setattr(wheels, "resolve", resolve)
    assert wheels.main() == code
    named = capsys.readouterr().err
    assert ("Python 3.11 on Linux ARM64: no wheel of" in named) == bool(code)


def test_a_requirement_keeps_its_marker_and_its_hashes() -> None:
    lock = "# 1 package\na==1 ; b \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n    # via c\n"
    assert requirements(lock) == ["a==1 ; b --hash=sha256:00 --hash=sha256:11"]
