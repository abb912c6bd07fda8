"""Validation errors in words: the same words for a pack, a setting and a file, and none of Python's."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.validation import expected, in_one_line, shown


def found(kind: Any, value: object) -> ErrorDetails:
    """What pydantic finds wrong with a value of that type."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value, strict=kind is bool)
    return caught.value.errors()[0]


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (bool, "perhaps", "true or false"),
        (int, "three", "a whole number"),
        (int, 1.5, "a whole number"),
        (float, "half", "a number"),
        (Annotated[int, Field(gt=0)], -4, "a number greater than 0"),
        (str, 3, "text"),
        (Annotated[str, Field(min_length=1)], "", "text that is not empty"),
        (tuple[int, ...], 5, "a list"),
        (Literal["near", "far"], "odd", "'near' or 'far'"),
    ],
)
def test_what_was_expected_is_said_in_words_that_everybody_knows(kind: Any, value: object, words: str) -> None:
    assert expected(found(kind, value)) == words


def test_a_value_is_shown_on_one_line_and_not_too_long() -> None:
    assert shown("a\nb") == "'a\\nb'"
    assert shown("x" * 500) == f"'{'x' * 79}… (502 characters)"


def test_a_fault_in_one_line_names_the_key_and_never_the_value() -> None:
    assert in_one_line(found(dict[str, int], {"gold": "hush"})) == "'gold': expected a whole number"
    assert in_one_line(found(int, "hush")) == "expected a whole number"
