"""The register of ids tells when an id changes by mistake."""

from __future__ import annotations

import pytest

from bot.pack.faults import PackError
from bot.pack.reading.published_ids import write_register

from .conftest import Garden

ACCEPT = "run `python -m bot check --register` to accept it"


@pytest.fixture
def registered(garden: Garden) -> Garden:
    write_register(garden.folder)
    return garden


def test_the_register_lists_every_lasting_id_sorted_by_kind_and_id(garden: Garden) -> None:
    path = write_register(garden.folder)
    assert path == garden.folder / "ids.txt"
    lines = path.read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    assert lines[:6] == [
        "article report",
        "article rules",
        "chitchat greeting",
        "question bee-dangers",
        "question first-bees",
        "question plot-rent",
    ]
    assert {line.split()[0] for line in lines} == {
        "article", "chitchat", "question", "quote", "speaker", "term", "topic", "unanswerable",
    }  # fmt: skip
    assert len(lines) == 16
    assert garden.faults() == []


def test_ids_sort_by_kind_first_and_then_by_id(garden: Garden) -> None:
    garden.edit("unanswerable.yaml", "- id: not-told", "- {id: a, reason: None., questions: [zzz]}\n- id: not-told")
    garden.edit(
        "chitchat.yaml", "- id: greeting", "- {id: greeting-2, phrasings: [hey], answer: {en: Hey.}}\n- id: greeting"
    )
    lines = write_register(garden.folder).read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("chitchat")] == ["chitchat greeting", "chitchat greeting-2"]
    assert lines == sorted(lines, key=str.split)


def test_a_pack_without_a_register_is_not_asked_for_one(garden: Garden) -> None:
    assert not (garden.folder / "ids.txt").exists()
    assert garden.faults() == []


@pytest.mark.parametrize(
    ("file", "kind", "name"),
    [
        ("questions/plots.yaml", "question", "plot-rent"),
        ("glossary.yaml", "term", "mill-race"),
        ("quotes.yaml", "quote", "no-harm"),
        ("chitchat.yaml", "chitchat", "greeting"),
        ("unanswerable.yaml", "unanswerable", "not-told"),
        ("pack.yaml", "speaker", "maud-perry"),
        ("pack.yaml", "topic", "plots"),
    ],
)
def test_an_id_that_changed_is_told_with_the_one_it_had(file: str, kind: str, name: str, registered: Garden) -> None:
    faults = registered.edit(file, f"- id: {name}\n", f"- id: {name}x\n").faults()
    (fault,) = [fault for fault in faults if "ids.txt" in fault.problem]
    assert fault.file == file
    assert registered.line(fault) == f"- id: {name}x"
    assert fault.problem == f"The {kind} id '{name}x' is not in ids.txt; did you mean '{name}'?"
    assert fault.remedy == f"Correct it, or {ACCEPT}."


def test_an_entry_that_went_is_told_in_the_register(registered: Garden) -> None:
    registered.write("chitchat.yaml", "[]\n")
    fault = registered.fault()
    assert (fault.file, fault.line, fault.entry) == ("ids.txt", 3, "chitchat greeting")
    assert fault.problem == "Nothing in the pack has this id any more."
    assert fault.remedy == f"Bring it back, or {ACCEPT}."


@pytest.mark.parametrize(
    ("file", "old", "new"), [("quotes.yaml", "voice: quoted", "voice: loud"), ("pack.yaml", '"#3A7D44"', "green")]
)
def test_an_entry_that_cannot_be_read_is_not_told_as_gone(file: str, old: str, new: str, registered: Garden) -> None:
    assert registered.edit(file, old, new).fault().file == file


def test_writing_the_register_anew_accepts_what_changed(registered: Garden) -> None:
    registered.write("chitchat.yaml", "[]\n")
    write_register(registered.folder)
    assert registered.faults() == []


def test_no_register_is_written_while_an_entry_cannot_be_read(registered: Garden) -> None:
    before = (registered.folder / "ids.txt").read_text("utf-8")
    registered.edit("quotes.yaml", "voice: quoted", "voice: loud")
    with pytest.raises(PackError, match="'voice' is 'loud'"):
        write_register(registered.folder)
    assert (registered.folder / "ids.txt").read_text("utf-8") == before
