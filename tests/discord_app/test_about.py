"""`/help` and `/about`."""

from __future__ import annotations

import re

from discord import AppCommandType
from discord.app_commands import ContextMenu

from .awkward import awkward_pack
from .conftest import Town, labels, text


async def test_help_links_the_commands_and_offers_questions_to_try(town: Town) -> None:
    result = await town.ann.slash(town.square, "help")
    said = text(result)
    assert result.ephemeral
    assert "I answer questions about The Tram" in said
    assert f"</ask:{town.bot.command_ids['ask']}>" in said
    assert labels(result) == ["When does the first tram leave?", "What does a ticket cost?"]


async def test_help_leads_to_every_command_there_is(town: Town) -> None:
    said = text(await town.ann.slash(town.square, "help"))
    named = commands_in(said)
    slash = {command.name for command in town.bot.tree.get_commands() if not isinstance(command, ContextMenu)}
    assert slash - {"help"} - named == set(), "/help does not name them: bot/discord_app/render/guide.py"
    for menu in town.bot.tree.get_commands(type=AppCommandType.message):
        assert menu.name in said


def commands_in(text: str) -> set[str]:
    """Names of the commands that a text shows or links, as Discord allows them: letters, digits, hyphens, dashes."""
    return {linked or shown for linked, shown in re.findall(r"</([\w-]+)|(?<![\w/<])/([\w-]+)", text)}


def test_names_of_commands_are_read_whole() -> None:
    said = "`/ask` or </random-term:1>, </daily set:2> and /词-1 (https://example.org/not-one)"
    assert commands_in(said) == {"ask", "random-term", "daily", "词-1"}


async def test_an_example_is_asked_when_it_is_pressed(town: Town) -> None:
    result = await town.ann.slash(town.square, "help")
    answer = await town.ann.click(result.shown, label="What does a ticket cost?")
    assert answer.ephemeral
    assert text(answer).startswith("-# “What does a ticket cost?”\nTwo crowns")


async def test_an_example_is_asked_in_the_reader_s_language(town: Town) -> None:
    with town.speaking("zh-CN"):
        result = await town.ann.slash(town.square, "help")
        answer = await town.ann.click(result.shown, label="车票多少钱？")
    assert text(answer).startswith("-# “车票多少钱？”\n")


async def test_about_names_the_articles_their_authors_and_whose_they_are(town: Town) -> None:
    said = text(await town.ann.slash(town.square, "about"))
    assert "### The Tram" in said
    assert "2 articles · 4 questions · 3 terms · 4 quotes" in said
    assert "- The Tram: a Short Guide — Ada Brook 2021" in said
    assert "-# The articles were written for the tests of this bot." in said


async def test_an_example_that_is_gone_says_so(town: Town) -> None:
    result = await town.ann.slash(town.square, "help")
    town.put(info=town.bot.library.edition.pack.info.model_copy(update={"examples": ()}))
    assert "removed from the library" in text(await town.press(town.ann, result, "What does a ticket cost?"))


async def test_about_is_paged_when_the_library_is_large(town: Town) -> None:
    pack = awkward_pack()
    town.put(articles=pack.articles, info=pack.info)
    result = await town.ann.slash(town.square, "about")
    await town.press(town.ann, result, "Next")
    assert "Page 2 of" in text(result)


async def test_about_speaks_chinese(town: Town) -> None:
    with town.speaking("zh-CN"):
        assert "2 篇文章 · 4 个问题 · 3 个术语 · 4 条语录" in text(await town.ann.slash(town.square, "about"))
