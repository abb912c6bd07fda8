"""Quotes asked for in free text: about a topic or a term, by a speaker, or any."""

from __future__ import annotations

from bot.answering.lookups import facts, targets
from bot.answering.lookups.desk import Desk
from bot.matching import Lookup
from bot.pack.models import Quote
from bot.pack.queries.passage_translations import translated_quote
from bot.text import has_han


def quote(rest: str, desk: Desk) -> Lookup | None:
    """A quote on what some words name; None where the pack has none on it."""
    fitting = _fitting(rest, desk)
    return _drawn(fitting, rest, desk) if fitting else None


def quote_by_last(desk: Desk) -> Lookup | None:
    """A quote by whom the last reply was about; None where there is none."""
    who = desk.last.people[0] if desk.last.people else None
    fitting = [one for one in desk.pack.quotes if who is not None and one.speaker == who.id]
    return _drawn(fitting, who.id, desk) if who is not None and fitting else None


def quote_on_last(desk: Desk) -> Lookup | None:
    """A quote on the topic of the last answer; None where it was none."""
    topic = desk.pack.topic_of.get(desk.entry.id) if desk.entry is not None else None
    fitting = [one for one in desk.pack.quotes if topic in one.topics]
    return _drawn(fitting, topic, desk) if topic is not None and fitting else None


def another_quote(desk: Desk) -> Lookup | None:
    """Another quote, on what the last one was asked for."""
    asked = desk.last.request
    rest = asked[1] if asked and asked[0] == "quote" else ""
    fitting = _fitting(rest, desk) or list(desk.pack.quotes)
    return _drawn(fitting, rest, desk)


def _fitting(rest: str, desk: Desk) -> list[Quote]:
    """The quotes by the speaker, on the topic, or with the words that are named; all where nothing is."""
    pack = desk.pack
    if not rest:
        return list(pack.quotes)
    who = targets.speaker(rest, pack.info.speakers)
    if who is not None:
        return [one for one in pack.quotes if one.speaker == who.id]
    about = targets.topic(rest, pack.info.topics)
    if about is not None:
        return [one for one in pack.quotes if about.id in one.topics]
    term = targets.term(rest, desk)
    words = facts.bases(term.headword if term else rest) - _SLIGHT
    said = [one for one in pack.quotes if words and words <= facts.bases(one.text)]
    return said or [one for one in pack.quotes if _says_translated(one, rest, desk)]


def _says_translated(one: Quote, rest: str, desk: Desk) -> bool:
    """Whether some words in Chinese, which parts none, stand in the quote as it is shown to readers of Chinese."""
    if not has_han(rest) or len(rest) < _SHORTEST_HAN:
        return False
    return rest in (translated_quote(desk.pack, one, desk.language) or "")


def _drawn(fitting: list[Quote], rest: str, desk: Desk) -> Lookup:
    fresh = [one for one in fitting if one.id not in desk.last.seen] or fitting
    chosen = desk.chance.choice(fresh)
    who = facts.Spoken(desk.pack.speaker_by_id[chosen.speaker], chosen.voice, chosen.citation)
    text = f"{facts.quoted(chosen.text, desk.language)} [1]\n— {facts.who_in_words(who, desk.pack, desk.say)}"
    return Lookup(
        "quote",
        text,
        "",
        (chosen.citation,),
        articles=((chosen.article, chosen.paragraph),),
        quote=chosen,
        people=(desk.pack.speaker_by_id[chosen.speaker],),
        asked=("quote", rest),
    )


_SHORTEST_HAN = 2
"""Characters; a single one is in too many words."""
_SLIGHT = frozenset({"the", "a", "of", "and", "in", "on", "to", "for"})
