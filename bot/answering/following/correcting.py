"""Corrections: what a message names instead of what was answered ("nah i meant the robots", "not solar, robots").

The words of a correction are no words of the question, and weigh against every entry; the subject alone, led over to
("what about the robots"), is what the follow-up model knows.
"""

from __future__ import annotations

import re

from bot.answering.following.leaning import points
from bot.answering.no_answer.subjects import own_words
from bot.answering.recognising import Message, moves, reaction
from bot.matching.reading.registers import registers
from bot.text import clean, has_han

_NOT = (
    r"(?:no|nope|nah|nono|wrong(?: one| thing| article| answer| guy| question)?|"
    r"not (?:that|this|it|him|her|those|what i (?:meant|asked|wanted))(?: one| guy)?)"
)
_SORRY = r"(?:oh|wait|hang on|hold on|sorry|sry|oops|my bad|actually|ok|okay|hm+|um+|uh|lol|haha|man|bro|dude)"
_GAP = r"[ ,.!;:-]+"
_OTHER = r"not (?:the )?(?:[\w'-]+ ?){1,3}"
_LED = rf"(?:(?:{_NOT}|{_SORRY}){_GAP})"
_ABOUT = r"(?: (?:about|for|of))?"
_MEANT = (
    r"(?:(?:what )?i (?:actually |really |just )?"
    rf"(?:meant|was (?:actually |really )?(?:asking|talking|thinking|wondering)|asked){_ABOUT}(?: (?:is|was))?)"
)
_MEAN = (
    r"(?:i (?:actually |really |just )?"
    rf"(?:mean|said|wanted|want|am asking|wanted to (?:know|ask)){_ABOUT})"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^{_LED}*(?:{_OTHER}[,;] )?{_MEANT}[ ,:]+(?P<subject>.+)$",
        rf"^{_LED}*(?:{_NOT}{_GAP}|{_OTHER}[,;] ){_LED}*{_MEAN}[ ,:]+(?:like )?(?P<subject>.+)$",
        rf"^{_LED}*(?P<subject>.+?)[ ,]+(?:is what )?i (?:meant|mean)[ .!]*$",
        rf"^{_LED}*{_OTHER}(?:[,;]| but) ?(?P<short>.+)$",
        rf"^{_LED}*{_NOT}{_GAP}{_LED}*(?:about )?(?P<short>the .+)$",
    )
)
_STATES = re.compile(
    r"^(?:i|you|u|ur|it|its|it's|that|thats|that's|they|theyre|he|hes|she|shes|we|there|come on|cmon)\b"
    r"|\b(?:is|are|was|were|isnt|arent|sounds?|looks?|seems?|sucks?|does|doesnt|do|dont|has|have|can|cant|will|wont)\b",
    re.IGNORECASE,
)
"""What states something rather than names it: "i mean it's fine", "nah the whole thing is boring"."""
_LONGEST, _SHORT = 10, 4
"""Words of the longest subject, and of the longest where no word says that it was meant."""


def corrected(text: str) -> str | None:
    """What a correction asks, as it would be asked after the last reply; None for any other message."""
    said = clean(text)
    if has_han(said):
        return None
    for form in _FORMS:
        hit = form.match(said)
        if hit is None:
            continue
        short = hit.groupdict().get("short")
        subject = (short or hit["subject"]).strip(" ,.!")
        if subject and _names(subject, _SHORT if short else _LONGEST):
            return subject if _asks(subject) else f"what about {subject}"
    return None


def _names(subject: str, longest: int) -> bool:
    """Whether some words name, or ask, something rather than state it."""
    if not Message.of(subject).words or len(subject.split()) > longest:
        return False
    if _asks(subject):
        return True
    names = bool(own_words(subject)) and reaction(Message.of(subject)) is None
    return names and not points(subject) and not _STATES.search(subject)


def _asks(subject: str) -> bool:
    """Whether some words are a question, or a move, by themselves."""
    message, known = Message.of(subject), registers()
    return bool(moves(message)) or not {message.words[0]}.isdisjoint(known.questions | known.auxiliaries)
