"""Files that are missing, misplaced, unreadable or not what they should be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.pack.loader import examine
from bot.pack.models import Question
from bot.pack.reading.draft import read_draft

from .conftest import Garden, Slip, check

MEND = "Mend the line named, or the one before it."


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    (fault,) = examine(tmp_path / "nowhere")[1]
    assert fault.problem == f"There is no folder {tmp_path / 'nowhere'}."
    assert fault.remedy == "Name the folder that holds pack.yaml."


@pytest.mark.parametrize("name", ["pack.yaml", "questions"])
def test_a_file_every_pack_needs_is_told_when_it_is_missing(name: str, garden: Garden) -> None:
    (garden.folder / name).rename(garden.folder.parent / "elsewhere")
    fault = next(fault for fault in garden.faults() if fault.file == f"{name.removesuffix('.yaml')}.yaml")
    assert (fault.line, fault.entry) == (1, "pack")
    assert fault.problem == ("The pack has no pack.yaml." if name == "pack.yaml" else "The pack has no questions.")
    assert "title: " in fault.remedy or "- question: " in fault.remedy


@pytest.mark.parametrize(
    "name", ["glossary.yaml", "quotes.yaml", "chitchat.yaml", "unanswerable.yaml", "calibration.yaml"]
)
def test_the_other_files_may_be_missing(name: str, garden: Garden) -> None:
    (garden.folder / name).unlink()
    assert garden.faults() == []


@pytest.mark.parametrize("name", ["glosary.yaml", "more/plots.yml"])
def test_a_file_in_the_wrong_place_is_told(name: str, garden: Garden) -> None:
    (garden.folder / name).parent.mkdir(exist_ok=True)
    fault = garden.write(name, "- id: x\n").fault()
    assert (fault.file, fault.line, fault.problem) == (name, 1, "The pack has no such file.")
    assert fault.remedy == "Rename it or take it out; see docs/pack-format.md."


@pytest.mark.parametrize(
    ("name", "problem", "remedy"),
    [
        ("articles/notes.yaml", "articles stand in .md files", "Rename it to notes.md, or take it out."),
        ("articles/second.txt", "articles stand in .md files", "Rename it to second.md, or take it out."),
        ("questions/more/plots.json", "questions stand in .yaml files", "Rename it to plots.yaml, or take it out."),
    ],
)
def test_a_file_among_the_articles_or_questions_that_is_not_read_is_told(
    name: str, problem: str, remedy: str, garden: Garden
) -> None:
    (garden.folder / name).parent.mkdir(exist_ok=True)
    fault = garden.write(name, "- id: x\n").fault()
    assert (fault.file, fault.remedy) == (name, remedy)
    assert fault.problem == f"The pack does not read this file: {problem}."


def test_other_files_beside_the_pack_are_named_and_stop_nothing(garden: Garden) -> None:
    garden.write("notes.md", "# to do").write("notes.txt", "later").write("picture.svg", "<svg/>")
    assert [(one.file, one.problem) for one in garden.advice()] == [
        (name, "The pack does not read this file.") for name in ("notes.md", "notes.txt", "picture.svg")
    ]
    assert garden.faults() == []


def test_what_desktops_editors_and_repositories_leave_in_a_folder_is_passed_over(garden: Garden) -> None:
    for name in (".DS_Store", "._quotes.yaml", ".quotes.yaml.swp", "quotes.yaml~", "Thumbs.db", "README.md", "LICENSE"):
        garden.write(name, "x")
    (garden.folder / ".git").mkdir()
    garden.write(".git/config.yaml", "x: [")
    assert (garden.faults(), garden.advice()) == ([], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("glossary.yaml", "glossary.yml"),
        ("pack.yaml", "pack.YAML"),
        ("questions/bees.yaml", "questions/bees.yml"),
        ("questions/bees.yaml", "questions/animals/bees.yaml"),
        ("articles/rules.md", "articles/rules.markdown"),
        ("articles/rules.md", "articles/old/rules.md"),
    ],
)
def test_other_suffixes_and_folders_inside_folders_are_read(old: str, new: str, garden: Garden) -> None:
    before = read_draft(garden.folder)
    (garden.folder / new).parent.mkdir(exist_ok=True)
    (garden.folder / old).rename(garden.folder / new)
    after, faults = examine(garden.folder)
    assert faults == []
    assert sorted(str(located.entry) for located in after.everything()) == sorted(
        str(located.entry) for located in before.everything()
    )


def test_a_file_that_is_there_in_two_spellings_is_told(garden: Garden) -> None:
    fault = garden.write("quotes.yml", "[]\n").fault()
    assert (fault.file, fault.problem) == ("quotes.yml", "quotes.yaml is a file of the same name.")


def test_a_file_that_is_not_utf_8_is_told_with_its_line(garden: Garden) -> None:
    (garden.folder / "quotes.yaml").write_bytes(b"- id: a\n- id: caf\xe9\n")
    fault = garden.fault()
    assert (fault.file, fault.line, fault.entry) == ("quotes.yaml", 2, "quotes")
    assert (fault.problem, fault.remedy) == ("The file is not UTF-8.", "Save it as UTF-8.")


def test_a_file_that_cannot_be_opened_is_told(garden: Garden, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "quotes.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    fault = garden.fault()
    assert (fault.file, fault.line) == ("quotes.yaml", 1)
    assert (fault.problem, fault.remedy) == ("The file cannot be read: Permission denied.", "Check its permissions.")


def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing(garden: Garden) -> None:
    before = read_draft(garden.folder)
    for path in garden.folder.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after, faults = examine(garden.folder)
    assert faults == []
    assert [located.entry for located in after.everything()] == [located.entry for located in before.everything()]
    assert after.articles == before.articles


SLIPS = [
    Slip(
        "no front matter",
        "articles/rules.md",
        "---\nid: rules",
        "id: rules",
        "rules",
        "id: rules",
        "The file has no front matter.",
        "Begin it with a block between two lines of ---.",
    ),
    Slip(
        "front matter that is not YAML",
        "articles/rules.md",
        "title: Rules",
        "title: a: Rules",
        "rules",
        "title: a: Rules",
        "Not YAML: a text with a colon in it (“: ”) is read as a key and its value.",
        "Put the whole text in quotation marks.",
    ),
    Slip(
        "an article whose id is not the file's name",
        "articles/rules.md",
        "id: rules\n",
        "id: rulez\n",
        "rulez",
        "id: rulez",
        "The id differs from the file's name, rules.",
        "Make the two the same.",
    ),
    Slip(
        "an article without an id",
        "articles/rules.md",
        "id: rules\n",
        "",
        "rules",
        "title: Rules",
        "'id' is missing.",
        "Add it.",
    ),
]


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_front_matter_at_fault_is_told_at_its_line(slip: Slip, garden: Garden) -> None:
    check(garden, slip)


def test_an_article_without_text_is_told(garden: Garden) -> None:
    garden.write("articles/empty.md", "---\nid: empty\ntitle: E\nshort: E\n---\n\nBy nobody\n\n## Heading\n")
    fault = garden.fault()
    assert (fault.file, fault.line, fault.entry) == ("articles/empty.md", 1, "empty")
    assert fault.problem == "The article needs a byline block and a paragraph."
    assert fault.remedy == "Put the byline as printed first, a blank line, then the text."


def test_paragraphs_are_numbered_from_the_byline_and_know_their_section_and_line(garden: Garden) -> None:
    article = read_draft(garden.folder).article("rules")
    assert article is not None
    found = [
        (paragraph.number, paragraph.section, paragraph.line, paragraph.text[:12]) for paragraph in article.paragraphs
    ]
    assert found == [
        (0, None, 10, "Rules of the"),
        (1, None, 13, "Every member"),
        (2, "Water", 17, "Water comes "),
        (3, "Leaving", 21, "A member who"),
    ]
    assert article.paragraphs[0].text.splitlines()[1] == "By Maud Perry, 30 May 2024"
    assert article.paragraph(4) is None
    assert article.paragraph(-1) is None


def test_marks_in_an_article_are_text(garden: Garden) -> None:
    line = "* 1. `code` <b>*so*</b> &amp; [x](y) \\_"
    garden.edit("articles/rules.md", "## Leaving", f"{line}\n\n    indented\n\n> quoted\n\n---\n\n## Leaving")
    article = read_draft(garden.folder).article("rules")
    assert article is not None
    assert [paragraph.text for paragraph in article.paragraphs[3:7]] == [line, "indented", "> quoted", "---"]


def test_a_block_of_code_is_one_paragraph_with_its_empty_lines(garden: Garden) -> None:
    garden.edit("articles/rules.md", "## Leaving", "```sh\nkey add\n\nkey list\n```\n\n## Leaving")
    article = read_draft(garden.folder).article("rules")
    assert article is not None
    assert article.paragraphs[3].text == "```sh\nkey add\n\nkey list\n```"
    assert article.paragraphs[4].section == "Leaving"


def test_a_pipe_in_the_place_of_a_file_is_told_and_not_waited_for(garden: Garden) -> None:
    (garden.folder / "quotes.yaml").unlink()
    os.mkfifo(garden.folder / "quotes.yaml")
    fault = garden.fault()
    assert (fault.file, fault.problem) == ("quotes.yaml", "This is no file, but a pipe or a device, so it is not read.")


def test_a_link_to_nothing_is_told(garden: Garden) -> None:
    (garden.folder / "quotes.yaml").unlink()
    (garden.folder / "quotes.yaml").symlink_to(garden.folder / "nowhere.yaml")
    assert "quotes.yaml" in {fault.file for fault in garden.faults()}


def test_links_that_lead_round_and_round_are_not_followed(garden: Garden) -> None:
    before = len(read_draft(garden.folder).of(Question))
    for name in ("one", "two", "three"):
        (garden.folder / "questions" / name).symlink_to(garden.folder)
    assert len(read_draft(garden.folder).of(Question)) == before


@pytest.mark.parametrize("merge", ["<<: [*{before}, *{before}]", "a: *{before}\n  b: *{before}"])
def test_aliases_that_double_time_after_time_are_refused_at_once(merge: str, garden: Garden) -> None:
    levels = "".join(f"x{n}: &x{n}\n  {merge.format(before=f'x{n - 1}')}\n" for n in range(1, 60))
    fault = garden.write("glossary.yaml", f"x0: &x0 {{term: x}}\n{levels}").fault()
    assert fault.problem == "With its aliases (*) unfolded the file holds more than 500,000 values."
