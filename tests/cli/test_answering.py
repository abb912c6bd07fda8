"""`ask`, `define` and `search`, one text at a time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.resources import ROOT
from tests.support.command_line import Footnote
from tests.support.packs import VILLAGE


def test_an_answer_comes_with_its_question_its_words_and_its_source(footnote: Footnote) -> None:
    result = footnote("ask", "when is the library open")
    assert result.exit_code == 0
    assert "When is the library open?" in result.stdout
    assert "Ada Finch gives the hours as 9 to 5" in result.stdout
    assert "— Opening hours 2025, ¶1" in result.stdout
    assert result.stderr == ""


def test_a_question_needs_no_quotation_marks(footnote: Footnote) -> None:
    apart = footnote("ask", "--json", "how", "many", "books", "may", "i", "borrow")
    together = footnote("ask", "--json", "how many books may i borrow")
    assert json.loads(apart.stdout)["answer"] == json.loads(together.stdout)["answer"] is not None


def test_the_reply_is_in_the_language_of_the_question_unless_another_is_asked_for(footnote: Footnote) -> None:
    assert "艾达·芬奇写道" in footnote("ask", "图书馆几点开门").stdout
    assert "Ada Finch gives the hours" in footnote("ask", "--lang", "en", "图书馆几点开门").stdout


def test_json_has_the_keys_that_other_tools_rely_on(footnote: Footnote) -> None:
    result = footnote("ask", "--json", "what does a late book cost")
    (line,) = result.stdout.splitlines()
    reply = json.loads(line)
    keys = (
        "id conversation decision confidence answer answers absence said candidates passages language_line premise_line"
    )
    assert list(reply) == [*keys.split(), "micros"]
    assert reply["answers"] == [reply["answer"]]
    assert (reply["absence"], reply["said"]) == (None, None)
    assert reply["id"] == "1"
    assert reply["decision"] == "answer"
    assert 0 < reply["confidence"] <= 1
    assert reply["micros"] >= 0
    assert list(reply["answer"]) == ["id", "question", "text", "citations"]
    assert reply["answer"]["id"] == "late-fee"
    quote = "Children under twelve never pay for a late book."
    passage = f"{quote} Reading early matters more than returning on time."
    cited = {"article": "lending-rules", "paragraph": 3, "quote": quote, "passage": passage, "translation": None}
    assert reply["answer"]["citations"][1] == cited
    assert list(reply["candidates"][0]) == ["id", "question", "confidence", "citations"]


def test_a_greeting_is_answered_without_citations(footnote: Footnote) -> None:
    reply = json.loads(footnote("ask", "--json", "good morning").stdout)
    assert reply["decision"] == "chitchat"
    assert reply["answer"]["text"] == "Hello! Ask me about the library."
    assert reply["answer"]["citations"] == []
    assert "Hello! Ask me about the library." in footnote("ask", "good morning").stdout


def test_a_question_off_the_topic_has_no_answer_in_any_mode(footnote: Footnote) -> None:
    for mode in ("command", "channel"):
        result = footnote("ask", "--json", "--mode", mode, "xylophone quartets by zbigniew")
        assert result.exit_code == 0
        assert json.loads(result.stdout)["decision"] == "nothing"
        assert json.loads(result.stdout)["answer"] is None


def test_a_term_is_found_by_another_of_its_names(footnote: Footnote) -> None:
    result = footnote("define", "library card")
    assert result.exit_code == 0
    assert "reader's card  借书证  jiè shū zhèng" in result.stdout
    assert "— Lending rules 2025, ¶1" in result.stdout
    assert "Related: late book" in result.stdout


def test_a_definition_in_json_names_the_headword(footnote: Footnote) -> None:
    found = json.loads(footnote("define", "--json", "借书证").stdout)
    assert list(found) == ["id", "found", "term", "confidence", "candidates", "definition"]
    assert found["found"] is True
    assert found["term"] == "reader's card"
    assert found["candidates"][0]["id"] == found["definition"]["id"] == "readers-card"
    assert found["definition"]["text"] == "借阅规则提到的免费读者证件。"


def test_an_unknown_term_is_not_defined(footnote: Footnote) -> None:
    result = footnote("define", "photosynthesis")
    assert result.exit_code == 0
    assert "The glossary has no such term." in result.stdout
    missing = json.loads(footnote("define", "--json", "photosynthesis").stdout)
    assert (missing["found"], missing["term"], missing["definition"]) == (False, None, None)


def test_search_shows_the_best_passage_first_and_no_more_than_asked_for(footnote: Footnote) -> None:
    result = footnote("search", "--limit", "1", "old mill ramp")
    assert "The library stands beside the old mill" in result.stdout
    assert result.stdout.count("¶") == 1
    found = json.loads(footnote("search", "--json", "old mill ramp").stdout)
    assert found["passages"][0]["article"] == "opening-hours"
    assert found["passages"][0]["paragraph"] == 2


def test_a_search_without_hits_says_so(footnote: Footnote) -> None:
    assert "No passage contains these words." in footnote("search", "zeppelin").stdout


@pytest.mark.parametrize("command", ["ask", "define", "search"])
def test_nothing_to_answer_is_wrong_usage(footnote: Footnote, command: str) -> None:
    for arguments in ((), ("  ",)):
        result = footnote(command, *arguments)
        assert result.exit_code == 2
        assert "Give a TEXT" in result.stderr
        assert result.stdout == ""


def test_a_text_and_a_batch_together_are_wrong_usage(footnote: Footnote) -> None:
    result = footnote("ask", "--batch", "-", "hello", stdin="")
    assert result.exit_code == 2
    assert "not both" in result.stderr


def test_a_folder_that_does_not_exist_is_wrong_usage(footnote: Footnote) -> None:
    result = footnote("ask", "--seeds", "nowhere", "hello")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_a_pack_at_fault_is_told_with_file_and_line_and_nothing_is_answered(
    footnote: Footnote, village_copy: Path
) -> None:
    quotes = village_copy / "quotes.yaml"
    quotes.write_text(quotes.read_text("utf-8").replace("even if it only rains", "even if it only snows"), "utf-8")
    result = footnote("ask", "--seeds", str(village_copy), "hello")
    assert result.exit_code == 1
    assert "quotes.yaml:" in result.stderr
    assert "even-if-it-rains" in result.stderr
    assert result.stdout == ""


def test_seeds_on_the_command_line_win_over_the_settings(footnote: Footnote) -> None:
    assert footnote("ask", "--seeds", str(VILLAGE), "thanks a lot", BOT_SEEDS="nowhere").exit_code == 0
    result = footnote("ask", "thanks a lot", BOT_SEEDS="nowhere")
    assert result.exit_code == 2
    assert "There is no folder nowhere, which is to hold the pack. Correct BOT_SEEDS" in result.stderr


def test_a_wrong_setting_is_wrong_usage_and_names_itself(footnote: Footnote) -> None:
    result = footnote("ask", "hello", BOT_TOLERATED_ERROR="lots")
    assert result.exit_code == 2
    assert "BOT_TOLERATED_ERROR" in result.stderr


def test_colours_are_kept_out_of_a_pipe(footnote: Footnote) -> None:
    assert "\x1b" not in footnote("ask", "when is the library open").stdout
    assert "\x1b" in footnote("ask", "when is the library open", FORCE_COLOR="1").stdout


def test_the_examples_in_help_come_from_the_pack(footnote: Footnote) -> None:
    def help_of(command: str) -> str:
        shown = footnote(command, "--help", BOT_SEEDS=str(ROOT / "examples" / "makers-space")).stdout
        return " ".join(shown.split())

    assert "ask 'When is the Shed open?'" in help_of("ask")
    assert "define kerf" in help_of("define")
    assert "--topic visiting · quote --speaker SPEAKER" in help_of("quote")


def test_help_is_there_where_the_pack_cannot_be_read(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("title: [", "utf-8")
    result = footnote("ask", "--help", BOT_SEEDS=str(tmp_path))
    assert result.exit_code == 0
    assert "ask QUESTION" in result.stdout
