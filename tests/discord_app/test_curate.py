"""`/curate`: who may, what is shown, and what then stands in the pack's files; the bot is the real one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.curating.curating_service import CuratingService
from bot.curating.worklist import Worklist
from bot.discord_app.client import Footnote
from bot.discord_app.commands.curating.worklist_cards import CuratingRenderer
from bot.discord_app.components.cards import Piece
from bot.discord_app.reader import Audience
from bot.library.library import Edition, Library
from bot.pack.loader import load_pack
from bot.ports.feedback import SuggestedQuestion, Vote
from bot.ports.server_settings import ServerSettings
from bot.settings import Settings, load_settings
from bot.translations import voice
from tests.support.clock import FakeClock
from tests.support.members import Member, Result
from tests.support.memory_ports import nothing_stored
from tests.support.packs import TRAM

from .conftest import Town, labels, text

ASKED = "when can i hop on the earliest one"
FARES, TIMES = Path("questions", "fares.yaml"), Path("questions", "timetable.yaml")


@pytest.fixture
def outside() -> bool:
    """Files are read and written in worker threads."""
    return True


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TRAM, tmp_path / "tram"))


@pytest.fixture
def bot(seeds: Path, tram: Edition, clock: FakeClock) -> Footnote:
    settings: Settings = load_settings(_env_file=None, seeds=seeds, shard_count=1)
    return Footnote(settings, Library(seeds, tram), ports=nothing_stored(clock))


@pytest.fixture
def writing(town: Town, seeds: Path) -> Town:
    """The town, whose curators may write into the pack."""
    town.bot.curating = CuratingService(seeds, town.bot.ports.store, town.clock, {town.guild.id})
    return town


async def suggest(town: Town, words: str, member: Member | None = None, server: int | None = None) -> None:
    who, where = (member or town.ben).id, server or town.guild.id
    await town.store.suggest(SuggestedQuestion(words, "en", who, where))


async def opened(town: Town, curator: Member, item: str = "s1") -> Result:
    """The worklist, with an item chosen."""
    shown = await curator.slash(town.square, "curate")
    return await town.choose(curator, shown, "m1:curate:item", item)


def files(seeds: Path) -> dict[str, bytes]:
    return {path.relative_to(seeds).as_posix(): path.read_bytes() for path in seeds.rglob("*") if path.is_file()}


async def sent(curator: Member, form: Result, *values: str) -> Result:
    assert form.modal is not None
    fields = [each["component"]["custom_id"] for each in form.modal["components"]]
    return await curator.submit_modal(form, dict(zip(fields, values, strict=True)))


async def test_a_member_who_is_not_named_is_told_who_may(town: Town) -> None:
    refused = await town.ann.slash(town.square, "curate")
    assert refused.ephemeral
    assert "Only this server's curators can do that" in text(refused)


async def test_admins_name_members_and_roles_in_the_panel(town: Town) -> None:
    role = town.guild.create_role("curators", 0)
    cleo, ada = town.guild.add_member("cleo", role), town.admin()
    panel = await ada.slash(town.square, "settings")
    await town.choose(ada, panel, "c1:set:curators", role, town.ben)
    assert (await town.store.settings(town.guild.id)).curators == {role.id, town.ben.id}
    for curator in (cleo, town.ben, ada):
        shown = await curator.slash(town.square, "curate")
        assert shown.ephemeral
        assert "What waits for curators" in text(shown)
    assert "Only this server's curators" in text(await town.ann.slash(town.square, "curate"))


async def test_who_is_no_curator_any_more_changes_nothing(writing: Town, seeds: Path) -> None:
    town, before = writing, files(seeds)
    await town.configure(ServerSettings(curators=frozenset({town.ann.id})))
    await suggest(town, ASKED)
    item = await opened(town, town.ann)
    await town.configure(ServerSettings())
    refused = await town.press(town.ann, item, "Dismiss")
    assert "Only this server's curators" in text(refused)
    assert files(seeds) == before
    assert not town.store.done


async def test_what_waits_is_shown_by_kind_and_only_this_server_s_words(town: Town) -> None:
    await suggest(town, ASKED)
    await suggest(town, "secret words of another server", server=17)
    await town.store.vote("day-card", town.ann.id, town.guild.id, Vote.DOWN)
    for _ in range(3):
        await town.store.count_miss("last-tram")
    said = text(await town.admin().slash(town.square, "curate"))
    assert ASKED in said
    assert "secret" not in said
    assert "What does the day card cost? · 👎 1 · 👍 0" in said
    assert "When does the last tram leave? · 3 times" in said


def test_nothing_waiting_is_said(tram: Edition) -> None:
    renderer = CuratingRenderer(tram.pack, Audience(voice("en"), 1, private=True))
    card = renderer.worklist(Worklist((), (), (), ()), None)
    assert [part.markdown for part in card.pieces if isinstance(part, Piece)][1:] == ["Nothing is waiting."]


async def test_a_wording_becomes_a_phrasing_in_the_file_and_is_answered_once_the_pack_is_read(
    writing: Town, seeds: Path
) -> None:
    town, before = writing, (seeds / TIMES).read_text("utf-8")
    await suggest(town, ASKED)
    ada = town.admin()
    item = await opened(town, ada)
    label = next(each for each in labels(item) if each.startswith("It asks: When does the first tram"))
    done = await town.press(ada, item, label)
    assert f"“{ASKED}” is a way to ask “When does the first tram leave?” now (`questions/" in text(done)
    assert "It goes live in a few seconds." in text(done)
    after = "".join((seeds / name).read_text("utf-8") for name in (FARES, TIMES))
    assert ASKED in after
    assert town.store.done == {1}
    assert ASKED in load_pack(seeds).question_by_id["first-tram"].phrasings
    await town.press(ada, done, "Undo")
    assert (seeds / TIMES).read_text("utf-8") == before
    assert town.store.done == set()


async def test_other_words_are_written_in_a_form(writing: Town, seeds: Path) -> None:
    town = writing
    await suggest(town, ASKED)
    ada = town.admin()
    form = await town.press(ada, await opened(town, ada), "In other words")
    assert form.modal is not None
    assert form.modal["components"][0]["component"]["value"] == ASKED
    done = await sent(ada, form, "earliest departure of the day")
    assert "“earliest departure of the day” is a way to ask" in text(done)
    pack = load_pack(seeds)
    assert [each.id for each in pack.questions if "earliest departure of the day" in each.phrasings]
    assert not [each.id for each in pack.questions if ASKED in each.phrasings]


async def test_a_question_becomes_an_entry_with_its_source(writing: Town, seeds: Path) -> None:
    town = writing
    await suggest(town, "may my dog ride along")
    ada = town.admin()
    form = await town.press(ada, await opened(town, ada), "New entry")
    done = await sent(
        ada,
        form,
        "May dogs ride the tram?",
        "Yes, the driver says, on a **lead**.",
        "https://example.org/dogs",
        "fares",
    )
    assert "“May dogs ride the tram?” is an entry now (`questions/fares.yaml`)" in text(done)
    entry = load_pack(seeds).question_by_id["may-dogs-ride-the-tram"]
    assert entry.source == "https://example.org/dogs"
    assert entry.phrasings == ("may my dog ride along",)
    assert town.store.done == {1}


async def test_what_would_make_the_pack_faulty_is_refused_with_its_place_and_the_question_waits(
    writing: Town, seeds: Path
) -> None:
    town, before = writing, files(seeds)
    await suggest(town, "ticket price")
    ada = town.admin()
    item = await opened(town, ada)
    wrong = next(each for each in labels(item) if each.startswith("It asks: ") and "ticket" not in each)
    refused = await town.press(ada, item, wrong)
    assert "Nothing was changed: questions/" in text(refused)
    assert files(seeds) == before
    assert not town.store.done


@pytest.mark.parametrize("change", ["accept", "new"])
async def test_where_the_operator_has_not_allowed_it_nothing_is_written_and_what_to_add_is_shown(
    town: Town, seeds: Path, change: str
) -> None:
    before, ada = files(seeds), town.admin()
    await suggest(town, ASKED)
    item = await opened(town, ada)
    if change == "accept":
        shown = await town.press(ada, item, "It asks: When does the first tram leave?")
        wanted = [f"- {ASKED}", "questions/"]
    else:
        shown = await sent(ada, await town.press(ada, item, "New entry"), "Dogs?", "Yes.", "", "")
        wanted = ["- id: dogs", "answer: ", "questions/"]
    said = text(shown)
    assert "has not named this server in `BOT_CURATE_IN`" in said
    assert [each for each in wanted if each not in said] == []
    assert "```yaml" in said
    assert files(seeds) == before
    assert not town.store.done


def _refuse(_path: Path, _mode: int) -> bool:
    """In place of `os.access`: root, as which tests may run, is refused nothing."""
    return False


async def test_a_pack_that_may_only_be_read_is_not_written(
    writing: Town, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, before, ada = writing, files(seeds), writing.admin()
    monkeypatch.setattr("bot.curating.curating_service.os.access", _refuse)
    await suggest(town, ASKED)
    item = await opened(town, ada)
    shown = await town.press(ada, item, "It asks: When does the first tram leave?")
    assert "I may only read the pack's files" in text(shown)
    assert files(seeds) == before


async def test_the_pack_of_an_installation_is_not_written(
    writing: Town, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, before, ada = writing, files(seeds), writing.admin()
    monkeypatch.setattr("bot.curating.curating_service.INSTALLED", True)
    monkeypatch.setattr("bot.curating.curating_service.ROOT", seeds.parent)
    await suggest(town, ASKED)
    shown = await town.press(ada, await opened(town, ada), "It asks: When does the first tram leave?")
    assert "came with the installation" in text(shown)
    assert files(seeds) == before


async def test_questions_are_dismissed_one_by_one_or_all_of_a_member_and_wait_again_when_taken_back(town: Town) -> None:
    for words, member in (("one", town.ben), ("two", town.ben), ("three", town.ann), ("four", town.ben)):
        await suggest(town, words, member)
    await suggest(town, "five, elsewhere", town.ben, server=17)
    ada = town.admin()
    await town.press(ada, await opened(town, ada, "s3"), "Dismiss")
    assert town.store.done == {3}
    done = await town.press(ada, await opened(town, ada, "s1"), "Dismiss all by this member")
    assert "3 questions dismissed." in text(done)
    assert town.store.done == {1, 2, 3, 4}
    assert str(town.ben.id) not in text(done)
    await town.press(ada, done, "Undo")
    assert town.store.done == {3}
    await town.press(ada, done, "Undo")
    assert town.store.done == set()
    assert "nothing of yours to undo" in text(await town.press(ada, done, "Undo"))


async def test_each_curator_takes_back_what_they_did_themselves(writing: Town, seeds: Path) -> None:
    town = writing
    await town.configure(ServerSettings(curators=frozenset({town.ann.id})))
    await suggest(town, ASKED)
    await suggest(town, "how dear is a single ride")
    ada = town.admin()
    item = await opened(town, ada)
    await town.press(ada, item, "It asks: When does the first tram leave?")
    dismissed = await town.press(town.ann, await opened(town, town.ann, "s2"), "Dismiss")
    await town.press(town.ann, dismissed, "Undo")
    assert town.store.done == {1}
    assert ASKED in load_pack(seeds).question_by_id["first-tram"].phrasings


async def test_an_entry_that_is_missed_gets_another_way_to_be_asked(writing: Town, seeds: Path) -> None:
    town, ada = writing, writing.admin()
    for _ in range(3):
        await town.store.count_miss("last-tram")
    shown = await ada.slash(town.square, "curate")
    missed = next(each for each in town.options(shown) if each[0] == "m")
    item = await town.choose(ada, shown, "m1:curate:item", missed)
    assert "came nearest to this entry: 3 times" in text(item)
    done = await sent(ada, await town.press(ada, item, "Another way to ask it"), "when is it over for tonight")
    assert "is a way to ask “When does the last tram leave?” now" in text(done)
    assert "when is it over for tonight" in load_pack(seeds).question_by_id["last-tram"].phrasings


async def test_what_somebody_else_dealt_with_meanwhile_is_said(town: Town) -> None:
    await suggest(town, ASKED)
    ada = town.admin()
    item = await opened(town, ada)
    await town.store.mark_suggestions([1], done=True)
    assert "already been dealt with" in text(await town.press(ada, item, "Dismiss"))


async def test_a_worklist_longer_than_a_page_is_turned(town: Town) -> None:
    for number in range(60):
        asked = SuggestedQuestion(f"question number {number} " + "of many words " * 8, "en", number, town.guild.id)
        await town.store.suggest(asked)
    ada = town.admin()
    shown = await ada.slash(town.square, "curate")
    assert "Page 1 of" in text(shown)
    await town.press(ada, shown, "Next")
    assert "Page 2 of" in text(shown)
    assert len(town.options(shown)) > 5


async def test_curators_read_their_own_language(town: Town) -> None:
    await suggest(town, ASKED)
    ada = town.admin()
    with town.speaking("zh-CN"):
        assert "等待维护者处理" in text(await ada.slash(town.square, "curate"))


async def test_members_words_are_shown_as_they_are_and_mention_nobody(town: Town) -> None:
    await suggest(town, "**bold** @everyone [x](https://example.org)?")
    ada = town.admin()
    shown = await ada.slash(town.square, "curate")
    assert "\\*\\*bold\\*\\*" in text(shown)
