"""A pack is loaded whole or not at all, cannot be changed, and knows when it is another."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.pack.faults import Fault, PackError
from bot.pack.loader import examine, load_pack
from bot.pack.models import Citation, LocalizedText, Question, Quote
from bot.pack.reading.draft import PartCache, read_draft

from .conftest import Garden


def test_a_clean_pack_loads_with_everything_in_it(garden: Garden) -> None:
    pack = load_pack(garden.folder)
    assert [article.id for article in pack.articles] == ["report", "rules"]
    assert [question.id for question in pack.questions] == ["first-bees", "bee-dangers", "plot-rent", "plots-let"]
    assert pack.topic_of["plot-rent"] == "plots"
    assert (len(pack.terms), len(pack.quotes), len(pack.chitchat)) == (2, 2, 1)
    assert (len(pack.unanswerable), len(pack.calibration)) == (1, 2)
    assert pack.info.accent == 0x3A7D44


def test_a_pack_with_a_fault_is_refused_and_all_its_faults_are_named(garden: Garden) -> None:
    garden.edit("quotes.yaml", "voice: quoted", "voice: loud").edit("glossary.yaml", "topic: bees", "topic: hives")
    with pytest.raises(PackError) as caught:
        load_pack(garden.folder)
    assert [fault.file for fault in caught.value.faults] == ["glossary.yaml", "quotes.yaml"]
    assert caught.value.exit_code == 1
    assert str(caught.value).splitlines() == [
        f"The pack in {garden.folder} has 2 faults:",
        "  glossary.yaml:17: swarm: There is no topic 'hives'. Use the id of one that exists, or add the topic.",
        "  quotes.yaml:4: no-harm: 'voice' is 'loud'; expected 'author', 'quoted' or 'reported'. "
        "Correct it; config/schemas/ tells what fits.",
    ]


def test_a_pack_that_passed_before_is_not_checked_again_but_its_entries_must_have_the_right_shape(
    garden: Garden,
) -> None:
    passed = {load_pack(garden.folder).fingerprint}
    garden.edit("glossary.yaml", "topic: bees", "topic: hives")
    with pytest.raises(PackError, match="no topic 'hives'"):
        load_pack(garden.folder, passed=passed.__contains__)
    passed.add(read_draft(garden.folder).fingerprint)
    assert load_pack(garden.folder, passed=passed.__contains__).term_by_id["swarm"].topic == "hives"
    garden.edit("quotes.yaml", "voice: quoted", "voice: loud")
    with pytest.raises(PackError, match="has 2 faults:"):
        load_pack(garden.folder, passed=lambda _: True)


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="has 1 fault:"):
        load_pack(tmp_path / "nowhere")


def test_a_report_of_very_many_faults_is_cut_short() -> None:
    faults = [Fault("a.yaml", line, "b", "Wrong.", "Mend it.") for line in range(25, 0, -1)]
    lines = str(PackError(Path("seeds"), faults)).splitlines()
    assert lines[1] == "  a.yaml:1: b: Wrong. Mend it."
    assert lines[-1] == "  … and 5 more"
    assert len(lines) == 22


def test_what_was_loaded_cannot_be_changed(garden: Garden) -> None:
    pack = load_pack(garden.folder)
    with pytest.raises(ValidationError, match="frozen"):
        pack.questions[0].question = "Changed?"  # pyright: ignore[reportAttributeAccessIssue] - that is the point
    with pytest.raises(ValidationError, match="frozen"):
        pack.questions[0].answer.root = {}  # pyright: ignore[reportAttributeAccessIssue] - that is the point
    assert isinstance(pack.questions[0].phrasings, tuple)
    with pytest.raises(AttributeError):
        pack.questions = ()  # pyright: ignore[reportAttributeAccessIssue] - that is the point


def test_entries_are_found_by_their_ids_and_shown_in_the_readers_language(garden: Garden) -> None:
    pack = load_pack(garden.folder)
    question = pack.question_by_id["bee-dangers"]
    citation = question.citations[0]
    assert pack.passage(citation) is pack.article_by_id["report"].paragraphs[3]
    assert pack.source("report", 3) == "Report (undated), ¶3"
    assert question.title("zh") == question.question.first == question.title("en")
    assert pack.question_by_id["plot-rent"].title("zh") == "租一块地多少钱？"
    assert question.answer.text("zh").startswith("汤姆")
    assert LocalizedText.model_validate({"en": "only"}).text("zh") == "only"
    assert pack.speaker_by_id["tom-weller"].name.text("en") == "Tom Weller"
    assert pack.topic_by_id["bees"].title.text("zh") == "蜜蜂"
    assert pack.term_by_id["swarm"].chinese == "蜂群"
    quote = pack.quote_by_id["trees-stay"]
    assert quote.citation == Citation(article="rules", paragraph=3, quote=quote.text)


@pytest.mark.parametrize("file", ["pack.yaml", "articles/rules.md", "questions/bees.yaml", "calibration.yaml"])
def test_the_fingerprint_changes_with_any_file_and_comes_back_with_it(file: str, garden: Garden) -> None:
    before = load_pack(garden.folder).fingerprint
    text = (garden.folder / file).read_text("utf-8")
    assert read_draft(garden.write(file, text + "\n").folder).fingerprint != before
    assert load_pack(garden.write(file, text).folder).fingerprint == before


def test_the_fingerprint_depends_on_names_and_not_on_the_place(garden: Garden, tmp_path: Path) -> None:
    before = read_draft(garden.folder).fingerprint
    moved = garden.folder.rename(tmp_path / "moved")
    assert read_draft(moved).fingerprint == before
    (moved / "quotes.yaml").rename(moved / "quote.yaml")
    assert read_draft(moved).fingerprint != before


def test_reading_again_parses_only_what_changed_and_finds_the_same(garden: Garden) -> None:
    cache: PartCache = {}
    first, _ = examine(garden.folder, cache)
    garden.edit("quotes.yaml", "voice: quoted", "voice: loud")
    again, faults = examine(garden.folder, cache)
    fresh, told = examine(garden.folder)
    assert faults == told
    assert again.fingerprint == fresh.fingerprint
    assert again.of(Question)[0] is first.of(Question)[0]
    assert [located.entry for located in again.of(Quote)] == [located.entry for located in fresh.of(Quote)]
    garden.edit("quotes.yaml", "voice: loud", "voice: quoted")
    assert load_pack(garden.folder, cache).quotes == tuple(located.entry for located in first.of(Quote))


def test_every_entry_knows_the_lines_of_its_values(garden: Garden) -> None:
    rent = next(located for located in read_draft(garden.folder).of(Question) if located.entry.id == "plot-rent")
    assert rent.line() == 1
    assert rent.line("answer", "zh") == 6
    assert rent.line("citations", 0, "quote") == 10
    assert rent.line("phrasings", 2) == 15
    assert rent.line("citations", 7, "quote") == 8
    assert rent.line("nothing") == 1
