"""A curator saves files while the demo runs: faults are told in the page, and the pack from before keeps answering."""

from __future__ import annotations

import re
import shutil
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.pack.models import Pack
from tests.support.packs import VILLAGE

from .conftest import Visit
from .server import demo
from .visitor import Visitor

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
        expect(answer.get_by_role("button", name="Passages").first).to_be_visible()
        glossary.write_text(sound, "utf-8")
        expect(banner).to_have_count(0, timeout=15_000)
        ann.page.close()


@pytest.mark.usefixtures("engine")
def test_ctrl_c_ends_the_demo_that_make_runs_within_seconds_and_quietly(browser: Browser, shipped: Pack) -> None:
    # Not through `visit`, for the page may complain when the demo is gone.
    with demo(make=True) as made, browser.new_context() as context:
        ann = Visitor(context.new_page())
        ann.page.goto(made.address)
        ann.enter("general")
        answer = ann.command(f"/ask question: {shipped.info.examples[1].first}")
        expect(answer.get_by_role("button", name="Passages").first).to_be_visible()
        begun = time.perf_counter()
        code, written = made.interrupt()  # the page is still open
        assert time.perf_counter() - begun < 10
        assert code == -signal.SIGINT  # which is how make tells its caller that it was interrupted
        assert (written, made.logged()) == ("", "")


def test_ctrl_c_ends_the_demo_quietly() -> None:
    with demo("--seeds", str(VILLAGE)) as village:
        code, written = village.interrupt()
    assert code == 0
    assert written == ""
