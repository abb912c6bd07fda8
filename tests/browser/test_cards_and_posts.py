"""Cards and posts of the day in the page: drawn, described, shared; each kind of post; both widths, two languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from .conftest import Visit
from .visitor import Visitor

pytestmark = pytest.mark.browser

KINDS = {
    "A term": (" terms, on all topics", "Term of the day"),
    "A quiz question": ("quiz questions, on all topics", "Question of the day"),
    "A quote": (" quotes, on all topics", "Quote of the day"),
}
"""What an admin chooses, what is said once it is saved, and the title of the post; the last is as the demo begins."""


def arrived(visitor: Visitor, picture: Locator) -> str:
    """Wait until a picture is drawn; gives its words."""
    expect(picture).to_be_visible()
    visitor.page.wait_for_function(
        "(image) => image.complete && image.naturalWidth === 960", arg=picture.element_handle()
    )
    expect(picture).to_be_in_viewport(ratio=0.9)  # the newest message stays in sight when its picture comes late
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return picture.get_attribute("alt") or ""


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_quote_is_seen_as_a_card_and_shared_from_there(visit: Visit, size: str) -> None:
    ann = visit(size=size)
    quote = ann.command("/quote ")
    words = quote.locator("blockquote").first.inner_text().strip()
    quote.get_by_role("button", name="Card").click()
    private = ann.page.locator("article.message.private", has=ann.page.locator("img")).last
    expect(private.locator("img")).to_have_count(1)
    assert words in arrived(ann, private.locator("img"))
    private.get_by_role("button", name="Post it here").click()
    shared = ann.page.locator("article.message:not(.private)", has=ann.page.locator("img")).last
    assert words in arrived(ann, shared.locator("img"))
    shared.get_by_role("button", name="Remove").click()
    expect(ann.page.locator("article.message:not(.private) img")).to_have_count(0)
    private.get_by_role("button", name="Dismiss message").click()


def test_a_chinese_client_has_the_card_of_a_term_in_chinese(visit: Visit) -> None:
    lin = visit("林小雨")
    lin.command("/define term: 新质生产力").get_by_role("button", name="卡片").click()
    picture = lin.page.locator("article.message.private img").last
    assert arrived(lin, picture).startswith("新质生产力\nnew quality productive forces · xīn zhì shēng chǎn lì")


def test_an_admin_chooses_what_is_posted_sees_it_before_and_finds_it_in_the_channel(visit: Visit) -> None:
    admin = visit("Max")
    admin.enter("quote-of-the-day")
    overview = admin.command("/daily show")
    for choice, (saved, title) in KINDS.items():
        overview.locator("[aria-haspopup=listbox]").first.click()
        admin.page.get_by_role("option", name=f"What I post: {choice}").click()
        expect(overview).to_contain_text(saved)  # the menu shows a choice before the bot has saved it
        overview.get_by_role("button", name="Preview").click()
        expect(admin.page.locator("article.message.private", has_text=title).last).to_be_visible()
        admin.page.get_by_role("button", name="Skip to the next").click()
        post = admin.page.locator("article.message:not(.private)", has_text=title).last
        expect(post).to_be_visible()
        if choice == "A quiz question":
            post.get_by_role("button").filter(has_text="B").first.click()
            expect(admin.page.locator("article.message.private", has_text="In context").last).to_contain_text("¶")
