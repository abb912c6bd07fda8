"""Moves that ask about the articles of the last reply: which, when, where, how long, and to read them."""

from __future__ import annotations

import re

from bot.answering.lookups import facts
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.excerpts.shortened import numbered, shortened
from bot.languages import tongue
from bot.matching import Lookup
from bot.pack.models import Article, Citation
from bot.pack.queries.library_words import library_name
from bot.pack.sentences import sentences

MOST = 4
"""Passages or persons told of in one reply."""
_OF_PUBLICATION = re.compile(
    r"\b(?:wr(?:ite|ites|ote|itten)|publi\w*|print\w*|appear\w*|c[ao]me|out|say|says|said|posted|updated?|released?|"
    r"dated?|article|text|piece|essay|year|how)\b|写|发表|刊|登|更新|文章|说"
)
"""Words by which a question of when is about the article, not about what it tells."""
_FIGURE = re.compile(r"\d ?(?:%|million|billion|trillion|units|percent)|\d[\d,.]* ?(?:万|亿|个百分点)")
"""Amounts and shares."""
_PAGES = frozenset({"summary", "points", "compare", "list"})
"""Requests whose reply shows what articles are."""
_TIME = re.compile(
    r"\b(?:1[5-9]|20)\d\ds?\b|\b\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\b|o'clock)|\b(?:noon|midnight)\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\d+ ?(?:年|月|日|点)|世纪|星期|周[一二三四五六日末]"
)
"""Years, days and times of day."""


def article(_line: str, desk: Desk) -> Lookup | None:
    """Which article it is from, with the paragraphs."""
    articles = desk.articles
    if not articles:
        return None
    lines = [
        f"{facts.number_of(desk.pack, each.id)}. {facts.named(each, desk.say)}{_places(each, desk)}"
        for each in articles
    ]
    return _of_articles("article", lines, desk, desk.say("It's in:"))


def when(line: str, desk: Desk) -> Lookup | None:
    """When it was, as the answer tells; else when its articles appeared."""
    return _in_the_answer(line, desk) or _of_articles(
        "when", [facts.dated(each, desk.say) for each in desk.articles], desk
    )


def amount(_line: str, desk: Desk) -> Lookup | None:
    """How much it is, as the answer tells: its sentences with figures; None where it gives none."""
    entry = desk.entry
    if entry is None:
        return None
    every = [sentence.text for sentence in sentences(entry.answer.text(desk.language))]
    counted = [sentence for sentence in every if _FIGURE.search(sentence)]
    if not counted:
        return None
    text = tongue(desk.language).sentence_gap.join(counted[:2])
    return Lookup("amount", text, entry.title(desk.language), entry.citations, entry=entry, markdown=True)


def _in_the_answer(line: str, desk: Desk) -> Lookup | None:
    """The sentence of the last answer that names a time, where "when?" may well ask for that."""
    entry = desk.entry
    if entry is None or _OF_PUBLICATION.search(line):
        return None
    every = [sentence.text for sentence in sentences(entry.answer.text(desk.language))]
    timed = [sentence for sentence in every if _TIME.search(sentence)]
    if not timed:
        return None
    return Lookup("when", timed[0], entry.title(desk.language), entry.citations, entry=entry, markdown=True)


def where(_line: str, desk: Desk) -> Lookup | None:
    """Where they appeared."""
    return _of_articles("where", [facts.placed(each, desk.say) for each in desk.articles], desk)


def length(_line: str, desk: Desk) -> Lookup | None:
    """How long they take to read."""
    return _of_articles("length", [facts.long_to_read(each, desk.say) for each in desk.articles], desk)


def _of_articles(kind: str, lines: list[str], desk: Desk, title: str = "") -> Lookup | None:
    """What is told of the articles of the last reply, with their bylines as the evidence."""
    if not lines:
        return None
    bylines = () if kind == "length" else tuple(map(_byline, desk.articles))
    return Lookup(kind, "\n".join(facts.bulleted(lines)), title, bylines, entry=desk.entry, articles=desk.opening)


