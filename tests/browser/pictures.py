"""The pictures in `docs/screenshots/`, taken anew from the demo: `python -m tests.browser.pictures`."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, Locator, expect, sync_playwright

from bot.library.engine_cache import build_engine
from bot.pack.loader import load_pack

from .conftest import CHROMIUM, FLAGS
from .server import ROOT, Demo, demo
from .visitor import Visitor

FOLDER = ROOT / "docs" / "screenshots"
WIDTH = 1120
"""Of every picture, in pixels; each is as high as what it shows."""
COLOURS = 256
"""Of every picture: enough for text and flat areas, at less than half the size."""
WAITING = 60_000
CONVERSATIONS = (
    ("Ann", "conversation", ("17.36 percent of what", "whats his job")),
    ("林小雨", "conversation-zh", ("17.36%是什么的占比", "他是干什么的")),
)
"""Whose direct conversation with the bot is shown, under which name, and what is said."""
BEHIND = re.compile("Passages|原文|¶")
"""What buttons are called that show what stands behind a reply."""
PASSAGES = re.compile("Passages|原文")
"""What the button is called that shows the cited paragraphs."""


def main() -> None:
    """Go through a demo as a member, an admin and a newcomer, and take a picture of each thing worth seeing."""
    pack = load_pack(ROOT / "seeds")
    engine, asked = build_engine(pack), pack.info.examples
    names = (term.headword for term in pack.terms)
    vague = next(name for name in names if (reply := engine.ask(name)).answer is None and len(reply.offered) > 1)
    expect.set_options(timeout=WAITING)
    with demo() as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        with seen(browser, running, 720) as ann:
            ann.enter("ask-here")
            ann.write(asked[0].first)
            take(ann, ann.above(asked[0].first), "open-channel")
        for person, name, turns in CONVERSATIONS:
            with seen(browser, running, 1060) as asker:
                asker.become(person)
                asker.page.locator("nav button", has_text="Footnote").click()
                expect(asker.page.locator("h1")).to_have_text("@Footnote")
                asker.page.locator(".strip-end button").last.click()
                passages = asker.page.get_by_role("button", name=PASSAGES)
                for turn in turns:
                    asker.write(turn)
                    expect(asker.above(turn).get_by_role("button", name=BEHIND).first).to_be_visible()
                passages.first.click()
                take(asker, asker.last.get_by_text(re.compile("Only you can see this|只有.能看到")), name)
        with seen(browser, running, 720) as ann:
            ann.enter("general")
            take(ann, ann.command(f"/ask question: {vague}"), "did-you-mean")
        with seen(browser, running, 1000, dark=True) as ann:
            ann.enter("general")
            take(ann, ann.command(f"/ask question: {asked[1].first}"), "ask")
        with seen(browser, running, 900) as ann:
            ann.enter("general")
            take(ann, ann.command(f"/define term: {pack.terms[0].headword}"), "term")
        with seen(browser, running, 800) as ann:
            ann.enter("general")
            ann.message("I keep mixing up").click(button="right")
            expect(ann.page.get_by_role("menu")).to_be_visible()
            ann.page.get_by_role("menuitem", name="Explain terms").click()
            take(ann, ann.above("Explain terms"), "explain-terms")
        with seen(browser, running, 800) as admin:
            admin.become("Max")
            admin.enter("general")
            take(admin, admin.command("/settings"), "settings")
            admin.enter("quote-of-the-day")
            admin.page.get_by_role("button", name="Skip to the next").click()
            expect(admin.page.locator(".strip-said")).to_contain_text("Posted: ")
            take(admin, admin.last.locator("blockquote").first, "quote-of-the-day")
        with seen(browser, running, 800) as lin:
            lin.become("林小雨")
            lin.enter("general")
            take(lin, lin.command(f"/ask question: {asked[1].text('zh')}"), "chinese")
        browser.close()


@contextmanager
def seen(browser: Browser, running: Demo, height: int, *, dark: bool = False) -> Generator[Visitor]:
    """The page in a window of its own."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        timezone_id="UTC",
    )
    page = context.new_page()
    page.set_default_timeout(WAITING)
    page.goto(running.address)
    page.wait_for_selector("body[data-ready]")
    yield Visitor(page)
    context.close()


def take(visitor: Visitor, shown: Locator, name: str) -> None:
    """Take a picture of the page once something is to be seen in it."""
    expect(shown).to_be_visible()
    visitor.page.mouse.move(0, 0)
    picture = Image.open(BytesIO(visitor.page.screenshot()))
    picture.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
