"""House rules about the page's own files; what it does is tested in tests/browser."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "sandbox" / "page"
MODULES = sorted((PAGE / "app").glob("*.js"))
LONGEST = 250
"""Lines of a module."""
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|srcdoc|createContextualFragment|setHTML"
    r"|\beval\(|new Function|setTimeout\([\"'`]"
)


def test_no_module_makes_markup_or_code_from_text() -> None:
    found = [
        f"{path.name}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if MARKUP.search(line)
    ]
    assert len(MODULES) > 15
    assert found == []


def test_nothing_is_loaded_from_elsewhere_or_stands_inline() -> None:
    index = (PAGE / "index.html").read_text("utf-8")
    assert re.search(r"https?:|<style|\son\w+=|style=", index) is None
    assert re.findall(r"<script[^>]*>", index) == ['<script type="module" src="./app/main.js">']
    for sheet in (PAGE / "style").glob("*.css"):
        assert re.search(r"url\(|@import|https?:", sheet.read_text("utf-8")) is None, sheet.name


def test_every_module_is_small_and_says_what_it_is_for() -> None:
    for path in MODULES:
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith("/** "), path.name
        assert len(lines) <= LONGEST or path.name == "translations.js", path.name  # made of the catalogues
