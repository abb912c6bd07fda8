"""A pack of a title and verbatim Markdown in the demo: a link is a link, a fence a block of code, a list a list."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from .server import demo
from .visitor import Visitor

pytestmark = pytest.mark.browser

QUESTIONS = """\
- question: How do I install it?
  answer: |
    Get it from the [downloads page](https://example.org/downloads), then:

    ```sh
    acme install --user
    acme run
    ```

    You need:

    1. **Python** 3.11 or later
    2. 100 MB of disk
       - more for the cache
       - none for *settings*

    > Windows asks whether you trust it.
- question: Where are the settings?
  answer: In `~/.acme`.
"""


@pytest.fixture
def ann(browser: Browser, tmp_path: Path) -> Generator[Visitor]:
    (tmp_path / "pack.yaml").write_text("title: Help for Acme\n", "utf-8")
    (tmp_path / "questions.yaml").write_text(QUESTIONS, "utf-8")
    with (
        demo("--seeds", str(tmp_path)) as plain,
        browser.new_context(viewport={"width": 900, "height": 760}) as context,
    ):
        visitor = Visitor(context.new_page())
        visitor.page.goto(plain.address)
        visitor.enter("general")
        yield visitor
        visitor.page.close()


def test_markdown_of_an_answer_is_drawn_as_discord_draws_it(ann: Visitor) -> None:
    answer = ann.command("/ask question: How do I install it?")
    link = answer.get_by_role("link", name="downloads page")
    expect(link).to_have_attribute("href", "https://example.org/downloads")
    block = answer.locator("pre")
    expect(block).to_have_count(1)
    expect(block).to_contain_text("acme install --user\nacme run")
    items = answer.locator("ul.list > li")
    expect(items).to_have_text(
        ["1.Python 3.11 or later", "2.100 MB of disk", "•more for the cache", "•none for settings"]
    )
    expect(answer.locator("ul.list > li.depth-1")).to_have_count(2)
    expect(answer.locator("strong", has_text="Python")).to_be_visible()
    expect(answer.locator("blockquote")).to_contain_text("Windows asks")
    assert "```" not in answer.inner_text()
    assert "](" not in answer.inner_text()


def test_a_demo_of_questions_alone_shows_no_quotes_and_offers_the_questions_to_try(ann: Visitor) -> None:
    expect(ann.page.get_by_text("Where are the settings?").or_(ann.page.get_by_text("Use /ask")).first).to_be_visible()
    expect(ann.page.get_by_text("quote", exact=False)).to_have_count(0)
    expect(ann.page.get_by_text("reads about", exact=False)).to_have_count(0)
