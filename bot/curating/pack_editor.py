"""Editor of a pack for curators: adds phrasings and entries, checks the pack after each, and takes a change back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import FootnoteError
from bot.pack.editing.text_files import TextFile, replace_file
from bot.pack.editing.yaml_edits import add_entry, add_item
from bot.pack.editing.yaml_writing import Value
from bot.pack.importing.existing import Existing, question_files, read_existing
from bot.pack.loader import examine
from bot.pack.reading.draft import PartCache
from bot.pack.slugs import id_from


class RefusedEditError(FootnoteError):
    """A change after which the pack would have a fault; it was taken back."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A change that was made.

    Attributes:
        told: what was changed, with file and line, in a sentence.
        path: the file, and `before` its bytes before the change; None where it was not there.
    """

    told: str
    path: Path
    before: bytes | None
    after: bytes


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

    def add_phrasing(self, entry: str, text: str) -> Edited:
        """Accept a wording as a way to ask an entry.

        Raises:
            EditError: the file is written in a way that cannot be added to.
            RefusedEditError: there is no such entry, or the pack would have a fault.
        """
        found = self.entries().get(entry)
        if found is None:
            raise RefusedEditError(f"The pack has no question {entry!r} any more.")
        path = self.folder / found.file
        file = TextFile.read(path)
        phrasing = " ".join(text.split())
        changed = add_item(file.text, (found.index,), "phrasings", phrasing)
        return self._write(file, changed, f"{found.place}: {entry}: {phrasing!r} is a phrasing.")

    def add_question(self, question: str, answer: str, *, topic: str = "", phrasings: Sequence[str] = ()) -> Edited:
        """Make an entry, at the end of the file of its topic.

        Args:
            question: its title.
            answer: Markdown.
            topic: name of the file in `questions/`; empty: the last of the files with questions, or `questions.yaml`.
            phrasings: ways to ask it.

        Raises:
            EditError: the file is written in a way that cannot be added to.
            RefusedEditError: the pack would have a fault.
        """
        files = {path.stem: path for path in question_files(self.folder)}
        path = files.get(topic) or (self.folder / "questions" / f"{topic}.yaml" if topic else None)
        path = path or next(reversed(files.values()), self.folder / "questions.yaml")
        file = TextFile.read(path)
        taken = self.entries()
        name = next(each for each in _names(id_from(question)) if each not in taken)
        fields: dict[str, Value] = {
            "id": name,
            "question": question.strip(),
            "answer": answer.strip() if "\n" not in answer.strip() else f"{answer.strip()}\n",
            "phrasings": [" ".join(each.split()) for each in phrasings],
        }
        place = path.relative_to(self.folder).as_posix()
        return self._write(file, add_entry(file.text, fields), f"{place}: {name} was added.")

    def undo(self) -> Edited | None:
        """Take the last change back; None when there is none left.

        Raises:
            RefusedEditError: somebody has changed the file since.
        """
        if not self._done:
            return None
        last = self._done[-1]
        if not last.path.exists() or last.path.read_bytes() != last.after:
            raise RefusedEditError(f"{last.path.name} was changed since, so the change stays. Take it out by hand.")
        self._restore(last.path, last.before)
        return self._done.pop()

    def _write(self, file: TextFile, text: str, told: str) -> Edited:
        """Put a change into a file, and take it out again if the pack has a fault that it had not before."""
        before = file.raw if file.path.exists() else None
        known = {(fault.entry, fault.problem) for fault in examine(self.folder, self._parts)[1]}
        file.write(text)
        new = [fault for fault in examine(self.folder, self._parts)[1] if (fault.entry, fault.problem) not in known]
        if new:
            self._restore(file.path, before)
            raise RefusedEditError(str(new[0]))
        done = Edited(told, file.path, before, file.path.read_bytes())
        self._done.append(done)
        return done

    @staticmethod
    def _restore(path: Path, before: bytes | None) -> None:
        if before is None:
            path.unlink()
        else:
            replace_file(path, before)


def _names(name: str) -> list[str]:
    """An id, and others for when it is taken."""
    return [name, *(f"{name[:56]}-{number}" for number in range(2, 1000))]
