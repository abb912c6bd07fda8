"""What the post of the day shows: chosen in a menu, previewed, and answered where it is a question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.daily.models import PostKind
from bot.discord_app.poster import DiscordPoster
from bot.discord_app.render.daily.daily_posts import PostMaterial
from bot.languages import Language
from tests.support.members import Member, Result
from tests.support.payloads import BUTTON, labels_of, walk

from .conftest import Town, text


async def preferring(town: Town, admin: Member, kinds: str) -> Result:
    """Choose what is posted in the menu under the overview; gives the overview then."""
    return await town.choose(admin, await admin.slash(town.square, "daily show"), "m1:daily:kinds", kinds)


async def test_what_is_posted_is_chosen_in_a_menu_and_when_and_where_stay(town: Town, admin: Member) -> None:
    before = await town.bot.ports.daily.standing(town.guild.id)
    shown = await preferring(town, admin, "quote,term,quiz")
    assert "Saved." in text(shown)
    assert "To choose from: 4 quotes, 3 terms, and 2 quiz questions, on all topics" in text(shown)
    after = await town.bot.ports.daily.standing(town.guild.id)
    assert after.schedule is not None
    assert before.schedule is not None
    assert after == replace(before, schedule=replace(before.schedule, kinds=tuple(PostKind)))


async def test_a_preview_is_private_and_is_what_the_channel_gets(town: Town, admin: Member) -> None:
    for kinds, title in (("term", "### Term of the day"), ("quiz", "### Question of the day")):
        overview = await preferring(town, admin, kinds)
        panel = await admin.slash(town.square, "settings")
        for shown in (
            await town.press(admin, overview, "Preview"),
            await town.press(admin, panel, "Preview the next post of the day"),
        ):
            assert shown.ephemeral
            assert text(shown).startswith(title)
        assert await town.bot.daily.preview(town.guild.id) is not None
    await admin.slash(town.square, "daily now")
    [post] = town.square.history()
    assert post.text.splitlines()[2:] == text(shown).splitlines()[2:]  # the first lines tell the day, which is another


async def test_a_term_of_the_day_shows_what_it_rests_on(town: Town, admin: Member) -> None:
    await preferring(town, admin, "term")
    await admin.slash(town.square, "daily now")
    [post] = town.square.history()
    assert post.text.startswith("### Term of the day")
    assert "¶" in text(await town.ben.click(post, label="Passages"))


async def test_everybody_answers_the_question_of_the_day_for_themselves_even_after_a_restart(
    town: Town, admin: Member
) -> None:
    await preferring(town, admin, "quiz")
    await admin.slash(town.square, "daily now")
    await town.restart()
    [post] = town.square.history()
    buttons = [str(each["custom_id"]) for each in walk(post.components) if each["type"] == BUTTON]
    assert len(buttons) == 4
    told = [await member.click(post, custom_id=each) for each in buttons for member in (town.ann, town.ben)]
    assert all(each.ephemeral for each in told)
    assert sum("Right!" in text(each) for each in told) == 2
    assert sum("❌ **It is" in text(each) for each in told) == 6
    assert "Question 1 of" in text(await town.press(town.ann, told[0], "Take a quiz"))
    town.put(terms=(), quotes=(), questions=(), articles=())
    assert "The library has changed" in text(await town.ann.click(post, custom_id=buttons[0]))


async def test_a_question_is_on_the_topics_chosen_and_where_none_is_that_is_said_at_once(
    town: Town, admin: Member
) -> None:
    await preferring(town, admin, "quiz")
    assert "2 quiz questions, on Fares" in text(await admin.slash(town.square, "daily set", topics="fares"))
    await admin.slash(town.square, "daily now")
    [post] = town.square.history()
    both = await admin.slash(town.square, "daily set", topics="timetable")
    assert "The library has nothing to post on these topics." in text(both)
    shown = await preferring(town, admin, "quote,term,quiz")
    assert "To choose from: 3 quotes and 1 term, on Timetable" in text(shown)
    assert "There is no quiz question to choose from, so none is posted." in text(shown)
    answered = await town.ann.click(post, label=labels_of(post.components)[0])
    pack = town.bot.library.edition.pack
    assert any(each.answer.text("en") in text(answered) for each in pack.questions) or "¶" in text(answered)
    assert "The library has changed" not in text(answered)


async def test_without_a_schedule_a_preview_tells_how_to_make_one(town: Town) -> None:
    admin = town.admin()
    panel = await admin.slash(town.square, "settings")
    assert "There is no post of the day" in text(await town.press(admin, panel, "Preview the next post of the day"))


@pytest.mark.parametrize("kind", PostKind)
async def test_every_kind_of_post_is_found_again_by_its_day(town: Town, admin: Member, kind: PostKind) -> None:
    async def chosen(_server: int) -> Language | None:
        return None

    await preferring(town, admin, kind)
    await admin.slash(town.square, "daily now")
    [delivery] = (await town.bot.ports.daily.standing(town.guild.id)).deliveries
    poster = DiscordPoster(
        town.bot, lambda: town.bot.library.edition, chosen, PostMaterial(town.bot.quizzes, town.bot.pictures)
    )
    assert delivery.kind is kind
    assert await poster.find(delivery) == delivery.message
