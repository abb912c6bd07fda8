"""Moves on the last reply, answered from the pack's data. Where the pack has no such data, what there is is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import cast

from babel import Locale

from bot.answering.last_reply import items_cited
from bot.answering.lookups import article_moves, facts, people_moves
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.excerpts.extracts import examples, more, reasons
from bot.answering.lookups.excerpts.shortened import numbered, shortened
from bot.answering.lookups.quote_search import another_quote
from bot.answering.lookups.targets import at_place, ordinal
from bot.languages import TONGUES, Language
from bot.matching import Lookup
from bot.pack.models import Citation, Question, Term
from bot.pack.queries.languages import called, name_in
from bot.text import without_accents

_SIMPLE_TERMS = 3
_BACK = re.compile(r"\bback\b|\bprevious\b|\bearlier\b|\bbefore\b|上一个|前一个|返回|\banterior\b")
_OF_ARTICLES = frozenset({"summary", "points", "compare", "read", "list"})
"""Requests whose reply is about articles, not about what somebody says in them."""


def serve(kind: str, line: str, desk: Desk) -> Lookup | None:
    """The answer to a move; None where the last reply has nothing that it could point at.

    Args:
        kind: the move, by its name in the register.
        line: the message as it was compared; it may hold a number or the name of a language.
        desk: what it is answered from.
    """
    served = MOVES[kind](line, desk) if kind in MOVES and desk.last.tells else None
    return served and _naming(served, desk)


def _naming(served: Lookup, desk: Desk) -> Lookup:
    """What serves a move, under the question that it is about where something else was said in between."""
    entry = served.entry
    if not desk.last.aside or entry is None or entry != desk.entry:
        return served
    question = entry.title(desk.language)
    return (
        served
        if served.title == question
        else replace(served, title=" · ".join(filter(None, (question, served.title))))
    )


def _who(_line: str, desk: Desk) -> Lookup | None:
    last, pack = desk.last, desk.pack
    cited = last.citations[: article_moves.MOST]
    if not cited or (not last.entries and last.request is not None and last.request[0] in _OF_ARTICLES):
        return article_moves.authors(desk) if desk.articles else article_moves.source(_line, desk)
    told: dict[tuple[str, str], facts.Spoken] = {}
    for one in (facts.spoken(pack, citation) for citation in cited):
        told.setdefault((one.who.id if one.who else "", one.citation.article), one)
    lines = [f"{facts.who_in_words(one, pack, desk.say)} [{number}]" for number, one in enumerate(told.values(), 1)]
    people = {one.who.id: one.who for one in told.values() if one.who}
    return Lookup(
        "who",
        "\n".join(facts.bulleted(lines)),
        desk.say("Who says it:"),
        tuple(one.citation for one in told.values()),
        entry=desk.entry,
        people=tuple(people.values()),
    )


def _shorter(_line: str, desk: Desk) -> Lookup | None:
    entry, term = desk.entry, desk.last.term
    if term is not None:
        return _of_term("shorter", term, shortened(term.definition.text(desk.language)), desk.language)
    if entry is None:
        return article_moves.in_short(desk) or _extract("shorter", desk)
    whole = entry.answer.text(desk.language)
    text = shortened(whole)
    title = desk.say("It doesn't get shorter than this:") if text == whole else desk.say("In short:")
    return Lookup("shorter", text, title, entry.citations, entry=entry, markdown=True)


def _simpler(_line: str, desk: Desk) -> Lookup | None:
    """In short, with what its terms mean: nobody has put the answers in other words."""
    entry, say = desk.entry, desk.say
    if (term := desk.last.term) is not None:
        return _of_term("simpler", term, term.definition.text(desk.language), desk.language)
    if entry is None:
        return _extract("simpler", desk)
    text = shortened(entry.answer.text(desk.language))
    names = {name for who in desk.pack.info.speakers for name in facts.names_of(who)}
    mentions = desk.engine.terms_in(text)
    found = {mention.term.id: mention.term for mention in mentions if not names & set(mention.term.term.texts)}
    terms = list(found.values())[:_SIMPLE_TERMS]
    meanings = [(facts.first_sentence(term.definition.text(desk.language)), term.citations) for term in terms]
    meant, cited = numbered(meanings, after=entry.citations)
    lines = [
        facts.labelled(term.headwords(desk.language)[0], meaning, say)
        for term, meaning in zip(terms, meant, strict=True)
    ]
    if lines:
        text = "\n".join((text, say("The words in it:"), *facts.bulleted(lines)))
    return Lookup("simpler", text, say("In short:"), cited, entry=entry, markdown=True)


def _language(line: str, desk: Desk) -> Lookup | None:
    """The last answer in another language of the pack; in the one that it was in already, simpler."""
    language, entry = _wanted(line, desk), desk.entry
    say = desk.say
    if language is not None and language == desk.last.language and _names(language, line, desk):
        if not desk.asked_in:
            return _simpler(line, desk)  # "english please", of an answer in English
        language = None
    if language is None:
        names = facts.listed([name_in(code, desk.language) for code in desk.pack.info.languages], desk.language)
        return Lookup("language", say("I can only say it in {languages}.", languages=names), entry=entry)
    if entry is not None:
        text = entry.answer.exactly(language)
        if text:
            return Lookup("language", text, entry.title(language), entry.citations, entry=entry, markdown=True)
    if (term := desk.last.term) is not None:
        return _of_term("language", term, term.definition.text(language), language)
    told = say("I have that only in the language of the article, word for word:")
    found = _extract("language", desk)
    return found and Lookup("language", found.text, told, found.citations, entry=entry, quote=desk.last.quote)


def _wanted(line: str, desk: Desk) -> Language | None:
    """The language that a message asks for: the one it names, else the pack's next; None for one that it lacks."""
    codes = desk.pack.info.languages
    for code in codes:
        if _names(code, line, desk):
            return code
    if desk.asked_in or any(name in line for name in _language_names()):
        return None
    now = codes.index(desk.last.language) if desk.last.language in codes else 0
    return codes[(now + 1) % len(codes)]


