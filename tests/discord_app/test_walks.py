"""Every command, button, menu and form, in both languages: in a server, after a restart, when entries are gone, by
others, in direct messages, and as an app that a user installed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.discord_app.client import FEATURES
from bot.discord_app.components.custom_ids import CardKind, Verb
from bot.languages import Language
from bot.pack.models import LocalizedText
from bot.translations import voice
from tests.support.members import Member, Post
from tests.support.steering import finding_everything

from .conftest import Town
from .walking import ADMINS, ELSEWHERE, MEMBERS, MENUS, Walk, lengthened, steps

pytestmark = pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.slow), "zh"])


async def everything_pressed(walk: Walk, town: Town, admin: Member, shown: Sequence[Post]) -> None:
    for reply in shown:
        await walk.through(town.ann, reply)
    for reply in walk.for_admin:
        await walk.through(admin, reply)


def with_a_long_library(town: Town) -> None:
    """Put a library in place in which everything takes several pages."""
    pack = town.bot.library.edition.pack
    articles = tuple(lengthened(pack.articles[number % 2], number) for number in range(60))
    terms = tuple(pack.terms[0].model_copy(update={"id": f"term-{number}"}) for number in range(60))
    told = {"en": "Two crowns, say both of them. " * 9, "zh": "两份材料都说是两克朗，说法完全一致。" * 9}
    questions = [each.model_copy(update={"answer": LocalizedText(told)}) for each in pack.questions]
    town.put(articles=(*pack.articles, *articles), terms=(*pack.terms, *terms), questions=tuple(questions))


async def test_whatever_can_be_pressed_leads_somewhere(town: Town, language: Language) -> None:
    walk, admin = Walk(town, language), town.admin()
    with_a_long_library(town)
    with finding_everything(town.bot):
        await everything_pressed(walk, town, admin, await walk.all_commands(admin))
    assert {verb.value for verb in Verb} - {verb for verb, _ in walk.taken} - ELSEWHERE == set()
    kinds = {kind.value for kind in CardKind} - {kind for _, kind in walk.taken}
    assert kinds == {CardKind.QUOTE}, (
        "a quote has one page, so no press leads to it again; one leads to every other card"
    )


async def test_whatever_can_be_pressed_leads_somewhere_after_a_restart(town: Town, language: Language) -> None:
    walk, admin = Walk(town, language), town.admin()
    shown = await walk.all_commands(admin)
    await town.restart()
    await everything_pressed(walk, town, admin, shown)


async def test_whatever_can_be_pressed_says_so_when_the_entries_are_gone(town: Town, language: Language) -> None:
    walk, admin = Walk(town, language), town.admin()
    shown = await walk.all_commands(admin)
    info = town.bot.library.edition.pack.info.model_copy(update={"examples": (), "topics": (), "speakers": ()})
    town.put(questions=(), terms=(), quotes=(), articles=(), info=info)
    await everything_pressed(walk, town, admin, shown)
    gone = {
        "en": "This entry was removed from the library.",
        "zh": voice("zh")("This entry was removed from the library."),
    }
    assert sum(gone[language] in text for text in walk.texts) >= 10


async def test_others_may_press_and_change_nothing_that_everybody_sees(town: Town, language: Language) -> None:
    walk, admin = Walk(town, language), town.admin()
    public = [reply for reply in await walk.all_commands(admin) if not reply.ephemeral]
    before = [reply.components for reply in public]
    for reply in public:
        for step in steps(reply, town):
            if step.verb != "rm":
                await walk.take(town.ben, step)
            else:
                with walk.seen():
                    refused = await town.ben.click(reply, custom_id=step.custom_id)
                assert walk.note(refused, "somebody else's press on Remove").ephemeral
    assert [reply.components for reply in public] == before


async def test_commands_and_presses_work_in_direct_messages(town: Town, language: Language) -> None:
    walk = Walk(town, language)
    async for reply in walk.commands(town.ann, town.ann.direct, MEMBERS):
        await walk.through(town.ann, reply)


async def test_commands_and_presses_work_for_an_app_that_a_user_installed(town: Town, language: Language) -> None:
    walk = Walk(town, language)
    far_off = town.elsewhere(town.ann).create_channel("far-off")
    async for reply in walk.commands(town.ann, far_off, MEMBERS):
        await walk.through(town.ann, reply)


@pytest.mark.parametrize(
    "right",
    [
        "send_messages",
        *(
            pytest.param(right, marks=pytest.mark.slow)
            for right in ("embed_links", "attach_files", "read_message_history", "send_messages_in_threads")
        ),
    ],
)
async def test_commands_and_presses_need_no_permission_of_the_bot_s(town: Town, language: Language, right: str) -> None:
    walk = Walk(town, language)
    await town.take_rights(town.square, right)
    async for reply in walk.commands(town.ann, town.square, MEMBERS[:6]):
        await walk.through(town.ann, reply)


def test_no_command_is_left_out(language: Language) -> None:
    named = {command.name for feature in FEATURES for command in feature.commands}
    tried = {name for name, _ in (*MEMBERS, *ADMINS)} | set(MENUS)
    assert named - ELSEWHERE == tried, "tests/discord_app/walking.py does not try them, or tries others"
