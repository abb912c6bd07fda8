"""What bots may send is drawn: pictures, embeds, galleries, threads, slow answers, and answers that never come."""

from __future__ import annotations

import json
import struct
import zlib
from typing import Any

import pytest
from playwright.sync_api import expect

from sandbox.state.models import MessageFlag

from .conftest import Visit
from .visitor import Visitor

pytestmark = pytest.mark.browser

AS_BOT = {"Authorization": "Bot sandbox"}
KINDS = {"png": "image/png", "csv": "text/csv"}
CALLBACK = "/interactions/*/*/callback"


def png(colour: bytes = b"\x20\x60\xa0", side: int = 24) -> bytes:
    """A small square picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + colour * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def send(visitor: Visitor, body: dict[str, Any], *files: str) -> None:
    """Have the bot write to the channel shown."""
    channel = visitor.page.locator("button.channel[aria-current]").get_attribute("data-channel")
    multipart: dict[str, Any] = {"payload_json": json.dumps(body)}
    for number, name in enumerate(files):
        data = png() if name.endswith("png") else b"a,b\n"
        multipart[f"files[{number}]"] = {"name": name, "mimeType": KINDS[name[-3:]], "buffer": data}
    answer = visitor.page.request.post(
        f"{visitor.page.url}api/v10/channels/{channel}/messages", headers=AS_BOT, multipart=multipart
    )
    assert answer.ok, answer.text()


def fault(visitor: Visitor, **rule: Any) -> None:
    """Have the next request that fits go wrong."""
    answer = visitor.page.request.post(f"{visitor.page.url}sandbox/faults", data={"kind": "rule", **rule})
    assert answer.ok, answer.text()


def test_pictures_files_and_embeds_are_shown(visit: Visit) -> None:
    ann = visit()
    ann.enter("general")
    embed: dict[str, Any] = {
        "title": "A title",
        "description": "**bold** words",
        "color": 0x208060,
        "footer": {"text": "a foot"},
    }
    embed["fields"] = [{"name": "Field", "value": "value", "inline": True}]
    files = [{"id": 0, "filename": "square.png", "description": "A blue square"}, {"id": 1, "filename": "list.csv"}]
    send(ann, {"content": "Look", "embeds": [embed], "attachments": files}, "square.png", "list.csv")
    picture = ann.last.get_by_alt_text("A blue square")
    expect(picture).to_be_visible()
    assert picture.evaluate("(image) => image.naturalWidth") == 24
    expect(ann.last.locator(".file")).to_contain_text("list.csv")
    expect(ann.last.locator(".embed strong")).to_have_text("bold")
    expect(ann.last.locator(".embed")).to_contain_text("a foot")


def test_galleries_sections_links_and_hidden_boxes_are_shown(visit: Visit) -> None:
    ann = visit()
    ann.enter("general")
    words = {"type": 10, "content": "## Heading\nfirst\n1. one\n2. two\n-# small"}
    media = {"media": {"url": "attachment://a.png"}, "description": "Picture A"}
    link = {"type": 2, "style": 5, "label": "Elsewhere", "url": "https://example.org/x"}
    off = {"type": 2, "style": 4, "label": "Off", "custom_id": "off", "disabled": True}
    section = {"type": 9, "components": [{"type": 10, "content": "beside"}], "accessory": {"type": 11, **media}}
    box = {
        "type": 17,
        "spoiler": True,
        "components": [
            words,
            {"type": 14},
            section,
            {"type": 12, "items": [media]},
            {"type": 1, "components": [link, off]},
        ],
    }
    send(ann, {"flags": int(MessageFlag.COMPONENTS_V2), "components": [box], "attachments": []}, "a.png")
    ann.last.get_by_role("button", name="Spoiler").click()
    expect(ann.last.get_by_role("heading", name="Heading")).to_be_visible()
    expect(ann.last.get_by_alt_text("Picture A")).to_have_count(2)
    expect(ann.last.get_by_role("link", name="Elsewhere")).to_have_attribute("rel", "noopener noreferrer")
    expect(ann.last.get_by_role("button", name="Off")).to_be_disabled()
    expect(ann.last.locator(".list li")).to_have_count(2)


def test_a_message_elsewhere_marks_its_channel(visit: Visit) -> None:
    ann, max_ = visit(), visit("Max")
    ann.enter("general")
    max_.enter("no-bots")
    max_.write("over here")
    mark = ann.page.locator("button.channel.unread", has_text="no-bots")
    expect(mark).to_be_visible()
    ann.enter("no-bots")
    expect(mark).to_have_count(0)


def test_a_thread_can_be_opened_from_its_message_and_written_in(visit: Visit) -> None:
    ann = visit()
    ann.enter("general")
    ann.write("Let us talk about this")
    expect(ann.last).to_contain_text("talk about this")
    channel = ann.page.locator("button.channel[aria-current]").get_attribute("data-channel")
    message = ann.last.get_attribute("data-id")
    answer = ann.page.request.post(
        f"{ann.page.url}api/v10/channels/{channel}/messages/{message}/threads",
        headers=AS_BOT,
        data={"name": "The talk"},
    )
    assert answer.ok, answer.text()
    ann.message("talk about this").locator(".thread-card").click()
    expect(ann.page.locator("h1")).to_contain_text("The talk")
    ann.write("inside")
    expect(ann.last).to_contain_text("inside")
    expect(ann.page.locator(".threads button[aria-current]")).to_have_text("The talk")


def test_a_slow_answer_is_waited_for_and_one_that_never_comes_is_told(visit: Visit) -> None:
    ann = visit()
    ann.enter("general")
    fault(ann, method="POST", path=CALLBACK, delay=1.2)
    ann.send("/about")
    expect(ann.last.locator(".thinking")).to_be_visible()
    expect(ann.last.locator(".container")).to_be_visible()
    fault(ann, method="POST", path=CALLBACK, silent=True)
    ann.send("/about")
    expect(ann.last.locator(".thinking")).to_be_visible()
    expect(ann.last.locator(".above")).to_contain_text("Ann used /about")
    expect(ann.last.get_by_role("alert")).to_have_text("The application did not respond")
    expect(ann.last.locator(".above")).to_contain_text("Ann used /about")
    expect(ann.page.locator(".thinking")).to_have_count(0)
    ann.last.get_by_role("button", name="Dismiss message").click()
    expect(ann.last).not_to_contain_text("did not respond")


def test_who_leaves_before_the_answer_takes_the_waiting_along(visit: Visit) -> None:
    ann = visit()
    ann.enter("general")
    ann.write("Back in a minute")
    fault(ann, method="POST", path=CALLBACK, silent=True)
    ann.send("/about")
    ann.become("Max")
    ann.page.wait_for_timeout(800)  # longer than the page waits before it says that the bot is thinking
    ann.enter("general")
    expect(ann.message("Back in a minute")).to_be_visible()
    expect(ann.page.locator(".thinking")).to_have_count(0)


def test_a_press_that_fails_shows_the_failure_alone_under_its_message(visit: Visit) -> None:
    ann = visit()
    ann.enter("general")
    button = {"type": 2, "style": 1, "label": "Nobody listens", "custom_id": "nobody-listens"}
    send(ann, {"content": "Press", "components": [{"type": 1, "components": [button]}], "attachments": []})
    ann.last.get_by_role("button", name="Nobody listens").click()
    expect(ann.last.get_by_role("alert")).to_contain_text("did not respond")
    expect(ann.last.locator("[aria-busy]")).to_have_count(0)
    expect(ann.page.locator(".thinking")).to_have_count(0)
