"""The JSON Schemas that editors use say what the models say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.pack.kinds import KINDS
from bot.pack.schemas import SCHEMAS, schema_texts, write_schemas

from .conftest import SEEDS

STALE = "The schemas are not what the models say: run `python -m bot schemas`."


def test_the_committed_schemas_are_current() -> None:
    committed = {path.name: path.read_text("utf-8") for path in SCHEMAS.glob("*")}
    assert committed == schema_texts(), STALE


def test_writing_them_makes_the_folder_and_gives_the_files(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "new" / "schemas")
    assert [path.name for path in written] == [f"{kind.schema_name}.schema.json" for kind in KINDS]
    assert {path.name: path.read_text("utf-8") for path in written} == schema_texts()


def test_lists_are_arrays_that_refuse_unknown_keys() -> None:
    questions = json.loads(schema_texts()["questions.schema.json"])
    assert questions["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert questions["type"] == "array"
    question = questions["$defs"]["Question"]
    assert question["additionalProperties"] is False
    assert questions["$defs"]["LocalizedTitle"]["anyOf"][0]["maxLength"] == 300
    assert set(question["required"]) == {"question", "answer"}
    assert json.loads(schema_texts()["pack.schema.json"])["type"] == "object"


def test_every_key_is_described() -> None:
    for name, text in schema_texts().items():
        schema = json.loads(text)
        for model in [schema, *schema.get("$defs", {}).values()]:
            for key, value in model.get("properties", {}).items():
                assert value.get("description"), f"{name}: {key}"


@pytest.mark.parametrize("path", sorted(SEEDS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_each_file_of_the_pack_names_its_schema_in_its_first_line(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named, first
    schema = (path.parent / named[1]).resolve()
    assert schema.is_file()
    assert schema.name == f"{path.stem if path.parent == SEEDS else path.parent.name}.schema.json"
