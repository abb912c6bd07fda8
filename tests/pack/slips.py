"""Slips of the hand in the files of a pack, as people make them in an editor: seeded, and told what became of each.

A slip is *caught* when the check names a place by it that was not named before; the place is right when it is the file
and a line of what was changed, or of the entry around it, or an entry elsewhere that refers to what went. It is
*harmless* when nothing is said, the pack loads, every other entry is as it was, and all that stands on the lines
changed is read: every word of them is in the pack that members see.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.pack.faults import Fault
from bot.pack.loader import inspect_pack
from bot.pack.models import Article, Entry
from bot.pack.reading.draft import Draft, PartCache

Change = Callable[[list[str], int, random.Random], list[str] | None]
"""Changes the lines of a file at one of them; None where it cannot be made there."""


class Outcome(StrEnum):
    """What became of a slip."""

    CAUGHT = "caught"
    ELSEWHERE = "caught, elsewhere"
    HARMLESS = "harmless"
    SILENT = "silent"


@dataclass(frozen=True)
class Slip:
    """One slip: its kind, the file, the line (from 1), and the lines of the file after it."""

    kind: str
    file: str
    line: int
    lines: list[str]


@dataclass(frozen=True)
class Judged:
    """A slip with what became of it, and what was said."""

    slip: Slip
    outcome: Outcome
    faults: tuple[Fault, ...]


def _key(lines: list[str], at: int) -> re.Match[str] | None:
    return re.match(r"^(\s*(?:- )?)([a-z_]+):( |$)", lines[at])


def _deleted(lines: list[str], at: int, _chance: random.Random) -> list[str]:
    return [*lines[:at], *lines[at + 1 :]]


def _twice(lines: list[str], at: int, _chance: random.Random) -> list[str]:
    return [*lines[: at + 1], *lines[at:]]


def _swapped(lines: list[str], at: int, _chance: random.Random) -> list[str] | None:
    if at + 1 >= len(lines) or lines[at] == lines[at + 1]:
        return None
    return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


def _replaced(lines: list[str], at: int, new: str) -> list[str] | None:
    return None if new == lines[at] else [*lines[:at], new, *lines[at + 1 :]]


def _indented(lines: list[str], at: int, chance: random.Random) -> list[str] | None:
    return _replaced(lines, at, " " * chance.choice((1, 2)) + lines[at])


def _outdented(lines: list[str], at: int, chance: random.Random) -> list[str] | None:
    width = len(lines[at]) - len(lines[at].lstrip())
    return _replaced(lines, at, lines[at][min(width, chance.choice((1, 2))) :])


def _tab(lines: list[str], at: int, _chance: random.Random) -> list[str] | None:
    return _replaced(lines, at, f"\t{lines[at].lstrip()}") if lines[at].startswith("  ") else None


def _no_colon(lines: list[str], at: int, _chance: random.Random) -> list[str] | None:
    found = _key(lines, at)
    return _replaced(lines, at, lines[at].replace(":", "", 1)) if found else None


def _no_space(lines: list[str], at: int, _chance: random.Random) -> list[str] | None:
    found = _key(lines, at)
    return _replaced(lines, at, lines[at].replace(": ", ":", 1)) if found else None


def _misspelt_key(lines: list[str], at: int, chance: random.Random) -> list[str] | None:
    found = _key(lines, at)
    if not found or len(found[2]) < 3:
        return None
    drop = chance.randrange(len(found[2]))
    return _replaced(lines, at, f"{found[1]}{found[2][:drop]}{found[2][drop + 1 :]}:{lines[at][found.end(2) + 1 :]}")


def _misspelt_word(lines: list[str], at: int, chance: random.Random) -> list[str] | None:
    words = [*re.finditer(r"\b[a-z]{4,}\b", lines[at])]
    if not words:
        return None
    word = chance.choice(words)
    return _replaced(lines, at, f"{lines[at][: word.start() + 1]}{lines[at][word.start() + 2 :]}")


def _comment(lines: list[str], at: int, chance: random.Random) -> list[str] | None:
    gaps = [gap.start() for gap in re.finditer(" ", lines[at].rstrip()) if gap.start() > len(lines[at]) // 3]
    if not gaps:
        return None
    gap = chance.choice(gaps)
    return _replaced(lines, at, f"{lines[at][:gap]} #{lines[at][gap + 1 :]}")


def _quotation_mark(lines: list[str], at: int, chance: random.Random) -> list[str] | None:
    found = _key(lines, at)
    marked = f'{lines[at][: found.end()]}"{lines[at][found.end() :]}' if found else None
    places = [place.start() for place in re.finditer("[\"']", lines[at])]
    if places and chance.random() < 0.5:
        place = chance.choice(places)
        return _replaced(lines, at, lines[at][:place] + lines[at][place + 1 :])
    return _replaced(lines, at, marked) if marked else None


def _other_value(lines: list[str], at: int, chance: random.Random) -> list[str] | None:
    found = _key(lines, at)
    if not found or not lines[at][found.end() :].strip() or lines[at].rstrip().endswith(("|", ">", "|-", ">-")):
        return None
    return _replaced(
        lines, at, lines[at][: found.end()] + chance.choice(("no", "1:30", "2024-01-01", "12", "[a", "~", ""))
    )


def _conflict(lines: list[str], at: int, _chance: random.Random) -> list[str]:
    return [*lines[:at], "<<<<<<< HEAD", lines[at], "=======", lines[at], ">>>>>>> other", *lines[at + 1 :]]


def _no_dash(lines: list[str], at: int, _chance: random.Random) -> list[str] | None:
    found = re.match(r"^(\s*)- ", lines[at])
    return _replaced(lines, at, f"{found[1]}{lines[at][found.end() :]}") if found else None


def _tight_dash(lines: list[str], at: int, _chance: random.Random) -> list[str] | None:
    found = re.match(r"^(\s*)- ", lines[at])
    return _replaced(lines, at, f"{found[1]}-{lines[at][found.end() :]}") if found else None


def _bracket(lines: list[str], at: int, chance: random.Random) -> list[str] | None:
    places = [place.start() for place in re.finditer(r"[\[\](){}`*]", lines[at])]
    if not places:
        return None
    place = chance.choice(places)
    return _replaced(lines, at, lines[at][:place] + lines[at][place + 1 :])


def _other_language(lines: list[str], at: int, _chance: random.Random) -> list[str] | None:
    found = re.match(r"^(\s+)(en|de|zh):", lines[at])
    return _replaced(lines, at, f"{found[1]}{found[2][::-1]}{lines[at][found.end() - 1 :]}") if found else None


def _cut_off(lines: list[str], at: int, chance: random.Random) -> list[str] | None:
    # Not at the end of a line: what is left is then a whole file, which nobody can tell from a shorter one.
    half = lines[at][: chance.randrange(1, len(lines[at]) + 1)]
    return [*lines[:at], half] if 0 < at < len(lines) - 1 else None


def _joined(lines: list[str], at: int, _chance: random.Random) -> list[str] | None:
    if at + 1 >= len(lines) or not lines[at + 1].strip():
        return None
    return [*lines[:at], f"{lines[at]} {lines[at + 1].strip()}", *lines[at + 2 :]]


def _stray_letter(lines: list[str], at: int, chance: random.Random) -> list[str] | None:
    place = chance.randrange(len(lines[at]) + 1)
    return _replaced(lines, at, lines[at][:place] + chance.choice("xq7:#-\"'[{@`%&*!|>\x00\x07") + lines[at][place:])


KINDS: Mapping[str, Change] = {
    "line deleted": _deleted,
    "line twice": _twice,
    "lines swapped": _swapped,
    "indented": _indented,
    "outdented": _outdented,
    "tab": _tab,
    "colon missing": _no_colon,
    "space after colon missing": _no_space,
    "key misspelt": _misspelt_key,
    "word misspelt": _misspelt_word,
    "comment": _comment,
    "quotation mark": _quotation_mark,
    "another value": _other_value,
    "merge conflict": _conflict,
    "dash missing": _no_dash,
    "space after dash missing": _tight_dash,
    "bracket or mark missing": _bracket,
    "another language": _other_language,
    "file cut off": _cut_off,
    "lines joined": _joined,
    "stray character": _stray_letter,
}


class Slipping:
    """A copy of a pack in which slips are made one by one; each is taken back before the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cache: PartCache = {}
        draft, faults = _told(folder, self._cache)
        self._before = Counter((fault.file, fault.entry, fault.problem) for fault in faults)
        self._entries = _entries(draft)
        files = [path for path in sorted(folder.rglob("*")) if path.suffix in (".yaml", ".md") and path.is_file()]
        self._texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}

    def slips(self, chance: random.Random) -> Iterator[Slip]:
        """Slips without end: every kind as often, every file as often."""
        while True:
            for kind in chance.sample([*KINDS], len(KINDS)):
                file = chance.choice([*self._texts])
                lines = self._texts[file].split("\n")
                at = chance.randrange(len(lines))
                if not lines[at].strip() or lines[at].lstrip().startswith("#"):
                    continue
                made = KINDS[kind](lines, at, chance)
                if made is not None and made != lines:
                    yield Slip(kind, file, at + 1, made)

    def judge(self, slip: Slip) -> Judged:
        """What becomes of a slip."""
        path, text = self.folder / slip.file, "\n".join(slip.lines)
        path.write_bytes(text.encode())
        try:
            draft, faults = _told(self.folder, dict(self._cache))
        finally:
            path.write_bytes(self._texts[slip.file].encode())
        before = Counter(self._before)
        new: list[Fault] = []
        for fault in faults:
            key = (fault.file, fault.entry, fault.problem)
            before[key] -= 1
            if before[key] < 0:
                new.append(fault)
        after = _entries(draft)
        old, now = self._touched(slip, self._entries), self._touched(slip, after)
        if new:
            gone = [name for name in self._entries if name not in after]
            right = any(self._is_right(fault, slip, gone, (*old.values(), *now.values())) for fault in new)
            return Judged(slip, Outcome.CAUGHT if right else Outcome.ELSEWHERE, tuple(new))
        return Judged(slip, Outcome.HARMLESS if self._is_harmless(slip, old, now, after) else Outcome.SILENT, ())

    @staticmethod
    def _touched(slip: Slip, entries: Mapping[str, _Placed]) -> dict[str, _Placed]:
        """Entries on whose lines the slip is."""
        here = {name: each for name, each in entries.items() if each.file == slip.file}
        return {name: each for name, each in here.items() if each.first - 1 <= slip.line <= each.last + 1}

    @staticmethod
    def _is_right(fault: Fault, slip: Slip, gone: Sequence[str], entries: Sequence[_Placed]) -> bool:
        if fault.file != slip.file:  # somebody refers to what went, or to what is called otherwise now
            told = f"{fault.entry} {fault.problem}"
            if slip.file.startswith("articles/") and Path(slip.file).stem in told:
                return True  # a citation no longer finds its words in that article
            changed = re.findall(r"[\w-]{4,}", slip.lines[min(slip.line, len(slip.lines)) - 1])
            return any(name.split(" ")[-1] in told for name in gone) or any(f"'{word}'" in told for word in changed)
        near = [(slip.line - 1, slip.line + 5), *((each.first, each.last) for each in entries)]
        return any(first <= fault.line <= last for first, last in near)

    def _is_harmless(
        self, slip: Slip, old: Mapping[str, _Placed], now: Mapping[str, _Placed], after: Mapping[str, _Placed]
    ) -> bool:
        others = {name: each.text for name, each in self._entries.items() if name not in old and name not in now}
        if any(name not in after or after[name].text != text for name, text in others.items()):
            return False
        typed = Counter(self._words(slip.lines)) - Counter(self._words(self._texts[slip.file].split("\n")))
        read = Counter(word for each in now.values() for word in _words_of(each.text))
        return all(read[word] >= 1 for word in typed)

    @staticmethod
    def _words(lines: list[str]) -> list[str]:
        kept = (re.sub(r"^\s*(?:- )?[a-z_]+:(?=\s|$)", "", line) for line in lines if not line.lstrip().startswith("#"))
        return [word for line in kept for word in _words_of(line)]


