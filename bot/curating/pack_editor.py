"""Editor of a pack for curators: adds phrasings and entries, checks the pack after each, and takes a change back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import FootnoteError
from bot.pack.editing.text_files import TextFile, replace_file
from bot.pack.editing.yaml_edits import add_entry, add_item
from bot.pack.editing.yaml_writing import Value, entry, scalar
from bot.pack.importing.existing import Existing, question_files, read_existing
from bot.pack.kinds import ID_FILE
from bot.pack.loader import examine
from bot.pack.reading.draft import PartCache
from bot.pack.slugs import id_from, readable_id


class RefusedEditError(FootnoteError):
    """A change after which the pack would have a fault; it was taken back."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be made.

    Attributes:
        question: its title.
        answer: Markdown.
        topic: name of the file in `questions/`; empty: the last of the files with questions, or `questions.yaml`.
        source: a link or a name, shown under the answer; empty: none.
        phrasings: ways to ask it.
    """

    question: str
    answer: str
    topic: str = ""
    source: str = ""
    phrasings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change as it would be written, for somebody who makes it by hand.

    Attributes:
        place: the file, with the line of the entry where there is one.
        yaml: what is to stand there.
    """

    place: str
    yaml: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file with its bytes before a change (None where it was not there) and after it."""

    path: Path
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Edited:
    """A change that was made.

    Attributes:
        told: what was changed, with file and line, in a sentence.
        place: the file, with the line where there is one.
        files: what was written.
    """

    told: str
    place: str
    files: tuple[FileChange, ...]


class PackEditor:
    """Changes the questions of one pack; every change is in the file at once, for a running bot to read."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self._language = language
        self._done: list[Edited] = []
        self._parts: PartCache = {}

    def entries(self) -> Mapping[str, Existing]:
        """The questions of the pack by id, as they stand in its files now."""
        return read_existing(self.folder, self._language)

    def propose_phrasing(self, entry: str, text: str) -> Proposal:
        """What `add_phrasing` would write, and where."""
        return Proposal(self._entry(entry).place, f"phrasings:\n  - {scalar(_in_one_line(text), 4)}\n")

    def propose_question(self, new: NewEntry) -> Proposal:
        """What `add_question` would write, and where."""
        return Proposal(self._file_of(new.topic).relative_to(self.folder).as_posix(), entry(self._fields(new)))

    def add_phrasing(self, entry: str, text: str) -> Edited:
        """Accept a wording as a way to ask an entry.

        Raises:
            EditError: the file is written in a way that cannot be added to.
            RefusedEditError: there is no such entry, or the pack would have a fault.
        """
        found = self._entry(entry)
        phrasing = _in_one_line(text)
        file = TextFile.read(self.folder / found.file)
        changed = add_item(file.text, (found.index,), "phrasings", phrasing)
        return self._write({file: changed}, found.place, f"{entry}: {phrasing!r} is a phrasing.")

    def add_question(self, new: NewEntry) -> Edited:
        """Make an entry, at the end of the file of its topic; where the pack registers its ids, the new one, too.

        Raises:
            EditError: the file is written in a way that cannot be added to.
            RefusedEditError: the pack would have a fault.
        """
        file = TextFile.read(self._file_of(new.topic))
        fields = self._fields(new)
        changed = {file: add_entry(file.text, fields)}
        register = TextFile.read(self.folder / ID_FILE)
        if register.path.exists():
            changed[register] = _registered(register.text, f"question {fields['id']}")
        place = file.path.relative_to(self.folder).as_posix()
        return self._write(changed, place, f"{fields['id']} was added.")

    def undo(self, change: Edited | None = None) -> Edited | None:
        """Take a change back, by default the last; None when there is none left.

        Raises:
            RefusedEditError: somebody has changed the file since.
        """
        if not self._done:
            return None
        undone = change or self._done[-1]
        for file in undone.files:
            if not file.path.exists() or file.path.read_bytes() != file.after:
                raise RefusedEditError(f"{file.path.name} was changed since, so the change stays. Take it out by hand.")
        self._restore(undone.files)
        self._done.remove(undone)
        return undone

    def _entry(self, name: str) -> Existing:
        found = self.entries().get(name)
        if found is None:
            raise RefusedEditError(f"The pack has no question {name!r} any more.")
        return found

    def _file_of(self, topic: str) -> Path:
        files = {path.stem: path for path in question_files(self.folder)}
        path = files.get(topic) or (self.folder / "questions" / f"{id_from(topic)}.yaml" if topic else None)
        return path or next(reversed(files.values()), self.folder / "questions.yaml")

    def _fields(self, new: NewEntry) -> dict[str, Value]:
        taken = self.entries()
        answer = new.answer.strip()
        return {
            "id": next(each for each in _names(readable_id(new.question)) if each not in taken),
            "question": _in_one_line(new.question),
            "answer": f"{answer}\n" if "\n" in answer else answer,
            "source": _in_one_line(new.source),
            "phrasings": [_in_one_line(each) for each in new.phrasings],
        }

    def _write(self, changed: Mapping[TextFile, str], place: str, told: str) -> Edited:
        """Put a change into its files, and take it out again if the pack has a fault that it had not before."""
        known = {(fault.entry, fault.problem) for fault in examine(self.folder, self._parts)[1]}
        written: list[FileChange] = []
        try:
            for file, text in changed.items():
                before = file.raw if file.path.exists() else None
                file.write(text)
                written.append(FileChange(file.path, before, file.path.read_bytes()))
            found = examine(self.folder, self._parts)[1]
            new = [fault for fault in found if (fault.entry, fault.problem) not in known]
        except BaseException:
            self._restore(written)
            raise
        if new:
            self._restore(written)
            raise RefusedEditError(str(new[0]))
        done = Edited(f"{place}: {told}", place, tuple(written))
        self._done.append(done)
        return done

    @staticmethod
    def _restore(files: Sequence[FileChange]) -> None:
        for file in reversed(files):
            if file.before is None:
                file.path.unlink()
            else:
                replace_file(file.path, file.before)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _registered(register: str, line: str) -> str:
    """A register of ids with one more line, in its place if the others are in order."""
    lines = register.splitlines()
    at = next((number for number, each in enumerate(lines) if each.split() > line.split()), len(lines))
    return "".join(f"{each}\n" for each in (*lines[:at], line, *lines[at:]))


def _names(name: str) -> list[str]:
    """An id, and others for when it is taken."""
    return [name, *(f"{name[:56]}-{number}" for number in range(2, 1000))]
