"""Files that are missing, misplaced, unreadable or not what they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.pack.loader import examine
from bot.pack.models import Quote
from bot.pack.reading.draft import read_draft

from .conftest import Garden, Slip, check

MEND = "Mend the line named, or the one before it."


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    (fault,) = examine(tmp_path / "nowhere")[1]
    assert fault.problem == f"There is no folder {tmp_path / 'nowhere'}."
    assert fault.remedy == "Name the folder that holds pack.yaml."


@pytest.mark.parametrize("name", ["pack.yaml", "articles", "questions"])
def test_a_file_every_pack_needs_is_told_when_it_is_missing(name: str, garden: Garden) -> None:
    (garden.folder / name).rename(garden.folder.parent / "elsewhere")
    fault = next(fault for fault in garden.faults() if fault.file == name)
    assert (fault.line, fault.entry, fault.problem) == (1, "pack", "It is missing.")
    assert fault.remedy == "See docs/pack-format.md for a pack's files."


@pytest.mark.parametrize(
    "name", ["glossary.yaml", "quotes.yaml", "chitchat.yaml", "unanswerable.yaml", "calibration.yaml"]
)
def test_the_other_files_may_be_missing(name: str, garden: Garden) -> None:
    (garden.folder / name).unlink()
    assert garden.faults() == []


@pytest.mark.parametrize("name", ["glosary.yaml", "articles/notes.yaml", "questions/more/plots.yaml"])
def test_a_file_in_the_wrong_place_is_told(name: str, garden: Garden) -> None:
    (garden.folder / name).parent.mkdir(exist_ok=True)
    fault = garden.write(name, "- id: x\n").fault()
    assert (fault.file, fault.line, fault.problem) == (name, 1, "The pack has no such file.")
    assert fault.remedy == "Rename it or take it out; see docs/pack-format.md."


def test_notes_beside_the_pack_are_left_alone(garden: Garden) -> None:
    garden.write("notes.md", "# to do").write("articles/notes.txt", "later").write("picture.svg", "<svg/>")
    assert garden.faults() == []


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


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("- id: a\n  text: one: two\n", 2, "Not YAML: mapping values are not allowed in this context."),
        ('- id: a\n  text: "one\n  speaker: b\n', 2, "Not YAML: a quotation mark is never closed."),
        (
            "- id: a\n  text: 'one\n  speaker: b\n  voice: 'author'\n",
            2,
            "Not YAML: a quotation mark that opens here closes only on line 4.",
        ),
        ("- id: a\n  topics: [b,\n  article: c\n", 2, "Not YAML: did not find expected ',' or ']'."),
        ("- id: a\n\ttext: b\n", 2, "Not YAML: found a tab character that violates indentation."),
        ("- id: a\nid: b\n", 2, "Not YAML: did not find expected '-' indicator."),
        ("- id: a\n  text: b\x07\n", 2, "Not YAML: control characters are not allowed (U+0007)."),
        ("- id: a\n---\n- id: b\n", 2, "Not YAML: but found another document."),
        ("- id: a\n- ? [b]\n  : c\n", 2, "Not YAML: found unhashable key."),
        ('- id: a\n  text: "\\z"\n', 2, "Not YAML: found unknown escape character."),
        ("- id: a\n  text: *b\n", 2, "Not YAML: found undefined alias."),
    ],
)
def test_what_is_not_yaml_is_told_where_the_mistake_is(text: str, line: int, problem: str, garden: Garden) -> None:
    fault = garden.write("quotes.yaml", text).fault()
    assert (fault.file, fault.line, fault.entry) == ("quotes.yaml", line, "quotes.yaml")
    assert (fault.problem, fault.remedy) == (problem, MEND)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "id: a\n", "just words\n"])
def test_a_file_that_is_not_a_list_is_told(text: str, garden: Garden) -> None:
    fault = garden.write("quotes.yaml", text).fault()
    assert (fault.file, fault.line, fault.entry) == ("quotes.yaml", 1, "quotes.yaml")
    assert (fault.problem, fault.remedy) == ("The file is not a list.", "Begin each entry with '- '.")


def test_a_key_that_stands_twice_is_told_at_the_second(garden: Garden) -> None:
    fault = garden.edit("quotes.yaml", "  speaker: tom-weller", "  speaker: maud-perry\n  speaker: tom-weller").fault()
    assert (fault.file, fault.line, fault.entry) == ("quotes.yaml", 4, "speaker")
    assert fault.problem == "The key stands twice; the first time on line 3."
    assert fault.remedy == "Keep one of the two."


def test_anchors_and_merged_keys_are_read_as_yaml_means_them(garden: Garden) -> None:
    garden.edit("quotes.yaml", "- id: no-harm", "- &first\n  id: no-harm")
    garden.edit("quotes.yaml", "  voice: author\n", "  <<: *first\n  voice: author\n")
    draft, faults = examine(garden.folder)
    assert faults == []
    assert [located.entry.voice for located in draft.of(Quote)] == ["quoted", "author"]


def test_a_list_that_holds_itself_does_not_trap_the_check(garden: Garden) -> None:
    faults = garden.edit("quotes.yaml", "topics: [bees]", "topics: &loop [*loop]").faults()
    assert [(fault.file, fault.line) for fault in faults] == [("quotes.yaml", 7)]


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
        "Not YAML: mapping values are not allowed in this context.",
        MEND,
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
