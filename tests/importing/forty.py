"""Forty awkward entries of a help desk, and the five formats in which FAQs come, written from them."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Item:
    """An entry as its author meant it; `links` and `blocks` are counted by hand."""

    question: str
    answer: str
    phrasings: tuple[str, ...] = ()
    topic: str = "General"
    links: int = 0
    blocks: int = 0


_FENCE = """Run this:

```sh
# Is this a heading?
Q: no question
curl https://example.org/install | sh   # comment: no YAML
\tindented with a tab

---
```

Then start again."""

_NESTED = """1. Open **Settings**.
2. Choose one:
   - *Guest*
   - Member, see [prices](https://example.org/prices)
3. Press `Save`."""

_AWKWARD = [
    Item("How do I set `PATH`?", _FENCE, ("path variable", "command not found after install"), "Setup", 0, 1),
    Item("How do I become a member?", _NESTED, ("sign up", "join"), "Membership", 1),
    Item("Can I pay by card?", "yes", ("do you take visa",), "Membership"),
    Item("When do you open?", "1:30", ("hours",), "Membership"),
    Item("Is there parking?", "no", (), "Membership"),
    Item("What does error #12 mean?", "The disk is full: delete C:\\new\\temp # carefully.", ("error #12",), "Setup"),
    Item("Who runs this?", "- We do.\n- You do.\n\n> And nobody else.", ("who are you",)),
    Item("What is {name} in a template?", "{name} is filled in; `{other}` is not.", ()),
    Item("Why “quotes” and it's?", "\"Both\" kinds, it's fine: 'single' too.", ("why quotes",)),
    Item(
        "Wie leihe ich ein Gerät aus?", "Über die **Übersicht** – dort auf *Ausleihen* drücken.", ("gerät ausleihen",)
    ),
    Item("打印机在哪里？", "在二楼。", ("打印机",)),
    Item("Where is the 3D printer 🖨️?", "Upstairs 👍 <#123456789012345678>", ("3d printer",)),
    Item(
        "What are the rules?",
        "## Rules\n\n- No food\n- ||No spoilers||\n\n### More\n\nSee <https://example.org/rules>.",
        (),
        "General",
        1,
    ),
    Item(
        "How do I write code in a message?",
        "Between fences:\n\n~~~\n```py\nprint('hi')\n```\n~~~",
        ("code block",),
        "Setup",
        0,
        1,
    ),
    Item("Which ports are used?", "8080 and 22.", ("ports",), "Setup"),
    Item("Does it work with * and _ in names?", "my_file_name and a * b stay as they are.", (), "Setup"),
    Item(
        "How do I reset everything, including the settings that were made by somebody else years ago?",
        "Hold the button.\n\n    indented code\n\nThen wait.",
        (),
        "Setup",
        0,
        1,
    ),
    Item(
        "Can I bring a friend?",
        "Yes, two: one [as a guest](https://example.org/guest_list_(new)) and one more.",
        (),
        "Membership",
        1,
    ),
    Item("What is null?", "null", (), "Setup"),
    Item(
        "Do you have a newsletter?",
        'Yes: https://example.org/news and [here](https://example.org/sign-up "Sign up").',
        (),
        "General",
        2,
    ),
]
FORTY = [
    *_AWKWARD,
    *(
        Item(
            f"What does station {number} do?",
            f"Station {number} cuts sheets of up to {number} mm.\n\nIts page is [station {number}](https://example.org/s/{number}).",
            (f"station {number}", f"use of station no {number}"),
            "Stations",
            1,
        )
        for number in range(1, 21)
    ),
]


def markdown() -> str:
    """An FAQ with sections, numbered questions, a list of contents, and one answer of each troublesome kind."""
    parts = [
        "---\ntitle: The Workshop\ntags: [faq]\n---\n\n# The Workshop FAQ\n\n"
        "Read [this](https://example.org/first) first.\n\n## Contents\n\n- [General](#general)\n"
    ]
    for topic in dict.fromkeys(item.topic for item in FORTY):
        parts.append(f"\n## {topic}\n")
        parts += [
            f"\n### {number}. {item.question} {{#q{number}}}\n\n{deeper(item.answer)}\n"
            for number, item in enumerate(FORTY, 1)
            if item.topic == topic
        ]
    return "".join(parts)


def deeper(answer: str) -> str:
    """Headings inside an answer stand below its question."""
    return answer.replace("### More", "##### More").replace("## Rules", "#### Rules")


def in_bold(answer: str) -> str:
    """Such headings as Discord shows them: it has three levels."""
    return answer.replace("### More", "**More**").replace("## Rules", "**Rules**")


def tags(folder: Path) -> None:
    """A folder with a file for each entry, by topic; the title stands in the front matter."""
    for number, item in enumerate(FORTY, 1):
        place = folder / item.topic.lower() / f"tag-{number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        matter = yaml.safe_dump({"title": item.question, "aliases": list(item.phrasings)}, allow_unicode=True)
        place.write_text(f"---\n{matter}---\n{item.answer}\n", "utf-8")
    (folder / "logo.png").write_bytes(b"\x89PNG")


def qna_tsv() -> bytes:
    """An export of QnA Maker: tabs, UTF-16, \\n for line ends, a row for each phrasing, metadata, prompts."""
    out = StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\r\n")
    writer.writerow(
        ["Question", "Answer", "Source", "Metadata", "SuggestedQuestions", "IsContextOnly", "Prompts", "QnaId"]
    )
    for number, item in enumerate(FORTY, 1):
        prompts = '[{"displayOrder":0,"qnaId":2,"displayText":"Join"}]' if number == 1 else "[]"
        for asked in (item.question, *item.phrasings):
            answer = item.answer.replace("\n", "\\n")
            metadata = f"category:{item.topic}|editor:ada" if number == 3 else f"category:{item.topic}"
            writer.writerow([asked, answer, "https://example.org/faq", metadata, "[]", "False", prompts, number])
    return out.getvalue().encode("utf-16")


def _dump(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def rasa(folder: Path) -> None:
    """A Rasa project: retrieval intents, responses, a lookup table, an entity, a second wording, an intent alone."""
    intents = [
        {"intent": f"faq/ask_{number}", "examples": "".join(f"- {text}\n" for text in (item.question, *item.phrasings))}
        for number, item in enumerate(FORTY, 1)
    ]
    intents[0]["examples"] += "- set it on [Windows](system)\n"
    intents += [{"lookup": "system", "examples": "- Windows\n"}, {"intent": "greet", "examples": "- hi\n- hello\n"}]
    responses: dict[str, list[dict[str, object]]] = {
        f"utter_faq/ask_{number}": [{"text": item.answer}] for number, item in enumerate(FORTY, 1)
    }
    responses["utter_faq/ask_2"].append({"text": "Ask at [the desk](https://example.org/desk)."})
    responses["utter_faq/ask_3"][0]["buttons"] = [{"title": "Pay", "payload": "/pay"}]
    responses["utter_bye"] = [{"text": "Bye, see https://example.org/bye"}]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nlu.yml").write_text(_dump({"version": "3.1", "nlu": intents}), "utf-8")
    (folder / "domain.yml").write_text(_dump({"version": "3.1", "responses": responses, "slots": {"a": 1}}), "utf-8")
    (folder / "config.yml").write_text("language: en\npipeline: []\n", "utf-8")


def azure_json() -> str:
    """An export of Azure's question answering."""
    qnas = [
        {
            "Id": number,
            "Answer": item.answer,
            "Source": "faq.docx",
            "Questions": [item.question, *item.phrasings],
            "Metadata": {"category": item.topic},
            "IsDocumentText": False,
        }
        for number, item in enumerate(FORTY, 1)
    ]
    return json.dumps({"Metadata": {"Language": "en"}, "Assets": {"Synonyms": [], "Qnas": qnas}}, indent=1)


def faq_page() -> str:
    """A page's structured data: FAQPage of schema.org, with HTML in its answers."""
    entities = [
        {
            "@type": "Question",
            "name": f"Question &amp; answer {number}?",
            "acceptedAnswer": {
                "@type": "Answer",
                "text": f"<p>Answer <b>{number}</b>, <a href='https://example.org/{number}'>more</a>.</p>"
                "<ul><li>one</li><li>two</li></ul><pre><code class='language-sh'>ls -l</code></pre>",
            },
        }
        for number in range(1, 41)
    ]
    return json.dumps({"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entities}, indent=1)
