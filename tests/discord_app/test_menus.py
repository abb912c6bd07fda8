"""Answer this and Explain terms."""

from __future__ import annotations

from .conftest import Town, labels, text


async def test_explain_terms_defines_every_term_in_the_message_once(town: Town) -> None:
    message = await town.ben.send(town.square, "Is the day card for the tram, and who sells a Day Card?")
    result = await town.ann.context_menu(town.square, "Explain terms", message)
    said = text(result)
    assert result.ephemeral
    assert said.count("**day card** · 日票") == 1
    assert "sold by the driver" in said
    assert "**tram** · 电车" in said
    opened = await town.choose(town.ann, result, "m1:open:t", "day-card")
    assert "**day card**" in text(opened)


async def test_terms_are_found_in_chinese_and_explained_in_it(town: Town) -> None:
    message = await town.ben.send(town.square, "电车的日票多少克朗？")
    said = text(await town.ann.context_menu(town.square, "Explain terms", message))
    assert "**日票** · day card" in said
    assert "**克朗** · crown" in said


async def test_a_message_without_terms_says_so(town: Town) -> None:
    message = await town.ben.send(town.square, "nothing of the kind")
    result = await town.ann.context_menu(town.square, "Explain terms", message)
    assert text(result) == "I found no glossary term in that message."
    assert not labels(result)


async def test_a_message_without_words_says_so(town: Town) -> None:
    message = await town.ben.send(town.square, attachments=[("tram.png", b"picture")])
    for menu in ("Explain terms", "Answer this"):
        assert "any words in that message" in text(await town.ann.context_menu(town.square, menu, message))
