"""A curator saves files while the demo runs: faults are told in the page, and the pack from before keeps answering."""

from __future__ import annotations

import re
import shutil
import signal
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


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_what_a_member_suggests_is_put_into_the_pack_from_discord_answered_at_once_and_taken_back(
    visit: Visit, tmp_path: Path, size: str
) -> None:
    seeds = Path(shutil.copytree(VILLAGE, tmp_path / "seeds"))
    before = {file: file.read_text("utf-8") for file in seeds.rglob("*.yaml")}
    with demo("--seeds", str(seeds)) as village:
        ann = visit(at=village, size=size)
        ann.enter("general")
        ann.command("/ask question: may my parrot perch on the shelves").get_by_role(
            "button", name="Suggest this question"
        ).click()
        ann.page.get_by_role("dialog").get_by_role("button", name="Submit").click()
        expect(ann.page.get_by_text("Thank you").first).to_be_visible()
        expect(ann.command("/curate")).to_contain_text("Only this server's curators can do that")

        admin = visit("Max", at=village, size=size)
        admin.enter("general")
        listed = admin.command("/curate")
        for source, said in (
            ("", "It cites no passage and names no source."),
            ("The librarian", "“May pets come in?” is an entry now"),
        ):
            expect(listed).to_contain_text("“may my parrot perch on the shelves”")
            listed.locator("[aria-haspopup=listbox]").click()
            admin.page.get_by_role("option", name="may my parrot").click()
            listed.get_by_role("button", name="New entry").click()
            form = admin.page.get_by_role("dialog")
            form.get_by_label("Question").fill("May pets come in?")
            form.get_by_label("Answer").fill("Parrots may, on the **top** shelf.")
            form.get_by_label("Source").fill(source)
            form.get_by_role("button", name="Submit").click()
            expect(listed).to_contain_text(said)
            if not source:
                assert {file: file.read_text("utf-8") for file in before} == before
                listed.get_by_role("button", name="Back to the list").click()
        assert admin.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert any("May pets come in?" in file.read_text("utf-8") for file in seeds.rglob("*.yaml"))

        answered(ann, "may my parrot perch on the shelves", "Parrots may, on the top shelf.")

        listed.get_by_role("button", name="Undo").click()
        expect(listed).to_contain_text("Undone.")
        assert {file: file.read_text("utf-8") for file in seeds.rglob("*.yaml")} == before
        ann.page.close()
        admin.page.close()


def answered(visitor: Visitor, question: str, answer: str) -> None:
    """Ask until the pack is read anew: its watcher looks at the files every second or so."""
    for _ in range(20):
        if answer in visitor.command(f"/ask question: {question}").inner_text():
            return
        visitor.page.wait_for_timeout(500)
    raise AssertionError(f"“{question}” is not answered by “{answer}”")


@pytest.mark.usefixtures("engine")
def test_ctrl_c_ends_the_demo_that_make_runs_quietly(browser: Browser, shipped: Pack) -> None:
    # Not through `visit`, for the page may complain when the demo is gone.
    with demo(make=True) as made, browser.new_context() as context:
        ann = Visitor(context.new_page())
        ann.page.goto(made.address)
        ann.enter("general")
        answer = ann.command(f"/ask question: {shipped.info.examples[1].first}")
        expect(answer.get_by_role("button", name="Passages").first).to_be_visible()
        code, written = made.interrupt()  # the page is still open
        assert code == -signal.SIGINT  # which is how make tells its caller that it was interrupted
        assert (written, made.logged()) == ("", "")


def test_ctrl_c_ends_the_demo_quietly() -> None:
    with demo("--seeds", str(VILLAGE)) as village:
        code, written = village.interrupt()
    assert code == 0
    assert written == ""
