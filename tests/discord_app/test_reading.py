"""**In context**, and buttons that live on: after a restart, in another edition, under another version."""

from __future__ import annotations

import gc

from discord import ui

from bot.pack.models import LocalizedText, Translation
from tests.support.members import Member, Result

from .conftest import Town, labels, text


async def in_context(town: Town, answer: Result, member: Member | None = None) -> Result:
    """The first passage of an answer in its paragraph."""
    return await town.press(member or town.ann, await town.press(member or town.ann, answer, "Passages"), "In context")


async def test_in_context_shows_the_cited_words_in_their_paragraph_between_its_neighbours(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    shown = await in_context(town, answer)
    said = text(shown)
    assert shown.ephemeral
    assert "### The Tram: a Short Guide\n-# — Ada Brook 2021, ¶2 · Hours" in said
    assert "**The first tram leaves the harbour at six o'clock. On Sundays it leaves at eight.** The last tram" in said
    assert said.index("¶1\nThe tram runs") < said.index("¶2\n**The first") < said.index("¶3\nA ticket costs")


async def test_a_chinese_reader_sees_what_the_cited_sentences_say_marked_as_ours(town: Town) -> None:
    hours = {
        "The first tram leaves the harbour at six o'clock.": "首班电车六点从港口开出。",
        "On Sundays it leaves at eight.": "周日八点开出。",
    }
    translations = [
        Translation(article="brook-2021", paragraph=2, text=en, translation=LocalizedText({"zh": zh}))
        for en, zh in hours.items()
    ]
    town.put(translations=translations)
    ours = "> 首班电车六点从港口开出。周日八点开出。\n-# 译文为编者所作，非原文"
    english = await town.press(town.ann, await town.ann.slash(town.square, "ask", question="first tram"), "Passages")
    assert "港口" not in text(english)
    with town.speaking("zh-CN"):
        answer = await town.ann.slash(town.square, "ask", question="首班电车几点发车")
        passages = await town.press(town.ann, answer, "原文")
        assert ours in text(passages)
        assert ours in text(await town.press(town.ann, passages, "查看上下文"))


async def test_anybody_may_look_and_nobody_else_sees_it(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    shown = await in_context(town, answer, town.ben)
    assert shown.ephemeral
    assert "**When does the first tram leave?**" in text(answer)


async def test_an_answer_with_two_passages_leads_from_one_to_the_other(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="what does a ticket cost")
    first = await in_context(town, answer)
    assert labels(first) == ["Town Paper 2022, ¶1", "Read the article"]
    second = await town.ann.click(first.shown, label="Town Paper 2022, ¶1")
    assert "**A ticket still costs two crowns**, but the day card" in text(second)


async def test_a_button_works_after_a_restart(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    await town.restart()
    shown = await in_context(town, answer)
    assert "¶2\n**The first tram" in text(shown)


async def test_a_button_has_no_time_out(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    await town.advance(90 * 24 * 3600)
    assert "¶2\n**The first tram" in text(await in_context(town, answer))


async def test_a_choice_among_candidates_works_after_a_restart(town: Town) -> None:
    offered = await town.ann.slash(town.square, "ask", question="price of a card")
    await town.restart()
    await town.ann.click(offered.shown, label="What does the day card cost?")
    assert "Five crowns" in text(offered)


async def test_a_button_whose_entry_is_gone_says_so(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    pack = town.bot.library.edition.pack
    town.put(questions=tuple(q for q in pack.questions if q.id != "first-tram"))
    shown = await town.press(town.ann, answer, "Passages")
    assert shown.ephemeral
    assert text(shown) == "This entry was removed from the library."


async def test_a_button_whose_article_is_gone_says_so(town: Town) -> None:
    found = await town.ann.slash(town.square, "ask", question="the harbour")
    button = next(c for c in town.buttons(found) if c["custom_id"].startswith("f1:open:p:brook-2021"))
    pack = town.bot.library.edition.pack
    town.put(articles=tuple(a for a in pack.articles if a.id != "brook-2021"))
    shown = await town.ann.click(found.shown, custom_id=button["custom_id"])
    assert text(shown) == "This entry was removed from the library."


async def test_a_found_passage_opens_in_its_paragraph(town: Town) -> None:
    found = await town.ann.slash(town.square, "ask", question="the harbour")
    button = next(c for c in town.buttons(found) if c["custom_id"] == "f1:open:p:brook-2021:1")
    shown = await town.ann.click(found.shown, custom_id=button["custom_id"])
    assert "¶1\nThe tram runs from the harbour to the mill." in text(shown)


async def test_a_button_of_another_version_is_answered_rather_than_left_to_fail(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    town.relabel(answer.shown, "f1:fly:away")
    shown = await town.ann.click(answer.shown, custom_id="f1:fly:away")
    assert "I no longer know this button" in text(shown)


async def test_nothing_is_kept_in_memory_for_the_buttons_sent(town: Town) -> None:
    for _ in range(3):
        await town.ann.slash(town.square, "ask", question="first tram")
        await town.ann.slash(town.square, "ask", question="first tram", private=True)
    gc.collect()
    assert not [thing for thing in gc.get_objects() if isinstance(thing, ui.LayoutView)]


async def test_what_stands_under_a_look_up_shows_the_passages_that_it_cites_not_those_of_the_answer(town: Town) -> None:
    await town.ann.slash(town.square, "ask", question="first tram")
    told = await town.ann.slash(town.square, "ask", question="tell me more")
    assert "The last tram leaves the mill at midnight" in text(told)
    assert "Passages" not in labels(told)
    shown = await town.press(town.ben, told, "Ada Brook 2021, ¶2")
    assert shown.ephemeral
    assert "The last tram leaves the mill at midnight" in text(shown)
    again = await town.ann.slash(town.square, "ask", question="shorter")
    assert "Passages" in labels(again), "these are the answer's own"
