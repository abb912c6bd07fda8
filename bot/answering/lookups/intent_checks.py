"""Checks of a likely intent against the library: whether what a message names could rather be asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.answering.last_reply import LastReply
from bot.answering.lookups import facts
from bot.answering.lookups.about_bot import ABOUT
from bot.answering.lookups.occurrences import occurrences
from bot.answering.recognising import Intent
from bot.languages.places import named_places
from bot.matching import Decision, Engine, Reply
from bot.matching.language.background import Background
from bot.matching.language.inflection import base
from bot.text import has_han

PLAIN = 0.6
"""Probability from which a message without words of its own is what it most likely is."""
SURE = 0.9
"""Probability from which it is that although an entry would answer, or a usual word stands in it."""
_LIKELY = 0.8
"""Probability from which a message with other words is about the bot itself."""
CLEAR = 0.75
"""Probability from which a message in Chinese with characters of its own is what it most likely is."""
HINTED = 0.4
"""Probability from which it is the move of which a cue stands in it, too."""
HANDLING = frozenset({"shorter", "simpler", "language", "example", "more", "next", "again", "source"})
"""Moves that handle an answer and are about no subject of their own, so that other words in them are no topic."""
_ADJOINED = frozenset({"true", "nth"})
"""Moves whose cue says all, so that a word beside it that the library has not is no subject ("elaborate on the first").
In those that ask by a question word it is: "who disagrees with this"."""
_STRANGE = 1
"""Words that no example of what a message most likely is has."""
_STRANGE_FOREIGN = 2
"""The same in a language of which fewer examples are known."""
_SHORTEST_STEM = 4
_PARTS = frozenset(
    ("interview", "speech", "excerpt", "snippet", "chunk", "claim", "remark", "information", "entrevista", "trozo")
)
"""Words for what an answer rests on, or for a part of it."""
_BARE = 2
"""Words of the longest message that may be a bare topic."""
_ADDRESSED = re.compile(r"\b(?:you|your|u|bot|tu|te|ti|eres)\b|你|您|(?<![\u3400-\u9fff])(?:这个?)?机器人")
"""Words by which the bot itself is spoken to, or of."""


def names_nothing(
    text: str, meant: Intent, engine: Engine, last: LastReply | None = None, *, hinted: bool = False
) -> bool:
    """Whether a message is what it most likely is: it names nothing new that a question could be about.

    Args:
        text: what was typed.
        meant: what it most likely is.
        engine: knows terms.
        last: the last reply, whose words are no new ones.
        hinted: whether a cue of that move stands in it as well: two witnesses need less than one.
    """
    if meant.language:
        return _foreign_names_nothing(meant)
    if not (strange := [word for word in untold(meant.strange, last) if not _is_adverb(word, engine)]):
        return meant.chance >= (HINTED if hinted else PLAIN if not meant.strange else CLEAR)
    if has_han(text) and len(meant.strange) <= _STRANGE:
        return meant.chance >= SURE and not engine.terms_in(text)  # one character is hardly a topic (短点儿)
    adjoined = hinted and meant.kind in _ADJOINED and not any(map(occurrences(engine).stands, strange))
    if not (meant.kind in HANDLING or adjoined) or engine.terms_in(text) or any(named_places(text)):
        return False  # "does he have a phd" is no question of his post
    if has_han(text):
        return False  # characters are no words: those of praise stand in any example
    usual = not any(map(Background.load().is_seldom, strange))
    return meant.chance >= (HINTED if hinted else CLEAR) and usual and len(strange) <= _STRANGE


def _foreign_names_nothing(meant: Intent) -> bool:
    """The same in a language that the bot does not speak: what is no everyday word there may be a subject."""
    most = _STRANGE_FOREIGN if meant.kind in HANDLING else _STRANGE
    return len(meant.strange) <= most and meant.chance >= (SURE if meant.strange else PLAIN)


def _is_adverb(word: str, engine: Engine) -> bool:
    """Whether a word only says how ("roughly"), in English."""
    stem = word.removesuffix("ly")
    return len(word) > len(stem) >= _SHORTEST_STEM and (engine.knows(stem) or engine.is_spelt(stem))


def untold(words: Sequence[str], last: LastReply | None) -> list[str]:
    """The words of some that stand in nothing that the last reply gave, at whose items a number may point."""
    entries = last.entries or ((last.meant,) if last.meant else ()) if last is not None else ()
    known = facts.bases(" ".join(map(facts.entry_text, entries)))
    return [
        word
        for word in words
        if not (last and word.isdigit()) and word not in _PARTS and (has_han(word) or base(word) not in known)
    ]


def asks_of_bot(meant: Intent, line: str, engine: Engine) -> bool:
    """Whether a message surely asks about the bot, whoever and whatever it names ("are you made by the CIA")."""
    spoken_to = speaks_to_bot(line)
    if meant.kind not in ABOUT or meant.chance < (CLEAR if spoken_to else _LIKELY):
        return False
    if meant.language:
        return not meant.strange
    return spoken_to or not any(map(occurrences(engine).stands, meant.strange))


def speaks_to_bot(line: str) -> bool:
    """Whether a line, as it is compared, speaks to the bot or of it ("do you", "the bot")."""
    return _ADDRESSED.search(line) is not None


def may_be_bare_topic(own: Sequence[str], meant: Intent, words: Sequence[str], engine: Engine) -> bool:
    """Whether what looks like a reaction may be what a FAQ is asked for in a word or two ("parking", "school").

    Articles have the register of their words for that; a few dozen entries do not hold every word for what they answer.

    Args:
        own: the words of the message that carry a topic.
        meant: what it looks like.
        words: all of them.
        engine: whose entries may be meant.
    """
    if engine.pack.articles or len(words) > _BARE or not own:
        return False
    return meant.chance < SURE or any(map(occurrences(engine).stands, own))


def of_its_subject(text: str, line: str, engine: Engine, put: Callable[[str], Reply]) -> bool:
    """Whether what could be asked of the bot is asked of what a FAQ is about ("does it store my data").

    The bot is not spoken to, and an entry answers. Articles are about the world: nobody asks them what they store.
    """
    if engine.pack.articles or speaks_to_bot(line):
        return False
    return put(text).decision is Decision.ANSWER


def may_be_topics(words: Sequence[str], engine: Engine) -> bool:
    """Whether any of some words may be what a question is about: a name, or a word of the articles."""
    everyday, known = Background.load(), occurrences(engine)
    return len(words) > _STRANGE or any(word not in everyday or known.stands(word) for word in words)
