"""A small glossary of a village library, and the shipped one, for tests of look-ups, lists and mentions."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.matching.glossary.term_index import GlossaryIndex
from bot.pack.models import Citation, LocalizedName, LocalizedText, Term

ROOT = Path(__file__).parents[2]
NAMES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "opening-hours": ("opening hours", "开放时间", ("hours of opening", "营业时间")),
    "reading-room": ("reading room", "阅览室", ("reading rooms", "study room")),
    "library-card": ("library card", "借书证", ("reader's card", "读者证")),
    "inter-library-loan": ("inter-library loan", "馆际互借", ("ILL", "loan between libraries")),
    "overdue-fine": ("overdue fine", "逾期罚款", ("late fee", "late charges")),
    "renewal": ("renewal of loans", "续借", ("renew", "loan renewal")),
    "catalogue": ("catalogue", "馆藏目录", ("OPAC", "online public access catalogue", "目录")),
    "childrens-corner": ("children's corner", "儿童角", ("kids' corner",)),
    "mobile-library": ("mobile library", "流动图书馆", ("book bus", "bookmobile")),
    "library": ("library", "图书馆", ("village library",)),
    "long-overdue-loan": ("long overdue loan", "长期逾期借阅", ()),
    "green-shelf": ("green shelf", "绿色书架", ("environment books",)),
}


@cache
def village() -> GlossaryIndex:
    return GlossaryIndex([a_term(name, *names) for name, names in NAMES.items()])


@cache
def shipped() -> GlossaryIndex:
    return GlossaryIndex([Term.model_validate(entry) for entry in rows_of("seeds/glossary.yaml")])


def a_term(name: str, term: str, zh: str, variants: tuple[str, ...] = ()) -> Term:
    return Term(
        id=name,
        term=LocalizedName({"en": term, "zh": zh}),
        variants=variants,
        topic="library",
        definition=LocalizedText({"en": "What it is."}),
        citations=(Citation(article="leaflet", paragraph=1, quote="What it is."),),
        related=(),
    )


@cache
def rows_of(path: str) -> list[dict[str, Any]]:
    return yaml.safe_load((ROOT / path).read_text("utf-8"))
