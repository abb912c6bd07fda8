"""`/glossary`, `/search`, `/sources` and `/read`."""

from __future__ import annotations

import pytest

from bot.answering.browse import browse, letters
from bot.library.library import Edition
from bot.pack.models import LocalizedName
from tests.support.steering import finding_everything

from .awkward import awkward_pack
from .conftest import Town, labels, text


async def test_the_glossary_lists_its_terms_in_order_and_opens_one_from_the_menu(town: Town) -> None:
    listed = await town.ann.slash(town.square, "glossary", private=False)
    said = text(listed)
    assert "### Glossary\n-# 3 terms" in said
    assert said.index("**crown** · 克朗") < said.index("**day card** · 日票") < said.index("**tram** · 电车")
    opened = await town.choose(town.ben, listed, "m1:open:t", "tram")
    assert opened.ephemeral
    assert "**tram**" in text(opened)


async def test_the_glossary_can_be_narrowed_by_topic_and_letter(town: Town) -> None:
    fares = text(await town.ann.slash(town.square, "glossary", topic="fares"))
    assert "-# 2 terms · Fares" in fares
    assert "tram" not in fares
    only = text(await town.ann.slash(town.square, "glossary", topic="票价", letter="D"))
    assert "-# 1 term · Fares · D" in only
    assert "crown" not in only


@pytest.mark.parametrize(
    ("command", "options"),
    [("glossary", {}), ("sources", {}), ("search", {"text": "tram"}), ("read", {"article": "brook"})],
)
async def test_what_fills_the_screen_is_private_unless_asked_otherwise(
    town: Town, command: str, options: dict[str, str]
) -> None:
    assert (await town.ann.slash(town.square, command, **options)).ephemeral


async def test_nothing_under_a_letter_or_topic_says_so(town: Town) -> None:
    for options in ({"letter": "z"}, {"topic": "cookery"}):
        said = text(await town.ann.slash(town.square, "glossary", **options))
        assert said == "No term fits. Leave out the topic or the letter."


async def test_topics_and_letters_are_offered(town: Town) -> None:
    topics = await town.ann.autocomplete(town.square, "glossary", "topic", "")
    assert [choice["value"] for choice in topics] == ["timetable", "fares"]
    offered = await town.ann.autocomplete(town.square, "glossary", "letter", "")
    assert [choice["value"] for choice in offered] == ["c", "d", "t"]


def test_a_chinese_reader_browses_by_pinyin(tram: Edition) -> None:
    assert letters(tram.pack, "zh") == ("d", "k", "r")
    assert [term.chinese for term in browse(tram.pack, "zh").terms] == ["电车", "克朗", "日票"]
    assert [term.chinese for term in browse(tram.pack, "zh", letter="k").terms] == ["克朗"]


async def test_a_search_shows_passages_with_the_match_in_bold(town: Town) -> None:
    found = await town.ann.slash(town.square, "search", text="blue tram")
    said = text(found)
    assert "passage" in said.split("\n")[0]
    assert "The **blue tram** now stops" in said or "The **blue** **tram** now stops" in said
    assert "-# — Town Paper 2022, ¶2" in said


async def test_a_search_that_finds_nothing_says_so(town: Town) -> None:
    found = await town.ann.slash(town.square, "search", text="zeppelin: *hangar*")
    said = text(found)
    assert said == "No passage contains “zeppelin: \\*hangar\\*”."
    assert labels(found) == ["Glossary", "Suggest this question"]


async def test_the_sources_lead_to_each_article(town: Town) -> None:
    listed = await town.ann.slash(town.square, "sources", private=False)
    assert "**The Tram: a Short Guide**\n-# Ada Brook · The Town Paper · May 1, 2021" in text(listed)
    assert labels(listed) == ["Read", "Read", "Remove"]
    opened = await town.ann.click(listed.shown, custom_id="f1:read:on:paper-2022")
    assert "### What Has Changed" in text(opened)


async def test_a_part_of_a_title_opens_the_article_where_no_other_has_it(town: Town) -> None:
    assert "The tram runs" in text(await town.ann.slash(town.square, "read", article="the tram: a"))
    assert "There is no article" in text(await town.ann.slash(town.square, "read", article="a"))


async def test_an_article_is_read_with_its_sections_and_paragraph_numbers(town: Town) -> None:
    shown = await town.ann.slash(town.square, "read", article="brook-2021")
    said = text(shown)
    assert shown.ephemeral
    assert said.index("-# ¶1\nThe tram runs") < said.index("**Hours**") < said.index("-# ¶2\nThe first tram")


