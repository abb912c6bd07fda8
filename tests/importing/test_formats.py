"""Shapes in which FAQs come, and what is said of those that cannot be read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.pack.importing.merging import merge
from bot.pack.importing.models import NoteKind, ReadFaq, SourceError
from bot.pack.importing.normalising import normalised
from bot.pack.importing.sources import Format, read_faq


def read(folder: Path, name: str, text: str | bytes, **options: object) -> ReadFaq:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_faq(path, **options)  # pyright: ignore[reportArgumentType] - options of each test


def pairs(found: ReadFaq) -> list[tuple[str, str]]:
    return [(entry.question, entry.answer) for entry in found.entries]


EXPECTED = [("Who are you?", "We are *us*."), ("Where is it?", "There.\n\nOr here.")]


@pytest.mark.parametrize(
    "text",
    [
        "## Who are you?\n\nWe are *us*.\n\n## Where is it?\n\nThere.\n\nOr here.\n",
        "Who are you?\n---\nWe are *us*.\n\nWhere is it?\n---\nThere.\n\nOr here.\n",
        "Q: Who are you?\nA: We are *us*.\n\nQ: Where is it?\nA: There.\n\nOr here.\n",
        "**Q: Who are you?**\n\n**A:** We are *us*.\n\n**Q2. Where is it?**\n\nA2: There.\n\nOr here.\n",
        "Frage: Who are you?\nAntwort: We are *us*.\n\nFrage: Where is it?\nAntwort: There.\n\nOr here.\n",
        "**Who are you?**\n\nWe are *us*.\n\n**Where is it?**\nThere.\n\nOr here.\n",
        "1. Who are you?\n\n   We are *us*.\n\n2. Where is it?\n\n   There.\n\n   Or here.\n",
        "Who are you?\n: We are *us*.\n\nWhere is it?\n:   There.\n\n    Or here.\n",
        "***Who are you?***\n\nWe are *us*.\n\n***Where is it?***\n\nThere.\n\nOr here.\n",
        "1. **Who are you?**\n\n   We are *us*.\n\n2. **Where is it?**\n\n   There.\n\n   Or here.\n",
        "- **Who are you?** We are *us*.\n- **Where is it?** There.\n\n  Or here.\n",
        "<details>\n<summary>Who are you?</summary>\n\nWe are *us*.\n\n</details>\n"
        "<details><summary><b>Where is it?</b></summary>\nThere.\n\nOr here.\n</details>\n",
        "# FAQ\r\n\r\n### 1. Who are you? {#who}\r\nWe are *us*.\r\n\r\n"
        "### 2) Where is it? ###\r\nThere.\r\n\r\nOr here.",
    ],
)
def test_markdown_faqs_of_every_style_give_the_same(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, "faq.md", text)
    assert pairs(found) == EXPECTED
    assert [note for note in found.notes if note.kind is NoteKind.LEFT_OUT] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "question,answer\nWho are you?,We are *us*.\nWhere is it?,\"There.\n\nOr here.\"\n"),
        ("a.csv", "\ufeffFrage;Antwort;Kategorie\nWho are you?;We are *us*.;X\n"
                  "Where is it?;\"There.\n\nOr here.\";Y\n"),
        ("a.csv", "Who are you?,We are *us*.\nWhere is it?,\"There.\n\nOr here.\"\n"),
        ("a.tsv", "Answer\tQuestion\nWe are *us*.\tWho are you?\n"
                  "\"There.\n\nOr here.\"\tWhere is it?\n".encode("utf-16")),
        ("a.json", '[["Who are you?", "We are *us*."], ["Where is it?", "There.\\n\\nOr here."]]'),
        ("a.json", '{"Who are you?": "We are *us*.", "Where is it?": "There.\\n\\nOr here."}'),
        ("a.json", '{"categories": [{"name": "A", "faqs": [{"q": "Who are you?", "a": "We are *us*."}]},'
                   ' {"name": "B", "items": [{"question": "Where is it?", "answer": "There.\\n\\nOr here."}]}]}'),
        ("a.json", '[{"category": "A", "list": [{"q": "Who are you?", "a": "We are *us*."},'
                   ' {"q": "Where is it?", "a": "There.\\n\\nOr here."}]}]'),
        ("a.json", '{"faqs": [{"q": "Who are you?", "a": "We are *us*."},'
                   '{"q": "Where is it?", "a": "There.\\n\\nOr here."}]}'),
        ("a.jsonl", '{"question": "Who are you?", "answer": "We are *us*."}\n'
                    '{"question": "Where is it?", "answer": "There.\\n\\nOr here."}\n'),
        ("a.json", '{"qnaList": [{"id": 1, "questions": ["Who are you?"], "answer": "We are *us*."},'
                   '{"id": 2, "questions": ["Where is it?"], "answer": "There.\\n\\nOr here."}]}'),
        ("a.json", '{"@context": "https://schema.org", "@graph": [{"@type": "FAQPage", "mainEntity": ['
                   '{"@type": "Question", "name": "Who are you?", "acceptedAnswer": {"text": "We are <i>us</i>."}},'
                   '{"@type": "Question", "name": "Where is it?", "acceptedAnswer":'
                   ' {"text": "<p>There.</p><p>Or here.</p>"}}]}]}'),
        ("a.yml", "nlu:\n- intent: who\n  examples: |\n    - Who are you?\n"
                  "- intent: where\n  examples: |\n    - Where is it?\n"
                  "responses:\n  utter_who:\n  - text: We are *us*.\n"
                  "  utter_there:\n  - text: |\n      There.\n\n      Or here.\n"
                  "rules:\n- rule: r\n  steps:\n  - intent: where\n  - action: utter_there\n"),
    ],
)  # fmt: skip
def test_tables_json_and_rasa_of_every_shape_give_the_same(tmp_path: Path, name: str, text: str | bytes) -> None:
    assert pairs(read(tmp_path, name, text)) == EXPECTED


def test_links_by_reference_and_relative_ones_lead_somewhere_by_themselves(tmp_path: Path) -> None:
    text = (
        "## Where?\n\n[Here][p], [Prices], [map](img/map.png) ![photo][p].\n\n`[Prices]`\n\n"
        "## What?\n\nIt.\n\n[p]: /page\n[prices]: https://example.org/p 'x'\n"
    )
    found = read(tmp_path, "faq.md", text, base="https://example.org/docs/faq.html")
    assert found.entries[0].answer == (
        "[Here](https://example.org/page), [Prices](https://example.org/p), "
        "[map](https://example.org/docs/img/map.png) [photo](https://example.org/page).\n\n`[Prices]`"
    )
    assert found.entries[1].answer == "It."


def test_a_section_of_the_faq_that_is_no_question_is_a_topic_and_its_introduction_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, "faq.md", "# F\n\n## Keys\n\nAll about keys.\n\n### How?\n\nSo.\n\n### Why?\n\nThus.\n")
    assert {entry.topic for entry in found.entries} == {"Keys"}
    [note] = found.notes
    assert str(note.place) == "faq.md:5"
    assert "All about keys." in note.text


def test_tables_images_and_html_are_made_what_discord_shows_and_named(tmp_path: Path) -> None:
    text = (
        "## A?\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "Press <kbd>Ctrl</kbd>+<kbd>C</kbd>,<br>then <you>.<!-- hush -->\n\n## B?\n\nx\n"
    )
    found = read(tmp_path, "faq.md", text)
    assert found.entries[0].answer == "```\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n\nPress `Ctrl`+`C`,\nthen <you>."
    assert {note.text for note in found.notes} == {
        "The comment <!-- hush --> was left out.",
        "The table stands in a block of code: Discord shows no tables.",
    }


def test_two_entries_with_one_question_are_told_apart_or_named(tmp_path: Path) -> None:
    text = "## Linux\n\n### How?\n\nSo.\n\n## Mac\n\n### How?\n\nElse.\n\n### How?\n\nThird.\n"
    found = read(tmp_path, "faq.md", text)
    assert pairs(found) == [("How?", "So."), ("How? (Mac)", "Else.")]
    assert [note.gone.entries for note in found.notes] == [0, 1]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "name;mail\nAda;a@example.org\n", "a.csv:1: No column is called question and none answer."),
        ("a.csv", "", "The table is empty."),
        ("a.md", "# Only a title\n", "No question with an answer was found"),
        ("a.json", '{"a": [1', "a.json:1: Not JSON"),
        ("a.json", '{"Why?": "1",\n "Why?": "2"}', "a.json:2: The key 'Why?' stands twice."),
        ("a.json", '{"users": []}', "No list of questions was found."),
        ("a.json", "[" * 100_000, "The document is nested too deeply."),
        ("a.yml", "nlu: [\n", "Not YAML"),
        ("a.yml", "nlu:\n- intent: x\n  examples: |\n    - hi\n", "No intent with a response was found."),
        ("a.md", b"## Caf\xe9?\n\nYes.\n", "a.md:1: The file is neither UTF-8 nor UTF-16."),
        ("a.docx", b"PK\x03\x04", "ends in '.docx', which tells nothing."),
        ("a.md", b"PK\0\x03", "The file is no text."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, name: str, text: str | bytes, said: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(tmp_path, name, text)
    assert said in str(refused.value)


def test_a_source_may_be_read_as_another_format(tmp_path: Path) -> None:
    assert pairs(read(tmp_path, "faq.data", "question,answer\nWhy?,So.\n", wanted=Format.TABLE)) == [("Why?", "So.")]


def test_an_answer_that_no_message_holds_becomes_several_entries_cut_between_blocks(tmp_path: Path) -> None:
    fence = "```\n" + "line of code\n\n" * 150 + "```"
    text = f"## How?\n\n{'Words. ' * 300}\n\n{fence}\n\nThe end.\n\n## Why?\n\nSo.\n"
    found = read(tmp_path, "faq.md", text)
    assert [entry.question for entry in found.entries] == ["How?", "How? (2)", "Why?"]
    assert all(len(entry.answer) <= 3_500 for entry in found.entries)
    assert found.entries[1].answer == f"{fence}\n\nThe end."
    assert "It was made 2 entries." in found.notes[0].text


def test_the_language_that_rows_name_is_the_packs_and_another_one_is_named(tmp_path: Path) -> None:
    text = "question,answer,language\nWo?,Hier.,de\nWann?,Jetzt.,de\nWhere?,Here.,en\n"
    found = read(tmp_path, "faq.csv", text)
    assert found.language == "de"
    assert [note.text for note in found.notes] == [
        "Rows in 'en' stand in the pack as if they were in 'de': import them apart."
    ]


PROMPTS = [
    {"displayOrder": 1, "qnaId": 3, "qna": None, "displayText": "And the price?"},
    {"displayOrder": 0, "qnaId": 2, "displayText": "Where?"},
    {"displayOrder": 2, "qnaId": 9, "displayText": "Nowhere"},
]
QNAS: list[dict[str, Any]] = [
    {"id": 1, "questions": ["Who are you?"], "answer": "Us."},
    {"id": 2, "questions": ["Where is it?"], "answer": "There."},
    {"id": 3, "questions": ["What does it cost?"], "answer": "Nothing."},
]


def as_table() -> str:
    """The export of QnA Maker: a row for each question, prompts as JSON in a column."""
    rows = [["Question", "Answer", "IsContextOnly", "Prompts", "QnaId"]]
    for each in QNAS:
        prompts = json.dumps(PROMPTS if each["id"] == 1 else [])
        rows.append([each["questions"][0], each["answer"], "False", prompts, str(each["id"])])
    written = io.StringIO()
    csv.writer(written, delimiter="\t").writerows(rows)
    return written.getvalue()


def with_prompts(key: str) -> list[dict[str, Any]]:
    return [QNAS[0] | {key: {"isContextOnly": False, "prompts": PROMPTS}}, *QNAS[1:]]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("kb.tsv", as_table(), id="a table of QnA Maker"),
        pytest.param("kb.json", json.dumps({"qnaDocuments": with_prompts("context")}), id="JSON of QnA Maker"),
        pytest.param("kb.json", json.dumps({"assets": {"qnas": with_prompts("dialog")}}), id="JSON of Azure"),
    ],
)
def test_follow_up_prompts_become_see_also_in_their_order_and_one_that_leads_nowhere_is_named(
    tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    found = normalised(read_faq(tmp_path / name))
    made = merge(found.entries, {}, {})
    related = {change.entry: change.added.see_also for change in made.changes if change.added}
    assert related == {"who-are-you": ("where-is-it", "what-does-it-cost"), "where-is-it": (), "what-does-it-cost": ()}
    assert [note.text for note in found.notes] == ["A follow-up leads to '9', which is not there."]
