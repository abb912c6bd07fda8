"""Many questions at once, as JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command_line import Footnote


def lines(*objects: object) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects)


def test_every_line_is_answered_in_order_under_its_own_id(footnote: Footnote) -> None:
    asked = lines(
        {"id": "b", "text": "when is the library open"},
        {"id": 7, "text": "能借多久"},
        {"id": "a", "text": "hello", "answers": ["kept for a judge"]},
    )
    result = footnote("ask", "--batch", "-", stdin=asked)
    assert result.exit_code == 0
    assert result.stderr == ""
    replies = [json.loads(line) for line in result.stdout.splitlines()]
    assert [reply["id"] for reply in replies] == ["b", 7, "a"]
    assert [reply["answer"]["id"] for reply in replies] == ["opening-times", "how-many-books", "greeting"]
    assert "每位读者可借六本书" in result.stdout  # not as \u escapes


def test_a_line_without_an_id_is_known_by_its_number(footnote: Footnote) -> None:
    result = footnote("ask", "--batch", "-", stdin="\n" + lines({"text": "hello"}, {"text": ""}))
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["2", "3"]


def test_malformed_lines_are_reported_by_number_and_the_rest_is_answered(footnote: Footnote) -> None:
    good = lines({"id": "x", "text": "hello"}).encode()
    bad = [b"not json\n", b'{"id": "y"}\n', b'{"text": 5}\n', b'["hello"]\n', b'{"text": "\xff"}\n']
    result = footnote("ask", "--batch", "-", stdin=good + b"".join(bad) + good)
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["x", "x"]
    reported = result.stderr.splitlines()
    assert [line.split(":")[0] for line in reported[:-1]] == [f"line {number}" for number in range(2, 7)]
    assert "text" in reported[1]
    assert reported[-1].startswith("5 malformed lines left out")


def test_a_file_saved_by_windows_is_read_like_any_other(footnote: Footnote, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + lines({"id": "x", "text": "hello"}).replace("\n", "\r\n").encode())
    result = footnote("ask", "--batch", str(path))
    assert (result.exit_code, json.loads(result.stdout)["id"]) == (0, "x")


def test_a_file_that_cannot_be_read_is_told_without_a_traceback(footnote: Footnote, tmp_path: Path) -> None:
    missing = footnote("ask", "--batch", "missing.jsonl")
    assert missing.exit_code == 2
    assert "missing.jsonl" in missing.stderr
    folder = footnote("ask", "--batch", str(tmp_path))
    assert folder.exit_code in {1, 2}
    assert isinstance(folder.exception, SystemExit)


def test_terms_are_looked_up_in_a_batch(footnote: Footnote) -> None:
    asked = lines({"id": "t1", "text": "overdue book"}, {"id": "t2", "text": "photosynthesis"})
    found = [json.loads(line) for line in footnote("define", "--batch", "-", stdin=asked).stdout.splitlines()]
    assert [(each["id"], each["found"], each["term"]) for each in found] == [
        ("t1", True, "late book"),
        ("t2", False, None),
    ]


def test_passages_are_searched_in_a_batch(footnote: Footnote) -> None:
    asked = lines({"id": "s", "text": "bus stop"}, {"id": "none", "text": "zeppelin"})
    found = [json.loads(line) for line in footnote("search", "--batch", "-", stdin=asked).stdout.splitlines()]
    assert found[0]["passages"][0]["paragraph"] == 2
    assert found[1] == {"id": "none", "passages": []}


def test_lines_of_one_conversation_are_turns_of_it_and_its_key_is_given_back(footnote: Footnote) -> None:
    asked = lines(
        {"id": 1, "text": "when is the library open", "conversation": "ann"},
        {"id": 2, "text": "how many books may I borrow", "conversation": 7},
        {"id": 3, "text": "and when exactly?", "conversation": "ann"},
        {"id": 4, "text": "and when exactly?"},
        {"id": 5, "text": "and when exactly?", "conversation": "nobody said anything here"},
    )
    replies = [json.loads(line) for line in footnote("ask", "--batch", "-", stdin=asked).stdout.splitlines()]
    assert [each["conversation"] for each in replies] == ["ann", 7, "ann", None, "nobody said anything here"]
    follow_up, alone, first = replies[2:]
    assert follow_up["decision"] == "lookup"  # the sentence of the last answer that says when
    assert follow_up["answer"]["id"] == "opening-times"
    assert alone["decision"] != "answer"
    assert first["decision"] != "answer"
