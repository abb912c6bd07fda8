"""Validation errors in words: what pydantic found wrong with a value, what was expected, and how to mend it.

Whoever reads a file or a setting adds the place; what is said of a value is said here, in one way.
"""

from __future__ import annotations

from datetime import date, time

from pydantic_core import ErrorDetails

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Form of an id."""
LONGEST = 80
"""Most characters of a wrong value that are shown."""
_EXPECTED = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "float_parsing": "a number",
    "float_type": "a number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number of fewer digits",
    "int_type": "a whole number",
    "model_type": "an object",
    "path_type": "the path of a folder",
    "string_too_short": "text that is not empty",
    "string_type": "text",
    "tuple_type": "a list",
}
_SEE_SCHEMA = "Correct it; config/schemas/ tells what fits."


def expected(found: ErrorDetails) -> str:
    """What was expected in place of a value: "a whole number", "'near' or 'far'"."""
    message = found["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    return _EXPECTED.get(found["type"], f"a number {message}" if "than" in found["type"] else message)


def shown(value: object) -> str:
    """A wrong value on one line, and not too long."""
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text):,} characters)"


def in_one_line(found: ErrorDetails) -> str:
    """A fault without its value, after the key of it: "'kind': expected 'near' or 'far'"."""
    where = f"{found['loc'][0]!r}: " if found["loc"] else ""
    match found["type"]:
        case "json_invalid":
            return f"{where}this is not JSON ({found['msg'].removeprefix('Invalid JSON: ')})"
        case "missing":
            return f"{where}is missing"
        case "extra_forbidden":
            return f"{where}is no known key"
        case _:
            return f"{where}expected {expected(found)}"


def problem_and_remedy(found: ErrorDetails, written: str | None = None) -> tuple[str, str]:
    """What is wrong with a value of a pack, and what its curator does about it; a sentence each.

    `written` is the value as it was typed, where YAML made something else of it.
    """
    key = repr(".".join(map(str, found["loc"])) or "entry")
    value, limits = found["input"], found.get("ctx", {})
    match found["type"]:
        case "extra_forbidden" | "undeclared_language":
            said = f"Unknown key {key}.", _which_key(limits.get("languages"))
        case "missing":
            said = f"{key} is missing.", "Add it."
        case _ if value is None or found["type"] == "string_too_short":
            said = f"{key} is empty.", "Write it or take the key out."
        case "string_too_long":
            have, most = len(value), int(limits["max_length"])
            said = f"{key} has {have} characters; {most} fit.", f"Shorten it by {have - most}."
        case "string_type":
            said = _not_text(key, value, written)
        case "string_pattern_mismatch" if limits["pattern"] == ID_PATTERN:
            said = f"{key} is {value!r:.80}, not an id.", "Use small letters, digits and single hyphens."
        case "string_pattern_mismatch":
            said = f"{key} is {value!r:.80}; expected the form {limits['pattern']}.", _SEE_SCHEMA
        case "too_short":
            said = f"{key} needs an item.", "Write at least one."
        case "too_long":
            have, most = len(value), int(limits["max_length"])
            said = f"{key} has {have} items; {most} fit.", f"Take {have - most} out."
        case "tuple_type":
            said = f"{key} is not a list.", "Write it in square brackets, or each item on a line after '- '."
        case "model_type":
            said = f"{key} is not a mapping.", "Write it as keys with values, as config/schemas/ describes."
        case _:
            said = f"{key} is {_typed(value, written)}; expected {expected(found)}.", _SEE_SCHEMA
    return said


def _which_key(languages: str | None) -> str:
    """What to do about a key that is not known, where `languages` are the pack's or the key is none of a language."""
    if languages is None:
        return "Take it out or correct its spelling."
    return f"The pack's languages are {languages}: correct it, or add it to languages in pack.yaml."


def _not_text(key: str, value: object, written: str | None) -> tuple[str, str]:
    """What is said of something that stands where a text is meant."""
    match value:
        case dict():
            problem = f"{key} is keys with values, not text: a colon and a space make a key."
            return problem, "Put the whole text in quotation marks."
        case list():
            return f"{key} is a list, not text.", "Write one text, or put it in quotation marks."
        case _:
            taken = next((name for kind, name in _TAKEN_FOR.items() if isinstance(value, kind)), "something else")
            problem = f"{key} is {_typed(value, written)}, which YAML reads as {taken}, not as text."
            return problem, "Put it in quotation marks."


_TAKEN_FOR = {bool: "yes or no", int: "a number", float: "a number", date: "a date", time: "a time"}
"""What YAML makes of unquoted values, in a curator's words; the first that fits."""


def _typed(value: object, written: str | None) -> str:
    """A value as it was typed, on one line and not too long; a text in quotation marks."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "keys with values"
    return f"{value!r:.80}" if isinstance(value, str) or written is None else f"{written:.80}"
