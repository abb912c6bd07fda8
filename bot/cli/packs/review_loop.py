"""Review loop: one item of the worklist after the other, and what a curator types about each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from rich.console import Console, Group, RenderableType
from rich.text import Text

from bot.curating.pack_editor import Edited, NewEntry, PackEditor
from bot.curating.worklist import Missed, Suggested, Tie, VotedDown, Worklist
from bot.errors import FootnoteError
from bot.languages import DEFAULT
from bot.translations import voice

_QUIET = "dim"
_LEAVE = frozenset(("q", "quit", "exit"))


class Marker(Protocol):
    """Marks suggested questions."""

    def __call__(self, number: int, *, done: bool) -> None:
        """Mark one as done, or let it wait again."""
        ...


@dataclass(frozen=True, slots=True)
class _Step:
    """Something that was done, to be taken back: a change of the pack, a question marked as done, or both."""

    edited: Edited | None
    number: int | None


class ReviewLoop:
    """Goes through a worklist with somebody at a terminal."""

    def __init__(self, editor: PackEditor, mark: Marker, console: Console, typed: Callable[[str], str]) -> None:
        """Begin.

        Args:
            editor: of the pack.
            mark: marks suggested questions.
            console: where to show.
            typed: gives the next line that is typed, after showing what is asked for; raises `EOFError` at the end.
        """
        self._editor = editor
        self._mark = mark
        self._console = console
        self._typed = typed
        self._steps: list[_Step] = []

    @property
    def changes(self) -> int:
        """How many changes the pack has now."""
        return sum(step.edited is not None for step in self._steps)

    def run(self, items: Worklist) -> None:
        """Go through everything until the end, or until the curator leaves."""
        everything = [*items.suggested, *items.voted_down, *items.missed, *items.ties]
        try:
            for number, item in enumerate(everything, 1):
                self._console.print(Text(f"\n{number} of {len(everything)}", _QUIET))
                self._console.print(show_item(item))
                if not self._about(item):
                    break
        except EOFError:
            pass
        told = "change" if self.changes == 1 else "changes"
        self._console.print(Text(f"\n{self.changes} {told} in the pack. `git diff` shows them, `check` tries them."))

    def _about(self, item: Suggested | VotedDown | Missed | Tie) -> bool:
        """Do what is typed about an item until it is dealt with; whether to go on."""
        while True:
            line = self._typed(f"{_choices(item)}\n> ").strip()
            command, _, rest = line.partition(" ")
            try:
                if command in _LEAVE:
                    return False
                if command == "u":
                    self._undo()
                elif command in ("", "s"):
                    return True
                elif isinstance(item, Suggested):
                    if self._suggested(item, command, rest.strip()):
                        return True
                elif command == "p" and rest.strip() and _entry(item):
                    self._did(self._editor.add_phrasing(_entry(item), rest), None)
                else:
                    self._say(f"I do not know {line!r}.")
            except FootnoteError as error:
                self._say(f"Nothing was changed: {error}")

    def _suggested(self, item: Suggested, command: str, rest: str) -> bool:
        """Whether what was typed about a suggested question dealt with it."""
        if command.isdecimal() and 0 < int(command) <= len(item.near):
            self._did(self._editor.add_phrasing(item.near[int(command) - 1].entry, rest or item.text), item.number)
        elif command == "p" and rest.partition(" ")[0] in self._editor.entries():
            self._did(self._editor.add_phrasing(rest.partition(" ")[0], item.text), item.number)
        elif command == "n":
            self._new(item)
        elif command == "d":
            self._did(None, item.number)
        else:
            self._say(f"I do not know {command!r}.")
            return False
        return True

    def _new(self, item: Suggested) -> None:
        """Make an entry of a suggested question."""
        question = self._typed(f"Question (Enter for “{item.text}”): ").strip() or item.text
        topic = self._typed("Topic, the name of its file (Enter for the last file): ").strip()
        answer = "\n".join(self._answer())
        source = self._typed("Source, a link or a name (Enter for none): ").strip()
        phrasings = [] if question == item.text else [item.text]
        new = NewEntry(question, answer, topic, source, phrasings)
        self._did(self._editor.add_question(new), item.number)

    def _answer(self) -> Iterator[str]:
        """The lines of an answer, up to one with nothing but a full stop."""
        prompt = "Answer, in Markdown; a line with only a full stop ends it:\n"
        while (line := self._typed(prompt)) != ".":
            yield line
            prompt = ""

    def _did(self, edited: Edited | None, number: int | None) -> None:
        if number is not None:
            self._mark(number, done=True)
        self._steps.append(_Step(edited, number))
        self._say(edited.told if edited else "Dismissed.")

    def _undo(self) -> None:
        if not self._steps:
            self._say("There is nothing to take back.")
            return
        step = self._steps[-1]
        if step.edited is not None:
            self._editor.undo()
        if step.number is not None:
            self._mark(step.number, done=False)
        self._steps.pop()
        self._say(f"Undone: {step.edited.told}" if step.edited else "The question waits again.")

    def _say(self, sentence: str) -> None:
        self._console.print(Text(sentence), soft_wrap=True)


def show_item(item: Suggested | VotedDown | Missed | Tie) -> RenderableType:
    """One item with what is known of it."""
    match item:
        case Suggested():
            head = Text(f"“{item.text}”", "bold").append(f"  {item.language}, {item.suggested:%Y-%m-%d}", _QUIET)
            near = [
                Text(f"  {number}  {each.question}").append(f"  {each.entry}, {each.confidence:.2f}", _QUIET)
                for number, each in enumerate(item.near, 1)
            ]
            note = [Text("The first of these answers it now.", _QUIET)] if item.answered else []
            return Group(head, *near, *note)
        case VotedDown():
            votes = f"{item.votes.down} found this answer wrong or of no use, {item.votes.up} found it good: "
            head = Text(votes).append(item.question, "bold").append(f"  {item.place}", _QUIET)
            reasons = (f"{each.told(voice(DEFAULT)).lower()}: {count}" for each, count in item.votes.reasons.items())
            return Group(head, *(Text(f"  {each}", _QUIET) for each in reasons))
        case Missed() if not item.entry:
            return Text(f"{item.times} questions got no answer, and no entry was near them.")
        case Missed():
            told = f"{item.times} questions got no answer; this came nearest: "
            return Text(told).append(item.question, "bold").append(f"  {item.place}", _QUIET)
        case Tie():
            told = f"{item.count} phrasings of {item.entry} would go to {item.other} if they were not there."
            return Text(told).append(f"  {item.place}", _QUIET)


def _entry(item: VotedDown | Missed | Tie) -> str:
    return item.entry


def _choices(item: Suggested | VotedDown | Missed | Tie) -> str:
    """What may be typed about an item, in one line."""
    if isinstance(item, Suggested):
        numbers = f"1-{len(item.near)} it asks that (words after the number: in these words) · " if item.near else ""
        return f"{numbers}n new entry · d dismiss · s skip · u undo · q quit"
    phrase = "p WORDS another way to ask it · " if _entry(item) else ""
    return f"{phrase}s skip · u undo · q quit"
