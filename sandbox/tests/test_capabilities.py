"""What is modelled and what is refused stands once, and the README says the same."""

from __future__ import annotations

import re
from pathlib import Path

from sandbox.capabilities import MODELLED, NOT_MODELLED, listing
from sandbox.rest.router import ROUTES

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")


def test_the_readme_has_the_rows_of_the_register() -> None:
    table = README.partition("## What it models")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE))
    assert {part: how for part, how in rows.items() if part not in ("Part", "---")} == dict(MODELLED)


def test_the_readme_names_what_is_refused() -> None:
    told = " ".join(README.partition("## What it does not model")[2].partition("\n## ")[0].split())
    listed = ", ".join(NOT_MODELLED) + "."
    assert listed[0].upper() + listed[1:] in told


def test_the_list_has_every_route_and_every_part() -> None:
    told = listing()
    assert all(f"  {route.pattern}  {route.method}\n" in f"{told}\n" for route in ROUTES)
    assert all(part in told for part in (*MODELLED, *NOT_MODELLED))
