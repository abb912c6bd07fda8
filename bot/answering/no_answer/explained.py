"""Misses in words: what is said where nothing answers, each text earned.

In this order: proof that the library does not mention what it is about; the curators' reason for questions like it;
where the words that it asks about do stand; that it is not about the library; that it was not understood.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.lookups import facts
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.moves import MOVES
from bot.answering.lookups.occurrences import occurrences
from bot.answering.no_answer.reasons import reasons
from bot.answering.no_answer.subjects import own_words, subjects
from bot.answering.recognising import Message, asked_whether, intent, requests
from bot.answering.recognising.examples import MOODS
from bot.languages import identify
from bot.languages.places import named_places
from bot.matching import Candidate, Decision, PassageHit, Reply, reads_as_question
from bot.matching.reading import reads_as_follow_up
from bot.pack.models import Citation
from bot.text import clean, has_han

NEAR = 0.1
"""Least probability of answering at which a question is offered to somebody who got no answer: 1 in 10."""
MOST = 3
"""Most questions or passages offered."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STEM = 5
"""Letters by which a word of a question is found in a passage."""
_RARE = 3
"""Paragraphs in which a word may stand to be shown there; a commoner one tells nothing."""


def explained(reply: Reply, desk: Desk) -> Reply:
    """A reply that gives no answer, with what it says instead."""
    if reply.parts and reply.answer is not None:
        missed = [part for part in reply.parts if part.answer is None]
        absent = tuple(dict.fromkeys(word for part in missed for word in absent_of(part.text, desk)))
        return replace(reply, said="\n".join(missed_part(part, desk) for part in missed), absence=absent)
    if reply.decision in (Decision.SUGGEST, Decision.ANSWER) and (absent := _named_absent(reply, desk)):
        return _missing(reply, absent, desk)  # whether something is mentioned is told, not asked back
    if reply.decision is Decision.SUGGEST and (absent := _names_nothing_there(reply.text, desk)):
        return _missing(reply, absent, desk)
    if reply.decision is Decision.SUGGEST:
        return replace(reply, said=_offered(reply, desk, desk.say("Did you mean one of these?")))
    if reply.decision not in (Decision.NOTHING, Decision.PASSAGES):
        return reply
    told = (_absent, _reasoned, _stands)
    found = next((miss for earn in told if (miss := earn(reply, desk)) is not None), None)
    return found or _not_understood(reply, desk)


def _names_nothing_there(text: str, desk: Desk) -> tuple[str, ...]:
    """The places that a question is about, and no article mentions: what is near it answers something else."""
    places = {place.casefold() for place in named_places(clean(text))}
    return tuple(word for word in absent_of(text, desk) if word.casefold() in places) if places else ()


def _absent(reply: Reply, desk: Desk) -> Reply | None:
    absent = absent_of(reply.text, desk)
    return _missing(reply, absent, desk) if absent else None


def _reasoned(reply: Reply, desk: Desk) -> Reply | None:
    reason = reasons(desk.pack).reason(reply.text, desk.language)
    return _nothing(reply, reason) if reason is not None else None


def _stands(reply: Reply, desk: Desk) -> Reply | None:
    standing = _standing(reply.text, desk)
    return standing_reply(reply, *standing, desk) if standing is not None else None


def _not_understood(reply: Reply, desk: Desk) -> Reply:
    """That it was not understood, or is about something else; with what may have been meant."""
    say = desk.say
    if reply.decision is Decision.PASSAGES and _tells(reply, desk):
        return replace(reply, said=say("I have no answer I'm sure of. These passages touch on it:"))
    if near(reply):
        return _nothing(reply, _offered(reply, desk, say("I'm not sure what you mean. Did you mean one of these?")))
    if _outside(reply.text, desk):
        library = desk.pack.info.title.text(desk.language)
        return _nothing(reply, say("That's outside my library, which is about {library}.", library=library))
    return _nothing(reply, say("I'm not sure what you mean. Could you put it another way?"))


def _tells(reply: Reply, desk: Desk) -> bool:
    """Whether the passages that were found hold more of a question than somebody's name."""
    names = {word for who in desk.pack.info.speakers for name in facts.names_of(who) for word in own_words(name)}
    asked = [word for word in own_words(reply.text) if word not in names]
    told = " ".join(hit.paragraph.text for hit in reply.passages).casefold()
    return has_han(reply.text) or any(word[:_STEM] in told for word in asked)


def absent_of(text: str, desk: Desk) -> tuple[str, ...]:
    """What a question is about that the articles demonstrably do not mention; nothing where there are no articles."""
    if not desk.pack.articles:
        return ()
    known = occurrences(desk.engine)
    named = _asked_for(text, desk)
    asks = reads_as_question(text) or reads_as_follow_up(text)
    if not named and (_only_talks(text, desk) or not asks):
        return ()
    written = identify(text)
    foreign = written is not None and written.code not in known.languages and not has_han(text)
    about = {subject: subject in named for subject in (*named, *(() if foreign else subjects(text)))}
    return tuple(subject for subject, literally in about.items() if known.absent(subject, literally=literally))


