"""`/article`: an article at a glance, and the library."""

from __future__ import annotations

import pytest

from bot.discord_app.components.buttons import LABEL_WIDTH
from bot.discord_app.components.text_limits import label, width
from bot.discord_app.render.article_pages import best_quotes
from tests.support.packs import shipped_pack

from .conftest import Town, labels, text


async def test_an_article_is_shown_at_a_glance_and_leads_to_its_text(town: Town) -> None:
    page = await town.ann.slash(town.square, "article", article="brook-2021")
    said = text(page)
    assert page.ephemeral
    assert "### The Tram: a Short Guide\n-# Ada Brook · The Town Paper · May 1, 2021" in said
    assert "about 1 minute to read" in said
    assert "**Its sections:**\n- Hours\n- Fares" in said
    assert "> “Children ride free.”" in said
    assert "### The Tram: a Short Guide" in text(await town.press(town.ann, page, "Read the article"))


async def test_without_an_article_it_is_the_page_of_the_library(town: Town) -> None:
    page = await town.ann.slash(town.square, "article", private=False)
    assert "**The Tram: a Short Guide**\n-# Ada Brook" in text(page)
    opened = await town.press(town.ben, page, "Open")
    assert opened.ephemeral
    assert "**Its sections:**" in text(opened)
    back = await town.press(town.ben, opened, "The library")
    assert "**What Has Changed**" in text(back)


async def test_an_article_that_is_gone_is_said_to_be(town: Town) -> None:
    page = await town.ann.slash(town.square, "article")
    town.put(articles=town.bot.library.edition.pack.articles[1:])
    assert "removed from the library" in text(await town.press(town.ann, page, "Open"))
    assert "There is no article “Moby Dick”" in text(await town.ann.slash(town.square, "article", article="Moby Dick"))


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_shipped_library_leads_to_what_its_articles_agree_and_differ_on(town: Town, language: str) -> None:
    pack = shipped_pack()
    town.put(info=pack.info, articles=pack.articles, questions=pack.questions, quotes=pack.quotes)
    with town.speaking("zh-CN" if language == "zh" else "en-US"):
        page = await town.ann.slash(town.square, "article")
        asked = [pack.question_by_id[name].title(language) for name in pack.info.overview[1:]]
        assert {label(each, LABEL_WIDTH, width) for each in asked} <= {*labels(page)}
        assert pack.question_by_id["articles-agree"].answer.text(language).splitlines()[0] in text(
            await town.press(town.ann, page, asked[0])
        )


def test_every_article_of_the_shipped_pack_has_quotes_for_its_page() -> None:
    pack = shipped_pack()
    for article in pack.articles:
        chosen = best_quotes(pack.quotes, article)
        assert chosen
        assert len({quote.paragraph for quote in chosen}) == len(chosen)
