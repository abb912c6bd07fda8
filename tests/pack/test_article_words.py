"""The articles of the shipped pack hold the received texts word for word; whatever is left out or moved is listed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
import yaml
from pydantic import BaseModel, TypeAdapter

from bot.pack.models import Article
from bot.pack.reading.article_files import read_article
from bot.pack.reading.source import Source
from tests.support.packs import shipped_pack

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.md"))
DATA = ROOT / "tests" / "data"


class Passage(BaseModel, extra="forbid"):
    """A passage of a received text that the article does not hold, or holds in its paragraph 0."""

    text: str
    reason: str
    moved_to: Literal["byline block"] | None = None


def listed() -> dict[str, list[Passage]]:
    text = (DATA / "left_out.yaml").read_text("utf-8")
    return TypeAdapter(dict[str, list[Passage]]).validate_python(yaml.safe_load(text))


def plain(text: str) -> str:
    """The text without Markdown's signs for headings, bold and italic type, and for captions."""
    return re.sub(r"^#+ |\*\*|(?<!\w)\*|\*(?!\w)|^!\[|\]\(\)$", "", text, flags=re.MULTILINE)


def words(text: str) -> list[str]:
    return plain(text).split()


def take_out(whole: list[str], part: list[str], start: int = 0) -> int:
    """Remove the first occurrence of `part` from `start` on; says where it was, -1 when it is not there."""
    for place in range(start, len(whole) - len(part) + 1):
        if whole[place : place + len(part)] == part:
            del whole[place : place + len(part)]
            return place
    return -1


def differences(received: str, cleaned: str, passages: list[Passage]) -> list[str]:
    """What distinguishes the two texts besides the listed passages; `cleaned` begins with the byline block."""
    byline, _, body = cleaned.partition("\n\n")
    ours, theirs, head = words(body), words(received), words(byline)
    problems: list[str] = []
    place = 0
    for passage in passages:
        found = take_out(theirs, words(passage.text), place)
        if found < 0:
            problems.append(f"listed, but not in the received text from there on: {passage.text}")
        place = max(place, found)
        if passage.moved_to and take_out(head, words(passage.text)) < 0:
            problems.append(f"listed as moved, but not in the byline block: {passage.text}")
    ours = head + ours
    for at, (our, their) in enumerate(zip([*ours, "(end)"], [*theirs, "(end)"], strict=False)):
        if our != their:
            context = " ".join(theirs[max(0, at - 5) : at])
            return [*problems, f"after “{context}” the article has {our!r}, the received text {their!r}"]
    return problems


def read(path: Path) -> tuple[Article, str, str]:
    """An article, its text below the front matter, and the text as received."""
    located, faults = read_article(Source.read(ROOT / "seeds", path))
    assert located is not None
    assert faults == []
    article = located.entry
    assert article.info.source_file is not None
    received = (DATA / "received" / article.info.source_file).read_text("utf-8")
    return article, path.read_text("utf-8").split("---\n", 2)[2].strip(), received


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_word_is_changed_added_lost_or_out_of_order(path: Path) -> None:
    _, cleaned, received = read(path)
    assert differences(received, cleaned, listed()[path.stem]) == []


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_word_of_the_file_is_in_a_paragraph_or_a_heading(path: Path) -> None:
    article, cleaned, _ = read(path)
    sections = dict.fromkeys(paragraph.section for paragraph in article.paragraphs if paragraph.section)
    headings = [line.lstrip("# ") for line in cleaned.splitlines() if line.startswith("#")]
    read_words = [word for paragraph in article.paragraphs for word in paragraph.text.split()]
    written = words(" ".join(plain(line) for line in cleaned.splitlines() if not line.startswith("#")))
    assert read_words == written
    assert set(sections) <= set(headings)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_paragraphs_and_headings_begin_where_blocks_of_the_received_text_begin(path: Path) -> None:
    """Blocks are joined, where the end of a page broke a sentence, and never divided."""
    article, cleaned, received = read(path)
    starts = {tuple(words(block)[:4]) for block in re.split(r"\n\s*\n", received) if block.strip()}
    headings = [line for line in cleaned.splitlines() if line.startswith("#")]
    blocks = [*headings, *(paragraph.text for paragraph in article.paragraphs[1:])]
    assert [block[:60] for block in blocks if tuple(words(block)[:4]) not in starts] == []
    assert [block[:60] for block in blocks if re.match(r"[a-z,;]", plain(block))] == []


@pytest.mark.parametrize(("article", "numbers"), [("china-daily-2024", [1, 4, 9, 11, 17, 21]), ("whats-new", [1])])
def test_captions_stand_where_they_were_printed_and_are_called_captions(article: str, numbers: list[int]) -> None:
    pack = shipped_pack()
    paragraphs = pack.article_by_id[article].paragraphs
    assert [paragraph.number for paragraph in paragraphs if paragraph.caption] == numbers
    assert not any(paragraph.text.startswith("![") for paragraph in paragraphs)
    assert pack.source(article, 1).endswith("¶1 (photo caption)")
    assert pack.source(article, 2).endswith("¶2")


def test_every_article_received_is_in_the_pack_and_every_reason_is_given() -> None:
    received = {path.name for path in (DATA / "received").iterdir()}
    assert {read(path)[0].info.source_file for path in ARTICLES} == received
    assert set(listed()) == {path.stem for path in ARTICLES}
    assert all(passage.reason for passages in listed().values() for passage in passages)


RECEIVED = "Search\n\n# **Bread**\n\nBy Ada\n\n**B**read rises. It\n\n---\n\nis *warm*.\n\nPrinted 2020"
CLEANED = "Bread\nBy Ada\nPrinted 2020\n\nBread rises. It is warm."
PASSAGES = [
    Passage(text="Search", reason="site"),
    Passage(text="---", reason="page"),
    Passage(text="Printed 2020", reason="source", moved_to="byline block"),
]


def test_the_comparison_passes_what_is_the_same_but_for_the_list() -> None:
    assert differences(RECEIVED, CLEANED, PASSAGES) == []


@pytest.mark.parametrize(
    ("cleaned", "told"),
    [
        (
            CLEANED.replace("rises.", "sinks."),
            "after “Bread By Ada Bread” the article has 'sinks.', the received text 'rises.'",
        ),
        (CLEANED.replace("is warm", "warm"), "after “By Ada Bread rises. It” the article has 'warm.'"),
        (CLEANED.replace("It is", "is It"), "the article has 'is', the received text 'It'"),
        (CLEANED + " So.", "the article has 'So.', the received text '(end)'"),
        (CLEANED.removesuffix(" It is warm."), "the article has '(end)', the received text 'It'"),
        (CLEANED.replace("Printed 2020\n", ""), "listed as moved, but not in the byline block: Printed 2020"),
        (CLEANED.replace("Bread\n", "Search\nBread\n"), "the article has 'Search', the received text 'Bread'"),
    ],
)
def test_the_comparison_sees_words_that_differ(cleaned: str, told: str) -> None:
    assert any(told in problem for problem in differences(RECEIVED, cleaned, PASSAGES))


def test_the_comparison_sees_what_is_listed_wrongly_or_not_at_all() -> None:
    assert "received text 'Search'" in differences(RECEIVED, CLEANED, PASSAGES[1:])[0]
    extra = [*PASSAGES[:2], Passage(text="By Bob", reason="not there"), PASSAGES[2]]
    assert "listed, but not in the received text from there on: By Bob" in differences(RECEIVED, CLEANED, extra)
    assert differences(RECEIVED, CLEANED, PASSAGES[::-1]) != []
