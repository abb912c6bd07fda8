"""The register of kinds of entry: a model and a row are enough for a kind to be read, checked, counted, described."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from pydantic import Field

from bot.pack.field_types import PhrasingText, QuestionId
from bot.pack.kinds import KINDS, Kind, kind_at, kind_of
from bot.pack.loader import examine, load_pack
from bot.pack.models import Article, Cites, LocalizedText
from bot.pack.queries.counts import Count, count_entries
from bot.pack.queries.coverage import Use, coverage
from bot.pack.reading.published_ids import write_register
from bot.pack.schemas import schema_texts

from .conftest import SEEDS, Garden

FORMAT = (SEEDS.parent / "docs" / "pack-format.md").read_text("utf-8")
WATER = "Water comes from the old mill race."
RUMOURS = f"""\
- id: pump-opened
  day: "2023-09-07"
  title: {{en: The pump at the mill race was opened., zh: 水泵启用。}}
  about: [plot-rent]
  asked: [when did the pump open]
  citations:
    - article: rules
      paragraph: 2
      quote: {WATER}
"""


class Rumour(Cites):
    """A kind that packs do not have."""

    day: str = Field(description="Day.")
    title: LocalizedText = Field(description="What happened.")
    about: tuple[QuestionId, ...] = Field((), description="Ids of questions about it.")
    asked: tuple[PhrasingText, ...] = Field((), description="How people ask for it.")


RUMOUR: Kind[Any] = Kind("rumour", Rumour, "rumours.yaml", "rumours.yaml: what happened when")


@pytest.fixture
def rumours(monkeypatch: pytest.MonkeyPatch, garden: Garden) -> Garden:
    """The gardens' pack with rumours, while the register has a row for them."""
    for name, module in list(sys.modules.items()):
        if name.startswith("bot.") and getattr(module, "KINDS", None) is KINDS:
            monkeypatch.setattr(module, "KINDS", (*KINDS, RUMOUR))
    return garden.write("rumours.yaml", RUMOURS)


def test_a_new_kind_is_read_counted_registered_covered_and_described(rumours: Garden) -> None:
    pack = load_pack(rumours.folder)
    (rumour,) = pack.of(Rumour)
    assert rumour.title.text("zh") == "水泵启用。"
    assert Count("rumours", 1) in count_entries(examine(rumours.folder)[0])
    assert "rumour pump-opened" in write_register(rumours.folder).read_text("utf-8").splitlines()
    covered = {(each.article, each.number): each for each in coverage(pack)}
    assert covered["rules", 2].cited_by("rumour") == ("pump-opened",)
    assert Use("rumour", "pump-opened") in covered["rules", 2].sentences[0].uses
    assert json.loads(schema_texts()["rumours.schema.json"])["$defs"]["Rumour"]["additionalProperties"] is False


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        (WATER, "This is told nowhere at all.", "quote:", "The words do not stand in rules ¶2."),
        ("paragraph: 2", "paragraph: 9", "paragraph:", "rules has no paragraph 9; the last is 3."),
        ("article: rules", "article: nobody", "- article:", "There is no article 'nobody'."),
        ("plot-rent", "plot-rend", "about:", "There is no question 'plot-rend'; did you mean 'plot-rent'?"),
        ("The pump", "Alma Quill says the pump", "title:", "The name “Alma Quill” stands in none of its citations."),
        ("was opened", "was opened in 1907", "title:", "The number 1907 stands in none of its citations."),
        ("水泵启用。", "No Chinese.", "title:", "The Chinese text holds no Chinese."),
        ("day:", "date:", "- id:", "'day' is missing."),
        (
            "when did the pump open",
            "租金多少",
            "asked:",
            "'租金多少' stands already under question 'plot-rent' (questions/plots.yaml:15).",
        ),
    ],
)
def test_what_a_new_kind_cites_refers_to_and_states_is_checked_by_default(
    old: str, new: str, line: str, problem: str, rumours: Garden
) -> None:
    rumours.edit("rumours.yaml", old, new)
    told = {fault.problem: fault for fault in rumours.faults()}
    assert problem in told, told
    assert rumours.line(told[problem]).startswith(line)


def test_two_entries_of_a_new_kind_may_not_have_one_id(rumours: Garden) -> None:
    rumours.write("rumours.yaml", RUMOURS + RUMOURS.replace("when did", "since when does"))
    assert [fault.problem for fault in rumours.faults()] == ["The id 'pump-opened' stands already in rumours.yaml:1."]


def test_without_the_row_the_file_is_named_as_one_that_a_pack_does_not_have(garden: Garden) -> None:
    garden.write("rumours.yaml", "[]\n")
    assert garden.fault().problem == "The pack has no such file."


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_is_described_and_known_by_its_files_and_its_model(kind: Kind[Any]) -> None:
    assert kind.place in FORMAT, "describe the file in docs/pack-format.md"
    assert kind_of(kind.model) is kind
    assert kind_at(kind.files.replace("*", "any")) is kind
    assert [each.name for each in KINDS].count(kind.name) == 1
    assert [each.schema_name for each in KINDS].count(kind.schema_name) == 1


def test_files_elsewhere_are_of_no_kind() -> None:
    assert [kind_at(f"deep/{kind.files.replace('*', 'any')}") for kind in KINDS] == [None] * len(KINDS)
    assert kind_at("articles/notes.yaml") is None
    assert kind_of(Article).name == "article"


def test_a_model_without_a_row_is_told_by_name() -> None:
    with pytest.raises(LookupError, match="Rumour is in no row of KINDS"):
        kind_of(Rumour)
