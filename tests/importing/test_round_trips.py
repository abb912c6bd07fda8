"""Forty awkward entries in, forty out: what a source held is in the pack, or was named as left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.pack.importing.existing import question_files, read_existing
from bot.pack.importing.merging import merge
from bot.pack.importing.models import Amounts, Note, NoteKind, ReadFaq, SourceLine
from bot.pack.importing.normalising import tally
from bot.pack.importing.record import Record
from bot.pack.importing.sources import read_faq
from bot.pack.importing.writing import PackHead, write_import

from . import forty
from .forty import FORTY


def markdown(folder: Path) -> Path:
    path = folder / "faq.md"
    path.write_text(forty.markdown(), "utf-8")
    return path


def tags(folder: Path) -> Path:
    forty.tags(folder / "tags")
    return folder / "tags"


def qna(folder: Path) -> Path:
    path = folder / "export.tsv"
    path.write_bytes(forty.qna_tsv())
    return path


def rasa(folder: Path) -> Path:
    forty.rasa(folder / "bot")
    return folder / "bot"


def azure(folder: Path) -> Path:
    path = folder / "azure.json"
    path.write_text(forty.azure_json(), "utf-8")
    return path


SOURCES = (markdown, tags, qna, rasa, azure)
LINKS = sum(item.links for item in FORTY)
BLOCKS = sum(item.blocks for item in FORTY)
PHRASINGS = sum(len(item.phrasings) for item in FORTY)


def gone(read: ReadFaq) -> Amounts:
    """What was named as left out."""
    return sum((note.gone for note in read.notes), Amounts())


def written(read: ReadFaq, folder: Path) -> Path:
    """A new pack made of it."""
    made = merge(read.entries, {}, {})
    _, by_hand = write_import(folder, made, Record({"source": made.record}), PackHead("Title", "en", "source"))
    assert by_hand == []
    return folder


def left_out(read: ReadFaq) -> list[str]:
    return [note.text for note in read.notes if note.kind is NoteKind.LEFT_OUT]


@pytest.mark.parametrize("source", SOURCES)
def test_forty_entries_come_out_with_their_answers_to_the_letter(
    source: Callable[[Path], Path], tmp_path: Path
) -> None:
    read = read_faq(source(tmp_path))
    pack = written(read, tmp_path / "pack")
    found = read_existing(pack, "en").values()
    assert len(found) == len(FORTY)
    by_answer = {each.texts["answer"]: each for each in found}
    for item in FORTY:
        answer = forty.in_bold(item.answer) if source is markdown else item.answer
        each = by_answer["\n".join(line.rstrip() for line in answer.split("\n"))]
        assert each.texts["question"] == item.question.replace("`", "")


@pytest.mark.parametrize("source", SOURCES)
def test_whatever_was_in_the_source_is_counted_out_or_named(source: Callable[[Path], Path], tmp_path: Path) -> None:
    read = read_faq(source(tmp_path))
    assert tally(read.entries) == _plus(read.seen, gone(read))
    counted = tally(read.entries)
    assert counted.links == LINKS
    assert counted.blocks == BLOCKS


def _plus(seen: Amounts, out: Amounts) -> Amounts:
    return seen + Amounts(-out.entries, -out.phrasings, -out.links, -out.blocks)


@pytest.mark.parametrize("source", [tags, qna, rasa, azure])
def test_every_phrasing_stands_at_its_entry(source: Callable[[Path], Path], tmp_path: Path) -> None:
    found = read_existing(written(read_faq(source(tmp_path)), tmp_path / "pack"), "en")
    by_question = {each.texts["question"]: each for each in found.values()}
    for item in FORTY:
        assert set(item.phrasings) <= set(by_question[item.question.replace("`", "")].phrasings)


def test_what_a_markdown_faq_has_beside_its_questions_is_named_with_its_line(tmp_path: Path) -> None:
    read = read_faq(markdown(tmp_path))
    assert read.title == "The Workshop"
    assert [note for note in read.notes if note.kind is NoteKind.LEFT_OUT] == [
        Note(_at(1), NoteKind.LEFT_OUT, "'tags' of the front matter has no place in a pack."),
        Note(
            _at(8),
            NoteKind.LEFT_OUT,
            "Text that answers no question was left out: Read [this](https://example.org/first) first.",
            Amounts(links=1),
        ),
        Note(_at(10), NoteKind.LEFT_OUT, "The list of contents was left out: Contents", Amounts(links=1)),
    ]


def _at(line: int) -> SourceLine:
    return SourceLine("faq.md", line)


def test_what_an_export_has_beside_questions_is_named(tmp_path: Path) -> None:
    told = left_out(read_faq(qna(tmp_path)))
    assert [text.split(" (")[0] for text in told] == [
        "'metadata editor' has no place in a pack",
    ]


def test_what_a_rasa_project_has_beside_questions_is_named(tmp_path: Path) -> None:
    told = "\n".join(left_out(read_faq(rasa(tmp_path))))
    for part in (
        "The file was not read: it is no part of a Rasa project.",
        "'slots' has no place in a pack.",
        "The lookup 'system' has no place in a pack.",
        "The intent 'greet' has no response with a text.",
        "Another wording of 'utter_faq/ask_2' was left out: Ask at [the desk]",
        "'buttons' of the response 'utter_faq/ask_3' has no place in a pack.",
        "No intent leads to the response 'utter_bye'.",
    ):
        assert part in told


def test_html_of_a_page_becomes_markdown(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_text(forty.faq_page(), "utf-8")
    read = read_faq(path)
    assert read.format == "a FAQPage (schema.org)"
    assert tally(read.entries) == Amounts(40, 0, 40, 40)
    assert read.entries[0].question == "Question & answer 1?"
    assert read.entries[0].answer == (
        "Answer **1**, [more](https://example.org/1).\n\n- one\n- two\n\n```sh\nls -l\n```"
    )
    assert left_out(read) == []


def test_files_of_a_new_pack_are_yaml_that_a_person_can_read(tmp_path: Path) -> None:
    pack = written(read_faq(markdown(tmp_path)), tmp_path / "pack")
    info = yaml.safe_load((pack / "pack.yaml").read_text("utf-8"))
    assert info["title"] == "Title"
    assert [topic["title"] for topic in info["topics"]] == ["Setup", "Membership", "General", "Stations"]
    assert [path.name for path in question_files(pack)] == [
        "general.yaml",
        "membership.yaml",
        "setup.yaml",
        "stations.yaml",
    ]
    text = (pack / "questions" / "setup.yaml").read_text("utf-8")
    assert "  answer: |\n    Run this:\n\n    ```sh\n    # Is this a heading?\n" in text