def _only_talks(text: str, desk: Desk) -> bool:
    """Whether a message is most likely a reaction, or a move, whose words are no topic ("srsly?", "welp")."""
    meant = intent(Message.of(text), desk.engine.vectors(text))
    return meant is not None and meant.kind in (*MOODS, *MOVES) and not named_places(text)


def _named_absent(reply: Reply, desk: Desk) -> tuple[str, ...]:
    """What a message asks to be told of, whether it is mentioned, and that is proven not to be.

    Nothing where the answer found speaks of it by name.
    """
    known = occurrences(desk.engine)
    told = " ".join(reply.answer.answer.texts).casefold() if reply.answer is not None else ""
    named = _asked_for(reply.text, desk) if desk.pack.articles else ()
    proven = all(known.absent(each, literally=True) and each.casefold() not in told for each in named)
    return named if named and proven else ()


def _asked_for(text: str, desk: Desk) -> tuple[str, ...]:
    """What a question names of which it asks whether it is mentioned, as it was typed."""
    message = Message.of(text)
    wanted = [found.bare for found in requests(message) if found.kind == "mention" and found.bare]
    if not wanted and (meant := intent(message, desk.engine.vectors(text))) is not None:
        return (subject,) if (subject := asked_whether(text, meant)) is not None else ()
    return tuple(filter(None, (_as_typed(bare, message.line, text) for bare in wanted)))


def _as_typed(bare: str, line: str, text: str) -> str:
    """The typed words for some that a line was compared by, which may be read otherwise ("belt" as "best").

    Empty where they cannot be told: what nobody typed is not said to be absent.
    """
    at = text.casefold().find(bare)
    if at >= 0:
        return text[at : at + len(bare)]
    typed = [(hit.start(), hit.end()) for hit in _WORD.finditer(text)]
    read, wanted = _WORD.findall(line), _WORD.findall(bare)
    starts = [start for start in range(len(read)) if wanted and read[start : start + len(wanted)] == wanted]
    if len(typed) != len(read) or not starts:
        return ""
    return text[typed[starts[0]][0] : typed[starts[0] + len(wanted) - 1][1]]


def near(reply: Reply) -> tuple[Candidate, ...]:
    """The questions near enough to be offered."""
    return tuple(candidate for candidate in reply.candidates[:MOST] if candidate.confidence >= NEAR)


def _missing(reply: Reply, absent: tuple[str, ...], desk: Desk) -> Reply:
    """That the articles do not mention something, proven."""
    names = facts.listed([facts.quoted(word, desk.language) for word in absent], desk.language)
    count = len(desk.pack.articles)
    said = desk.say.plural(
        "The article doesn't mention {words}; I looked for every form of it.",
        "None of the {count} articles mentions {words}; I looked for every form of it.",
        count,
        words=names,
    )
    return replace(_nothing(reply, said), absence=absent)


def _standing(text: str, desk: Desk) -> tuple[str, tuple[Citation, ...]] | None:
    """A name or a bare topic that stands in a few paragraphs, and where."""
    known = occurrences(desk.engine)
    for subject in subjects(text):
        found = known.find(subject)
        if 0 < len(found) <= _RARE:
            return subject, found
    return None


def standing_reply(reply: Reply, subject: str, found: tuple[Citation, ...], desk: Desk) -> Reply:
    """That nothing answers the question, but what it is about stands in some passages."""
    hits = tuple(PassageHit(each.article, desk.pack.passage(each), 1.0, _span(each, desk)) for each in found[:MOST])
    said = desk.say.plural(
        "I have no answer to that. {word} stands in {count} paragraph:",
        "I have no answer to that. {word} stands in {count} paragraphs:",
        len(found),
        word=facts.quoted(subject, desk.language),
    )
    return replace(reply, decision=Decision.PASSAGES, passages=hits, said=said)


def _span(cited: Citation, desk: Desk) -> tuple[tuple[int, int], ...]:
    at = desk.pack.passage(cited).text.find(cited.quote)
    return ((at, at + len(cited.quote)),) if at >= 0 else ()


def _outside(text: str, desk: Desk) -> bool:
    """Whether all that a question is about are words as they should be spelt, and none stands in the library."""
    known, own = occurrences(desk.engine), own_words(text)
    return bool(own) and all(known.spelt(word) and not known.find(word) for word in own)


def _offered(reply: Reply, desk: Desk, head: str) -> str:
    titles = [candidate.question.title(desk.language) for candidate in near(reply) or reply.candidates[:MOST]]
    return "\n".join((head, *(f"• {title}" for title in titles)))


def _nothing(reply: Reply, said: str) -> Reply:
    return replace(reply, decision=Decision.NOTHING, answer=None, passages=(), said=said)


def missed_part(part: Reply, desk: Desk) -> str:
    """What is said of one question of several that got no answer."""
    absent = absent_of(part.text, desk)
    question = facts.quoted(part.text, desk.language)
    if absent:
        names = facts.listed([facts.quoted(word, desk.language) for word in absent], desk.language)
        return desk.say("About {question}: the articles don't mention {words}.", question=question, words=names)
    if offered := near(part):
        title = facts.quoted(offered[0].question.title(desk.language), desk.language)
        return desk.say("About {question}: did you mean {title}?", question=question, title=title)
    return desk.say("About {question}: I found nothing I'm sure of.", question=question)
