"""Lock files: `python -m tools.lock` resolves pyproject.toml into requirements.txt, and -cards and -dev beside it.

What is locked stays locked; `--upgrade`, or `--upgrade-package NAME`, takes newer releases. Written are names,
versions, markers and hashes, for every system and Python at once, and no addresses.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from packaging.markers import Marker
from packaging.tags import sys_tags
from packaging.utils import parse_wheel_filename
from uv import find_uv_bin

from tools.install import CARDS, DEVELOPMENT, ROOT, RUNTIME

COMPILE = (
    *("pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--no-strip-extras", "--quiet"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header"),
)


def lock(path: Path, *options: str) -> None:
    """Write one lock file, with a first line that says how much it is."""
    _uv(*COMPILE, *options, "--generate-hashes", "-o", path.name)
    described = _uv(*COMPILE, *options, "-c", path.name, "--format", "pylock.toml")
    text = path.read_text("utf-8")
    path.write_text(f"# {_amount(tomllib.loads(described)['packages'])}\n# Made by `make lock`.\n{text}", "utf-8")


def _uv(*arguments: str) -> str:
    return subprocess.run([find_uv_bin(), *arguments], cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE).stdout


def _amount(packages: Sequence[Any]) -> str:
    """How many packages there are for this machine and how much is downloaded for them."""
    sizes = [
        _download(package) for package in packages if Marker(package.get("marker", "python_version > '3'")).evaluate()
    ]
    return f"{len(sizes)} packages, about {sum(sizes) / 1e6:.0f} MB to download"


def _download(package: Any) -> int:
    """Bytes of the wheel that is taken here, the first in the order of preference."""
    wheels = {
        tag: wheel["size"]
        for wheel in package["wheels"]
        for tag in parse_wheel_filename(wheel.get("name") or wheel["url"].rsplit("/", 1)[1])[3]
    }
    return next(wheels[tag] for tag in sys_tags() if tag in wheels)


def main(options: Sequence[str]) -> int:
    """Make all lock files; each holds all of the one before, in the same versions."""
    lock(RUNTIME, *options)
    lock(CARDS, "--extra", "cards", "-c", RUNTIME.name, *options)
    lock(DEVELOPMENT, "--extra", "cards", "--group", "dev", "-c", CARDS.name, *options)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
