"""`/ask`, in a server, in direct messages and as an app that a user installed."""

from __future__ import annotations

import pytest

from bot.ports.server_settings import ServerSettings
from sandbox.state.api_errors import ApiError
from tests.support.steering import deciding

from .conftest import Town, labels, text


async def test_an_answer_has_marks_and_one_dim_line_of_sources_and_keeps_its_passages_behind_a_button(
    town: Town,
) -> None:
    result = await town.ann.slash(town.square, "ask", question="when does the first tram leave")
    question, source = text(result).splitlines()[0], text(result).splitlines()[-1]
    assert question == "-# “when does the first tram leave”", "asked in its very words it has no other title"
    assert "Ada Brook says it leaves the harbour at six o'clock" in text(result)
    assert text(result).splitlines()[-2].endswith("¹")
    assert source == "-# ¹ Ada Brook 2021, ¶2"
    assert "On Sundays it leaves at eight" not in text(result)
    assert labels(result) == ["Passages", "👍", "👎", "More"]
    assert not result.ephemeral


async def test_the_asker_s_own_words_stand_above_the_answer_of_a_command(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="first tram")
    assert text(result).splitlines()[:2] == ["-# “first tram”", "**When does the first tram leave?**"]


async def test_under_a_message_the_answer_does_not_repeat_what_stands_above_it(town: Town) -> None:
    await town.ann.send(town.square, f"{town.name} first tram")
    assert town.said.splitlines()[0] == "**When does the first tram leave?**"


@pytest.mark.parametrize(
    "trick", ["@everyone **first tram** <@&1>", "\u202e# first tram\n> [here](https://example.org)"]
)
async def test_the_words_above_an_answer_can_neither_mention_nor_format(town: Town, trick: str) -> None:
    with deciding(town.bot, trick, "answer"):
        above = text(await town.ann.slash(town.square, "ask", question=trick)).splitlines()[0]
    for mark in ("@everyone", "**first", "<@&", "](", "\u202e", "\n> "):
        assert mark not in above.replace("\\", "\\ ")


async def test_a_server_may_choose_that_passages_are_shown_at_once(town: Town) -> None:
    await town.configure(ServerSettings(show_passages=True))
    result = await town.ann.slash(town.square, "ask", question="first tram")
    assert "> “The first tram leaves the harbour at six o'clock. On Sundays it leaves at eight.”" in text(result)
    assert "-# — Ada Brook 2021, ¶2" in text(result)
    private = await town.ann.slash(town.square, "ask", question="first tram", private=True)
    assert "On Sundays" not in text(private)


