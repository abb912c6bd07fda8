"""Writer of imports: a new pack, or the changes to one that is there, and the record of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from bot.pack.editing.text_files import TextFile, replace_file
from bot.pack.editing.yaml_edits import EditError, add_entry, add_item, set_text
from bot.pack.editing.yaml_writing import Value, inline
from bot.pack.importing.existing import Existing, pack_file, parsed, question_files
from bot.pack.importing.merging import ChangeKind, Difference, Merge
from bot.pack.importing.models import FaqEntry
from bot.pack.importing.record import RECORD_FILE, Record
from bot.pack.slugs import id_from, readable_id

_HEAD = """\
# {title}: what `python -m bot import-faq` made of {source}.
# title is all that is required; docs/pack-format.md describes every key.
"""


@dataclass(frozen=True, slots=True)
class PackHead:
    """What a new pack's `pack.yaml` says: its title, the code of its language, and where it comes from."""

    title: str
    language: str
    source: str


def write_import(folder: Path, merge: Merge, record: Record, head: PackHead) -> tuple[list[Path], list[str]]:
    """Carry out a merge, all changes of a file at once; each file is written whole or not at all.

    Args:
        folder: the pack's; made if it is not there.
        merge: what is to be done.
        record: written last, so that an import that was interrupted is done again.
        head: for a new pack.

    Returns:
        The files written, and a sentence for each change that has to be made by hand.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[Path, TextFile] = {}
    texts: dict[Path, str] = {}
    by_hand: list[str] = []

    def text_of(path: Path) -> str:
        if path not in texts:
            files[path] = TextFile.read(path)
            texts[path] = files[path].text
        return texts[path]

    for change in merge.changes:
        if change.kind is ChangeKind.UPDATED and change.existing is not None:
            path = folder / change.existing.file
            try:
                texts[path] = _updated(text_of(path), change, change.existing)
            except EditError as error:
                by_hand.append(f"{change.place}: {change.entry}: {error}")
    added = [(change.entry, change.added) for change in merge.changes if change.added is not None]
    ids = _topic_ids(folder, [entry.topic for _, entry in added if entry.topic])
    for path, entries in _by_file(folder, added, ids).items():
        for name, entry in entries:
            try:
                texts[path] = add_entry(text_of(path), fields_of(name, entry))
            except EditError as error:
                by_hand.append(f"{path.relative_to(folder)}: {name}: {error}")
    _write_head(folder, ids, head, text_of, texts)
    written = [path for path, text in texts.items() if text != files[path].text or not path.exists()]
    for path in written:
        files[path].write(texts[path])
    replace_file(folder / RECORD_FILE, record.text().encode())
    return written, by_hand


def fields_of(name: str, entry: FaqEntry) -> Mapping[str, Value]:
    """An entry as keys with values, in the order in which they are written."""
    return {
        "id": name,
        "question": entry.question,
        "answer": entry.answer if "\n" not in entry.answer else f"{entry.answer}\n",
        "source": entry.source,
        "see_also": entry.see_also,
        "phrasings": entry.phrasings,
    }


def _updated(text: str, change: Difference, existing: Existing) -> str:
    """A file with one change in it."""
    if change.field in ("phrasings", "see_also"):
        return add_item(text, (existing.index,), change.field, change.after)
    after = change.after if "\n" not in change.after else f"{change.after}\n"
    return set_text(text, (existing.index, *existing.keys[change.field]), after)


def _topic_ids(folder: Path, topics: Iterable[str]) -> dict[str, str]:
    """Topics with their ids: those that `pack.yaml` lists or files are called by, else new ones.

    In a pack that lists topics a new one is written as a string there, whose id is made of it whenever it is read.
    """
    path = pack_file(folder)
    listed = _listed_topics(parsed(folder, path)[1]) if path else None
    files = {each.stem for each in question_files(folder)}

    def id_of(topic: str) -> str:
        if listed is None:
            return id_from(topic) if id_from(topic) in files else readable_id(topic)
        return listed.get(topic) or id_from(topic)

    return {topic: id_of(topic) for topic in dict.fromkeys(topics)}


def _listed_topics(data: Any) -> dict[str, str] | None:
    """The ids of the topics that `pack.yaml` lists, by what they are called; None where it lists none."""
    listed: Any = cast("dict[str, Any]", data).get("topics") if isinstance(data, dict) else None
    if not isinstance(listed, list):
        return None
    found: dict[str, str] = {}
    for each in cast("list[Any]", listed):
        topic = cast("dict[str, Any]", each) if isinstance(each, dict) else {"title": str(each)}
        titles: Any = topic.get("title", "")
        texts = list(cast("dict[str, Any]", titles).values()) if isinstance(titles, dict) else [titles]
        name = str(topic.get("id") or id_from(str(next(iter(texts), ""))))
        found |= {str(text): name for text in texts}
    return found


def _by_file(
    folder: Path, added: Iterable[tuple[str, FaqEntry]], ids: Mapping[str, str]
) -> dict[Path, list[tuple[str, FaqEntry]]]:
    """New entries by the file they go into: that of their topic, or the one for those without."""
    found: defaultdict[Path, list[tuple[str, FaqEntry]]] = defaultdict(list)
    present = {path.with_suffix("").relative_to(folder): path for path in question_files(folder)}
    for name, entry in added:
        place = Path("questions", ids[entry.topic]) if entry.topic else Path("questions")
        found[present.get(place, folder / f"{place}.yaml")].append((name, entry))
    return found


def _write_head(folder: Path, topics: Mapping[str, str], head: PackHead, text_of: Any, texts: dict[Path, str]) -> None:
    """Write `pack.yaml` if there is none; list new topics in one that lists topics."""
    path = pack_file(folder)
    if path is None:
        path = folder / "pack.yaml"
        lines = [
            _HEAD.format(title=" ".join(head.title.split()), source=head.source),
            f"title: {inline(head.title)}\n",
            f"languages: [{head.language}]\n",
            *(["topics:\n"] if topics else []),
            *(f"  - id: {name}\n    title: {inline(topic)}\n" for topic, name in topics.items()),
        ]
        text_of(path)
        texts[path] = "".join(lines)
        return
    listed = _listed_topics(parsed(folder, path)[1])
    for topic, name in topics.items():
        if listed is not None and name not in listed.values():
            texts[path] = _with_topic(text_of(path), topic)


def _with_topic(text: str, topic: str) -> str:
    """`pack.yaml` with one more topic; a string is enough, its id is made from it."""
    try:
        return add_item(text, (), "topics", topic)
    except EditError:
        return text
