"""The notation of wordings, and the longest one that is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from bot.matching.reading.automaton import Automaton, Label, parse
from bot.matching.reading.registers import registers

FOUND = Label("found")


def ends(
    wording: str, text: str, groups: Mapping[str, Sequence[str]] | None = None, *, backwards: bool = False
) -> list[int]:
    """After how many words of a text a wording ends that begins with the first; read from the end if `backwards`."""
    automaton = Automaton()
    automaton.add(parse(wording, groups or {}, spaced=True), FOUND, backwards=backwards)
    state, places = automaton.root, list[int]()
    words = text.split()[::-1] if backwards else text.split()
    for number, word in enumerate(words, 1):
        follows = automaton.step(state, word)
        if follows is None:
            break
        state = follows
        places += [number] if FOUND in state.labels else []
    return places


@pytest.mark.parametrize(
    ("wording", "text", "places"),
    [
        ("how about", "how about trams", [2]),
        ("how about", "how many", []),
        ("give|show me", "show me", [2]),
        ("give|show me", "tell me", []),
        ("tell (me|us) about", "tell about", [2]),
        ("tell (me|us) about", "tell us about", [3]),
        ("[in|out of] which", "out of which", [3]),
        ("[in|out of] which", "which", []),
        ("what * is this", "what line is this", [4]),
        ("so (then)", "so then what", [1, 2]),
        ("i'd like", "id like", [2]),
    ],
)
def test_a_wording_ends_where_its_notation_says(wording: str, text: str, places: list[int]) -> None:
    assert ends(wording, text) == places


def test_a_group_stands_for_each_of_its_wordings() -> None:
    groups: Mapping[str, Sequence[str]] = {"asker": ["i", "we all"]}
    assert ends("{asker} wonder", "we all wonder", groups) == [3]
    assert ends("{asker} wonder", "i wonder", groups) == [2]


def test_what_stands_at_an_end_is_read_backwards() -> None:
    assert ends("thank you (very much)", "thank you very much", backwards=True) == [4]
    assert ends("thank you (very much)", "thank you", backwards=True) == [2]


def test_where_words_are_not_parted_characters_are_read() -> None:
    units = parse("什么(时候)", {}, spaced=False)
    assert [unit.word for unit in units[:2]] == ["什", "么"]
    assert units[2].optional


@pytest.mark.parametrize("wording", ["how (about", "how about)"])
def test_a_bracket_without_its_other_is_refused(wording: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        parse(wording, {}, spaced=True)


def test_the_wordings_that_ship_can_be_read() -> None:
    shipped = registers.__wrapped__()
    assert {"what", "why"} <= shipped.questions
