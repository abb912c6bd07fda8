"""`check` and `schemas`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command_line import Footnote


def spoil(path: Path, old: str, new: str) -> int:
    """Put one mistake into a file; returns its line."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_pack_without_faults_is_counted(footnote: Footnote) -> None:
    result = footnote("check")
    assert result.exit_code == 0
    rows = dict(line.rsplit(maxsplit=1) for line in map(str.strip, result.stdout.splitlines()) if line[-1:].isdigit())
    assert rows["articles"] == "2"
    assert rows["paragraphs"] == "6"
    assert rows["phrasings"] == "26"
    assert "No faults." in result.stdout


def test_every_fault_is_listed_at_once_with_its_place(footnote: Footnote, village_copy: Path) -> None:
    drifted = spoil(village_copy / "quotes.yaml", "even if it only rains", "even if it only snows")
    dangling = spoil(village_copy / "questions" / "visiting.yaml", "[where-it-is]", "[where-it-was]")
    result = footnote("check", "--seeds", str(village_copy))
    assert result.exit_code == 1
    assert f"quotes.yaml:{drifted}: even-if-it-rains: " in result.stdout
    assert f"questions/visiting.yaml:{dangling}: opening-times: " in result.stdout
    assert "Faults: 2, in files: 2." in result.stdout


def test_faults_in_json_keep_place_problem_and_remedy_apart(footnote: Footnote, village_copy: Path) -> None:
    line = spoil(village_copy / "questions" / "visiting.yaml", "[where-it-is]", "[where-it-was]")
    result = footnote("check", "--json", "--seeds", str(village_copy))
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    (fault,) = report["faults"]
    assert (fault["file"], fault["line"], fault["entry"]) == ("questions/visiting.yaml", line, "opening-times")
    assert fault["problem"]
    assert fault["remedy"]
    assert {"kind": "quotes", "count": 3} in report["counts"]


def test_the_register_is_written_on_demand_and_then_guards_the_ids(footnote: Footnote, village_copy: Path) -> None:
    assert footnote("check", "--register", "--seeds", str(village_copy)).exit_code == 0
    assert "question opening-times" in (village_copy / "ids.txt").read_text("utf-8").splitlines()
    spoil(village_copy / "quotes.yaml", "- id: reading-early", "- id: read-early")
    assert footnote("check", "--seeds", str(village_copy)).exit_code == 1
    assert footnote("check", "--register", "--seeds", str(village_copy)).exit_code == 0


def test_the_coverage_tells_who_cites_what_and_which_sentences_nobody_cites(
    footnote: Footnote, village_copy: Path
) -> None:
    result = footnote("check", "--coverage")
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["lending-rules", "1", "1", "1", "0", "2/2"] in rows
    assert "Sentences that nothing cites: 0" in result.stdout
    article = village_copy / "articles" / "lending-rules.md"
    article.write_text(f"{article.read_text('utf-8')}\nMaps stay in the building.\n", "utf-8")
    extended = footnote("check", "--coverage", "--seeds", str(village_copy)).stdout
    assert "Sentences that nothing cites: 1" in extended
    assert "lending-rules, ¶4: Maps stay in the building." in extended


def test_the_coverage_in_json_names_the_citing_entries(footnote: Footnote) -> None:
    assert json.loads(footnote("check", "--json").stdout)["coverage"] is None
    covered = json.loads(footnote("check", "--coverage", "--json").stdout)["coverage"]
    (rules,) = [each for each in covered if (each["article"], each["paragraph"]) == ("lending-rules", 1)]
    assert (rules["questions"], rules["terms"], rules["quotes"]) == (["how-many-books"], ["readers-card"], [])
    assert rules["sentences"][1] == {
        "text": "A reader's card costs nothing.",
        "cited_by": ["how-many-books", "readers-card"],
    }


def test_schemas_are_written_where_asked(footnote: Footnote, tmp_path: Path) -> None:
    result = footnote("schemas", "--to", str(tmp_path / "schemas"))
    assert result.exit_code == 0
    assert sorted(result.stdout.split()) == sorted(str(path) for path in (tmp_path / "schemas").iterdir())
    assert json.loads((tmp_path / "schemas" / "quotes.schema.json").read_text("utf-8"))["type"] == "array"


def test_the_shipped_pack_can_be_checked(footnote: Footnote) -> None:
    report = json.loads(footnote("check", "--json", BOT_SEEDS=str(Path(__file__).parents[2] / "seeds")).stdout)
    assert {"kind": "articles", "count": 5} in report["counts"]


def test_the_vectors_of_a_pack_are_written_once_and_only_what_changed_is_encoded_again(
    footnote: Footnote, village_copy: Path
) -> None:
    first = footnote("vectors", "--seeds", village_copy)
    assert first.exit_code == 0
    assert (village_copy / "vectors.npz").is_file()
    assert "0 texts were encoded anew" in footnote("vectors", "--seeds", village_copy).stdout
    spoil(village_copy / "questions" / "visiting.yaml", "- what time do you close", "- what time do you shut")
    assert "1 texts were encoded anew" in footnote("vectors", "--seeds", village_copy).stdout
    assert footnote("check", "--seeds", village_copy).exit_code == 0
