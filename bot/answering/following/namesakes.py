"""Resolver of names: whom a part of a name means after a reply ("who is zhang again"), and who "the other Zhang" is.

Chinese names are met by their sound, too: who types by sound picks other characters (潘教锋).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.answering.last_reply import LastReply
from bot.answering.lookups import facts
from bot.answering.no_answer.subjects import own_words
from bot.matching.language.pinyin import syllables
from bot.pack.models import Pack, Speaker
from bot.text import fold, has_han, simplified

_OTHER = re.compile(r"\b(?:the )?(?:other|another)\b|\b(?:el |la )?otr[oa]\b|另外?一?[个位]?(?:姓|叫)?", re.IGNORECASE)
_SHORT = 2
"""Characters of a Chinese name that sounds like everyday words, so that its first one must be right (张翼, 涨一)."""
_SHORTEST = 3
"""Letters of the shortest part of a name that is looked at."""


def in_full(text: str, last: LastReply | None, pack: Pack) -> str | None:
    """A message with the whole name of whom a part of it means; None where nothing tells, or nothing is shared.

    A part that several share means the one whom the last reply was about, or the other one where it says so.
    """
    if last is None or not last.people:
        return None
    for part in _parts(text, pack.info.speakers):
        shared = [who for who in pack.info.speakers if part in _parts_of(who)]
        known = [who for who in shared if who in last.people]
        if len(shared) < 2 or not known or any(fold(name) in fold(text) for who in shared for name in _names(who)):
            continue
        other = _OTHER.search(text)
        meant = [who for who in shared if who not in known] if other else known
        if len(meant) == 1:
            return _named(text, part, meant[0])
    return None


def sounded(text: str, pack: Pack) -> str:
    """A message with the names of the pack's people as they are written, where it has them by sound only.

    Example:
        潘教锋是谁 → 潘教峰是谁.
    """
    if not has_han(text):
        return text
    said = simplified(text)
    names = {name for who in pack.info.speakers for name in _names(who) if has_han(name)}
    if any(name in said for name in names):
        return text
    for name in names:
        heard = [_sound(letter) for letter in name]
        for at in range(len(said) - len(name) + 1):
            typed = said[at : at + len(name)]
            alike = typed[0] == name[0] if len(name) <= _SHORT else has_han(typed[0])
            if alike and [_sound(letter) for letter in typed] == heard:
                return said.replace(typed, name)
    return text


@lru_cache(maxsize=4096)
def _sound(letter: str) -> str:
    """The syllable of a Chinese character, without its tone."""
    return (syllables(letter) or (letter,))[0] if has_han(letter) else letter


def _named(text: str, part: str, who: Speaker) -> str:
    """The message about somebody by the whole name; who that is, where it asks nothing else."""
    han = has_han(part)
    name = next(each for each in _names(who) if has_han(each) == han)
    if [word for word in own_words(_OTHER.sub(" ", text)) if word not in (part, f"姓{part}", f"{part}的")]:
        whole = _OTHER.sub("", text)
        return re.sub(re.escape(part), name, whole, count=1, flags=re.IGNORECASE)
    return f"{name}是谁" if han else f"who is {name}"


def _parts(text: str, speakers: Iterable[Speaker]) -> Sequence[str]:
    """The parts of names that stand in a text."""
    words = set(re.findall(r"[a-z]+", text.casefold()))
    every = dict.fromkeys(part for who in speakers for part in _parts_of(who))
    return [part for part in every if (part in text if has_han(part) else part in words)]


def _parts_of(who: Speaker) -> tuple[str, ...]:
    """The words of a name in small letters; of a Chinese one the family name."""
    found: list[str] = []
    for name in _names(who):
        found += [name[0]] if has_han(name) else [word for word in name.casefold().split() if len(word) >= _SHORTEST]
    return tuple(found)


def _names(who: Speaker) -> list[str]:
    """The names of a person, without what is set in brackets; a publication has quotation marks, and is none."""
    names = (re.split(r"[(（]", name)[0].strip() for name in facts.names_of(who))
    return [name for name in names if name and not re.search(r"[《“\"']", name)]
