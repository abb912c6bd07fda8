"""A channel in which much was said: earlier messages come as one scrolls up, and what one reads stays where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Visit
from .visitor import Visitor

pytestmark = pytest.mark.browser

PAGEFUL = 50
"""Messages that the page fetches at a time."""
TALK = """async ([channel, person, count]) => {
    const headers = { "Content-Type": "application/json", "X-Sandbox-User": person };
    for (let number = 0; number < count; number += 1) {
        const body = JSON.stringify({ content: `Line ${number}` });
        await fetch(`/sandbox/channels/${channel}/messages`, { method: "POST", headers, body });
    }
}"""
"""Has somebody say a lot."""
SCROLLED = """(top) => {
    document.querySelector(".scroller").scrollTop = top;
    const place = (article) => article.getBoundingClientRect().top;
    const read = [...document.querySelectorAll("article")].find((article) => place(article) > 200);
    return [read.dataset.id, place(read)];
}"""
"""Scrolls up; gives a message that is in sight then, and how far down it stands."""
PLACE = """async (article) => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    return article.getBoundingClientRect().top;
}"""
"""How far down a message stands, once the browser has shown all it was told."""


def full_channel(visitor: Visitor) -> None:
    """Go to a channel in which more was said than the page fetches at a time; the bot may not write there."""
    visitor.enter("no-bots")
    channel = visitor.page.locator("button.channel[aria-current]").get_attribute("data-channel")
    person = visitor.page.evaluate("sessionStorage.getItem('person')")
    visitor.page.evaluate(TALK, [channel, person, PAGEFUL + 20])
    visitor.page.reload()
    visitor.page.wait_for_selector("body[data-ready]")
    visitor.enter("no-bots")
    expect(visitor.last).to_contain_text(f"Line {PAGEFUL + 19}")


def test_earlier_messages_come_in_above_what_is_read_without_moving_it(visit: Visit) -> None:
    max_ = visit("Max")
    full_channel(max_)
    shown = max_.messages.count()
    read, before = max_.page.evaluate(SCROLLED, 60)
    max_.page.wait_for_function("(shown) => document.querySelectorAll('article').length > shown", arg=shown)
    moved = max_.page.locator(f'article[data-id="{read}"]').evaluate(PLACE) - before
    assert abs(moved) < 40, "The first message that was shown may lose its head; nothing else moves."


def test_a_new_message_leaves_those_that_stand_there_in_the_page(visit: Visit) -> None:
    max_ = visit("Max")
    full_channel(max_)
    max_.page.evaluate("""() => {
        window.taken = 0;
        const count = (changes) => changes.forEach((change) => { window.taken += change.removedNodes.length; });
        new MutationObserver(count).observe(document.querySelector(".messages"), { childList: true });
    }""")
    shown = max_.messages.count()
    max_.write("One more")
    expect(max_.messages).to_have_count(shown + 1)
    expect(max_.last).to_contain_text("One more")
    assert max_.page.evaluate("window.taken") == 0
