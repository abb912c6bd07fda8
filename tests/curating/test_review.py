"""The curator's loop in the terminal: what waits, what is typed about it, and what then stands in the pack."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli.packs.review_loop import ReviewLoop
from bot.curating.pack_editor import PackEditor, RefusedEditError
from bot.curating.worklist import Missed, Near, StoredFeedback, Suggested, VotedDown, Worklist, worklist
from bot.library.engine_cache import build_engine
from bot.pack.loader import examine, load_pack
from bot.ports.curating_store import CountedVotes, QueuedQuestion
from bot.ports.feedback import DownReason

VILLAGE = Path(__file__).parents[1] / "cli" / "pack"
LENDING = Path("questions", "lending.yaml")
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
WORDS = "may i keep six novels"
NEAR = (Near("how-many-books", "How many books may I borrow?", 0.4), Near("where-it-is", "Where is it?", 0.2))
ASKED = Suggested(7, WORDS, "en", NOON, NEAR, answered=False)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VILLAGE, tmp_path / "village"))


class Desk:
    """A curator at a terminal: what is typed, what is shown, and which questions are marked."""

    def __init__(self, pack: Path) -> None:
        self.editor = PackEditor(pack, "en")
        self.done: set[int] = set()
        self.shown = StringIO()

    def mark(self, number: int, *, done: bool) -> None:
        (self.done.add if done else self.done.discard)(number)

    def review(self, items: Worklist, *lines: str) -> str:
        typed: Iterator[str] = iter(lines)

        def read(prompt: str) -> str:
            self.shown.write(prompt)
            try:
                return next(typed)
            except StopIteration:
                raise EOFError from None

        console = Console(file=self.shown, width=200)
        ReviewLoop(self.editor, self.mark, console, read).run(items)
        return self.shown.getvalue()


@pytest.fixture
def desk(pack: Path) -> Desk:
    return Desk(pack)


def waiting(*items: Suggested) -> Worklist:
    return Worklist(items, (), (), ())


def test_a_wording_becomes_a_phrasing_of_the_entry_that_is_meant_and_nothing_else_changes(
    desk: Desk, pack: Path
) -> None:
    before = (pack / LENDING).read_text("utf-8")
    said = desk.review(waiting(ASKED), "1")
    assert "1 change in the pack" in said
    added = [line for line in (pack / LENDING).read_text("utf-8").split("\n") if WORDS in line]
    assert len(added) == 1
    after = (pack / LENDING).read_text("utf-8").split("\n")
    after.remove(added[0])
    assert "\n".join(after) == before
    assert desk.done == {7}
    assert WORDS in load_pack(pack).question_by_id["how-many-books"].phrasings


def test_other_words_than_the_members_may_be_given(desk: Desk, pack: Path) -> None:
    desk.review(waiting(ASKED), "1 six novels at once")
    assert "six novels at once" in load_pack(pack).question_by_id["how-many-books"].phrasings
    assert WORDS not in (pack / LENDING).read_text("utf-8")


def test_a_step_is_taken_back_with_its_mark_and_the_file_is_as_it_was(desk: Desk, pack: Path) -> None:
    before = (pack / LENDING).read_bytes()
    said = desk.review(waiting(ASKED, ASKED), "1", "u", "q")
    assert "Undone: questions/lending.yaml:" in said
    assert (pack / LENDING).read_bytes() == before
    assert desk.done == set()


def test_a_file_that_somebody_changed_since_is_not_taken_back(desk: Desk, pack: Path) -> None:
    desk.editor.add_phrasing("how-many-books", WORDS)
    (pack / LENDING).write_text((pack / LENDING).read_text("utf-8") + "# mine\n", "utf-8")
    with pytest.raises(RefusedEditError, match="was changed since"):
        desk.editor.undo()
    assert WORDS in (pack / LENDING).read_text("utf-8")


def test_what_would_give_the_pack_a_fault_is_not_written_and_the_question_waits_on(desk: Desk, pack: Path) -> None:
    taken = load_pack(pack).question_by_id["where-it-is"].phrasings[0]
    before = (pack / LENDING).read_bytes()
    said = desk.review(waiting(ASKED), f"1 {taken}", "s")
    assert "Nothing was changed: questions/" in said
    assert (pack / LENDING).read_bytes() == before
    assert desk.done == set()


def test_a_question_is_dismissed_and_waits_again_when_that_is_taken_back(desk: Desk) -> None:
    desk.review(waiting(ASKED), "d")
    assert desk.done == {7}
    assert "There is nothing to take back" in Desk(desk.editor.folder).review(waiting(ASKED), "u", "q")


def test_more_words_are_added_to_an_entry_that_is_missed_or_voted_down(desk: Desk, pack: Path) -> None:
    missed = Missed("where-it-is", "Where is it?", 12, "questions/visiting.yaml:1")
    down = VotedDown(
        "how-many-books", "How many?", CountedVotes(1, 4, {DownReason.UNCLEAR: 2}), "questions/lending.yaml:1"
    )
    said = desk.review(Worklist((), (down,), (missed,), ()), "p books at a time", "", "p the way to you", "s")
    assert "4 found this answer wrong or of no use, 1 found it good: How many?" in said
    assert "hard to understand: 2" in said
    assert "12 questions got no answer; this came nearest: Where is it?" in said
    loaded = load_pack(pack)
    assert "books at a time" in loaded.question_by_id["how-many-books"].phrasings
    assert "the way to you" in loaded.question_by_id["where-it-is"].phrasings


def test_the_worklist_shows_what_is_nearest_and_leaves_out_what_the_pack_no_longer_has(pack: Path) -> None:
    loaded = load_pack(pack)
    engine = build_engine(loaded, cache=False, encoder=False)
    items = worklist(
        examine(pack)[0],
        engine,
        StoredFeedback(
            [QueuedQuestion(1, "how many books can i take", "en", None, NOON)],
            {"how-many-books": CountedVotes(1, 3), "gone": CountedVotes(0, 9)},
            {"where-it-is": 5, "": 4, "gone": 8, "how-many-books": 1},
        ),
    )
    assert items.suggested[0].near[0].entry == "how-many-books"
    assert [each.entry for each in items.voted_down] == ["how-many-books"]
    assert [(each.entry, each.times) for each in items.missed] == [("where-it-is", 5), ("", 4)]


NEW: Callable[[str], tuple[str, ...]] = lambda topic: ("n", "", topic, "Yes, **six**.", "", "- or more", ".", "")  # noqa: E731


def test_an_entry_is_made_of_a_question_with_an_answer_of_several_lines(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "pack.yaml").write_text("title: Ours\n", "utf-8")
    (folder / "questions.yaml").write_text("# ours\n- question: Where?\n  answer: Here.  # really\n", "utf-8")
    desk = Desk(folder)
    desk.review(waiting(ASKED), *NEW(""))
    assert (folder / "questions.yaml").read_text("utf-8") == (
        "# ours\n- question: Where?\n  answer: Here.  # really\n\n"
        f"- id: may-i-keep-six-novels\n  question: {WORDS}\n  answer: |\n    Yes, **six**.\n\n    - or more\n"
    )
    assert desk.done == {7}
