"""Lock files of the foreign clients: `python -m sandbox.conformance.lock` makes them anew. It needs npm and uv.

Written are names, versions and hashes, and no addresses.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from uv import find_uv_bin

from sandbox.conformance.clients import HERE

COMPILE = (
    *("pip", "compile", "requirements.in", "--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "-o", "requirements.txt"),
)


def lock_npm(folder: Path) -> None:
    """Write `package-lock.json`; `.npmrc` keeps download addresses out, and appeals for donations are cut."""
    with TemporaryDirectory() as place:
        for name in ("package.json", ".npmrc"):
            shutil.copy(folder / name, place)
        subprocess.run(["npm", "install", "--package-lock-only"], cwd=place, check=True, stdout=sys.stderr)
        lock = json.loads((Path(place) / "package-lock.json").read_text("utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    (folder / "package-lock.json").write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", "utf-8")


def main() -> int:
    """Make both."""
    lock_npm(HERE / "discord_js")
    subprocess.run([find_uv_bin(), *COMPILE], cwd=HERE / "hikari_bot", check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
