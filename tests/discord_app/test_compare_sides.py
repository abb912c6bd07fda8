"""Two articles side by side: by the command, by the menu of an article's page, on a topic chosen from a menu."""

from __future__ import annotations

from bot.discord_app.components.custom_ids import key

from .conftest import Town, text

LEFT, RIGHT = key("brook-2021"), key("paper-2022")


async def test_the_command_sets_an_article_beside_another_on_a_topic(town: Town) -> None:
    shown = await town.ann.slash(town.square, "article", article="brook-2021", compare="paper-2022", topic="fares")
    said = text(shown)
    assert shown.ephemeral
    assert "**Side by side on “Fares”:**\n**Ada Brook 2021**\n• " in said
    assert said.index("**Ada Brook 2021**") < said.index("**Town Paper 2022**")


async def test_the_page_of_an_article_compares_it_with_others_and_then_on_a_topic(town: Town) -> None:
    page = await town.ann.slash(town.square, "article", article="brook-2021")
    whole = await town.choose(town.ann, page, f"m1:open:v:{LEFT}", RIGHT)
    assert "**Side by side:**" in text(whole)
    on = await town.choose(town.ann, whole, f"m1:pick:{town.ann.id}:v:{LEFT}:{RIGHT}", "timetable")
    assert "**Side by side on “Timetable”:**" in text(on)


async def test_what_cannot_be_compared_is_said_with_the_remedy(town: Town) -> None:
    alone = await town.ann.slash(town.square, "article", compare="paper-2022")
    assert "Name an article and what to set beside it" in text(alone)
    twice = await town.ann.slash(town.square, "article", article="brook-2021", compare="brook-2021")
    assert "These are the same." in text(twice)
    unknown = await town.ann.slash(town.square, "article", article="brook-2021", compare="Moby Dick")
    assert "There is no article “Moby Dick”" in text(unknown)


async def test_a_comparison_asked_for_in_words_has_the_menu_of_topics(town: Town) -> None:
    await town.ann.send(town.square, f"{town.name} compare Ada Brook and the Town Paper on fares")
    await town.settled()
    assert "Side by side on “fares”:" in town.said