def _names(language: Language, line: str, desk: Desk) -> bool:
    """Whether a message names a language of the pack."""
    return any(name in line for name in called(language, desk.pack.info.languages))


@cache
def _language_names() -> frozenset[str]:
    """What languages are called, in every language that the bot speaks (CLDR); those of one character are left out."""
    tables = (cast("Mapping[str, str]", Locale.parse(row.locale).languages) for row in TONGUES)
    return frozenset(without_accents(name.casefold()) for table in tables for name in table.values() if len(name) > 1)


def _example(_line: str, desk: Desk) -> Lookup | None:
    return _told(
        "example",
        examples(desk.pack, desk.last.citations),
        desk,
        desk.say("Examples, word for word:"),
        desk.say("The passage names no example. It says:"),
    )


def _why(_line: str, desk: Desk) -> Lookup | None:
    return _told(
        "why",
        reasons(desk.pack, desk.last.citations),
        desk,
        desk.say("The reasoning, word for word:"),
        desk.say("The passage gives no reason. It says:"),
    )


def _more(_line: str, desk: Desk) -> Lookup | None:
    found = more(desk.pack, desk.last.citations, people_moves.people(desk))
    return _told("more", found, desk, desk.say("More from the same passages:"), desk.say("That is all I have on it:"))


def _told(kind: str, found: list[Citation], desk: Desk, title: str, otherwise: str) -> Lookup | None:
    """Sentences of the articles that serve a move; where there are none, what the passages do say."""
    shown = found[:2] or list(desk.last.citations[:1])
    entry = desk.entry
    offers = _further(desk, entry)
    if not shown and entry is not None and not desk.pack.articles:
        return Lookup(kind, desk.say("That was the whole answer."), entry=entry, offers=offers)
    if not shown:
        return None
    return Lookup(
        kind,
        facts.worded(shown, desk.language),
        title if found else otherwise,
        tuple(shown),
        entry=entry,
        offers=offers,
    )


