"""**Card**: a quote, a term or what an answer cites as a picture, with its words for whoever cannot see it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.picturing import Pictures, Undrawable, UndrawableError
from tests.support.members import Member, Post, Result
from tests.support.payloads import walk

from .conftest import Town, labels, text

pytestmark = pytest.mark.thorough
GALLERY = 12


def picture_of(town: Town, shown: Post) -> tuple[bytes, str]:
    """The file that a message shows in its gallery, and its words, which the gallery has as well."""
    assert shown.stored is not None
    [attachment] = shown.stored.attachments
    [gallery] = [each for each in walk(shown.components) if each["type"] == GALLERY]
    [item] = gallery["items"]
    assert item["description"] == attachment.description
    assert item["media"]["attachment_id"] == str(attachment.id)
    return town.sandbox.core.world.files[attachment.id], attachment.description or ""


async def pressed(town: Town, member: Member, shown: Result) -> Result:
    return await town.press(member, shown, "Card")


async def test_a_quote_is_shown_as_a_picture_to_whoever_presses(town: Town) -> None:
    shown = await pressed(town, town.ben, await town.ann.slash(town.square, "quote", topic="fares"))
    assert shown.ephemeral
    png, words = picture_of(town, shown.shown)
    assert png.startswith(b"\x89PNG")
    [quote] = [quote for quote in town.bot.library.edition.pack.quotes if "fares" in quote.topics]
    assert quote.text in words
    assert town.bot.library.edition.pack.source(quote.article, quote.paragraph) in words


async def test_from_there_it_is_posted_for_all_and_whoever_posted_it_may_remove_it(town: Town) -> None:
    private = await pressed(town, town.ann, await town.ann.slash(town.square, "define", term="day card"))
    assert labels(private) == ["Post it here"]
    posted = await town.press(town.ann, private, "Post it here")
    assert not posted.ephemeral
    assert picture_of(town, posted.shown) == picture_of(town, private.shown)
    assert labels(posted) == ["Remove"]
    post = posted.shown
    await town.press(town.ann, posted, "Remove")
    assert post.stored is None


async def test_a_term_says_its_name_its_meaning_and_what_that_rests_on(town: Town) -> None:
    shown = await pressed(town, town.ann, await town.ann.slash(town.square, "define", term="day card"))
    _, words = picture_of(town, shown.shown)
    term = town.bot.library.edition.pack.term_by_id["day-card"]
    assert words.splitlines()[0] == term.headwords("en")[0]
    assert "[1]" not in words
    assert f"¶{term.citations[0].paragraph}" in words


async def test_more_under_an_answer_has_its_first_passage_as_a_picture(town: Town) -> None:
    answered = await town.ann.slash(town.square, "ask", question="what does a ticket cost")
    shown = await pressed(town, town.ann, await town.press(town.ann, answered, "More"))
    _, words = picture_of(town, shown.shown)
    cited = [each.quote for question in town.bot.library.edition.pack.questions for each in question.citations]
    assert any(f"“{quote}”" in words for quote in cited)


async def test_who_asks_for_a_card_in_words_gets_a_quote_on_that_with_the_button(town: Town) -> None:
    asked = "make me a card of a quote about fares"
    shown = await town.ann.slash(town.square, "ask", question=asked)
    _, words = picture_of(town, (await pressed(town, town.ben, shown)).shown)
    [quote] = [quote for quote in town.bot.library.edition.pack.quotes if "fares" in quote.topics]
    assert quote.text in words
    term = await town.ann.slash(town.square, "ask", question="a card of the term day card please")
    _, words = picture_of(town, (await pressed(town, town.ben, term)).shown)
    assert words.splitlines()[0].casefold() == "day card"
    town.bot.pictures.available = False
    without = await town.ann.slash(town.square, "ask", question=asked)
    assert quote.text in text(without)
    assert "I cannot draw cards here" in text(without)
    assert "Card" not in labels(without)


@pytest.mark.parametrize(
    ("reason", "said"), [(Undrawable.LONG, "too long for a card"), (Undrawable.GLYPH, "no font for some of its")]
)
async def test_what_cannot_be_drawn_stays_text_and_that_is_said(
    town: Town, monkeypatch: pytest.MonkeyPatch, reason: Undrawable, said: str
) -> None:
    def png(*_arguments: object) -> bytes:
        raise UndrawableError(reason)

    monkeypatch.setattr(Pictures, "png", png)
    shown = await pressed(town, town.ann, await town.ann.slash(town.square, "quote"))
    assert shown.ephemeral
    assert said in text(shown)


async def test_without_the_extra_there_is_no_button_and_an_old_one_says_so(town: Town) -> None:
    before = await town.ann.slash(town.square, "quote")
    town.bot.pictures.available = False
    assert "I cannot draw cards here" in text(await pressed(town, town.ann, before))
    for shown in (
        await town.ann.slash(town.square, "quote"),
        await town.ann.slash(town.square, "define", term="day card"),
        await town.admin().slash(town.square, "daily set", time="8pm", zone="Beijing"),
    ):
        assert "Card" not in labels(shown)
        assert "m1:daily:picture" not in [each.get("custom_id") for each in walk(shown.shown.components)]


@pytest.mark.parametrize("kind", ["quote", "term"])
@pytest.mark.parametrize("with_role", [False, True], ids=["nobody", "a role"])
async def test_the_post_of_the_day_carries_its_card_where_that_was_chosen(
    town: Town, kind: str, *, with_role: bool
) -> None:
    admin = town.admin()
    options: dict[str, Any] = {"time": "8pm", "zone": "Beijing"}
    if with_role:
        options["role"] = town.guild.create_role("readers", mentionable=True)
    shown = await admin.slash(town.square, "daily set", **options)
    shown = await town.choose(admin, shown, "m1:daily:kinds", kind)
    shown = await town.choose(admin, shown, "m1:daily:picture", "yes")
    preview = await town.press(admin, shown, "Preview")
    await admin.slash(town.square, "daily now")
    post = town.square.last_message
    assert post is not None
    assert picture_of(town, post) == picture_of(town, preview.shown)
    assert "¶" in post.text


async def test_where_files_are_forbidden_the_post_stands_without_its_picture_and_that_is_told(town: Town) -> None:
    admin = town.admin()
    shown = await admin.slash(town.square, "daily set", time="8pm", zone="Beijing")
    await town.choose(admin, shown, "m1:daily:picture", "yes")
    await town.take_rights(town.square, "attach_files")
    told = await admin.slash(town.square, "daily now")
    assert "Today: [posted]" in text(told)
    assert "Give me Attach Files there." in text(told)
    post = town.square.last_message
    assert post is not None
    assert post.stored is not None
    assert post.stored.attachments == ()
    assert post.text.startswith("### Quote of the day")


async def test_a_picture_that_cannot_be_drawn_does_not_hold_the_post_up(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def png(*_arguments: object) -> bytes:
        raise UndrawableError(Undrawable.GLYPH)

    monkeypatch.setattr(Pictures, "png", png)
    admin = town.admin()
    shown = await admin.slash(town.square, "daily set", time="8pm", zone="Beijing")
    await town.choose(admin, shown, "m1:daily:picture", "yes")
    assert "Today: [posted]" in text(await admin.slash(town.square, "daily now"))
    post = town.square.last_message
    assert post is not None
    assert post.stored is not None
    assert post.stored.attachments == ()
