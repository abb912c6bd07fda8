"""Why this?, 👍 and 👎, Remove, and the form for a question."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.discord_app.components.custom_ids import key
from bot.pack.models.localized import LocalizedText
from bot.ports.feedback import DownReason, Vote
from bot.ports.server_settings import ServerSettings
from tests.support.members import Member, Result
from tests.support.steering import deciding

from .conftest import Town, labels, text


def put_button(answer: Result, custom_id: str) -> None:
    """Have a message bear a button as an earlier version drew it."""
    stored = answer.shown.stored
    assert stored is not None
    (box,) = json.loads(json.dumps(stored.components))
    box["components"][-1]["components"][0]["custom_id"] = custom_id
    answer.scene.core.world.messages[stored.channel][stored.id] = replace(stored, components=(box,))


async def more(town: Town, member: Member, answer: Result) -> Result:
    """The private menu of an answer."""
    return await town.press(member, answer, "More")


async def test_under_an_answer_stands_one_row_of_buttons(town: Town) -> None:
    public = await town.ann.slash(town.square, "ask", question="first tram")
    assert labels(public) == ["Passages", "👍", "👎", "More"]
    private = await town.ann.slash(town.square, "ask", question="first tram", private=True)
    assert labels(private) == ["Passages", "👍", "👎", "More"]


async def test_more_is_private_and_offers_remove_to_whoever_may(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    mine, theirs = await more(town, town.ann, answer), await more(town, town.ben, answer)
    assert mine.ephemeral
    assert labels(mine) == ["Why this?", "简体中文", "Copy citation", "Card", "Discuss", "Remove"]
    assert labels(theirs) == ["Why this?", "简体中文", "Copy citation", "Card", "Discuss"]
    assert "Remove" in labels(await more(town, town.admin(), answer))


async def test_under_a_private_answer_there_is_nothing_to_remove(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram", private=True)
    assert "Remove" not in labels(await more(town, town.ann, answer))


async def test_where_the_bot_is_no_member_the_answer_itself_can_be_removed(town: Town) -> None:
    far_off = town.elsewhere(town.ann).create_channel("far-off")
    answer = await town.ann.slash(far_off, "ask", question="first tram")
    assert labels(answer) == ["Passages", "👍", "👎", "More", "Remove"]
    assert "Remove" not in labels(await more(town, town.ann, answer))
    await town.press(town.ann, answer, "Remove")
    assert answer.response is None


async def test_the_answer_is_there_in_the_other_language_of_the_pack(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    other = await town.press(town.ben, await more(town, town.ben, answer), "简体中文")
    assert other.ephemeral
    assert "**首班电车几点发车？**" in text(other)
    assert labels(other) == ["Passages", "👍", "👎", "More"]


async def test_the_answer_is_there_in_short_with_its_source(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    menu = await more(town, town.ben, answer)
    assert "Shorter" not in labels(menu), "one sentence gets no shorter"
    entry = town.bot.library.edition.pack.question_by_id["first-tram"]
    long = " ".join([f"Ada Brook says it leaves at six, {each} of them." for each in ("the first", "the next", "all")])
    town.put(questions=(entry.model_copy(update={"answer": LocalizedText.of(long)}),))
    short = await town.press(town.ben, await more(town, town.ben, answer), "Shorter")
    assert short.ephemeral
    assert "all of them" not in text(short)
    assert text(short).endswith("-# ¹ Ada Brook 2021, ¶2")


async def test_a_citation_to_copy_names_who_what_and_where(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    copied = text(await town.press(town.ben, await more(town, town.ben, answer), "Copy citation"))
    assert copied.startswith(
        "```\n“The first tram leaves the harbour at six o'clock. On Sundays it leaves at eight.” —"
    )
    assert "“The Tram: a Short Guide”" in copied
    assert copied.endswith("¶2\n```")


async def test_see_also_opens_a_related_question(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    opened = await town.choose(town.ben, await more(town, town.ben, answer), "m1:open:q", "last-tram")
    assert opened.ephemeral
    assert "**When does the last tram leave?**" in text(opened)


async def test_why_names_the_phrasing_the_probability_and_the_runner_up(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="when does the first tram leave")
    said = text(await town.press(town.ben, await more(town, town.ben, answer), "Why this?"))
    assert "The closest wording I know: “when does the first tram leave" in said.replace("When", "when")
    assert "How sure I am that this answers you: " in said
    assert "How sure I must be to answer: " in said
    assert "My second guess: “" in said


async def test_why_works_after_a_restart_and_says_so_when_the_entry_is_gone(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    menu = await more(town, town.ann, answer)
    await town.restart()
    assert "How sure I am" in text(await town.press(town.ann, menu, "Why this?"))
    questions = town.bot.library.edition.pack.questions
    town.put(questions=tuple(q for q in questions if q.id != "first-tram"))
    assert "removed from the library" in text(await town.press(town.ann, menu, "Why this?"))
    assert "removed from the library" in text(await more(town, town.ann, answer))


async def test_buttons_of_answers_that_an_earlier_version_sent_still_work(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    names = (key("first-tram"), key("first tram"), "990", key("last-tram"), "100", "850")
    earlier = {
        f"f1:why:{':'.join(names)}": "How sure I am",
        "f1:open:c:q:first-tram:0": "On Sundays it leaves at eight.",
        "f1:vote:down:first-tram": "👍 0 · 👎 1",
        "f1:more:::": "“",
        f"f1:rm:{town.ann.id}": "",
    }
    for custom_id, said in earlier.items():
        put_button(answer, custom_id)
        pressed = await town.ann.click(answer.shown, custom_id=custom_id)
        assert not said or said in text(pressed)
    assert answer.response is None


async def test_thumbs_down_asks_why_in_one_press_and_offers_what_else_was_meant(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    asked = await town.press(town.ben, answer, "👎")
    assert asked.ephemeral
    assert "What was wrong with it?" in text(asked)
    reasons = ["Not what I asked", "It is wrong", "Hard to understand", "Something is missing"]
    assert labels(asked)[:4] == reasons
    assert len(labels(asked)) == 5
    thanks = await town.press(town.ben, asked, "It is wrong")
    assert "The curators will see that" in text(thanks)
    assert town.store.reasons["first-tram", town.ben.id] is DownReason.WRONG


async def test_a_reason_goes_with_the_vote_that_it_belongs_to(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    asked = await town.press(town.ben, answer, "👎")
    await town.press(town.ben, answer, "👍")
    await town.press(town.ben, asked, "Hard to understand")
    assert not town.store.reasons


async def test_a_member_has_one_vote_and_may_change_it(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    assert "👍 1 · 👎 0" in text(await town.press(town.ben, answer, "👍"))
    assert "👍 2 · 👎 0" in text(await town.press(town.ann, answer, "👍"))
    changed = await town.press(town.ben, answer, "👎")
    assert changed.ephemeral
    assert "👍 1 · 👎 1" in text(changed)
    assert town.store.votes["first-tram", town.ben.id] == (Vote.DOWN, town.guild.id)


async def test_a_vote_on_an_entry_that_is_gone_is_not_counted(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    town.put(questions=())
    assert "removed from the library" in text(await town.press(town.ann, answer, "👍"))
    assert not town.store.votes


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("ask", {"question": "price of a card"}),
        ("ask", {"question": "thank you"}),
        ("define", {"term": "day card"}),
        ("define", {"term": "zeppelin"}),
        ("glossary", {"private": False}),
        ("search", {"text": "tram", "private": False}),
        ("quote", {}),
        ("quote", {"speaker": "Napoleon"}),
        ("sources", {"private": False}),
        ("read", {"article": "brook-2021", "private": False}),
    ],
)
async def test_every_public_reply_can_be_removed_by_the_asker(
    town: Town, command: str, options: Mapping[str, Any]
) -> None:
    shown = await town.ann.slash(town.square, command, **options)
    await town.press(town.ann, shown, "Remove")
    assert shown.response is None


async def test_the_asker_removes_the_answer_from_its_menu(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    told = await town.press(town.ann, await more(town, town.ann, answer), "Remove")
    assert text(told) == "Removed."
    assert answer.response is None


async def test_an_answer_that_discord_does_not_let_go_is_said_to_stand_still(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    menu = await more(town, town.ann, answer)
    town.fails("DELETE", "/channels/*/messages/*", status=403, code=50001)
    told = await town.press(town.ann, menu, "Remove")
    assert text(told).startswith("I can't remove it from here")
    assert answer.response is not None


async def test_a_moderator_removes_the_answer_even_after_a_restart(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    await town.restart()
    admin = town.admin()
    await town.press(admin, await more(town, admin, answer), "Remove")
    assert answer.response is None


async def test_nobody_else_removes_a_reply(town: Town) -> None:
    offered = await town.ann.slash(town.square, "ask", question="price of a card")
    refused = await town.press(town.ben, offered, "Remove")
    assert refused.ephemeral
    assert "Only the person who asked" in text(refused)


async def test_whoever_mentioned_the_bot_removes_its_reply(town: Town) -> None:
    await town.ann.send(town.square, f"{town.name} price of a card")
    reply = town.square.last_message
    assert reply is not None
    await town.ben.click(reply, custom_id=f"f1:rm:{town.ann.id}")
    assert town.square.last_message == reply
    await town.ann.click(reply, custom_id=f"f1:rm:{town.ann.id}")
    assert town.square.last_message != reply


async def test_a_miss_can_be_suggested_with_the_question_filled_in(town: Town) -> None:
    question = "where is the moon"
    miss = await town.ann.slash(town.square, "ask", question=question)
    form = await town.press(town.ann, miss, "Suggest this question")
    assert form.modal is not None
    field = form.modal["components"][0]["component"]
    assert field["value"] == question
    thanks = await town.ann.submit_modal(form, {field["custom_id"]: "Where is the moon tonight?"})
    assert "The curators will see it" in text(thanks)
    kept = town.store.suggestions[0]
    assert (kept.text, kept.language, kept.member) == ("Where is the moon tonight?", "en", town.ann.id)
    assert kept.server == town.guild.id


async def test_marks_in_a_question_reach_the_form_as_they_were_typed(town: Town) -> None:
    question = "is *this* (really) @everyone?"
    with deciding(town.bot, question, "nothing"):
        miss = await town.ann.slash(town.square, "ask", question=question)
        form = await town.press(town.ann, miss, "Suggest this question")
    assert form.modal is not None
    assert form.modal["components"][0]["component"]["value"] == question


async def test_a_question_of_a_few_letters_reaches_the_form(town: Town) -> None:
    with deciding(town.bot, "为什么", "nothing"):
        miss = await town.ann.slash(town.square, "ask", question="为什么")
        form = await town.press(town.ann, miss, labels(miss)[0])
    assert form.modal is not None
    assert form.modal["components"][0]["component"]["value"] == "为什么"


async def test_nothing_is_stored_before_the_form_is_sent(town: Town) -> None:
    miss = await town.ann.slash(town.square, "ask", question="where is the moon")
    await town.press(town.ann, miss, "Suggest this question")
    assert not town.store.suggestions


async def test_a_server_that_wants_nothing_stored_gets_no_form(town: Town) -> None:
    await town.configure(ServerSettings(keep_suggestions=False))
    miss = await town.ann.slash(town.square, "ask", question="where is the moon")
    refused = await town.press(town.ann, miss, "Suggest this question")
    assert refused.modal is None
    assert "does not want questions stored" in text(refused)


async def test_a_form_that_was_open_during_a_restart_is_not_lost(town: Town) -> None:
    miss = await town.ann.slash(town.square, "ask", question="where is the moon")
    form = await town.press(town.ann, miss, "Suggest this question")
    assert form.modal is not None
    await town.restart()
    control = form.modal["components"][0]["component"]["custom_id"]
    assert "The curators will see it" in text(await town.ann.submit_modal(form, {control: "Where is the moon?"}))
    assert [kept.text for kept in town.store.suggestions] == ["Where is the moon?"]


async def test_a_form_sent_after_the_server_changed_its_mind_is_not_stored(town: Town) -> None:
    miss = await town.ann.slash(town.square, "ask", question="where is the moon")
    form = await town.press(town.ann, miss, "Suggest this question")
    assert form.modal is not None
    await town.configure(ServerSettings(keep_suggestions=False))
    control = form.modal["components"][0]["component"]["custom_id"]
    assert "does not want questions stored" in text(await town.ann.submit_modal(form, {control: "Where is it?"}))
    assert not town.store.suggestions


async def test_a_form_that_fails_takes_the_one_error_path(town: Town) -> None:
    miss = await town.ann.slash(town.square, "ask", question="where is the moon")
    form = await town.press(town.ann, miss, "Suggest this question")
    assert form.modal is not None
    town.bot.ports.store.suggest = None  # type: ignore[attr-defined]
    failed = await town.ann.submit_modal(form, {form.modal["components"][0]["component"]["custom_id"]: "What now?"})
    assert "that went wrong on my side" in text(failed)
    assert all("HTTPException" not in error.getMessage() for error in town.errors)


async def test_a_question_without_an_answer_is_counted_by_what_came_nearest_and_an_answered_one_is_not(
    town: Town,
) -> None:
    store = town.store
    await town.ann.slash(town.square, "ask", question="first tram")
    assert not store.counted_misses
    await town.ann.slash(town.square, "ask", question="price of a card")
    await town.ann.slash(town.square, "ask", question="where is the moon")
    await asyncio.sleep(0)
    assert sum(store.counted_misses.values()) == 2
    assert all(name == "" or name in town.bot.library.edition.pack.question_by_id for name in store.counted_misses)
