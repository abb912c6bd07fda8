"""`/quote`: a quote by topic and speaker, and what happens when there is none."""

from __future__ import annotations

import pytest

from bot.pack.models import LocalizedText

from .conftest import Town, labels, text


async def test_a_quote_names_who_says_it_and_where(town: Town) -> None:
    result = await town.ann.slash(town.square, "quote", topic="fares")
    assert text(result) == "> “Children ride free.”\n**Ada Brook**\n-# Head of the tram office\n-# — Ada Brook 2021, ¶3"
    assert labels(result) == ["In context", "Card", "Another", "Remove"]


async def test_somebody_quoted_by_an_article_is_told_apart_from_its_author(town: Town) -> None:
    result = await town.ann.slash(town.square, "quote", speaker="tom-hill")
    assert "**Tom Hill**\n-# — Tom Hill, quoted in Ada Brook 2021, ¶4" in text(result)


async def test_a_reader_of_another_language_gets_our_translation_and_everybody_the_context(town: Town) -> None:
    pack = town.bot.library.edition.pack
    free = pack.quote_by_id["ride-free"].model_copy(
        update={
            "translation": LocalizedText({"zh": "儿童免费乘车。"}),
            "context": LocalizedText({"en": "On what should be done.", "zh": "谈应当怎样做。"}),
        }
    )
    town.put(quotes=(free,))
    english = text(await town.ann.slash(town.square, "quote", topic="fares"))
    assert english.endswith("-# — Ada Brook 2021, ¶3 · On what should be done.")
    assert "儿童" not in english
    with town.speaking("zh-CN"):
        chinese = text(await town.ann.slash(town.square, "quote", topic="fares"))
    assert "> “Children ride free.”\n> 儿童免费乘车。\n-# 译文为编者所作，非原文" in chinese
    assert chinese.endswith("谈应当怎样做。")


@pytest.mark.parametrize("typed", ["Fares", "fares", "票价"])
async def test_a_topic_may_be_typed_in_either_language(town: Town, typed: str) -> None:
    assert "Children ride free" in text(await town.ann.slash(town.square, "quote", topic=typed))


async def test_a_speaker_may_be_typed_with_a_slip(town: Town) -> None:
    assert "**Tom Hill**" in text(await town.ann.slash(town.square, "quote", speaker="tom hil"))


async def test_topics_and_speakers_are_offered_while_typing(town: Town) -> None:
    topics = await town.ann.autocomplete(town.square, "quote", "topic", "")
    assert [choice["value"] for choice in topics] == ["timetable", "fares"]
    speakers = await town.ann.autocomplete(town.square, "quote", "speaker", "hil")
    assert [choice["name"] for choice in speakers] == ["Tom Hill"]


async def test_a_chinese_reader_is_offered_chinese_names(town: Town) -> None:
    with town.speaking("zh-CN"):
        topics = await town.ann.autocomplete(town.square, "quote", "topic", "票")
    assert [choice["name"] for choice in topics] == ["票价"]


async def test_an_unknown_topic_or_speaker_is_told_how_to_find_one(town: Town) -> None:
    assert "no topic “cooking”" in text(await town.ann.slash(town.square, "quote", topic="cooking"))
    assert "Nobody called “Napoleon”" in text(await town.ann.slash(town.square, "quote", speaker="Napoleon"))


async def test_a_topic_and_speaker_without_a_quote_say_so(town: Town) -> None:
    result = await town.ann.slash(town.square, "quote", topic="fares", speaker="tom-hill")
    assert text(result) == "No quote fits. Leave out the topic or the speaker."


async def test_another_quote_is_a_different_one_on_the_same_topic(town: Town) -> None:
    first = await town.ann.slash(town.square, "quote", topic="timetable", private=True)
    before = text(first)
    await town.ann.click(first.shown, label="Another")
    assert text(first) != before
    assert "Children ride free" not in text(first)


async def test_another_quote_leaves_a_public_one_standing(town: Town) -> None:
    first = await town.ann.slash(town.square, "quote", topic="timetable")
    before = text(first)
    second = await town.ben.click(first.shown, label="Another")
    assert second.ephemeral
    assert text(first) == before != text(second)


async def test_another_quote_on_a_topic_that_is_gone_says_so(town: Town) -> None:
    first = await town.ann.slash(town.square, "quote", topic="fares")
    pack = town.bot.library.edition.pack
    info = pack.info.model_copy(update={"topics": pack.info.topics[:1]})
    town.put(info=info, quotes=tuple(q for q in pack.quotes if "fares" not in q.topics))
    assert "removed from the library" in text(await town.ann.click(first.shown, label="Another"))


async def test_a_quote_opens_in_context(town: Town) -> None:
    first = await town.ann.slash(town.square, "quote", topic="fares")
    assert "**Children ride free.**" in text(await town.ann.click(first.shown, label="In context"))
