"""Importer of Rasa projects: intents with their examples (NLU), and the responses that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, cast

from yaml import YAMLError

from bot.pack.importing.formats import markdown_parts
from bot.pack.importing.formats.markdown_faq import as_markdown
from bot.pack.importing.formats.markdown_outline import asks
from bot.pack.importing.models import Amounts, FaqEntry, Note, NoteKind, ReadFaq, SourceError, SourceLine
from bot.pack.importing.source_files import SourceFile
from bot.pack.reading.source import Source, not_yaml
from bot.pack.reading.yaml_values import parse

_ENTITY = re.compile(r"\[([^\[\]]+)\](?:\([^()]*\)|\{[^{}]*\})")
_SLOT = re.compile(r"\{[a-z_][\w.]*\}")
_EXAMPLE = re.compile(r"^\s*[-*+]\s+(.*\S)\s*$")
_PASSED = frozenset(("nlu", "responses", "version", "rules", "stories"))


@dataclass(frozen=True, slots=True)
class _Intent:
    place: SourceLine
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Response:
    place: SourceLine
    variants: tuple[Mapping[str, Any], ...]


@dataclass(slots=True)
class _Project:
    """What all files of a project say together."""

    intents: dict[str, _Intent] = field(default_factory=dict[str, _Intent])
    responses: dict[str, _Response] = field(default_factory=dict[str, _Response])
    replies: dict[str, str] = field(default_factory=dict[str, str])
    """The response that rules and stories give to an intent."""
    notes: list[Note] = field(default_factory=list[Note])


def is_rasa(text: str) -> bool:
    """Whether a YAML file looks like a part of a Rasa project."""
    return bool(re.search(r"^(?:nlu|responses|rules|stories|intents):", text, re.MULTILINE))


def read_rasa(files: Sequence[SourceFile], base: str = "") -> ReadFaq:
    """Read intents and responses; `faq/x` goes with `utter_faq/x`, others by rules, stories or names.

    Raises:
        SourceError: a file is no YAML, or there is no intent with a response.
    """
    project = _Project()
    by_name = {file.name: file for file in files}
    for file in files:
        _read(file, project)
    entries: list[FaqEntry] = []
    used: set[str] = set()
    for name, intent in project.intents.items():
        if not intent.examples:
            _note(project, intent.place, f"The intent {name!r} has no examples.", Amounts(entries=1))
            continue
        wanted = next((each for each in _response_names(name, project) if each in project.responses), None)
        if wanted is None:
            told = f"The intent {name!r} has no response with a text."
            _note(project, intent.place, told, Amounts(1, len(intent.examples) - 1))
            continue
        used.add(wanted)
        response = project.responses[wanted]
        text = _text(project, wanted, response)
        answer, notes = as_markdown(by_name[response.place.file], response.place.line, text, {}, base)
        project.notes += notes
        question = next((each for each in intent.examples if asks(each)), intent.examples[0])
        others = list(intent.examples)
        others.remove(question)
        topic = name.partition("/")[0].replace("_", " ") if "/" in name else ""
        entries.append(FaqEntry(question, answer, intent.place, name, tuple(others), topic))
    for name in project.responses.keys() - used:
        links, blocks = _counted(project.responses[name])
        _note(
            project,
            project.responses[name].place,
            f"No intent leads to the response {name!r}.",
            Amounts(0, 0, links, blocks),
        )
    if not entries:
        raise SourceError(
            "No intent with a response was found. Name the folder that holds both nlu.yml and domain.yml."
        )
    seen = sum((note.gone for note in project.notes), Amounts())
    for entry in entries:
        links, blocks = markdown_parts.count(entry.answer)
        seen += Amounts(1, len(entry.phrasings), links, blocks)
    return ReadFaq("a Rasa project", entries, sorted(project.notes), seen)


def _response_names(intent: str, project: _Project) -> Iterator[str]:
    yield f"utter_{intent}"
    if intent in project.replies:
        yield project.replies[intent]
    yield f"utter_{intent.removeprefix('ask_')}"


def _read(file: SourceFile, project: _Project) -> None:
    """Take what one file says."""
    source = Source(file.name, file.text)
    try:
        data, faults = parse(source)
    except YAMLError as error:
        raise SourceError(str(not_yaml(source, file.name, error))) from None
    if faults:
        raise SourceError(str(faults[0]))
    if not isinstance(data, Mapping):
        _note(project, file.at(1), "The file is no part of a Rasa project.")
        return
    whole = cast("Mapping[str, Any]", data)
    for name in whole.keys() - _PASSED:
        _note(project, file.at(source.line((name,))), f"{name!r} has no place in a pack.")
    for number, each in enumerate(_mappings(whole.get("nlu"))):
        _intent(file, source, number, each, project)
    for name, variants in cast("Mapping[str, Any]", whole.get("responses") or {}).items():
        place = file.at(source.line(("responses", name)))
        project.responses[name] = _Response(place, tuple(_mappings(variants)))
    for story in (*_mappings(whole.get("rules")), *_mappings(whole.get("stories"))):
        steps = list(_mappings(story.get("steps")))
        for step, following in pairwise(steps):
            if "intent" in step and str(following.get("action", "")).startswith("utter_"):
                project.replies.setdefault(str(step["intent"]), str(following["action"]))


def _intent(file: SourceFile, source: Source, number: int, data: Mapping[str, Any], project: _Project) -> None:
    """Take one item of the NLU data."""
    line = source.line(("nlu", number))
    if "intent" not in data:
        kind = next(iter(data), "item")
        _note(project, file.at(line), f"The {kind} {str(data.get(kind))!r} has no place in a pack.")
        return
    name, examples = str(data["intent"]), list(_examples(data.get("examples")))
    marked = [text for text in examples if _ENTITY.search(text)]
    if marked:
        told = f"Entities of {len(marked)} examples of {name!r} were made words, as in {marked[0]!r}."
        project.notes.append(Note(file.at(line), NoteKind.CHANGED, told))
    plain = tuple(_ENTITY.sub(r"\1", text) for text in examples)
    known = project.intents.get(name)
    project.intents[name] = _Intent(known.place, known.examples + plain) if known else _Intent(file.at(line), plain)


def _examples(value: Any) -> Iterator[str]:
    """Examples: lines that begin with "- ", or a list of texts."""
    if isinstance(value, str):
        yield from (found.group(1) for found in map(_EXAMPLE.match, value.split("\n")) if found)
    elif isinstance(value, list):
        for each in cast("list[Any]", value):
            text = cast("Mapping[str, Any]", each).get("text", "") if isinstance(each, Mapping) else each
            yield str(text).strip().removeprefix("- ")


def _text(project: _Project, name: str, response: _Response) -> str:
    """The text of a response: of its first variant; everything else in it is named."""
    first, *others = [each for each in response.variants if each.get("text")] or [{}]
    text = str(first.get("text", "")).strip()
    if image := first.get("image"):
        text += f"\n\n![image]({image})"
    for key in first.keys() - {"text", "image", "metadata"}:
        _note(project, response.place, f"{key!r} of the response {name!r} has no place in a pack.")
    for other in others:
        links, blocks = markdown_parts.count(str(other["text"]))
        words = " ".join(str(other["text"]).split())
        told = f"Another wording of {name!r} was left out: {words[:60]}{'…' * (len(words) > 60)}"
        _note(project, response.place, told, Amounts(0, 0, links, blocks))
    if slot := _SLOT.search(text):
        told = f"The response {name!r} fills in {slot.group()}, which nothing fills in here: write it out."
        project.notes.append(Note(response.place, NoteKind.CHANGED, told))
    return text


def _counted(response: _Response) -> markdown_parts.Pieces:
    text = "\n\n".join(str(each.get("text", "")) for each in response.variants)
    return markdown_parts.count(text)


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    """The mappings in a list."""
    items = cast("list[Any]", value) if isinstance(value, list) else []
    return (cast("Mapping[str, Any]", each) for each in items if isinstance(each, Mapping))


def _note(project: _Project, place: SourceLine, text: str, gone: Amounts | None = None) -> None:
    project.notes.append(Note(place, NoteKind.LEFT_OUT, text, gone or Amounts()))
