"""One demo and one browser for all; no page may ask for anything outside this machine, or report an error."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from bot.library.engine_cache import build_engine
from bot.matching import Engine
from bot.pack.loader import load_pack
from bot.pack.models import Pack

from .server import ROOT, Demo, demo
from .visitor import Visitor

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""A small pack of its own, for what would disturb the others: started in a second."""
PATIENCE = 20_000
"""Milliseconds until what a test waits for counts as missing: long, as the machine may be busy."""
SIZES = {"desk": (1180, 820), "phone": (375, 740)}
Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def shipped() -> Pack:
    """The pack that ships."""
    return load_pack(ROOT / "seeds")


@pytest.fixture(scope="session")
def engine(shipped: Pack) -> Engine:
    """Its engine, built and kept beforehand, so that the demo's start is an ordinary one."""
    return build_engine(shipped)


@pytest.fixture(scope="session")
def running(engine: Engine) -> Generator[Demo]:
    """A demo of the pack that ships; it has nothing to warn of in all that is done to it."""
    with demo() as ready:
        yield ready
        assert ready.complaints() == ""


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    if CHROMIUM is None:
        pytest.fail("No Chromium is installed; apt-get install chromium.")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, running: Demo) -> Generator[Visit]:
    """Opens the page as somebody; afterwards, whatever left this machine or went wrong in the page fails the test."""
    pages: list[Page] = []
    wrong: list[str] = []

    def watch(page: Page, address: str) -> None:
        def asked(url: str) -> None:
            if not url.startswith((f"{address}/", f"{address.replace('http', 'ws', 1)}/", "data:", "blob:")):
                wrong.append(f"asked for {url}")

        def said(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"} and "status of 400" not in message.text:
                wrong.append(f"console: {message.text}")

        page.on("request", lambda request: asked(request.url))
        page.on("websocket", lambda socket: asked(socket.url))
        page.on("console", said)
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))

    def open_page(person: str = "Ann", *, size: str = "desk", dark: bool = False, at: Demo = running) -> Visitor:
        width, height = SIZES[size]
        options: dict[str, Any] = {"reduced_motion": "reduce", "timezone_id": "UTC"}
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", **options
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        pages.append(page)
        watch(page, at.address)
        page.goto(at.address)
        page.wait_for_selector("body[data-ready]")
        visitor = Visitor(page)
        if person != "Ann":
            visitor.become(person)
        return visitor

    yield open_page
    for page in pages:
        page.context.close()
    assert wrong == []
