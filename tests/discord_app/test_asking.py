"""`/ask`, in a server, in direct messages and as an app that a user installed."""

from __future__ import annotations

import pytest

from sandbox.state.api_errors import ApiError
from tests.support.steering import deciding

from .conftest import Town, labels, text


async def test_an_answer_comes_with_its_question_its_passages_and_their_sources(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="when does the first tram leave")
    said = text(result)
    assert "### When does the first tram leave?" in said
    assert "Ada Brook says it leaves the harbour at six o'clock" in said
    assert "> “The first tram leaves the harbour at six o'clock. On Sundays it leaves at eight.”" in said
    assert "-# — Ada Brook 2021, ¶2" in said
    assert "In context" in labels(result)
    assert not result.ephemeral


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
    assert labels(result)[-1] == "🗑️"
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
    assert said.startswith("**I have no answer to that. “harbour” stands in 2 paragraphs:**")
    assert "-# — Ada Brook 2021, ¶1" in said


async def test_a_question_the_articles_do_not_answer_is_told_so_plainly(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="where is the moon")
    said = text(result)
    assert said.startswith("**None of the 2 articles mentions “moon”; I looked for every form of it.**")
    assert "-# You asked: “where is the moon”" in said


async def test_small_talk_gets_a_short_reply_without_citations(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="thank you")
    assert text(result) == "You are welcome."
    assert labels(result) == ["🗑️"]


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
    assert "### 首班电车几点发车？" in text(result)
    assert "六点从港口发车" in text(result)
    assert "The first tram leaves the harbour" in text(result)  # what is cited stays as printed
    assert "查看上下文" in labels(result)


async def test_a_chinese_question_is_answered_in_chinese_whoever_asks(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="首班电车几点发车")
    assert "### 首班电车几点发车？" in text(result)


async def test_it_answers_in_direct_messages(town: Town) -> None:
    result = await town.ann.slash(town.ann.direct, "ask", question="first tram")
    assert "### When does the first tram leave?" in text(result)


async def test_it_answers_somebody_who_installed_it_for_themselves_in_a_server_it_is_not_in(town: Town) -> None:
    far_off = town.elsewhere(town.ann).create_channel("far-off")
    result = await town.ann.slash(far_off, "ask", question="first tram")
    assert "### When does the first tram leave?" in text(result)


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
