"""A curator saves files while the demo runs: faults are told in the page, and the pack from before keeps answering."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import VILLAGE, Visit
from .server import demo

pytestmark = pytest.mark.browser


def test_a_faulty_file_is_told_with_its_line_and_a_mended_one_is_taken_over(visit: Visit, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(VILLAGE, seeds)
    glossary = seeds / "glossary.yaml"
    sound = glossary.read_text("utf-8")
    with demo("--seeds", str(seeds)) as village:
        ann = visit(at=village)
        ann.enter("general")
        glossary.write_text(sound + "- id: broken\n  term: Broken\n", "utf-8")
        banner = ann.page.get_by_role("alert").filter(has_text="glossary.yaml")
        expect(banner).to_contain_text(re.compile(r"seeds/glossary\.yaml:\d+: broken"), timeout=15_000)
        answer = ann.command("/ask question: when is the library open")
        expect(answer.locator("blockquote").first).to_be_visible()
        glossary.write_text(sound, "utf-8")
        expect(banner).to_have_count(0, timeout=15_000)
        ann.page.close()


def test_ctrl_c_ends_the_demo_quietly() -> None:
    with demo("--seeds", str(VILLAGE)) as village:
        code, written = village.interrupt()
    assert code == 0
    assert written == ""
