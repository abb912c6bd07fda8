"""What YAML would do to a pack in silence, or says in words that no curator understands."""

from __future__ import annotations

import pytest

from bot.pack.loader import examine
from bot.pack.models import Quote

from .conftest import Garden

MEND = "Mend the line named, or the one before it."


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("- id: a\n<<<<<<< HEAD\n  text: b\n=======\n  text: c\n>>>>>>> other\n", 2, "begins here (<<<<<<<)"),
        ("- id: a\n  text: >\n    b\n>>>>>>> other\n", 4, "ends here (>>>>>>>)"),
    ],
)
def test_the_marks_of_an_unresolved_merge_are_told(text: str, line: int, problem: str, garden: Garden) -> None:
    fault = garden.write("quotes.yaml", text).faults()[0]
    assert (fault.file, fault.line, fault.problem) == ("quotes.yaml", line, f"A merge conflict {problem}.")


def test_the_marks_of_an_unresolved_merge_are_told_in_articles_too(garden: Garden) -> None:
    garden.edit("articles/rules.md", "## Leaving", "<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> other\n\n## Leaving")
    assert [(fault.file, fault.problem.partition(" (")[0]) for fault in garden.faults()] == [
        ("articles/rules.md", "A merge conflict begins here"),
        ("articles/rules.md", "A merge conflict ends here"),
    ]


def test_sevens_of_equal_signs_are_a_line_like_any_other(garden: Garden) -> None:
    path = garden.folder / "articles" / "rules.md"
    path.write_text(path.read_text("utf-8") + "\nSums\n\n=======\n", "utf-8")
    assert garden.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ("- how many plots are let", "- how do i join #general", "phrasings"),
        ("question: How many plots were let?", "question: Where are the plots? #welcome knows", "question"),
    ],
)
def test_a_text_that_a_comment_cuts_short_is_told(old: str, new: str, entry: str, garden: Garden) -> None:
    fault = garden.edit("questions/plots.yaml", old, new).fault()
    assert (fault.file, fault.entry) == ("questions/plots.yaml", entry)
    assert "for a comment; the text ends before it." in fault.problem
    assert fault.remedy == "Put the whole text in quotation marks, or the comment on a line of its own."
    assert garden.line(fault).startswith(new)


def test_what_may_well_be_a_comment_is_advised_on(garden: Garden) -> None:
    garden.edit("questions/plots.yaml", "- how many plots are let", "- how many plots are let # asked often")
    garden.edit("quotes.yaml", "speaker: tom-weller", "speaker: tom-weller # him")
    assert [(one.file, one.entry) for one in garden.advice()] == [("questions/plots.yaml", "phrasings")]
    assert garden.faults() == []


def test_aliases_that_unfold_beyond_need_are_told(garden: Garden) -> None:
    levels = [f"- &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10)]
    fault = garden.write("quotes.yaml", "\n".join(["- &l0 [lol]", *levels])).fault()
    assert fault.problem == "With its aliases (*) unfolded the file holds more than 500,000 values."


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("9" * 5000, f"{'9' * 40}… is a value of 5,000 characters, and no text."),
        ("2024-13-45", "2024-13-45 looks like a number or a date to YAML and is none."),
        ("!important", "A text that begins with ! (!important) is read as the name of a type."),
        ("=", "= looks like a number or a date to YAML and is none."),
    ],
)
def test_values_that_cannot_be_made_are_told_and_do_not_break_the_check(
    value: str, problem: str, garden: Garden
) -> None:
    fault = garden.write("quotes.yaml", f"- id: a\n  text: {value}\n").fault()
    assert (fault.line, fault.entry, fault.problem) == (2, "text", problem)


def test_a_paragraph_of_absurd_length_is_shown_shortened(garden: Garden) -> None:
    fault = garden.edit("questions/bees.yaml", "      paragraph: 3\n", f"      paragraph: {'3' * 39}\n").fault()
    assert fault.problem.endswith("expected a number less than or equal to 99999.")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
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
    ],
)
def test_what_is_not_yaml_is_told_where_the_mistake_is(text: str, line: int, problem: str, garden: Garden) -> None:
    fault = garden.write("quotes.yaml", text).fault()
    assert (fault.file, fault.line, fault.entry) == ("quotes.yaml", line, "quotes.yaml")
    assert (fault.problem, fault.remedy) == (problem, MEND)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- id: a\n  text: one: two\n", "a text with a colon in it (“: ”) is read as a key and its value"),
        ("- id: a\n  text: @town help\n", "no text may begin with this character (@, ` or %)"),
        ("- id: a\n  text: `x` fails\n", "no text may begin with this character (@, ` or %)"),
        ("- id: a\n  text: %d of\n", "no text may begin with this character (@, ` or %)"),
        ("- id: a\n  text: *b\n", "a text that begins with * is read as a reference to another value"),
        ('- id: a\n  text: "\\z"\n', "a backslash in double quotation marks is read as a sign for something else"),
    ],
)
def test_texts_that_want_quotation_marks_are_told_so(text: str, problem: str, garden: Garden) -> None:
    fault = garden.write("quotes.yaml", text).fault()
    assert (fault.line, fault.problem) == (2, f"Not YAML: {problem}.")
    assert fault.remedy == "Put the whole text in quotation marks."


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
