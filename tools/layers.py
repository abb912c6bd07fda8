"""Picture of the layers: `python -m tools.layers` draws the import contracts into docs/architecture.md, as Mermaid.

Only contracts of the type "layers" are drawn: a column for each folder that has one, the uppermost first, an arrow
from each layer to the one below it. A test holds the picture against pyproject.toml.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tools.install import ROOT

DOCUMENT = ROOT / "docs" / "architecture.md"
CONTRACTS = ROOT / "pyproject.toml"
_PICTURE = re.compile(r"(<!-- layers: .*? -->\n).*?(<!-- end of layers -->)", re.DOTALL)


def picture() -> str:
    """The contracts as a Mermaid flowchart."""
    contracts = tomllib.loads(CONTRACTS.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    drawn = [line for contract in contracts if contract["type"] == "layers" for line in _columns(contract)]
    return "\n".join(["```mermaid", "flowchart TB", *drawn, "```", ""])


def inserted(document: str) -> str:
    """The document with the picture as the contracts are now.

    Raises:
        ValueError: the document has no place for it.
    """
    if _PICTURE.search(document) is None:
        raise ValueError(f"{DOCUMENT.name} has no lines `<!-- layers: … -->` and `<!-- end of layers -->`.")
    return _PICTURE.sub(lambda found: f"{found[1]}{picture()}{found[2]}", document)


def _columns(contract: Mapping[str, Any]) -> Iterator[str]:
    """A contract as subgraphs, one for each folder that it is about."""
    layers: Sequence[str] = contract["layers"]
    for folder in contract["containers"]:
        names = [_label(layer) for layer in layers]
        nodes = [f"{folder.replace('.', '_')}_{number}" for number in range(len(layers))]
        yield f'  subgraph {folder.replace(".", "_")}["{folder.replace(".", "/")}/"]'
        yield from (f'    {node}["{name}"]' for node, name in zip(nodes, names, strict=True))
        yield f"    {' --> '.join(nodes)}"
        yield "  end"


def _label(layer: str) -> str:
    """The modules of one layer; `|` stands between those that may not import each other, `:` between those that may."""
    return " · ".join(part.strip() for part in re.split(r"[|:]", layer))


def main() -> int:
    """Draw the picture into the document."""
    DOCUMENT.write_text(inserted(DOCUMENT.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
