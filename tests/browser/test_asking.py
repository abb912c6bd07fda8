"""Questions and commands at the page, answered by the real bot."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bot.matching import Engine
from bot.pack.models import Pack

from .conftest import Visit

pytestmark = pytest.mark.browser

ONLY_YOU = "Only you can see this"


def test_a_question_in_an_open_channel_is_answered_with_its_source(visit: Visit, shipped: Pack) -> None:
    ann = visit()
    ann.enter("ask-here")
    ann.write(shipped.info.examples[1].first)
    answer = ann.above(shipped.info.examples[1].first)
    expect(answer.get_by_role("button", name="Passages").first).to_be_visible()
    expect(answer).to_contain_text(re.compile(r"¶\d+"))
    expect(answer.locator(".above")).to_contain_text("Ann")


def test_a_question_to_the_bot_by_name_is_answered_anywhere(visit: Visit, shipped: Pack) -> None:
    ann = visit()
    ann.enter("general")
    ann.box.press_sequentially("@foot")
    expect(ann.page.get_by_role("option", name="@Footnote")).to_be_visible()
    ann.box.press("Enter")
    ann.box.press_sequentially(shipped.info.examples[2].first)
    ann.box.press("Enter")
    expect(ann.last.get_by_role("button", name="Passages").first).to_be_visible()
    expect(ann.message(shipped.info.examples[2].first).locator(".mention").first).to_have_text("@Footnote")


def test_a_command_is_found_filled_in_and_answered(visit: Visit, shipped: Pack) -> None:
    ann = visit()
    ann.enter("general")
    ann.box.press_sequentially("/as")
    expect(ann.page.get_by_role("option", name="/ask").first).to_be_visible()
    ann.box.press("Enter")
    ann.field("question").fill(shipped.info.examples[1].first)
    ann.field("question").press("Enter")
    expect(ann.last.locator(".above")).to_contain_text("/ask")
    expect(ann.last.get_by_role("button", name="Passages").first).to_be_visible()


def test_a_command_without_what_it_needs_is_not_sent(visit: Visit) -> None:
    ann = visit()
    ann.start("/ask")
    ann.field("question").press("Enter")
    expect(ann.page.locator(".composer [role=alert]")).to_contain_text("question")
    expect(ann.field("question")).to_be_focused()


def test_choices_come_live_while_a_term_is_typed(visit: Visit, shipped: Pack) -> None:
    ann = visit()
    ann.enter("general")
    term = shipped.terms[0]
    ann.start("/define")
    field = ann.field("term")
    field.press_sequentially(term.term.first[:6], delay=30)
    choice = ann.page.get_by_role("option", name=term.term.first).first
    expect(choice).to_be_visible()
    choice.click()
    field.press("Enter")
    expect(ann.last.locator(".above")).to_contain_text("/define")
    expect(ann.last).to_contain_text(term.chinese or "")


def test_did_you_mean_offers_questions_and_shows_the_one_chosen(visit: Visit, shipped: Pack, engine: Engine) -> None:
    ann = visit()
    ann.enter("quote-of-the-day")  # where nothing was said that a bare name could go on from
    names = (term.headword for term in shipped.terms)
    vague = next(name for name in names if (reply := engine.ask(name)).answer is None and len(reply.offered) > 1)
    answer = ann.command(f"/ask question: {vague}")
    expect(answer).to_contain_text("Did you mean")
    answer.locator("button.button").first.click()
    expect(answer.get_by_role("button", name="Passages").first).to_be_visible()
    expect(answer).not_to_contain_text("Did you mean")


def test_buttons_under_an_answer_show_its_context_and_take_a_vote_privately(visit: Visit, shipped: Pack) -> None:
    ann, max_ = visit(), visit("Max")
    for person in (ann, max_):
        person.enter("general")
    hidden = max_.page.get_by_text(ONLY_YOU).count()
    answer = ann.command(f"/ask question: {shipped.info.examples[3].first}")
    answer.get_by_role("button", name="Passages").first.click()
    expect(ann.last).to_contain_text(ONLY_YOU)
    expect(ann.last.locator("strong").first).to_be_visible()
    answer.get_by_role("button", name="Good").click()
    expect(ann.last).to_contain_text(re.compile("thank", re.IGNORECASE))
    expect(max_.above("/ask")).to_be_visible()
    expect(max_.page.get_by_text(ONLY_YOU)).to_have_count(hidden)
    ann.last.get_by_role("button", name="Dismiss message").click()
    expect(ann.last).not_to_contain_text(re.compile("thank", re.IGNORECASE))


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_terms_in_somebodys_message_are_explained_from_its_menu(visit: Visit, shipped: Pack, by: str) -> None:
    ann, max_ = visit(), visit("Max")
    for person in (ann, max_):
        person.enter("general")
    wondered = f"What was “{shipped.terms[0].headword}” again, {by}?"
    max_.write(wondered)
    said = ann.message(wondered)
    if by == "mouse":
        said.click(button="right")
    else:
        said.focus()
        ann.page.keyboard.press("Shift+F10")
    expect(ann.page.get_by_role("menu")).to_be_visible()
    ann.page.get_by_role("menuitem", name="Explain terms").click()
    expect(ann.last.locator(".above")).to_contain_text("Explain terms")
    expect(ann.last).to_contain_text(ONLY_YOU)


def test_where_the_bot_must_be_quiet_it_is(visit: Visit, shipped: Pack) -> None:
    lin = visit("林小雨")
    lin.enter("no-bots")
    asked = f"@Footnote {shipped.info.examples[0].first}"
    lin.write(asked)
    expect(lin.last).to_contain_text(shipped.info.examples[0].first)
    lin.enter("general")
    lin.write(asked)  # answered here, so the bot has heard both
    expect(lin.last.get_by_role("button", name=re.compile("原文|Passages")).first).to_be_visible()
    lin.enter("no-bots")
    expect(lin.last).to_contain_text(shipped.info.examples[0].first)
