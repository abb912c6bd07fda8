"""Reading on where one stopped, and bookmarks: asked for first, listed, opened, taken away, erased."""

from __future__ import annotations

from bot.ports.reading_store import MOST_BOOKMARKS, BookmarkKind
from tests.discord_app.walking import lengthened

from .conftest import Town, labels, text

LONG = "article-0"


def with_a_long_article(town: Town) -> None:
    pack = town.bot.library.edition.pack
    town.put(articles=(*pack.articles, lengthened(pack.articles[0], 0)))


async def test_nothing_is_stored_before_the_member_agrees(town: Town) -> None:
    shown = await town.ann.slash(town.square, "read", article="brook-2021")
    asked = await town.press(town.ann, shown, "Stop here")
    assert asked.ephemeral
    assert "Stored are your id, the article, the number of the paragraph and the day, and no text" in text(asked)
    assert not town.store.kept.get(town.ann.id)
    assert "Nothing is stored." in text(await town.press(town.ann, asked, "No"))
    assert not town.store.kept.get(town.ann.id)


async def test_an_article_opens_where_the_member_stopped_and_for_nobody_else(town: Town) -> None:
    with_a_long_article(town)
    shown = await town.ann.slash(town.square, "read", article=LONG)
    there = await town.press(town.ann, shown, "Next")
    asked = await town.press(town.ann, there, "Stop here")
    kept = await town.press(town.ann, asked, "Yes, store it")
    [place] = town.store.kept[town.ann.id]
    assert place.paragraph > 1
    assert f"¶{place.paragraph}" in text(kept)
    page = await town.ann.slash(town.square, "article", article=LONG)
    on = await town.press(town.ann, page, f"Read on at ¶{place.paragraph}")
    said = text(on)
    assert "You stopped here. About" in said
    assert said.index("You stopped here") < said.index(f"¶{place.paragraph}\n")
    assert "You stopped here" in text(await town.ann.slash(town.square, "read", article=LONG))
    assert "You stopped here" not in text(await town.ann.slash(town.square, "read", article=LONG, private=False))
    assert "You stopped here" not in text(await town.ben.slash(town.square, "read", article=LONG))


async def test_somebody_who_agreed_is_not_asked_again_and_stops_at_one_place_in_an_article(town: Town) -> None:
    with_a_long_article(town)
    shown = await town.ann.slash(town.square, "read", article=LONG)
    await town.press(town.ann, await town.press(town.ann, shown, "Stop here"), "Yes, store it")
    there = await town.press(town.ann, shown, "Next")
    kept = await town.press(town.ann, there, "Stop here")
    assert "Kept. You read on at" in text(kept)
    assert len(town.store.kept[town.ann.id]) == 1
    assert "Taken away." in text(await town.press(town.ann, kept, "Undo"))
    assert not town.store.kept[town.ann.id]


async def test_bookmarks_are_listed_opened_and_taken_away(town: Town) -> None:
    shown = await town.ann.slash(town.square, "read", article="brook-2021")
    asked = await town.choose(town.ann, shown, "m1:read:mark:brook-2021", "2")
    kept = await town.press(town.ann, asked, "Yes, store it")
    assert "Bookmarked: Ada Brook 2021, ¶2." in text(kept)
    await town.choose(town.ann, shown, "m1:read:mark:brook-2021", "2")
    listed = await town.press(town.ann, kept, "Bookmarks")
    assert text(listed).count("Ada Brook 2021, ¶2") == 1
    assert "The first tram leaves the harbour" in text(listed)
    assert "-# ¶2\nThe first tram" in text(await town.press(town.ann, listed, "Open"))
    left = await town.choose(town.ann, listed, "m1:read:drop", "mark brook-2021 2")
    assert "You have no bookmarks." in text(left)
    stopped = await town.press(town.ann, await town.press(town.ann, shown, "Stop here"), "Yes, store it")
    whole = text(await town.press(town.ann, stopped, "Bookmarks"))
    assert whole.splitlines()[-1] == town.bot.library.edition.pack.article_by_id["brook-2021"].info.title


async def test_a_paragraph_that_is_gone_opens_at_the_nearest_and_says_so(town: Town) -> None:
    with_a_long_article(town)
    town.store.kept[town.ann.id] = []
    last = town.bot.library.edition.pack.article_by_id[LONG].paragraphs[-1].number
    await town.store.keep_bookmark(town.ann.id, BookmarkKind.STOP, LONG, last)
    articles = town.bot.library.edition.pack.articles
    town.put(articles=(*articles[:-1], articles[-1].model_copy(update={"paragraphs": articles[-1].paragraphs[:3]})))
    said = text(await town.ann.slash(town.square, "read", article=LONG))
    assert f"has no ¶{last} any more; this is the nearest paragraph." in said
    assert said.index("any more") < said.index("¶2\n")


async def test_a_bookmark_of_an_article_that_is_gone_can_be_taken_away(town: Town) -> None:
    await town.store.keep_bookmark(town.ann.id, BookmarkKind.MARK, "gone-1999", 4)
    page = await town.ann.slash(town.square, "article")
    listed = await town.press(town.ann, page, "Bookmarks")
    assert "gone\\-1999, ¶4" in text(listed)
    assert "no longer in the library" in text(listed)
    assert "Open" not in labels(listed)
    await town.choose(town.ann, listed, "m1:read:drop", "mark gone-1999 4")
    assert not town.store.kept[town.ann.id]


async def test_as_many_bookmarks_as_are_kept_can_be_listed_and_one_more_is_refused(town: Town) -> None:
    for number in range(MOST_BOOKMARKS):
        await town.store.keep_bookmark(town.ann.id, BookmarkKind.MARK, "gone-1999", number)
    shown = await town.ann.slash(town.square, "read", article="brook-2021")
    refused = await town.choose(town.ann, shown, "m1:read:mark:brook-2021", "2")
    assert "as many bookmarks as I keep" in text(refused)
    listed = await town.press(town.ann, refused, "Bookmarks")
    assert "gone\\-1999, ¶99" not in text(listed)
    for _ in range(MOST_BOOKMARKS):
        if "Next" not in {each["label"] for each in town.buttons(listed) if not each.get("disabled")}:
            break
        listed = await town.press(town.ann, listed, "Next")
    assert "gone\\-1999, ¶99" in text(listed)


async def test_privacy_lists_and_erases_them(town: Town) -> None:
    await town.store.keep_bookmark(town.ann.id, BookmarkKind.STOP, "brook-2021", 2)
    shown = await town.ann.slash(town.square, "privacy")
    assert "Stored about you: 1 bookmark." in text(shown)
    assert "you stopped here on" in text(await town.press(town.ann, shown, "Bookmarks"))
    assert "Erased: 1 entry about you." in text(await town.press(town.ann, shown, "Erase what is stored about me"))
    assert "You have no bookmarks." in text(await town.press(town.ann, shown, "Bookmarks"))
