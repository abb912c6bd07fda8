"""Misses in words: what is said where nothing answers, each text earned.

In this order: proof that the library does not mention what it is about; the curators' reason for questions like it;
where the words that it asks about do stand; that it is not about the library; that it was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.last_reply import named
from bot.answering.lookups import facts
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.moves import MOVES
from bot.answering.lookups.occurrences import Occurrences, occurrences
from bot.answering.lookups.targets import named_whole
from bot.answering.no_answer.holding import holding
from bot.answering.no_answer.lacking import without
from bot.answering.no_answer.reasons import reasons
from bot.answering.no_answer.subjects import light, own_words, subjects
from bot.answering.recognising import Message, asked_whether, intent, requests
from bot.answering.recognising.examples import MOODS
from bot.languages import LANGUAGES, WrittenLanguage, identify
from bot.languages.places import named_places
from bot.matching import Candidate, Decision, PassageHit, Reply, reads_as_question
from bot.matching.language.inflection import base
from bot.matching.reading import reads_as_follow_up
from bot.matching.reading.noise import is_noise
from bot.matching.reading.slang import in_plain_words
from bot.matching.reply import unmatched
from bot.pack.models import Citation, Question
from bot.text import clean, has_han

NEAR = 0.1
"""Least probability of answering at which a question is offered to somebody who got no answer: 1 in 10."""
MOST = 3
"""Most questions or passages offered."""
_SURE = 0.9
"""Confidence from which an entry answers a question about a phrase of which only a part stands in the articles."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STEM = 5
"""Letters by which a word of a question is found in a passage."""
_RARE = 3
"""Paragraphs in which a word may stand to be shown there; a commoner one tells nothing."""


def explained(reply: Reply, desk: Desk) -> Reply:
    """A reply that gives no answer, with what it says instead."""
    if reply.parts and reply.answer is not None:
        given = [part.answer for part in reply.parts]
        missed = [part for part in reply.parts if part.answer is None and _offers_other(part, given)]
        absent = tuple(dict.fromkeys(word for part in missed for word in absent_of(part.text, desk)))
        return replace(reply, said="\n".join(missed_part(part, desk) for part in missed), absence=absent)
    if reply.decision in (Decision.SUGGEST, Decision.ANSWER) and (absent := _named_absent(reply, desk)):
        return _missing(reply, absent, desk)  # whether something is mentioned is told, not asked back
    if reply.decision is Decision.SUGGEST and (absent := _names_nothing_there(reply.text, desk)):
        return _missing(reply, absent, desk)
    if reply.decision is Decision.SUGGEST:
        unspoken = _unspoken(reply.text, desk)
        head = unspoken.meant if unspoken is not None else desk.say("Did you mean one of these?")
        return replace(reply, said=_offered(reply, desk, head))
    if reply.decision not in (Decision.NOTHING, Decision.PASSAGES):
        return reply
    told = (_absent, _reasoned, _lacking, _stands)
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
    say, unspoken = desk.say, _unspoken(reply.text, desk)
    if reply.decision is Decision.PASSAGES and _tells(reply, desk):
        return replace(reply, said=say("I have no answer I'm sure of. These passages touch on it:"))
    if offered := _held_or_near(reply, desk):
        head = unspoken.meant if unspoken else say("I'm not sure what you mean. Did you mean one of these?")
        titles = [f"• {each.question.title(desk.language)}" for each in offered]
        return replace(_nothing(reply, "\n".join((head, *titles))), near=offered)
    told = (_off_topic, _asked_of_person)
    if (found := next((miss for earn in told if (miss := earn(reply, desk)) is not None), None)) is not None:
        return found
    if unspoken is not None:
        return _nothing(reply, unspoken.unsure)
    said = say("I'm not sure what you mean. Could you put it another way?")
    if own_words(reply.text) and not is_noise(own_words(reply.text), desk.engine.knows):
        return _nothing(reply, said)
    examples = [f"• {each.text(desk.language)}" for each in desk.pack.info.examples[:2]]
    return _nothing(reply, "\n".join((said, *([say("For example:"), *examples] if examples else []))))


def _unspoken(text: str, desk: Desk) -> WrittenLanguage | None:
    """The language of whoever asks, or of the pack where that cannot be told; None for one that the bot speaks."""
    found = identify(text)
    code = found.code if found is not None else desk.pack.info.languages[0]
    return next((row for row in LANGUAGES if row.code == code and row.unsure), None)


def _lacking(reply: Reply, desk: Desk) -> Reply | None:
    lookup = without(reply.text, desk)
    made = lookup and unmatched(reply.text, Decision.LOOKUP, desk.language, lookup=lookup)
    return made and replace(made, candidates=reply.candidates)


def _off_topic(reply: Reply, desk: Desk) -> Reply | None:
    if not _outside(reply.text, desk):
        return None
    library = desk.pack.info.title.text(desk.language)
    return _nothing(reply, desk.say("That's outside my library, which is about {library}.", library=library))


