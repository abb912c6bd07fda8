"""`/define`."""

from __future__ import annotations

from .conftest import Town, labels, text


async def test_a_term_is_shown_with_chinese_pinyin_definition_and_source(town: Town) -> None:
    result = await town.ann.slash(town.square, "define", term="day card")
    said = text(result)
    assert said.startswith("**day card**\n**日票** · rì piào\n")
    assert "sold by the driver" in said
    assert said.endswith("-# ¹ Ada Brook 2021, ¶3")
    assert labels(result) == ["Passages", "Card", "crown", "tram", "Remove"]


async def test_a_chinese_reader_sees_the_chinese_headword_first(town: Town) -> None:
    with town.speaking("zh-CN"):
        result = await town.ann.slash(town.square, "define", term="day card", private=True)
    assert text(result).startswith("**日票**\n**day card**")
    assert labels(result) == ["原文", "卡片", "克朗", "电车"]
    assert result.ephemeral


async def test_an_empty_box_lists_terms_to_begin_with(town: Town) -> None:
    assert len(await town.ann.autocomplete(town.square, "define", "term", "")) == 3


async def test_a_term_that_is_not_there_leads_to_the_nearest(town: Town) -> None:
    result = await town.ann.slash(town.square, "define", term="zeppelin **x**")
    assert text(result).startswith("The glossary has no entry for “zeppelin \\*\\*x\\*\\*”.")
    assert set(labels(result)) <= {"day card", "tram", "crown", "Glossary", "Suggest this question", "Remove"}


async def test_a_related_term_opens_privately(town: Town) -> None:
    card = await town.ann.slash(town.square, "define", term="day card")
    related = await town.ben.click(card.shown, label="tram")
    assert related.ephemeral
    assert "**tram**\n**电车** · diàn chē" in text(related)
    assert "**day card**" in text(card)


async def test_a_related_term_that_is_gone_says_so(town: Town) -> None:
    card = await town.ann.slash(town.square, "define", term="day card")
    pack = town.bot.library.edition.pack
    town.put(terms=tuple(t for t in pack.terms if t.id != "tram"))
    assert "removed from the library" in text(await town.ann.click(card.shown, label="tram"))


async def test_a_term_is_found_in_direct_messages(town: Town) -> None:
    assert "**tram**" in text(await town.ann.slash(town.ann.direct, "define", term="tram"))
    assert await town.ann.autocomplete(town.ann.direct, "define", "term", "tr")
