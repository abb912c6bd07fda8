"""Questions put in other words, where nothing answers them as they were typed.

"It" and "the term", where no reply tells what they stand for, are the subject of the library; a bare topic
("blockchain?", "whats quantum") asks what the articles say about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.answering.following.leaning import leans, of_person
from bot.answering.following.weighing import Ask, OwnWords
from bot.answering.last_reply import LastReply
from bot.answering.lookups import facts
from bot.answering.lookups.desk import Desk
from bot.answering.no_answer.explained import absent_of
from bot.answering.no_answer.subjects import own_words
from bot.languages import DEFAULT, tongue
from bot.matching import Decision, Reply
from bot.matching.language.answer_types import AnswerType, kind_of
from bot.matching.reading.registers import registers
from bot.matching.reading.slang import in_plain_words
from bot.text import clean, has_han
from bot.translations import Voice, voice

_SUBJECT = re.compile(
    r"\b(?:the|this|that) (?:term|concept|idea|notion|phrase|buzzword)\b|\bit\b(?!['’])"
    r"|\b(?:el|este|ese) (?:término|termino|concepto)\b|(?:这个|那个|该)(?:词|概念|说法|提法)|它(?!们)",
    re.IGNORECASE,
)
"""What may stand for the subject of the library, whatever was said last."""
_POINTER = re.compile(
    r"\b(?:this|that)(?=\W*$|\W+(?:is|was|has|have|will|mean|means|affect|affects|to|in|for|on|and)\b)"
    r"|\b(?:esto|eso)\b|这(?=是|有|对)",
    re.IGNORECASE,
)
"""What may stand for it where nothing was said yet that it could point at."""
_NAMING = frozenset(("term", "concept", "idea", "notion", "phrase", "buzzword", "término", "termino", "concepto"))
_SURE = 0.95
"""Confidence from which "it" is that subject although something was shown that it may be."""
_LONGEST = 3
"""Words of the longest bare topic."""
_ABOUT = frozenset(("about", "on", "regarding", "concerning", "re", "sobre"))
_WHICH = re.compile(r"\bwhich\b|哪")
_BARE = (AnswerType.OTHER, AnswerType.MEANING)
"""What a bare topic asks for, as far as its wording tells."""


def restated(text: str, last: LastReply | None, desk: Desk, put: Ask) -> Reply | None:
    """The answer to a question in other words; None where none is sure, or speaks of all that was asked about.

    Args:
        text: what was asked, and got no answer.
        last: the last reply; what it showed is no answer to this.
        desk: whose library it is about.
        put: asks the engine.
    """
    own = [word for word in own_words(text) if word not in _NAMING]
    if not own or absent_of(text, desk):
        return None
    words = OwnWords.of(own, desk.engine)
    shown = last.entries if last is not None else ()
    tells = last is not None and last.tells
    for wording in _wordings(text, own, desk, tells=tells):
        reply = put(wording)
        if tells and reply.confidence < _SURE and leans(text):
            continue
        if reply.decision is not Decision.ANSWER or reply.answer is None or reply.parts or reply.answer in shown:
            continue
        if words.share_told(facts.entry_text(reply.answer)) == 1.0:
            return replace(reply, text=text)
    return None


def _wordings(text: str, own: list[str], desk: Desk, *, tells: bool) -> Iterator[str]:
    """The question in other words; `tells` is whether something was shown that a pronoun may point at."""
    said = clean(text)
    subject = _subject(said, desk)
    pattern = _SUBJECT if tells or _SUBJECT.search(said) else _POINTER
    if subject is not None and pattern.search(said):
        yield pattern.sub(lambda _: subject, said, count=1)
    if _is_topic(said, own) and not (tells and leans(text)):
        say = _voice_of(said, desk)
        yield say("What do the articles say about {topic}?", topic=" ".join(own))


def _voice_of(said: str, desk: Desk) -> Voice:
    """Says sentences in the language of a question, as far as its script tells that from the reader's."""
    row = tongue(desk.language)
    if has_han(said):
        return voice("zh")
    return desk.say if row.in_script is None or row.in_script(said) else voice(DEFAULT)


def _subject(said: str, desk: Desk) -> str | None:
    """The term that the title of the library names, in the language of the question; None where it names none."""
    title = desk.pack.info.title.text("zh" if has_han(said) else "en")
    mentions = desk.engine.terms_in(title)
    return title[mentions[0].start : mentions[0].end] if mentions else None


def _is_topic(said: str, own: list[str]) -> bool:
    """Whether a message says no more than what it is about."""
    plain = in_plain_words(said).casefold()
    first = plain.split(maxsplit=1)[0]
    if first in registers().topical and first not in _ABOUT:
        return False  # "for schools": a part of a question
    return (
        not of_person(said)
        and not _WHICH.search(plain)
        and len(own) <= _LONGEST
        and " ".join(own) in plain
        and kind_of(plain) in _BARE
    )
