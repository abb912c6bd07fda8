"""Sides of a comparison: an article, with the author whose words it is, or somebody whose words articles hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.lookups import facts, targets
from bot.answering.lookups.desk import Desk
from bot.answering.recognising.cues import registers
from bot.languages import Language
from bot.matching.language.pinyin import syllables
from bot.matching.language.words import tokens
from bot.pack.models import Article, Citation, Pack, Speaker
from bot.text import fold, has_han

_HAN_NAME = re.compile(r"[\u3400-\u9fff]+")
_LONGEST_NAME = 4
"""Characters of the longest Chinese name that is read by its sound."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side.

    Attributes:
        article: the article; None for somebody who wrote none of them.
        speaker: whose words it is; None for an article that stands for nobody.
    """

    article: Article | None
    speaker: Speaker | None

    @property
    def id(self) -> str:
        """Id of the article, else of the speaker."""
        return self.article.id if self.article else self.speaker.id if self.speaker else ""

    def named(self, language: Language) -> str:
        """What it is called: the article's label, else the person's name."""
        if self.article is not None:
            return self.article.info.short
        return self.speaker.name.text(language) if self.speaker else ""

    def holds(self, pack: Pack, citation: Citation) -> bool:
        """Whether cited words are this side's."""
        if self.article is not None:
            return citation.article == self.article.id
        return facts.spoken(pack, citation).who == self.speaker


def side_of(pack: Pack, name: str) -> Side | None:
    """The side with that id; None where there is none."""
    article = pack.article_by_id.get(name)
    if article is not None:
        return Side(article, facts.author(pack, name))
    speaker = pack.speaker_by_id.get(name)
    return _of_speaker(pack, speaker) if speaker is not None else None


def every_side(pack: Pack) -> list[Side]:
    """All articles, then the people who wrote none and are quoted."""
    quoted = {quote.speaker for quote in pack.quotes}
    people = [_of_speaker(pack, who) for who in pack.info.speakers if who.id in quoted]
    return [*(Side(each, facts.author(pack, each.id)) for each in pack.articles), *(p for p in people if not p.article)]


def sides_in(line: str, desk: Desk) -> list[Side]:
    """The sides that a line names, in its order: articles by number, title or label, people by name or family name."""
    pack = desk.pack
    places: dict[str, tuple[int, Side]] = {}
    for at, side in _named(line, pack):
        if side.id not in places or at < places[side.id][0]:
            places[side.id] = (at, side)
    named = [side for _, side in sorted(places.values(), key=lambda each: each[0])]
    if len(named) > 1:
        return named
    numbered = [Side(each, facts.author(pack, each.id)) for each in targets.articles(line, desk)]
    return list({side.id: side for side in (*named, *numbered)}.values())


def without_names(line: str, sides: Sequence[Side], pack: Pack) -> str:
    """A line without the names of sides."""
    left = f" {line} "
    for side in sides:
        family = _family(side)
        for name in sorted({*_spellings(side, pack), *([family] if family else ())}, key=len, reverse=True):
            pattern = re.escape(name) if has_han(name) else rf"(?<![a-z]){re.escape(name)}(?![a-z])"
            left = re.sub(pattern, " ", left)
    return " ".join(left.split())


def _of_speaker(pack: Pack, speaker: Speaker) -> Side:
    wrote = next((each for each in pack.articles if facts.is_author(pack, each.id, speaker)), None)
    return Side(wrote, speaker)


def _named(line: str, pack: Pack) -> Iterator[tuple[int, Side]]:
    """Every name of a side in a line, with its place; a family name that several have is that of the one who wrote."""
    spaced = f" {' '.join(tokens(line))} "
    families: dict[str, list[Side]] = {}
    sides = every_side(pack)
    found: set[str] = set()
    for side in sides:
        for name in _spellings(side, pack):
            at = line.find(name) if has_han(name) else spaced.find(f" {name} ")
            if at >= 0:
                found.add(side.id)
                yield at, side
        if (family := _family(side)) is not None:
            families.setdefault(family, []).append(side)
    for hit in _HAN_NAME.finditer(line):
        yield from _by_sound(hit, sides)
    for family, those in families.items():
        at = spaced.find(f" {family} ")
        wrote = [side for side in those if side.article] or those
        if at >= 0 and len(wrote) == 1 and not any(side.id in found for side in those):
            yield at, wrote[0]


def _by_sound(hit: re.Match[str], sides: Sequence[Side]) -> Iterator[tuple[int, Side]]:
    """People whose name in Latin letters is how some characters sound, where the pack has no Chinese name of theirs."""
    known = {
        "".join(fold(side.speaker.name.first).split()): side
        for side in sides
        if side.speaker is not None and _family(side) is not None
    }
    text = hit.group()
    for begin in range(len(text)):
        for end in range(begin + 2, min(begin + _LONGEST_NAME, len(text)) + 1):
            side = known.get("".join(syllables(text[begin:end])))
            if side is not None:
                yield hit.start() + begin, side


def _family(side: Side) -> str | None:
    """The family name of a person: the first word of a name of two or three that somebody signs or is called by.

    None for a publisher or a text, whose first word says something else ("China").
    """
    if side.speaker is None or (side.article is not None and not side.article.info.author):
        return None
    words = tokens(side.speaker.name.first)
    return words[0] if len(words) in (2, 3) else None


def _spellings(side: Side, pack: Pack) -> set[str]:
    """Names under which a side may stand in a line as it is compared; with the number of an article."""
    names = list(side.speaker.name.texts) if side.speaker else []
    if side.article is not None:
        info = side.article.info
        number = facts.number_of(pack, info.id)
        names += [
            info.short,
            info.title,
            info.author or "",
            info.publisher or "",
            f"article {number}",
            f"text {number}",
        ]
        names += [f"artículo {number}", f"articulo {number}"]
    bare = (name.partition("(")[0].partition("（")[0].strip("《》“”' ") for name in names)
    said: set[str] = set()
    for name in bare:
        words = [name] if has_han(name) else tokens(name)
        said |= {" ".join(words), " ".join(registers().chat.get(word, word) for word in words)}  # "wen", read as "when"
    return {name for name in said if len(name) > 1}