def _extract(kind: str, desk: Desk) -> Lookup | None:
    """The first sentence of what was shown, where that was no entry."""
    found = [
        Citation(article=each.article, paragraph=each.paragraph, quote=facts.first_sentence(each.quote))
        for each in desk.last.citations[:1]
    ]
    return (
        Lookup(kind, facts.worded(found, desk.language), desk.say("In short:"), tuple(found), quote=desk.last.quote)
        if found
        else None
    )


def _again(line: str, desk: Desk) -> Lookup | None:
    """The last answer once more; of a message that goes back from a whole answer, the one before it."""
    entry, term = desk.entry, desk.last.term
    if _BACK.search(line) and entry is not None and not desk.last.in_part:
        known = desk.pack.question_by_id
        before = [name for name in desk.last.seen if name in known and name != entry.id]
        entry = known[before[-1]] if before else entry
    if term is not None:
        return _of_term("again", term, term.definition.text(desk.language), desk.language)
    return shown("again", entry, desk) if entry is not None else _extract("again", desk)


def _nth(line: str, desk: Desk) -> Lookup | None:
    number = ordinal(line)
    if number is None:
        return None
    last = desk.last
    if last.offered:
        chosen = at_place(last.offered, number)
        return shown("nth", chosen, desk) if chosen else None
    if len(last.entries) > 1 and (chosen := at_place(last.entries, number)):
        return shown("nth", chosen, desk)
    items = items_cited(last.entries[0], last.language) if last.entries else ()
    if not items and len(last.entries) == 1 and (told := _item_told(last.entries[0], number, desk)) is not None:
        return told
    cited = at_place(items or last.citations, number)
    if cited is None:
        return None
    title = desk.pack.source(cited.article, cited.paragraph)
    return Lookup(
        "nth", facts.worded([cited], desk.language), title, (cited,), articles=((cited.article, cited.paragraph),)
    )


def _item_told(entry: Question, number: int, desk: Desk) -> Lookup | None:
    """An item of an answer that is a list; None where there is none of that number."""
    lines = entry.answer.text(desk.language).splitlines()
    item = at_place([line.removeprefix("- ") for line in lines if line.startswith("- ")], number)
    if item is None:
        return None
    return Lookup("nth", item, entry.title(desk.language), entry.citations, entry=entry, markdown=True)


def _next(_line: str, desk: Desk) -> Lookup | None:
    last = desk.last
    if last.quote is not None:
        return another_quote(desk)
    fresh = [entry for entry in _further(desk, desk.entry) if entry.id not in last.seen]
    if fresh:
        return shown("next", fresh[0], desk)
    return _more(_line, desk) if last.citations else None


def shown(kind: str, entry: Question, desk: Desk) -> Lookup:
    """An entry that was asked for by pointing at it."""
    text, title = entry.answer.text(desk.language), entry.title(desk.language)
    return Lookup(kind, text, title, entry.citations, entry=entry, markdown=True)


def _of_term(kind: str, term: Term, text: str, language: Language) -> Lookup:
    """What a term means, or a part of it."""
    return Lookup(kind, text, term.headwords(language)[0], term.citations, term=term, markdown=True)


def _further(desk: Desk, entry: Question | None) -> tuple[Question, ...]:
    known = desk.pack.question_by_id
    return tuple(known[name] for name in entry.see_also if name in known) if entry else ()


MOVES: Mapping[str, Callable[[str, Desk], Lookup | None]] = {
    "who": _who,
    "role": people_moves.role,
    "article": article_moves.which,
    "when": article_moves.when,
    "where": article_moves.where,
    "amount": article_moves.amount,
    "source": article_moves.source,
    "shorter": _shorter,
    "simpler": _simpler,
    "language": _language,
    "example": _example,
    "more": _more,
    "why": _why,
    "true": article_moves.true,
    "length": article_moves.length,
    "nth": _nth,
    "next": _next,
    "again": _again,
    "read": article_moves.read,
}
"""What serves each move; tests hold the names against those of the register."""
