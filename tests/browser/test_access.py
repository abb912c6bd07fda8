"""Nobody is shut out: axe finds no serious fault wherever one can be at the page."""

from __future__ import annotations

from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs] - it has none
from playwright.sync_api import Page, expect

from bot.pack.models import Pack

from .conftest import Visit

pytestmark = pytest.mark.browser


def faults(page: Page) -> list[str]:
    """Serious and critical faults, with where they are."""
    found = cast("dict[str, Any]", Axe().run(page).response)  # pyright: ignore[reportUnknownMemberType] - see above
    return [
        f"{fault['id']}: {[node['target'] for node in fault['nodes']][:3]}"
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_answers_and_everything_around_them_can_be_reached(visit: Visit, shipped: Pack, size: str, dark: bool) -> None:
    ann = visit(size=size, dark=dark)
    answer = ann.command(f"/ask question: {shipped.info.examples[1].first} private: true")
    expect(answer.get_by_role("button", name="Passages").first).to_be_visible()
    assert faults(ann.page) == []
    if size == "phone":
        ann.page.get_by_role("button", name="Channels and people").click()
        assert faults(ann.page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_lists_menus_and_panels_can_be_reached(visit: Visit, dark: bool) -> None:
    admin = visit("Max", dark=dark)
    admin.enter("general")
    admin.box.press_sequentially("/")
    expect(admin.page.get_by_role("option").first).to_be_visible()
    assert faults(admin.page) == []
    admin.box.press("Escape")
    admin.start("/define")
    admin.field("term").press_sequentially("a")
    expect(admin.page.get_by_role("option").first).to_be_visible()
    assert faults(admin.page) == []
    admin.page.keyboard.press("Escape")
    admin.page.keyboard.press("Escape")
    admin.last.click(button="right")
    assert faults(admin.page) == []
    admin.page.keyboard.press("Escape")
    panel = admin.command("/settings")
    panel.locator("button.select").first.click()
    assert faults(admin.page) == []
    admin.page.keyboard.press("Escape")
    panel.locator("button.select").nth(1).click()
    expect(admin.page.get_by_role("option").first).to_be_visible()
    assert faults(admin.page) == []


def test_the_chinese_page_can_be_reached(visit: Visit) -> None:
    lin = visit("林小雨")
    expect(lin.command("/help")).to_contain_text("/ask")
    assert faults(lin.page) == []


def test_a_form_can_be_reached_and_left_with_the_keyboard(visit: Visit) -> None:
    ann = visit()
    ann.enter("general")
    miss = ann.command("/ask question: how tall is the tallest giraffe in the zoo of Wuppertal")
    miss.get_by_role("button", name="Suggest this question").click()
    form = ann.page.get_by_role("dialog")
    expect(form).to_be_visible()
    assert faults(ann.page) == []
    ann.page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    ann.page.keyboard.type("on I write")
    expect(ann.box).to_have_value("on I write")


def test_the_page_can_be_walked_with_the_keyboard_alone(visit: Visit) -> None:
    ann = visit()
    ann.enter("general")
    ann.last.focus()
    ann.page.keyboard.press("ArrowUp")
    focused = ann.page.evaluate("document.activeElement.className")
    assert "message" in focused
    ann.page.keyboard.press("End")
    ann.page.keyboard.press("Tab")
    assert ann.page.evaluate("document.activeElement.closest('article, .strip, .composer') !== null")


def test_a_reaction_is_chosen_and_taken_back_with_the_keyboard_alone(visit: Visit) -> None:
    ann = visit()
    ann.enter("general")
    ann.write("Shall we meet on Friday?")
    message = ann.message("Shall we meet on Friday?")
    message.focus()
    message.get_by_role("button", name="React", exact=True).press("Enter")
    picker = ann.page.get_by_role("menu", name="React")
    expect(picker.get_by_role("menuitemcheckbox", name="thumbs up")).to_be_focused()
    assert faults(ann.page) == []
    for key in ("ArrowDown", "ArrowRight", "ArrowLeft"):
        ann.page.keyboard.press(key)
    expect(picker.get_by_role("menuitemcheckbox", name="celebrating")).to_be_focused()
    ann.page.keyboard.press("Enter")
    given = message.get_by_role("button", name="celebrating, 1")
    expect(given).to_have_attribute("aria-pressed", "true")
    expect(message.get_by_role("button", name="React", exact=True)).to_be_focused()
    given.press("Enter")
    expect(given).to_have_count(0)
