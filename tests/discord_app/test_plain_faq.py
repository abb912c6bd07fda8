"""A pack of a title and questions as members see it: Markdown, sources, what is said apart, no button for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.discord_app.client import Footnote
from bot.library.library import Edition, Library
from bot.matching import Engine
from bot.pack.loader import load_pack
from bot.settings import load_settings
from tests.support.clock import FakeClock
from tests.support.memory_ports import nothing_stored

from .conftest import Town, labels, text

QUESTIONS = """\
- question: How do I reset my password?
  answer: |
    Open **Settings** and press [Reset](https://example.org/reset). Then:

    ```sh
    acme reset --now
    ```

    1. wait
    2. log in
  source: https://example.org/help/password
  caveat: how long the mail takes
  gloss: a password is a secret word
- question: Where is the office?
  answer:
    en: In the **old** mill.
    de: In der **alten** Mühle.
  source: The members' handbook
- question: What does a seat cost?
  answer: Nothing.
"""


@pytest.fixture
def bot(tmp_path: Path, clock: FakeClock) -> Footnote:
    (tmp_path / "pack.yaml").write_text("title: Help for Acme\nlanguages: [en, de]\n", "utf-8")
    (tmp_path / "questions.yaml").write_text(QUESTIONS, "utf-8")
    pack = load_pack(tmp_path)
    settings = load_settings(_env_file=None, seeds=tmp_path, shard_count=1)
    return Footnote(settings, Library(tmp_path, Edition(pack, Engine.build(pack))), ports=nothing_stored(clock))


async def test_markdown_is_shown_as_it_was_written_and_what_is_said_apart_in_small_print(town: Town) -> None:
    said = text(await town.ann.slash(town.square, "ask", question="How do I reset my password?"))
    assert "Open **Settings** and press [Reset](https://example.org/reset)." in said
    assert "```sh\nacme reset --now\n```" in said
    assert "1. wait\n2. log in" in said
    assert "-# Not in the library: how long the mail takes" in said
    assert "-# In general use, not from the library: a password is a secret word" in said
    assert "-# Source: [example.org/help/password](https://example.org/help/password)" in said


async def test_the_name_of_a_source_is_shown_as_words(town: Town) -> None:
    said = text(await town.ann.slash(town.square, "ask", question="Where is the office?"))
    assert "-# Source: The members' handbook" in said


async def test_an_answer_without_a_source_says_nothing_of_one(town: Town) -> None:
    said = text(await town.ann.slash(town.square, "ask", question="What does a seat cost?"))
    assert "Source" not in said
    assert "library" not in said


async def test_an_answer_that_cites_nothing_has_no_button_for_passages(town: Town) -> None:
    for question in ("How do I reset my password?", "Where is the office?", "What does a seat cost?"):
        shown = await town.ann.slash(town.square, "ask", question=question)
        assert not {"Passages", "In context"} & {*labels(shown)}


async def test_an_answer_shown_again_in_another_language_keeps_its_markdown(town: Town) -> None:
    await town.ann.slash(town.square, "ask", question="Where is the office?")
    shown = await town.ann.slash(town.square, "ask", question="in German please")
    assert "In der **alten** Mühle." in text(shown)
    assert not {"Passages", "In context"} & {*labels(shown)}


async def test_where_it_is_from_is_told_by_its_source_or_by_what_the_library_is_called(town: Town) -> None:
    await town.ann.slash(town.square, "ask", question="Where is the office?")
    assert "It is from The members' handbook." in text(await town.ann.slash(town.square, "ask", question="source?"))
    await town.ann.slash(town.square, "ask", question="What does a seat cost?")
    assert "It is from this FAQ." in text(await town.ann.slash(town.square, "ask", question="source?"))