def in_short(desk: Desk) -> Lookup | None:
    """What articles of which the last reply gave no more than their pages say, each in a sentence; None without one."""
    if desk.last.request is None or desk.last.request[0] not in _PAGES:
        return None
    known = desk.pack.question_by_id
    summed = [(each, known[each.info.summary]) for each in desk.articles if each.info.summary]
    if not summed:
        return None
    told, cited = numbered((shortened(entry.answer.text(desk.language)), entry.citations) for _, entry in summed)
    lines = [
        f"{facts.number_of(desk.pack, each.id)}. " + facts.labelled(each.info.short, text, desk.say)
        for (each, _), text in zip(summed, told, strict=True)
    ]
    text = "\n".join(lines) if len(lines) > 1 else told[0]
    title = desk.say("In short:")
    return Lookup("shorter", text, title, cited, articles=desk.opening, asked=desk.last.request, markdown=True)


def read(_line: str, desk: Desk) -> Lookup | None:
    """The article to be read."""
    articles = desk.articles
    if not articles:
        return None
    return opened(articles[0], desk, next((c.paragraph for c in desk.last.citations if c.article == articles[0].id), 1))


def opened(article: Article, desk: Desk, paragraph: int = 1) -> Lookup:
    """An article to be read, opened at a paragraph."""
    found = article.paragraph(max(paragraph, 1)) or article.paragraphs[-1]
    cited = Citation(article=article.id, paragraph=found.number, quote=facts.first_sentence(found.text))
    text = "\n".join((facts.long_to_read(article, desk.say), facts.worded([cited], desk.language)))
    return Lookup(
        "read",
        text,
        facts.named(article, desk.say),
        (cited,),
        articles=((article.id, found.number),),
        asked=("read", article.id),
    )


def authors(desk: Desk) -> Lookup | None:
    """Who wrote the articles, where the last reply was about these."""
    articles = desk.articles
    if not articles:
        return None
    lines = [
        facts.who_in_words(facts.Spoken(facts.author(desk.pack, each.id), "author", _byline(each)), desk.pack, desk.say)
        for each in articles
    ]
    people = (facts.author(desk.pack, each.id) for each in articles)
    return Lookup(
        "who",
        "\n".join(facts.bulleted(lines)),
        desk.say("Who says it:"),
        tuple(map(_byline, articles)),
        articles=desk.opening,
        people=tuple(who for who in people if who),
    )


def _places(article: Article, desk: Desk) -> str:
    numbers = sorted({each.paragraph for each in desk.last.citations if each.article == article.id})
    return "".join((", ", ", ".join(f"¶{number}" for number in numbers))) if numbers else ""


def _byline(article: Article) -> Citation:
    """The byline block of an article as a citation: its last line, which says most of where it is from."""
    return Citation(article=article.id, paragraph=0, quote=article.paragraphs[0].text)


def source(_line: str, desk: Desk) -> Lookup | None:
    """Where the last reply is from: its passages, or what it names as its source."""
    cited = desk.last.citations[:MOST]
    if not cited and not desk.articles and desk.entry is not None:
        return Lookup("source", desk.say("It is from {source}.", source=_said_by(desk)), entry=desk.entry)
    if not cited:
        return article(_line, desk)
    lines = facts.sourced(cited, desk.pack, desk.language)
    return Lookup(
        "source",
        "\n".join(lines),
        desk.say("The passages behind it, word for word:"),
        cited,
        entry=desk.entry,
        articles=desk.opening,
    )


def which(line: str, desk: Desk) -> Lookup | None:
    """Which article it is from; of what is from none, the source."""
    return article(line, desk) if desk.articles else source(line, desk)


def true(_line: str, desk: Desk) -> Lookup | None:
    """Whether it is true: who says it is all that can be told."""
    articles = desk.articles
    if not articles:
        return _unchecked(desk)
    sources = facts.listed([each.info.short for each in articles], desk.language)
    text = desk.say(
        "I can't check that against the world. It is what {source} says, and the words are quoted exactly; I only know "
        "these articles.",
        source=sources,
    )
    return Lookup("true", text, "", desk.last.citations[:MOST], entry=desk.entry, articles=desk.opening)


def _unchecked(desk: Desk) -> Lookup | None:
    """The same of an entry that cites nothing."""
    if desk.entry is None:
        return None
    text = desk.say("I can't check that against the world. It's in {source}.", source=_said_by(desk))
    return Lookup("true", text, entry=desk.entry)


def _said_by(desk: Desk) -> str:
    """Where an entry that cites nothing is from: the source that it names, else what the pack calls its library."""
    entry = desk.entry
    return (entry.source if entry else None) or library_name(desk.pack, desk.say)