async def test_passages_are_private_to_whoever_presses_in_their_language_and_mark_the_cited_words(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    with town.speaking("zh-CN"):
        shown = await town.press(town.ben, answer, "Passages")
    assert shown.ephemeral
    assert text(shown).splitlines()[0] == "-# 首班电车几点发车？"
    assert "**¹ Ada Brook 2021, ¶2**" in text(shown)
    assert "**The first tram leaves the harbour at six o'clock. On Sundays it leaves at eight.**" in text(shown)
    opened = await town.press(town.ben, shown, "查看上下文")
    assert "¶1" in text(opened)


async def test_passages_have_a_page_each_and_survive_a_restart(town: Town) -> None:
    entry = town.bot.library.edition.pack.question_by_id["first-tram"]
    twice = entry.model_copy(update={"citations": (*entry.citations, entry.citations[0].model_copy())})
    town.put(questions=(twice,))
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    await town.restart()
    shown = await town.press(town.ann, answer, "Passages")
    assert "¹" in text(shown)
    assert "²" not in text(shown)
    turned = await town.press(town.ann, shown, "Next")
    assert "**² Ada Brook 2021, ¶2**" in text(turned)
    assert "-# Page 2 of 2" in text(turned)


async def test_the_card_wears_the_colour_of_the_pack(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="first tram")
    assert result.shown.components[0]["accent_color"] == 0x2E7D32


async def test_a_private_answer_is_seen_by_the_asker_only(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="first tram", private=True)
    assert result.ephemeral


async def test_close_candidates_are_offered_as_buttons(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="price of a card")
    assert "Did you mean one of these?" in text(result)
    assert "What does the day card cost?" in labels(result)
    assert labels(result)[-1] == "Remove"
    assert 2 <= len(labels(result)[:-1]) <= 3


async def test_somebody_else_s_choice_is_shown_to_them_alone(town: Town) -> None:
    offered = await town.ann.slash(town.square, "ask", question="price of a card")
    chosen = await town.ben.click(offered.shown, label="What does the day card cost?")
    assert chosen.ephemeral
    assert "Five crowns" in text(chosen)
    assert "Did you mean" in text(offered)


async def test_found_passages_are_labelled_as_no_answer(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="the harbour")
    said = text(result)
    assert said.startswith("**I have no answer to that. “harbour” appears in 2 paragraphs:**")
    assert "-# — Ada Brook 2021, ¶1" in said


async def test_a_question_the_articles_do_not_answer_is_told_so_plainly(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="where is the moon")
    said = text(result)
    assert said.startswith("**None of the 2 articles mentions “moon”; I looked for every form of it.**")
    assert "-# You asked: “where is the moon”" in said


async def test_small_talk_gets_a_short_reply_without_citations(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="thank you")
    assert text(result) == "-# “thank you”\nYou are welcome."
    assert labels(result) == ["Remove"]


@pytest.mark.parametrize("trick", ["@everyone **look** <@&1> [here](https://example.org)", "\u202e# desrever\n> quote"])
async def test_an_echoed_question_can_neither_mention_nor_format(town: Town, trick: str) -> None:
    with deciding(town.bot, trick, "nothing"):
        said = text(await town.ann.slash(town.square, "ask", question=trick))
    echoed = said.split("You asked: ")[1].split("\n")[0]
    for mark in ("@everyone", "**look", "<@&", "](", "\u202e", "\n> "):
        assert mark not in echoed.replace("\\", "\\ ")


async def test_a_reader_whose_discord_is_chinese_is_answered_in_chinese(town: Town) -> None:
    with town.speaking("zh-CN"):
        result = await town.ann.slash(town.square, "ask", question="when does the first tram leave")
    assert "**首班电车几点发车？**" in text(result)
    assert "六点从港口发车" in text(result)
    assert labels(result) == ["原文", "👍", "👎", "更多"]


async def test_a_chinese_question_is_answered_in_chinese_whoever_asks(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="首班电车")
    assert "**首班电车几点发车？**" in text(result)


async def test_it_answers_in_direct_messages(town: Town) -> None:
    result = await town.ann.slash(town.ann.direct, "ask", question="first tram")
    assert "**When does the first tram leave?**" in text(result)


async def test_it_answers_somebody_who_installed_it_for_themselves_in_a_server_it_is_not_in(town: Town) -> None:
    far_off = town.elsewhere(town.ann).create_channel("far-off")
    result = await town.ann.slash(far_off, "ask", question="first tram")
    assert "**When does the first tram leave?**" in text(result)


async def test_a_question_longer_than_the_option_allows_is_stopped_by_discord(town: Town) -> None:
    with pytest.raises(ApiError):
        await town.ann.slash(town.square, "ask", question="tram " * 101)


async def test_the_first_response_is_the_answer_itself_and_not_a_deferral(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="first tram")
    assert result.acknowledged
    assert not result.deferred


async def test_the_longest_question_is_echoed_shortened_at_a_word(town: Town) -> None:
    question = ("verylongword " * 38).strip()
    with deciding(town.bot, question, "nothing"):
        said = text(await town.ann.slash(town.square, "ask", question=question))
    echoed = said.split("“")[1].split("”")[0]
    assert echoed.endswith("verylongword…")


async def test_a_message_shows_as_components_only(town: Town) -> None:
    await town.ann.slash(town.square, "ask", question="first tram")
    message = town.square.last_message
    assert message is not None
    assert message.flags & 1 << 15
    assert not message.content
    assert message.components[0]["type"] == 17


@pytest.mark.parametrize(
    "nothing", ["\u200b", " \u2060 ", "\u3164", "\u2800\u2800", "\ufeff\u00ad", "\U000e0020", "\u202e"]
)
@pytest.mark.parametrize(
    ("command", "option", "hint"),
    [
        ("ask", "question", "Write a question."),
        ("define", "term", "Write a term."),
        ("search", "text", "Write what to look for."),
    ],
)
async def test_what_nobody_can_see_is_no_question_and_gets_a_private_hint(
    town: Town, command: str, option: str, hint: str, nothing: str
) -> None:
    result = await town.ann.slash(town.square, command, **{option: nothing})
    assert text(result) == hint
    assert result.ephemeral
