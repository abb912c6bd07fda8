"""An FAQ imported again: what changed there changes here, and what curators changed stays, and is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.pack.loader import load_pack

FAQ = """# Help

## Keys

### How do I get a key?

Ask at the desk.

### What if I lose it?

Tell us.

## Rooms

### Which rooms are there?

Two.
"""
KEYS = Path("questions", "keys.yaml")


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    path = tmp_path / "faq.md"
    path.write_text(FAQ, "utf-8")
    return path


@pytest.fixture
def pack(tmp_path: Path, faq: Path) -> Path:
    folder = tmp_path / "pack"
    assert bring(faq, folder)[0] == 0
    return folder


def bring(faq: Path, folder: Path, *options: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["import-faq", str(faq), "--to", str(folder), *options])
    return ran.exit_code, ran.output


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_the_same_source_again_changes_nothing(faq: Path, pack: Path) -> None:
    before = {path: path.read_bytes() for path in pack.rglob("*") if path.is_file()}
    code, said = bring(faq, pack)
    assert code == 0
    assert "The same in both: 3." in said
    assert "Nothing to write" in said
    assert {path: path.read_bytes() for path in pack.rglob("*") if path.is_file()} == before


def test_a_pack_is_not_changed_without_a_yes(faq: Path, pack: Path) -> None:
    change(faq, "Ask at the desk.", "Ask Ada.")
    code, said = bring(faq, pack)
    assert code == 2
    assert "- Ask at the desk.\n    + Ask Ada." in said
    assert "add --yes" in said
    assert "Ask at the desk." in (pack / KEYS).read_text("utf-8")


def test_what_changed_in_the_source_changes_in_its_place_and_comments_stay(faq: Path, pack: Path) -> None:
    change(pack / KEYS, "  answer: Tell us.\n", "  answer: Tell us.  # checked in May\n  phrasings:\n    - key gone\n")
    change(faq, "Ask at the desk.", "Ask Ada:\n\n```\nkey please\n```")
    change(faq, "Two.", "Two.\n\n### Is there Wi-Fi?\n\nYes.")
    assert bring(faq, pack, "--yes")[0] == 0
    text = (pack / KEYS).read_text("utf-8")
    assert "  answer: |\n    Ask Ada:\n\n    ```\n    key please\n    ```\n" in text
    assert "  answer: Tell us.  # checked in May\n  phrasings:\n    - key gone\n" in text
    assert "- id: is-there-wi-fi\n" in (pack / "questions" / "rooms.yaml").read_text("utf-8")


def test_a_curators_wording_stays_and_the_sources_is_told_once(faq: Path, pack: Path) -> None:
    change(pack / KEYS, "answer: Ask at the desk.", "answer: Ask Grace at the desk.")
    change(faq, "Ask at the desk.", "Ask Ada.")
    _, said = bring(faq, pack, "--yes")
    assert "It was changed here since the last import." in said
    assert "answer: Ask Grace at the desk." in (pack / KEYS).read_text("utf-8")
    assert "It was changed here" not in bring(faq, pack, "--yes")[1]


def test_what_a_curator_took_out_stays_out_and_what_the_source_dropped_stays_in(faq: Path, pack: Path) -> None:
    text = (pack / KEYS).read_text("utf-8")
    (pack / KEYS).write_text(text[: text.index("- id: what-if-i-lose-it")], "utf-8")
    change(faq, "### Which rooms are there?\n\nTwo.\n", "")
    _, said = bring(faq, pack, "--yes")
    assert "what-if-i-lose-it" not in (pack / KEYS).read_text("utf-8")
    assert "stays out" in said
    assert "The source has it no more" in said
    assert "which-rooms-are-there" in (pack / "questions" / "rooms.yaml").read_text("utf-8")


def test_phrasings_that_a_curator_took_out_do_not_come_back_and_new_ones_are_added(tmp_path: Path) -> None:
    table = tmp_path / "faq.csv"
    table.write_text("Question,Answer,Alternative phrasings\nWhen?,Now.,at what time|which hour\n", "utf-8")
    pack = tmp_path / "pack"
    bring(table, pack)
    change(pack / "questions.yaml", "    - which hour\n", "    - what hour # better\n")
    table.write_text("Question,Answer,Alternative phrasings\nWhen?,Now.,at what time|which hour|how soon\n", "utf-8")
    assert bring(table, pack, "--yes")[0] == 0
    assert "    - at what time\n    - what hour # better\n    - how soon\n" in (pack / "questions.yaml").read_text()


def test_entries_that_stood_there_before_any_import_are_not_touched(tmp_path: Path, faq: Path) -> None:
    pack = tmp_path / "own"
    pack.mkdir()
    (pack / "pack.yaml").write_text("title: Ours\n")
    (pack / "questions.yaml").write_text("- question: How do I get a key?\n  answer: From me.\n")
    code, said = bring(faq, pack, "--yes")
    assert code == 0
    assert "It stands here already." in said
    assert (pack / "questions.yaml").read_text() == "- question: How do I get a key?\n  answer: From me.\n"
    assert (pack / "pack.yaml").read_text() == "title: Ours\n"


def test_a_dry_run_writes_nothing(tmp_path: Path, faq: Path) -> None:
    code, said = bring(faq, tmp_path / "dry", "--dry-run")
    assert code == 0
    assert "Nothing was written." in said
    assert not (tmp_path / "dry").exists()


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path, faq: Path) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "thesis.odt").write_bytes(b"PK")
    code, said = bring(faq, folder)
    assert code == 1
    assert "is not empty and holds no pack.yaml" in said
    assert [path.name for path in folder.iterdir()] == ["thesis.odt"]


def test_topics_and_ids_of_other_scripts_can_be_read_and_stay_when_imported_again(tmp_path: Path) -> None:
    faq, folder = tmp_path / "faq.md", tmp_path / "pack"
    text = "## 安装\n\n### 如何下载\n\n点一下。\n\n## 等级\n\n### 等级有什么用？\n\n好看。\n"
    faq.write_text(text, "utf-8")
    assert bring(faq, folder)[0] == 0
    assert sorted(path.name for path in folder.glob("questions/*")) == ["an-zhuang.yaml", "deng-ji.yaml"]
    faq.write_text(f"{text}\n## 安装\n\n### 如何更新\n\n再点一下。\n\n## 规则\n\n### 可以吗\n\n可以。\n", "utf-8")
    assert bring(faq, folder, "--yes")[0] == 0
    topics = load_pack(folder).topic_of
    assert topics["ru-he-geng-xin"] == topics["ru-he-xia-zai"] == "an-zhuang"
    assert topics["deng-ji-you-shen-me-yong"] == "deng-ji"
    assert load_pack(folder).topic_by_id[topics["ke-yi-ma"]].title.first == "规则"