async def test_an_article_may_be_named_by_its_title(town: Town) -> None:
    choices = await town.ann.autocomplete(town.square, "read", "article", "short")
    assert [choice["value"] for choice in choices] == ["brook-2021"]
    assert "### What Has Changed" in text(
        await town.ann.slash(town.square, "read", article="town paper 2022 what has changed")
    )


async def test_an_unknown_article_or_paragraph_is_told_what_there_is(town: Town) -> None:
    assert "There is no article “Moby Dick”" in text(await town.ann.slash(town.square, "read", article="Moby Dick"))
    beyond = await town.ann.slash(town.square, "read", article="brook-2021", paragraph=9)
    assert "has the paragraphs 0 to 4" in text(beyond)


async def test_in_context_leads_on_to_the_article(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    context = await town.press(town.ann, await town.press(town.ann, answer, "Passages"), "In context")
    article = await town.press(town.ann, context, "Read the article")
    assert "**Hours**" in text(article)


class TestPages:
    """Turning pages, in a pack whose texts take several."""

    async def test_the_asker_turns_the_page_for_all_to_see(self, town: Town) -> None:
        article = self.long_article(town)
        shown = await town.ann.slash(town.square, "read", article=article, private=False)
        assert "Page 1 of" in text(shown)
        await town.press(town.ann, shown, "Next")
        assert "Page 2 of" in text(shown)
        await town.press(town.ann, shown, "Back")
        assert "Page 1 of" in text(shown)

    async def test_somebody_else_gets_the_page_for_themselves(self, town: Town) -> None:
        shown = await town.ann.slash(town.square, "read", article=self.long_article(town), private=False)
        turned = await town.press(town.ben, shown, "Next")
        assert turned.ephemeral
        assert "Page 2 of" in text(turned)
        assert "Page 1 of" in text(shown)

    async def test_pages_turn_after_a_restart(self, town: Town) -> None:
        shown = await town.ann.slash(town.square, "read", article=self.long_article(town))
        await town.restart()
        await town.press(town.ann, shown, "Next")
        assert "Page 2 of" in text(shown)

    async def test_a_page_of_an_article_that_is_gone_says_so(self, town: Town) -> None:
        shown = await town.ann.slash(town.square, "read", article=self.long_article(town))
        town.put(articles=town.bot.library.edition.pack.articles[1:])
        assert "removed from the library" in text(await town.press(town.ann, shown, "Next"))

    async def test_a_page_beyond_the_last_shows_the_last(self, town: Town) -> None:
        article = self.long_article(town)
        shown = await town.ann.slash(town.square, "read", article=article)
        beyond = f"f1:turn:99:{town.ann.id}:r:{article}:0"
        town.relabel(shown.shown, beyond)
        await town.ann.click(shown.shown, custom_id=beyond)
        last = text(shown).split("Page ")[1].split("\n")[0]
        assert last.split(" of ")[0] == last.split(" of ")[1]

    async def test_a_search_can_be_paged(self, town: Town) -> None:
        self.long_article(town)
        with finding_everything(town.bot):
            shown = await town.ann.slash(town.square, "search", text="a: b")
            await town.press(town.ann, shown, "Next")
            assert "Page 2 of" in text(shown)
            await town.press(town.ann, shown, "Back")
            assert "“a： b”" in text(shown)

    async def test_a_long_glossary_can_be_paged_and_opened_on_each_page(self, town: Town) -> None:
        self.long_article(town)
        pack = town.bot.library.edition.pack
        many = tuple(
            pack.terms[0].model_copy(update={"id": f"term-{n}", "term": LocalizedName.of(f"term {n}")})
            for n in range(60)
        )
        town.put(terms=many)
        shown = await town.ann.slash(town.square, "glossary")
        await town.press(town.ann, shown, "Next")
        opened = await town.choose(town.ann, shown, "m1:open:t", town.options(shown)[3])
        assert text(opened).startswith("**term ")

    @staticmethod
    def long_article(town: Town) -> str:
        """Put the awkward pack in place; gives the id of an article of many pages."""
        pack = awkward_pack()
        town.put(articles=pack.articles, info=pack.info, terms=pack.terms, questions=pack.questions, quotes=pack.quotes)
        return pack.articles[0].id
