"""`chat`: a conversation, typed or piped."""

from __future__ import annotations

import re

from rich.console import Console

from bot.cli.chatting import ChatLoop
from bot.cli.common import Workspace
from bot.matching import Candidate, Decision, Engine, Reply, Why
from bot.pack.models import Pack
from bot.settings import load_settings
from tests.support.command_line import Footnote


def test_it_opens_with_what_the_library_is_and_three_examples(footnote: Footnote) -> None:
    result = footnote("chat", stdin="")
    assert result.exit_code == 0
    first, second, *examples = result.stdout.splitlines()[:5]
    assert first.strip() == "Millbrook village library"
    assert second.strip() == "Two notices from the noticeboard of a village library."
    assert [example.strip() for example in examples] == [
        "· When is the library open?",
        "· How many books may I borrow?",
        "· What does a late book cost?",
    ]


def test_piped_questions_are_shown_and_answered_until_quit(footnote: Footnote) -> None:
    result = footnote("chat", stdin="when is the library open\n\n能借多久\nquit\nwhere is the library\n")
    assert result.exit_code == 0
    assert "> when is the library open" in result.stdout
    assert "Ada Finch gives the hours" in result.stdout
    assert "每位读者可借六本书" in result.stdout
    assert "beside the old mill" not in result.stdout


def test_the_other_commands_work_inside_a_conversation(footnote: Footnote) -> None:
    typed = "/define library card\n/search old mill\n/quote\n/quote\n/dance\n/why\nwhen is the library open\n/why\n"
    said = footnote("chat", stdin=typed).stdout
    assert "jiè shū zhèng" in said
    assert "The library stands beside the old mill" in said
    first, second = re.findall(r"> /quote\n(“.+”)", said)
    assert first != second
    assert said.count("/define TERM") == 3  # at the start, for /dance, and for /why before there is anything to explain
    assert "Decision: answer. Confidence" in said


class Undecided(Engine):
    """An engine that always finds two entries equally likely."""

    def ask(self, text: str, **_: object) -> Reply:  # pyright: ignore[reportIncompatibleMethodOverride]
        first, second = self.pack.questions[:2]
        near = (Candidate(first, 0.5, "a"), Candidate(second, 0.5, "b"))
        why = Why(phrasing="a", confidence=0.5, runner_up=second, runner_up_confidence=0.5, threshold=0.8)
        return Reply(text, Decision.SUGGEST, 0.5, None, None, near, (), "en", why, 1)


def test_a_number_chooses_among_the_entries_on_offer(village: Pack) -> None:
    console = Console(record=True, width=100, quiet=False, file=None)
    talk = ChatLoop(
        Workspace(load_settings(), village, Undecided.restored(village, Engine.build(village, vectors=None).state())),
        console,
        None,
    )
    with console.capture() as offered:
        talk.take("books or hours")
    first, second = village.questions[:2]
    assert f"1. {first.title('en')}" in offered.get()
    assert f"2. {second.title('en')}" in offered.get()
    assert "Type a number, 1 to 2." in offered.get()
    with console.capture() as chosen:
        talk.take("2")
    assert second.answer.first[:40] in chosen.get()
    with console.capture() as out_of_range:
        talk.take("3")
    assert "1. " in out_of_range.get()  # not a choice, so it was asked as a question
