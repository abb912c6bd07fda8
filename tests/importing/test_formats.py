"""Shapes in which FAQs come, and what is said of those that cannot be read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.markdown.unshown import unshown
from bot.pack.importing.merging import merge
from bot.pack.importing.models import NoteKind, ReadFaq, SourceError
from bot.pack.importing.normalising import normalised
from bot.pack.importing.pack_head import language_of, title_of
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
        "## Who are you?\n\n**A:** We are *us*.\n\n## Where is it?\n\nA: There.\n\nOr here.\n",
        "1.  ### Who are you?\n\n    We are *us*.\n\n2. ### Where is it?\n\n   There.\n\n   Or here.\n",
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
        ("a.csv", "番号,質問,回答\n1,Who are you?,We are *us*.\n2,Where is it?,\"There.\n\nOr here.\"\n"),
        ("a.csv", "sep=;\nNr.;Frage;Antwort\n1;Who are you?;We are *us*.\n"
                  "2;Where is it?;\"There.\n\nOr here.\"\n"),
        ("a.csv", "Catégorie;Question;Réponse\nX;Who are you?;We are *us*.\n"
                  "Y;Where is it?;\"There.\n\nOr here.\"\n"),
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


def test_of_a_relative_link_without_a_base_the_words_are_kept_and_the_link_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, "faq.md", "## Where?\n\nSee [the\nplan](plan.md#top) or ![](plan.png).\n\n## What?\n\nIt.\n")
    assert found.entries[0].answer == "See the\nplan or ."
    assert [(note.place.line, note.gone.links) for note in found.notes if "--base" in note.text] == [(4, 1), (4, 1)]


def test_the_language_and_the_title_are_told_from_the_texts_where_the_source_is_silent(tmp_path: Path) -> None:
    text = "# Häufige Fragen\n\n## Wie kalt ist der See?\n\nDas ist nicht bekannt.\n\n## Wer war das?\n\nWir nicht.\n"
    found = read(tmp_path, "the_lake.md", text)
    assert language_of(found.entries) == "de"
    assert title_of(found, tmp_path / "the_lake.md") == "The lake"
    assert language_of(read(tmp_path, "a.csv", "question,answer\n色は？,青です。\n").entries) == "ja"
    assert language_of(read(tmp_path, "a.csv", "question,answer\nzzz?,qqq\n").entries) == ""


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


def test_a_heading_marked_as_a_question_keeps_the_headings_below_it_in_its_answer(tmp_path: Path) -> None:
    text = (
        "# よくある質問\n\n## 導入\n\n### Q. 起動できません\n\n次のどちらかです。\n\n"
        "#### 電源が入らない場合\n\n電池を替えます。\n\n#### 画面が暗い場合\n\nボタンを押します。\n\n"
        "### Q. 色は選べますか\n\nはい。\n"
    )
    assert pairs(read(tmp_path, "faq.md", text)) == [
        (
            "起動できません",
            "次のどちらかです。\n\n**電源が入らない場合**\n\n電池を替えます。\n\n**画面が暗い場合**\n\nボタンを押します。",
        ),
        ("色は選べますか", "はい。"),
    ]


def test_what_is_folded_away_in_an_answer_stays_there_and_lists_of_contents_are_no_entries(tmp_path: Path) -> None:
    text = (
        "# Kiln\n\n<details>\n<summary>Contents</summary>\n\n| No. | Question |\n|--|--|\n"
        "| 1 | [How hot?](#how-hot) |\n| 2 | [How long?](#how-long) |\n| 3 | [Who may?](#who-may) |\n\n</details>\n\n"
        "1. ### How hot?\n\n   Very.\n\n   #### In winter\n\n   <details><summary>The table</summary>\n\n"
        "   See below.\n\n   </details>\n\n   **[⬆ Top](#kiln)**\n\n"
        "2. ### How long?\n\n   ```sh\n   # not a heading\n   ```\n\n3. ### Who may\n\n   All.\n"
    )
    assert pairs(read(tmp_path, "faq.md", text)) == [
        ("How hot?", "Very.\n\n**In winter**\n\n**The table**\n\nSee below."),
        ("How long?", "```sh\n# not a heading\n```"),
        ("Who may", "All."),
    ]


@pytest.mark.parametrize(
    ("box", "shown"),
    [
        ('!!! warning "Hot"\n\n    Wear gloves.\n\n    Always.', "> **Hot**\n> Wear gloves.\n>\n> Always."),
        (":::tip\nWear gloves.\n:::", "> **Tip**\n> Wear gloves."),
        ('{% hint style="info" %}\nWear gloves.\n{% endhint %}', "> **Info**\n> Wear gloves."),
        ("> [!NOTE]\n> Wear gloves.", "> **Note**\n> Wear gloves."),
        ('{% embed url="https://example.org/film" %}', "https://example.org/film"),
        ('<Tabs>\n<TabItem value="a" label="At home">\n\nWear gloves.\n\n</TabItem>\n</Tabs>',
         "**At home**\n\nWear gloves."),
        ("```md\n!!! note\n    As typed.\n```", "```md\n!!! note\n    As typed.\n```"),
    ],
)  # fmt: skip
def test_boxes_and_components_of_documentation_tools_become_what_discord_shows(
    tmp_path: Path, box: str, shown: str
) -> None:
    found = read(tmp_path, "faq.md", f"## Is it hot?\n\n{box}\n\n## Is it old?\n\nYes.\n")
    assert pairs(found)[0][1] == shown
    assert unshown(pairs(found)[0][1]) == []


def test_a_heading_that_asks_keeps_its_answer_where_bold_questions_follow_it(tmp_path: Path) -> None:
    text = (
        "# Help\n\n## Is it free?\n\nYes.\n\n**Who pays?**\n\nNobody.\n\n**Since when?**\n\nToday.\n\n"
        "**Is it good?**\n\nYes.\n"
    )
    assert pairs(read(tmp_path, "faq.md", text)) == [
        ("Is it free?", "Yes."),
        ("Who pays?", "Nobody."),
        ("Since when?", "Today."),
        ("Is it good?", "Yes."),
    ]


def test_footnotes_stand_where_they_are_called_and_boxes_are_drawn(tmp_path: Path) -> None:
    text = (
        "## When is it?[^1]\n\nIn May.[^2] Not `[^1]`.\n\n- [x] sun\n- [ ] rain\n\n## Where?\n\nThere.\n\n"
        "[^1]: The final is in June.\n[^2]: Perhaps.\n"
    )
    assert pairs(read(tmp_path, "faq.md", text)) == [
        ("When is it?", "In May. (Perhaps.) Not `[^1]`.\n\n- ☑ sun\n- ☐ rain"),
        ("Where?", "There."),
    ]


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
        ("a.docx", b"PK\x03\x04", "ends in '.docx', which is not read. Known are"),
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