@dataclass(frozen=True)
class _Placed:
    """An entry: its file, its first and last line, and all that it says."""

    file: str
    first: int
    last: int
    text: str


def _told(folder: Path, cache: PartCache) -> tuple[Draft, list[Fault]]:
    """A pack as it is read, with its faults and the advice on it."""
    found = inspect_pack(folder, cache)
    return found.draft, [*found.faults, *found.advice]


def _words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text)


def _entries(draft: Draft) -> dict[str, _Placed]:
    """Everything that a draft holds by kind and name."""
    found = [(each.source.name, each.line(), each.entry) for each in draft.everything()]
    starts: dict[str, list[int]] = {}
    for file, line, _ in found:
        starts.setdefault(file, []).append(line)
    placed: dict[str, _Placed] = {}
    for file, line, entry in found:
        last = min((other for other in starts[file] if other > line), default=10**6) - 1
        placed[f"{type(entry).__name__} {_name(entry)}"] = _Placed(file, line, last, _said(entry))
    return placed


def _name(entry: Entry | Article) -> str:
    return str(getattr(entry, "id", "") or getattr(entry, "text", "") or "pack")


def _said(entry: Entry | Article) -> str:
    return json.dumps(entry.model_dump(), default=str, ensure_ascii=False).replace("\\n", "\n").replace("\\t", "\t")
