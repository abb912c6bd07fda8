"""The least pack that works, packs in other languages, and what a pack's policies ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.pack.loader import inspect_pack, load_pack
from bot.pack.slugs import id_from

QUESTIONS = """\
- question: How do I reset my password?
  answer: |
    Open **Settings → Account** and press [Reset](https://example.org/reset).
- question: Was kostet das?
  answer: Nichts.
  topic: prices
"""
ARTICLE = """\
---
id: rules
title: Rules
short: Rules
---

Rules

Keys cost 5 pounds. No. Our rule is that keys are never lent.
"""


def a_pack(folder: Path, info: str = "title: Help\n", questions: str = QUESTIONS) -> Path:
    (folder / "pack.yaml").write_text(info, "utf-8")
    (folder / "questions.yaml").write_text(questions, "utf-8")
    return folder


def with_article(folder: Path, answer: str, policies: str) -> Path:
    (folder / "articles").mkdir()
    (folder / "articles" / "rules.md").write_text(ARTICLE, "utf-8")
    entry = f"""\
- question: What is a key?
  answer: {answer!r}
  citations:
    - {{article: rules, paragraph: 1, quote: Keys cost 5 pounds.}}
    - {{article: rules, paragraph: 1, quote: Our rule is that keys are never lent.}}
"""
    return a_pack(folder, f"title: Help\npolicies: {policies}\n", entry)


def test_a_title_and_questions_are_a_pack_without_faults_and_without_advice(tmp_path: Path) -> None:
    found = inspect_pack(a_pack(tmp_path))
    assert (found.faults, found.advice) == ((), ())
    pack = load_pack(tmp_path)
    assert [question.id for question in pack.questions] == ["how-do-i-reset-my-password", "was-kostet-das"]
    assert (pack.info.languages, pack.info.accent) == (("en",), 0x5865F2)
    assert [topic.id for topic in pack.info.topics] == ["prices"]


def test_an_empty_folder_is_told_what_to_write(tmp_path: Path) -> None:
    told = [(fault.file, fault.problem) for fault in inspect_pack(tmp_path).faults]
    assert told == [("pack.yaml", "The pack has no pack.yaml."), ("questions.yaml", "The pack has no questions.")]
    assert all(": " in fault.remedy for fault in inspect_pack(tmp_path).faults)


def test_texts_may_be_in_any_languages_and_the_first_is_shown_to_others(tmp_path: Path) -> None:
    pair = "- question: {de: Wo?, ja: どこ}\n  answer: {ja: ここ, de: Hier.}\n"
    pack = load_pack(a_pack(tmp_path, "title: {de: Hilfe}\nlanguages: [de, ja]\n", pair))
    assert [pack.questions[0].answer.text(code) for code in ("ja", "de", "de-AT", "fr")] == [
        "ここ",
        "Hier.",
        "Hier.",
        "Hier.",
    ]
    assert pack.info.language_for("fr", "ja") == "ja"


def test_a_glossary_needs_no_chinese(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text("- term: fob\n  definition: A key without teeth.\n", "utf-8")
    (term,) = load_pack(a_pack(tmp_path)).terms
    assert (term.id, term.headwords("zh"), term.chinese) == ("fob", ("fob",), None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("How do I reset my password?", "how-do-i-reset-my-password"),
        ("What’s new?!", "whats-new"),
        ("Où est la clé ?", "ou-est-la-cle"),
        ("A B" * 40, id_from("A B" * 40)),
    ],
)
def test_ids_are_made_of_the_words_of_a_question(text: str, name: str) -> None:
    assert id_from(text) == name == id_from(text.upper() if text.isascii() else text)
    assert len(name) <= 60


def test_ids_of_other_scripts_are_short_and_stay_the_same() -> None:
    assert id_from("如何重置密码") == id_from("如何重置密码？") != id_from("如何重置")
    assert id_from("Как сбросить пароль").startswith("q-")


def test_two_questions_that_read_alike_are_told_how_to_tell_them_apart(tmp_path: Path) -> None:
    twice = "- question: Where?\n  answer: Here.\n- question: where\n  answer: There.\n"
    (fault,) = inspect_pack(a_pack(tmp_path, questions=twice)).faults
    assert "an id of its own" in fault.remedy


@pytest.mark.parametrize(
    ("policies", "faults", "advice"),
    [
        ("{support: required, attribution: required}", 3, 0),
        ("{}", 0, 3),
        ("{support: off, attribution: off}", 0, 0),
    ],
)
def test_policies_make_the_same_finding_a_fault_advice_or_nothing(
    policies: str, faults: int, advice: int, tmp_path: Path
) -> None:
    found = inspect_pack(with_article(tmp_path, "You ask Ada Finch for 7 of them.", policies))
    assert (len(found.faults), len(found.advice)) == (faults, advice), (found.faults, found.advice)


def test_list_numbers_first_words_and_marks_are_no_claims(tmp_path: Path) -> None:
    answer = "## Keys\\n1. Turn it.[1]\\n3. “Yes” is said.[2] Restart: Don’t.\\n- Press it"
    folder = with_article(tmp_path, "x", "{support: required, attribution: off}")
    path = folder / "questions.yaml"
    path.write_text(path.read_text("utf-8").replace("'x'", f'"{answer}"'), "utf-8")
    assert inspect_pack(folder).faults == ()


@pytest.mark.parametrize(
    ("answer", "problems"),
    [
        ("The article says so[1] and so[2].", []),
        ("The article says so[1].", ["No mark points to citation 2."]),
        ("The article says so[1][2][3].", ["The mark [3] points to no citation; there are 2."]),
    ],
)
def test_marks_and_citations_are_held_together(answer: str, problems: list[str], tmp_path: Path) -> None:
    found = inspect_pack(with_article(tmp_path, answer, "{marks: required}"))
    assert [fault.problem for fault in found.faults] == problems


def test_no_ends_a_sentence_unless_a_number_follows(tmp_path: Path) -> None:
    folder = with_article(tmp_path, "The article says so.", "{}")
    quote = (
        "- {text: Our rule is that keys are never lent., speaker: us, voice: author, article: rules, paragraph: 1}\n"
    )
    (folder / "quotes.yaml").write_text(quote, "utf-8")
    (folder / "pack.yaml").write_text("title: Help\nspeakers: [Us]\n", "utf-8")
    assert inspect_pack(folder).faults == ()


def test_advice_names_what_discord_does_not_show_with_its_line(tmp_path: Path) -> None:
    table = "- question: What?\n  answer: |\n    Look:\n\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n"
    (advice,) = inspect_pack(a_pack(tmp_path, questions=table)).advice
    assert (advice.file, advice.line, advice.entry) == ("questions.yaml", 5, "what")
    assert advice.problem == "A table is not shown as one in Discord."
