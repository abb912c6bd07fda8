"""The foreign clients are pinned by version and hash, their lock files name no address, and a missing one is told."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from sandbox.scenes.reading import read_scene

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "sandbox" / "conformance"
NPM = json.loads((HERE / "discord_js" / "package-lock.json").read_text("utf-8"))
PIP = (HERE / "hikari_bot" / "requirements.txt").read_text("utf-8")


def test_the_lock_of_npm_has_hashes_and_no_addresses() -> None:
    asked = json.loads((HERE / "discord_js" / "package.json").read_text("utf-8"))["dependencies"]
    packages = {name: package for name, package in NPM["packages"].items() if name}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert "://" not in json.dumps(NPM)


def test_the_lock_of_hikari_has_hashes_and_no_addresses() -> None:
    pins = re.findall(r"^([a-z0-9-]+)==(\S+)", PIP, re.MULTILINE)
    assert ("hikari", "2.7.0") in pins
    assert [pin for pin in re.split(r"\n(?=[a-z])", PIP) if "--hash=sha256:" not in pin] == []
    assert "://" not in PIP


def test_the_scene_of_the_conformance_run_is_one() -> None:
    assert [each.name for each in read_scene(HERE / "scene.yaml").servers[0].channels] == ["general", "quiet"]


def test_a_client_that_cannot_be_had_is_skipped_loudly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sandbox.conformance"]
    nothing = {**os.environ, "PATH": str(tmp_path), "PYTHONPATH": str(ROOT)}

    def tried(*names: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *names], cwd=tmp_path, env=nothing, capture_output=True, text=True, check=False, timeout=60
        )

    skipped = tried("discord.js")
    assert (skipped.returncode, skipped.stderr) == (0, "")
    assert "SKIPPED: discord.js was not tried: there is no node here" in skipped.stdout
    unknown = tried("eris")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "there are discord.js, hikari" in unknown.stderr