def _asked_of_person(reply: Reply, desk: Desk) -> Reply | None:
    """That nothing tells what was asked about a person of the library, with what there is on that person."""
    who = named_whole(reply.text, desk.pack.info.speakers)
    of_them = [each for each in reply.candidates if who is not None and who in named(desk.pack, (each.question,))]
    if who is None or not of_them:
        return None
    head = desk.say("I have nothing on that about {name}. What I do have:", name=who.name.text(desk.language))
    titles = [f"• {each.question.title(desk.language)}" for each in of_them[:MOST]]
    return replace(_nothing(reply, "\n".join((head, *titles))), near=tuple(of_them[:MOST]))


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
    known, text = occurrences(desk.engine), in_plain_words(text)  # of "ppl" nobody wants to know whether it stands
    named = _asked_for(text, desk)
    asks = reads_as_question(text) or reads_as_follow_up(text)
    if not named and (_only_talks(text, desk) or not asks):
        return ()
    written = identify(text)
    foreign = written is not None and written.code not in known.languages and not has_han(text)
    others = [each for each in subjects(text) if not any(name.casefold() in each.casefold() for name in named)]
    about = {subject: subject in named for subject in (*named, *(() if foreign else others))}
    return tuple(subject for subject, literally in about.items() if known.absent(subject, literally=literally))


def _only_talks(text: str, desk: Desk) -> bool:
    """Whether a message is most likely a reaction, or a move, whose words are no topic ("srsly?", "welp")."""
    meant = intent(Message.of(text), desk.engine.vectors(text))
    talks = meant is not None and meant.kind in (*MOODS, *MOVES) and not meant.strange
    return talks and not any(named_places(text))


def _named_absent(reply: Reply, desk: Desk) -> tuple[str, ...]:
    """What a message asks to be told of, whether it is mentioned, and that is proven not to be.

    Nothing where the answer found speaks of it by name, or is asked for by it.
    """
    known, entry = occurrences(desk.engine), reply.answer
    named = _asked_for(reply.text, desk) if desk.pack.articles else ()
    proven = all(
        known.absent(each, literally=True) and not (entry and _speaks_of(each, entry, known)) for each in named
    )
    if entry is not None and reply.confidence >= _SURE and any(_stands_in_part(each, known) for each in named):
        return ()  # "small companies" stands nowhere, and what is said of small enterprises answers it
    return named if named and proven else ()


def _stands_in_part(phrase: str, known: Occurrences) -> bool:
    """Whether some words of a phrase of several stand in the articles."""
    words = phrase.split()
    return len(words) > 1 and not all(known.absent(word, literally=True) for word in words)


def _speaks_of(phrase: str, entry: Question, known: Occurrences) -> bool:
    """Whether an entry is on what a phrase names: its answer says so, or it is asked for by words that all stand."""
    told, wanted = " ".join(entry.answer.texts).casefold(), phrase.casefold()
    words = wanted.split()
    titles = facts.bases(" ".join(entry.question.texts).replace("-", ""))
    missing = (word for word in words if word not in light() and known.absent(word, literally=True))
    if any(base(word.replace("-", "")) in titles for word in missing):
        return True
    worded = len(words) > 1 and wanted in facts.entry_text(entry).casefold()
    return wanted in told or (worded and not any(known.absent(word, literally=True) for word in words))


def _asked_for(text: str, desk: Desk) -> tuple[str, ...]:
    """What a question names of which it asks whether it is mentioned, as it was typed."""
    message = Message.of(text)
    wanted = [found.bare for found in requests(message) if found.kind in ("mention", "which-articles") and found.bare]
    if not wanted and (meant := intent(message, desk.engine.vectors(text))) is not None:
        subject = _telling(asked_whether(text, meant) or "")
        return (subject,) if subject else ()
    return tuple(filter(None, (_telling(_as_typed(bare, message.line, text)) for bare in wanted)))


def _telling(phrase: str) -> str:
    """A phrase without the light words at its beginning and end: of "after 2024" only the year can be missing."""
    words = phrase.split()
    telling = [at for at, word in enumerate(words) if word.casefold() not in light() or word.isupper()]
    return " ".join(words[telling[0] : telling[-1] + 1]) if telling else ""


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


def _held_or_near(reply: Reply, desk: Desk) -> tuple[Candidate, ...]:
    """The questions to be offered: the near ones, then those whose answers hold a telling word of what was asked."""
    known = {candidate.question.id: candidate for candidate in reply.candidates}
    held = [known.get(entry.id) or Candidate(entry, 0.0, "") for entry in holding(reply.text, desk)]
    offered = {candidate.question.id: candidate for candidate in (*near(reply), *held)}
    return tuple(offered.values())[:MOST]


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
        "I have no answer to that. {word} appears in {count} paragraph:",
        "I have no answer to that. {word} appears in {count} paragraphs:",
        len(found),
        word=facts.quoted(subject, desk.language),
    )
    return replace(reply, decision=Decision.PASSAGES, passages=hits, said=said)


def _span(cited: Citation, desk: Desk) -> tuple[tuple[int, int], ...]:
    at = desk.pack.passage(cited).text.find(cited.quote)
    return ((at, at + len(cited.quote)),) if at >= 0 else ()


def _outside(text: str, desk: Desk) -> bool:
    """Whether all that a question is about are words as they should be spelt, and none stands in the articles.

    Entries alone tell nothing of it: a few dozen questions do not hold all the words of what they are about.
    """
    known, own = occurrences(desk.engine), own_words(text)
    return bool(own and desk.pack.articles) and all(known.spelt(word) and not known.find(word) for word in own)


def _offered(reply: Reply, desk: Desk, head: str) -> str:
    titles = [candidate.question.title(desk.language) for candidate in near(reply) or reply.candidates[:MOST]]
    return "\n".join((head, *(f"• {title}" for title in titles)))


def _nothing(reply: Reply, said: str) -> Reply:
    return replace(reply, decision=Decision.NOTHING, answer=None, passages=(), said=said)


def _offers_other(part: Reply, given: Sequence[Question | None]) -> bool:
    """Whether what would be offered for a missed part is not what the reply gives already."""
    offered = near(part)
    return not offered or offered[0].question not in given


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
