"""Markdown of curators: cut into pages that stay whole, held against what Discord shows, with marks as superscripts."""

from __future__ import annotations

import random
import re

import pytest

from bot.markdown import chunks, marks_in, plain_text, unshown, with_superscripts, without_marks
from bot.markdown.pagination import utf16

LINK = "[the page on keys](https://example.org/keys?a=b_c)"
FENCE = "```sh\nkey add --name door\n\nkey list [1]\n```"
PARTS = [
    f"Ask at the desk, then follow {LINK} and wait. Nothing else is needed.",
    FENCE,
    "- one **bold** item\n- another with `code here`\n  - nested item\n- a third",
    "> quoted words\n> go on",
    "## A heading",
    "1. first\n2. second",
    "图书馆周二至周六开放。其他时间请写信给我们。",
    "-# small print with <#123456789012345678> and <@&123456789012345678>",
]


def test_a_text_that_fits_stays_as_it_is_written() -> None:
    assert chunks(f"{PARTS[0]}\n\n{FENCE}", 1_500) == [f"{PARTS[0]}\n\n{FENCE}"]
    assert chunks("", 100) == chunks("\n\n", 100) == []


def test_a_fence_a_list_and_a_paragraph_are_cut_between_each_other_first() -> None:
    text = "\n\n".join([PARTS[0], FENCE, PARTS[2]])
    assert chunks(text, 115) == [PARTS[0], FENCE, PARTS[2]]


def test_a_heading_stays_with_what_it_is_the_heading_of() -> None:
    assert chunks(f"{PARTS[0]}\n\n## A heading\n\n{PARTS[2]}", 120) == [PARTS[0], f"## A heading\n\n{PARTS[2]}"]


def test_a_list_too_long_is_cut_between_its_items_and_keeps_what_is_nested() -> None:
    items = [f"- item {n} says this much\n  - and below it that" for n in range(6)]
    assert chunks("\n".join(items), 100) == ["\n".join(items[a : a + 2]) for a in (0, 2, 4)]


def test_a_fence_too_long_becomes_several_in_the_same_language() -> None:
    lines = [f"line number {n} of the file" for n in range(12)]
    cut = chunks("```py\n" + "\n".join(lines) + "\n```", 120)
    assert all(part.startswith("```py\n") and part.endswith("\n```") for part in cut)
    assert [line for part in cut for line in part.splitlines()[1:-1]] == lines


def test_a_link_is_never_cut_though_its_words_have_spaces() -> None:
    text = " ".join([LINK] * 12)
    cut = chunks(text, 120)
    assert len(cut) > 3
    assert sum(part.count(LINK) for part in cut) == 12


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_put_together_fits_and_loses_no_word(seed: int) -> None:
    chance = random.Random(seed)
    text = "\n\n".join(chance.choice(PARTS) * chance.choice([1, 1, 4]) for _ in range(chance.randint(1, 12)))
    room = chance.randint(90, 400)
    cut = chunks(text, room)
    assert all(0 < utf16(part) <= room for part in cut)
    assert all(part.count("```") % 2 == 0 for part in cut)
    words = re.sub(r"```(?:sh)?", "", text).split()
    assert re.sub(r"\s", "", "".join(re.sub(r"```(?:sh)?", "", part) for part in cut)) == "".join(words)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a\n\n| x | y |\n|---|---|\n| 1 | 2 |", 2, "A table"),
        ("see ![the door](https://example.org/door.png)", 0, "An image"),
        ("a<br>b", 0, "HTML (<br>)"),
        ("<details>\n<summary>x</summary>\n</details>", 0, "HTML (<details>)"),
        ("a\n\n#### deep", 2, "A heading of level 4"),
        ("Title\n=====", 0, "A heading that is underlined"),
        ("- [ ] to do\n- [x] done", 0, "A box to tick ([ ])"),
        ("so it is[^1]", 0, "A footnote ([^1])"),
        ("see [the door][door]\n\n[door]: https://example.org", 2, "A link by reference"),
        ("see [the door](/help/door)", 0, "A link to '/help/door'"),
        ("a\n\n---\n\nb", 2, "A line across (---)"),
        ("a\n\n    x = 1", 2, "Code that is set in by four spaces"),
        ("~~~\nx\n~~~", 0, "A code block between ~~~"),
        ("+ one\n+ two", 0, "A list with the sign +"),
        ("1) one\n2) two", 0, "A list with the sign )"),
        ("> > twice", 0, "A quotation inside a quotation"),
        ("- a\n\n  > b", 2, "A quotation inside a list"),
        ("> [!NOTE]\n> careful", 0, "A note box"),
        ("AT&amp;T", 0, "The sign &amp;"),
        ("\n".join(f"{'  ' * n}- x" for n in range(12)), 10, "A list nested 11 deep"),
    ],
)
def test_what_discord_does_not_show_is_named_with_its_line(text: str, line: int, what: str) -> None:
    assert (line, what) in [(found.line, found.what) for found in unshown(text)]


@pytest.mark.parametrize(
    "text",
    [
        *PARTS,
        "**bold** *italic* __under__ ~~gone~~ ||hidden|| `code <br> | x |`",
        "run `kind load <image>` or load <image> and <your-name>",
        "```\n| x | y |\n|---|---|\n<br> ![a](b) &amp;\n```",
        "https://example.org/rule_0008/a_b_c and <https://example.org>",
        "# one\n## two\n### three",
        "fish & chips; R&D; a < b",
    ],
)
def test_what_discord_shows_is_not_named(text: str) -> None:
    assert unshown(text) == []


def test_marks_point_to_citations_and_are_left_alone_in_code_and_links() -> None:
    text = "So it is[1], and so[2][1]. `a[1]` ```\nb[2]\n``` [1](https://example.org) \\[1] x[10]"
    assert marks_in(text) == (1, 2, 1)
    assert with_superscripts("one[1] two[2]", 1) == "one¹ two[2]"
    assert with_superscripts(text, 2).startswith("So it is¹, and so²")
    assert "`a[1]`" in with_superscripts(text, 2)
    assert without_marks("one[1] two.[2]") == "one two."


def test_the_words_of_a_text_are_those_that_are_read() -> None:
    text = "## Keys\n1. Open **Settings** and press [Reset](https://example.org/a_b).\n> __Now__ ||wait|| <#1234567>"
    assert plain_text(text).split() == ["Keys", "Open", "Settings", "and", "press", "Reset.", "Now", "wait"]
    assert plain_text("`code` and ```\nfence\n```").split() == ["and"]
