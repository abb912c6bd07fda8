"""Decoys made by machine: what people ask about a person and a library about something else does not tell.

"How old is P?" holds the name of somebody whom entries are about and nothing else that they lack, so that words and
vectors alike point at them. A pack that does tell such a thing has phrasings for it, and then there is no such decoy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.pack.models import Pack
from bot.text import fold


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that people have.

    Attributes:
        told: what a phrasing holds that asks for it.
        asked: how it is asked for, by language; {} stands for the name.
    """

    told: re.Pattern[str]
    asked: Mapping[str, Sequence[str]]


def _attribute(told: str, *, en: Sequence[str], zh: Sequence[str]) -> Attribute:
    return Attribute(re.compile(told, re.IGNORECASE), {"en": en, "zh": zh})


ATTRIBUTES = (
    _attribute(
        r"\bhow old\b|'s age\b|\bage of\b|多大|几岁|年纪|年龄",
        en=("how old is {}", "{}'s age"),
        zh=("{}多大年纪", "{}几岁了"),
    ),
    _attribute(
        r"\bborn\b|\bbirth(?:day|place)\b|\bdate of birth\b|出生|哪里人|生日",
        en=("where was {} born", "{}'s date of birth", "which city is {} from"),
        zh=("{}是哪里人", "{}的生日是哪天"),
    ),
    _attribute(
        r"\bwife\b|\bhusband\b|\bmarried\b|\bspouse\b|结婚|妻子|丈夫",
        en=("is {} married", "does {} have a wife or husband"),
        zh=("{}结婚了吗", "{}的妻子是谁"),
    ),
    _attribute(r"\bchildren\b|\bkids\b|孩子|子女", en=("how many children does {} have",), zh=("{}有几个孩子",)),
    _attribute(
        r"\bsalary\b|\bnet worth\b|\bhow much does .* earn\b|工资|身家",
        en=("what is {}'s salary", "{}'s net worth"),
        zh=("{}工资多少",),
    ),
    _attribute(
        r"\be-?mail\b|\bphone\b|\bhow (?:can|do) .* contact\b|邮箱|电话|怎么联系",
        en=("{}'s e-mail", "how can I contact {}", "phone number of {}"),
        zh=("{}的邮箱是什么", "怎么联系{}"),
    ),
    _attribute(r"\bwhere does .* live\b|\bhome address\b|住在哪", en=("where does {} live",), zh=("{}住在哪里",)),
)
_ENGLISH = "en"
_NOTE = re.compile(r"\s*[(\uff08].*")
"""What follows a name in brackets."""


def attribute_decoys(pack: Pack) -> list[str]:
    """Questions for attributes of everybody whom the pack quotes, except for what its phrasings ask for."""
    said = [text for each in pack.questions for text in each.phrasings]
    return [text for names in _people(pack) for text in _asked(names, said)]


def _people(pack: Pack) -> Iterator[Mapping[str, str]]:
    """The names of everybody who is quoted, by language; a paper, its publisher, and what a note explains are nobody.

    English is always among the languages: by meaning, its questions stand for those in others.
    """
    papers = {
        fold(name) for each in pack.articles for name in (each.info.title, each.info.publisher or "", each.info.short)
    }
    for speaker in pack.info.speakers:
        names = {
            _ENGLISH: speaker.name.text(_ENGLISH),
            **{code: _NOTE.sub("", name) for code, name in speaker.name.root.items()},
        }
        if _NOTE.search(speaker.name.text(_ENGLISH)) is None and papers.isdisjoint(map(fold, names.values())):
            yield names


def _asked(names: Mapping[str, str], said: Sequence[str]) -> Iterator[str]:
    """Each attribute asked for in each language in which there is a name and a wording; none that `said` asks for."""
    told = [text for name in names.values() for text in said if name in text]
    for attribute in ATTRIBUTES:
        if any(attribute.told.search(text) for text in told):
            continue
        for language, name in names.items():
            yield from (wording.format(name) for wording in attribute.asked.get(language, ()))
