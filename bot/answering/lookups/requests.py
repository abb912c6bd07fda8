"""Requests for something the bot has: an outline, a comparison, a definition, a translation, where a word stands.

A request that names nothing the pack knows is none: it goes on as a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import groupby

from bot.answering.last_reply import found_sentence
from bot.answering.lookups import facts, moves, targets
from bot.answering.lookups.about_bot import questions_of
from bot.answering.lookups.article_moves import opened
from bot.answering.lookups.article_views import asked_of, views
from bot.answering.lookups.comparing.side_by_side import compare
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.occurrences import in_articles, occurrences, stands_in_words
from bot.answering.lookups.quote_search import quote, quote_by_last, quote_on_last
from bot.answering.recognising import Recognised
from bot.languages import tongue
from bot.markdown.dialect import unemphasised
from bot.matching import Lookup
from bot.matching.language.pinyin import with_tones
from bot.pack.models import Article, Citation, Term
from bot.text import has_han

EXPLICIT = frozenset({
    *("summary", "article", "points", "compare", "read", "list"),
    *("questions", "define", "translate", "search", "quote", "card"),
})  # fmt: skip
"""Requests that go before an entry that would answer: they say what is to be done."""
_ONE_BY_ONE = frozenset({"summary", "points", "read"})
"""Requests in which one goes on from article to article."""
_OF_PERSON = re.compile(r"\b(?:he|she|him|his|her)\b|他|她")
_POINTS_AT = re.compile(r"\b(?:it|that|this)\b|这个?|它|\b(?:eso|esto)\b")
_TERM = re.compile(r"\b(?:term|word|termino)\b|术语")
_POINTS = 5
_SECTIONS = 8
_FOUND = 3
_FEW = 6
"""Paragraphs in which a word may stand to be shown there; of one that stands everywhere an entry says more."""


def serve(found: Recognised, desk: Desk) -> Lookup | None:
    """The answer to a request; None where it names nothing that the pack has."""
    return REQUESTS[found.kind](found, desk) if found.kind in REQUESTS else None


def next_article(desk: Desk) -> Lookup | None:
    """The article after the one that the last reply was about, seen as that was; None of anything else."""
    last, pack = desk.last, desk.pack
    if last.entries or last.quote or len(last.articles) != 1 or last.articles[0] not in last.earlier:
        return None
    number = (facts.number_of(pack, last.articles[0]) or 0) + 1
    if number > len(pack.articles):
        return None
    as_before = last.request[0] if last.request and last.request[0] in _ONE_BY_ONE else "summary"
    named = f"article {number}"
    found = serve(Recognised(as_before, named, named, 0), desk)
    return found and replace(found, kind="next")


def _summary(found: Recognised, desk: Desk) -> Lookup | None:
    """The outline of an article with its summary, or how it opens; of the library, what each article is."""
    named = targets.articles(found.rest, desk)
    if len(named) == 1:
        about = asked_of(found, desk)
        return None if about and found.kind == "summary" and not desk.last.request else _outline(named[0], desk)
    if not named and found.bare:
        return None
    return _shelf("summary", desk, desk.say("Which one? These are the articles; say “summarise article 1”."))


def _outline(article: Article, desk: Desk) -> Lookup:
    say = desk.say
    opening = _opening(article)
    sections = [name for name, _ in groupby(paragraph.section for paragraph in article.paragraphs[1:]) if name]
    summary = desk.pack.question_by_id[article.info.summary] if article.info.summary else None
    told = f"{say('It begins:')} {facts.quoted(opening.quote, desk.language)} [1]"
    if summary is not None:
        told = unemphasised(summary.answer.text(desk.language)).replace("\n- ", "\n• ")
    lines = [facts.printed(article, say), told]
    if sections:
        more = (
            [say("… and {count} more sections.", count=len(sections) - _SECTIONS)] if len(sections) > _SECTIONS else []
        )
        lines += [say("Its sections:"), *(f"• {name}" for name in sections[:_SECTIONS]), *more]
    title = f"{facts.number_of(desk.pack, article.id)}. {facts.named(article, say)}"
    text = "\n".join(filter(None, lines))
    cited = summary.citations if summary is not None else (opening,)
    return Lookup("summary", text, title, cited, articles=((article.id, 1),), asked=("summary", article.id))


def _points(found: Recognised, desk: Desk) -> Lookup | None:
    """How each section of an article opens: its own words, in order; which are the main points is not for us to say."""
    named = targets.articles(found.rest, desk)
    if not named and found.bare:
        return None
    if len(named) != 1:
        return _shelf("points", desk, desk.say("Which one? These are the articles; say “key points of article 1”."))
    article = named[0]
    heads: list[Citation] = []
    for _, paragraphs in groupby(article.paragraphs[1:], key=lambda paragraph: paragraph.section):
        first = next(paragraphs)
        heads.append(_first_of(article, first.number))
    if len(heads) < _POINTS:
        known = {head.paragraph for head in heads}
        heads += [_first_of(article, each.number) for each in article.paragraphs[1:] if each.number not in known]
    shown = tuple(sorted(heads[:_POINTS], key=lambda head: head.paragraph))
    lines = [f"• {facts.quoted(head.quote, desk.language)} [{number}]" for number, head in enumerate(shown, 1)]
    title = desk.say("How the sections of {article} begin:", article=facts.named(article, desk.say))
    return Lookup("points", "\n".join(lines), title, shown, articles=((article.id, 1),), asked=("points", article.id))


def _read(found: Recognised, desk: Desk) -> Lookup | None:
    named = targets.articles(found.rest, desk)
    return opened(named[0], desk) if len(named) == 1 else None


def _list(_found: Recognised, desk: Desk) -> Lookup | None:
    return _shelf("list", desk, desk.say("The articles:"))


def _questions(_found: Recognised, desk: Desk) -> Lookup:
    return Lookup("questions", questions_of(desk), desk.say("Some of the questions that I answer:"))


def _shelf(kind: str, desk: Desk, title: str) -> Lookup | None:
    """The articles, numbered as in the list of sources; None where there are none."""
    if not desk.pack.articles:
        return None
    lines = [f"{number}. {facts.named(article, desk.say)}" for number, article in enumerate(desk.pack.articles, 1)]
    articles = tuple((article.id, 1) for article in desk.pack.articles)
    return Lookup(kind, "\n".join(lines), title, articles=articles, asked=(kind, ""))


def _quote(found: Recognised, desk: Desk) -> Lookup | None:
    if not found.bare and _OF_PERSON.search(found.rest):
        return quote_by_last(desk)
    on_it = not found.bare and _POINTS_AT.search(found.rest) is not None
    return (quote_on_last(desk) if on_it else None) or quote(found.bare, desk)


def _card(found: Recognised, desk: Desk) -> Lookup | None:
    """What a card is wanted of: a quote on what is named, or the term; the button that draws it stands under it."""
    if not found.bare:
        return None
    on_it, means = quote(found.bare, desk), _define(found, desk)
    wanted = (means or on_it) if _TERM.search(found.rest) else (on_it or means)
    return wanted and replace(wanted, kind="card")


def _define(found: Recognised, desk: Desk) -> Lookup | None:
    named = targets.term(found.bare, desk) or (desk.last.term if not found.bare else None)
    return named and definition(named, desk)


def definition(named: Term, desk: Desk) -> Lookup:
    """What a term means, with its names in the other languages."""
    names = named.headwords(desk.language)
    told = named.definition.text(desk.language)
    gloss = named.gloss.text(desk.language) if named.gloss else ""
    general = [desk.say("In general use, not from the library: {text}", text=gloss)] if gloss else []
    text = "\n".join([*general, told])
    asked = ("define", names[0])
    return Lookup("define", text, " · ".join(names), named.citations, term=named, asked=asked, markdown=True)


def _translate(found: Recognised, desk: Desk) -> Lookup | None:
    """A term, or the name of a person, in the other language."""
    say = desk.say
    named = targets.term(found.bare, desk)
    if named is not None:
        names = named.headwords(desk.language)
        spoken = f" ({with_tones(named.chinese)})" if named.chinese and has_han(named.chinese) else ""
        text = f"{' = '.join(names)}{spoken}"
        return Lookup("translate", text, "", named.citations, term=named, asked=("translate", names[0]))
    who = targets.speaker(found.bare, desk.pack.info.speakers) if found.bare else None
    if who is not None:
        names = list(dict.fromkeys(who.name.texts))
        return Lookup("translate", " = ".join(names), people=(who,), asked=("translate", who.id))
    if (
        found.covered
        and _POINTS_AT.search(found.rest)
        and (last := moves.serve("language", found.rest, desk)) is not None
    ):
        return last  # "nice, what's that in Chinese"
    if found.bare and len(found.bare.split()) <= _FOUND:
        near = desk.engine.define(found.bare).candidates[:_FOUND]
        text = say("The glossary has no “{term}”.", term=found.bare)
        if near:
            names = tongue(desk.language).separator.join(" = ".join(one.term.headwords(desk.language)) for one in near)
            text += " " + say("The closest: {terms}", terms=names)
        return Lookup("translate", text, asked=("translate", found.bare))
    return None


def _mention(found: Recognised, desk: Desk) -> Lookup | None:
    """Where a word stands in the articles; that it stands nowhere is for the misses to prove."""
    if not found.bare:
        return None
    stands = occurrences(desk.engine).find(found.bare)
    return stands_in_words(found.bare, stands, desk) if 0 < len(stands) <= _FEW else None


def _which_articles(found: Recognised, desk: Desk) -> Lookup | None:
    """Which articles something stands in; that it stands in none is for the misses to prove."""
    stands = occurrences(desk.engine).find(found.bare) if found.bare else ()
    return in_articles(found.bare, stands, desk) if stands else None


def _search(found: Recognised, desk: Desk) -> Lookup | None:
    hits = desk.engine.search(found.bare, limit=_FOUND) if found.bare else ()
    if not hits:
        return None
    cited = tuple(map(found_sentence, hits))
    lines = facts.sourced(cited, desk.pack, desk.language)
    title = desk.say("Passages closest to “{words}”:", words=found.bare)
    return Lookup("search", "\n".join(lines), title, cited, asked=("search", found.bare))


def _opening(article: Article) -> Citation:
    return _first_of(article, article.paragraphs[min(1, len(article.paragraphs) - 1)].number)


def _first_of(article: Article, number: int) -> Citation:
    text = article.paragraphs[number].text
    return Citation(article=article.id, paragraph=number, quote=facts.first_sentence(text))


REQUESTS: Mapping[str, Callable[[Recognised, Desk], Lookup | None]] = {
    "article": _summary,
    "summary": _summary,
    "points": _points,
    "compare": compare,
    "read": _read,
    "list": _list,
    "questions": _questions,
    "card": _card,
    "quote": _quote,
    "define": _define,
    "what-is": _define,
    "translate": _translate,
    "views": views,
    "mention": _mention,
    "which-articles": _which_articles,
    "search": _search,
}
"""What serves each request; tests hold the names against those of the register."""
