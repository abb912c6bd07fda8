"""Several people at several pages: an admin, a newcomer with a Chinese client, and what each of them sees."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bot.pack.models import Pack
from tests.support.packs import VILLAGE

from .conftest import Visit
from .server import demo

pytestmark = pytest.mark.browser

HAN = re.compile("[一-鿿]")


def test_the_quote_of_the_day_is_set_and_arrives_when_its_time_is_skipped_to(visit: Visit) -> None:
    admin = visit("Max")
    admin.enter("general")
    plan = admin.command("/daily set channel: #quote-of-the-day time: 07:30 zone: Asia/Shanghai")
    expect(plan).to_contain_text("7:30")
    admin.enter("quote-of-the-day")
    before = admin.messages.count()
    admin.page.get_by_role("button", name="Skip to the next").click()
    expect(admin.page.locator(".strip-said")).to_contain_text("07:30 in Shanghai, China. Posted: Quote of the day")
    expect(admin.messages).to_have_count(before + 1)
    expect(admin.last.locator("blockquote").first).to_be_visible()


def test_a_newcomer_who_skips_reads_chinese_and_so_is_everything_to_try(visit: Visit) -> None:
    # A demo of its own: the night that is skipped here would be missing in the other tests.
    with demo("--seeds", str(VILLAGE)) as village:
        lin = visit("林小雨", at=village)
        for chip in lin.page.locator(".strip .chip").all():
            expect(chip).to_have_text(HAN)
        lin.page.get_by_role("button", name="跳到下一条每日内容").click()
        said = lin.page.locator(".strip-said")
        expect(said).to_have_text(re.compile(r"^现在是 .*星期. 09:00。已发布：每日语录。$"))
        lin.enter("quote-of-the-day")
        expect(lin.last.locator("blockquote").first).to_be_visible()
        lin.page.close()


def test_settings_are_offered_to_an_admin_only(visit: Visit) -> None:
    ann, admin = visit(), visit("Max")
    ann.box.press_sequentially("/sett")
    admin.box.press_sequentially("/sett")
    expect(admin.page.get_by_role("option", name="/settings")).to_be_visible()
    expect(ann.page.get_by_role("option", name="/settings")).to_have_count(0)


def test_a_choice_in_the_settings_panel_is_saved_and_shown(visit: Visit) -> None:
    # A demo of its own: what is saved here would change what the bot answers in the other tests.
    with demo("--seeds", str(VILLAGE)) as village:
        admin = visit("Max", at=village)
        admin.enter("general")
        care = admin.command("/settings").locator("button.select").nth(2)
        care.click()
        admin.page.get_by_role("option", name="Very sure").click()
        expect(care).to_contain_text("Very sure")
        again = admin.command("/settings").locator("button.select").nth(2)
        expect(again).to_contain_text("Very sure")
        for name in ("How sure I must be there: Very sure", "Open channels: # ask-here"):
            expect(admin.last.get_by_role("button", name=name, exact=True)).to_be_visible()
        admin.page.close()


def test_a_newcomer_with_a_chinese_client_reads_chinese(visit: Visit, shipped: Pack) -> None:
    lin = visit("林小雨")
    expect(lin.page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(lin.page.get_by_role("heading", name="频道")).to_be_visible()
    lin.page.locator("button.who").click()
    for note in lin.page.get_by_role("menuitemradio").all():
        expect(note).to_contain_text(HAN)
    lin.page.keyboard.press("Escape")
    lin.enter("general")
    expect(lin.page.locator(".topic")).to_contain_text(HAN)
    chinese = shipped.info.examples[1].text("zh")
    lin.box.press_sequentially("/")
    expect(lin.page.get_by_role("option").first).to_contain_text(re.compile("[一-鿿]"))
    answer = lin.command(f"/ask question: {chinese}")
    expect(answer).to_contain_text(re.compile("[一-鿿]{8}"))
    expect(answer.locator(".used")).to_have_text("/提问")
    expect(answer.get_by_role("button", name="原文")).to_be_visible()


def test_what_one_says_another_sees_at_once(visit: Visit) -> None:
    ann, lin = visit(), visit("林小雨")
    for person in (ann, lin):
        person.enter("general")
    ann.box.press_sequentially("Hel")
    expect(lin.page.locator(".typing")).to_contain_text("Ann")
    ann.write("Hello there")
    expect(lin.last).to_contain_text("Hello there")
    expect(lin.page.locator(".typing")).to_be_empty()
    expect(lin.page.locator("[aria-live=polite]")).to_contain_text("Hello there")


def test_ones_own_message_can_be_edited_answered_and_deleted_with_the_keyboard(visit: Visit) -> None:
    ann, lin = visit(), visit("林小雨")
    for person in (ann, lin):
        person.enter("general")
    ann.write("A tpyo")
    expect(ann.last).to_contain_text("A tpyo")
    ann.box.press("ArrowUp")
    editor = ann.page.get_by_label("Edit message")
    editor.fill("3. A typo")
    editor.press("Enter")
    expect(lin.message("A typo")).to_contain_text("（已编辑）")
    lin.last.focus()
    lin.page.keyboard.press("r")
    lin.write("I saw it")
    expect(ann.last.locator(".above")).to_contain_text("3. A typo")
    ann.message("A typo").focus()
    ann.page.keyboard.press("Delete")
    ann.page.get_by_role("button", name="Delete", exact=True).click()
    expect(lin.last.locator(".above")).to_contain_text("被删除")


def test_the_theme_follows_the_system_until_somebody_chooses(visit: Visit) -> None:
    ann = visit(dark=True)
    root = ann.page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    ann.page.get_by_role("button", name="Light colours").click()
    expect(root).to_have_attribute("data-theme", "light")
    ann.page.reload()
    expect(root).to_have_attribute("data-theme", "light")


def test_on_a_phone_the_channels_are_in_a_drawer_and_nothing_is_cut_off(visit: Visit) -> None:
    ann = visit(size="phone")
    side = ann.page.locator("#side")
    expect(side).not_to_be_visible()
    ann.page.get_by_role("button", name="Channels and people").click()
    expect(side).to_be_visible()
    ann.page.locator("button.channel", has_text="general").click()
    expect(side).not_to_be_visible()
    expect(ann.page.locator("h1")).to_have_text("#general")
    assert ann.page.evaluate("document.documentElement.scrollWidth") == 375
    assert ann.page.evaluate("document.querySelector('.scroller').scrollWidth") <= 375


def test_a_direct_conversation_with_the_bot_needs_no_mention(visit: Visit, shipped: Pack) -> None:
    ann = visit()
    ann.page.locator("nav button", has_text="Footnote").click()
    expect(ann.page.locator("h1")).to_have_text("@Footnote")
    ann.write(shipped.info.examples[2].first)
    expect(ann.last.get_by_role("button", name="Passages").first).to_be_visible()
