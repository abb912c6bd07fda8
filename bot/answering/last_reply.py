"""The last reply of a conversation, as a value: what a move may point at, and what a follow-up may be about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.languages import TONGUES, Language
from bot.matching import Decision, PassageHit, Reply
from bot.pack.field_types import QUOTE_LIMIT
from bot.pack.models import Citation, Pack, Question, Quote, Speaker, Term
from bot.pack.sentences import Sentence, sentences

_MARK = re.compile(r"\[(\d+)\]")
_MOST_SEEN = 60
"""Entries and quotes of a conversation that are remembered as shown."""
_MOST_EARLIER = 5
"""Articles looked at one by one that are remembered."""


@dataclass(frozen=True, slots=True)
class LastReply:
    """What stood in the last reply, and what of earlier ones it did not replace.

    Attributes:
        language: the language of the reply.
        entries: the entries it gave as answers, or was about.
        offered: the entries it offered to choose from.
        citations: the passages it showed or rested on.
        articles: ids of its articles, in the order shown.
        people: whom it was about, or whose words it gave.
        term: the term it was about; likewise `quote`.
        request: the request it served and what was asked for, as (kind, words); None for anything else.
        seen: ids of the entries and quotes shown so far.
        earlier: ids of the articles that were looked at one by one, this one last.
        listed: ids of the articles of the last list, while what follows is about one of them.
        meant: the entry that it is about where none was shown: the likeliest of those offered.
        in_part: whether it gave only a part of its entry, or told something of it.
        aside: whether a reply came after it that showed nothing, so that a move names what it is about.
    """

    language: Language
    entries: tuple[Question, ...] = ()
    offered: tuple[Question, ...] = ()
    citations: tuple[Citation, ...] = ()
    articles: tuple[str, ...] = ()
    people: tuple[Speaker, ...] = ()
    term: Term | None = None
    quote: Quote | None = None
    request: tuple[str, str] | None = None
    seen: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    meant: Question | None = None
    in_part: bool = False
    aside: bool = False

    @property
    def tells(self) -> bool:
        """Whether there is anything that a move may point at."""
        return bool(self.entries or self.citations or self.offered or self.articles or self.term)


def following(pack: Pack, reply: Reply, before: LastReply | None) -> LastReply | None:
    """What is remembered after a reply; a reply that shows nothing leaves standing what was shown before it."""
    if reply.decision in (Decision.ANSWER, Decision.LOOKUP):
        found = _answered(pack, reply) if reply.answers else _looked_up(pack, reply, before)
        if found is not None:
            old = before.seen if before else ()
            new = (*(entry.id for entry in found.entries), *((found.quote.id,) if found.quote else ()))
            earlier = _one_by_one(found, before)
            seen = tuple(dict.fromkeys((*old, *new)))[-_MOST_SEEN:]
            return replace(found, seen=seen, earlier=earlier, listed=_list(found, before))
    if offered := tuple(candidate.question for candidate in reply.offered or reply.near):
        return _offering(pack, offered, reply.language, before)
    if reply.decision is Decision.PASSAGES and reply.passages:
        shown = tuple(map(found_sentence, reply.passages))
        return LastReply(reply.language, citations=shown, articles=_articles(shown), seen=before.seen if before else ())
    return replace(before, aside=True) if before is not None else None


def _offering(pack: Pack, offered: tuple[Question, ...], language: Language, before: LastReply | None) -> LastReply:
    """What is remembered after questions to choose from: what was shown before them, else the likeliest of them."""
    if before is not None and before.tells and before.meant is None:
        return replace(before, offered=offered, language=language, aside=True)
    near = about(pack, offered[0], language)  # it was not shown, so that it may yet be the answer
    seen = before.seen if before else ()
    return replace(near, entries=(), offered=offered, seen=seen, meant=offered[0], aside=True)


def _one_by_one(found: LastReply, before: LastReply | None) -> tuple[str, ...]:
    """The articles looked at one by one so far: those of replies that were about one article and nothing else."""
    old = before.earlier if before else ()
    if found.entries or len(found.articles) != 1 or found.request is None:
        return old
    return (*(name for name in old if name != found.articles[0]), found.articles[0])[-_MOST_EARLIER:]


def _list(found: LastReply, before: LastReply | None) -> tuple[str, ...]:
    """The articles that a reply set side by side; those of the list before it where it is about one of these."""
    if len(found.articles) > 1 and not found.entries:
        return found.articles
    if len(found.entries) == 1 and (told := articles_listed(found.entries[0], found.language)):
        return told
    old = before.listed if before else ()
    return old if set(found.articles) <= set(old) else ()


def found_sentence(hit: PassageHit) -> Citation:
    """The sentence of a found paragraph that holds most of what was looked for, each word once, as a citation."""
    text = hit.paragraph.text

    def held(sentence: Sentence) -> int:
        inside = [(start, end) for start, end in hit.spans if sentence.start <= start < sentence.end]
        return sum(map(len, {text[start:end].casefold() for start, end in inside}))

    chosen = max(sentences(text), key=held, default=None)  # of equal ones the first
    return Citation(article=hit.article, paragraph=hit.paragraph.number, quote=clipped(chosen.text if chosen else text))


def clipped(text: str) -> str:
    """Words of an article, as many as a citation takes, whole words only."""
    return text if len(text) <= QUOTE_LIMIT else text[:QUOTE_LIMIT].rsplit(" ", 1)[0]


def about(pack: Pack, entry: Question, language: Language, before: LastReply | None = None) -> LastReply:
    """What is remembered once an entry was shown, by a press or as an answer."""
    seen = (*(before.seen if before else ()), entry.id)
    return replace(_of_entries(pack, (entry,), language), seen=tuple(dict.fromkeys(seen))[-_MOST_SEEN:])


def _answered(pack: Pack, reply: Reply) -> LastReply:
    return _of_entries(pack, reply.answers, reply.language)


def _of_entries(pack: Pack, entries: tuple[Question, ...], language: Language) -> LastReply:
    citations = tuple(citation for entry in entries for citation in entry.citations)
    return LastReply(language, entries, citations=citations, articles=_articles(citations), people=named(pack, entries))


def items_cited(entry: Question, language: Language) -> tuple[Citation, ...]:
    """The first passage behind each item of an answer that is a list; nothing for any other answer."""
    lines = [line for line in entry.answer.text(language).splitlines() if line.startswith("- ")]
    marks = [hit for line in lines if (hit := _MARK.search(line))]
    return tuple(entry.citations[int(hit[1]) - 1] for hit in marks) if len(marks) == len(lines) > 1 else ()


def articles_listed(entry: Question, language: Language) -> tuple[str, ...]:
    """Ids of the articles that an answer lists, an item each by its byline; nothing for any other answer."""
    items = items_cited(entry, language)
    names = tuple(item.article for item in items if item.paragraph == 0)
    return names if len(set(names)) == len(items) else ()


def _looked_up(pack: Pack, reply: Reply, before: LastReply | None) -> LastReply | None:
    lookup = reply.lookup
    if lookup is None or not (lookup.citations or lookup.articles or lookup.term or lookup.entry or lookup.offers):
        return None
    if lookup.entry is not None:
        whole = _shown_in(lookup.text, lookup.entry)
        found = _of_entries(pack, (lookup.entry,), whole or reply.language)
        return replace(found, people=lookup.people or found.people, offered=lookup.offers, in_part=whole is None)
    articles = tuple(dict.fromkeys(article for article, _ in lookup.articles)) or _articles(lookup.citations)
    quoted = (pack.speaker_by_id[lookup.quote.speaker],) if lookup.quote else ()
    return LastReply(
        reply.language,
        (),
        offered=lookup.offers,
        citations=lookup.citations,
        articles=articles or (before.articles if before else ()),
        people=quoted,
        term=lookup.term,
        quote=lookup.quote,
        request=lookup.asked,
    )


def _shown_in(text: str, entry: Question) -> Language | None:
    """The language in which an answer was given whole; None where it was not."""
    return next((row.code for row in TONGUES if entry.answer.exactly(row.code) == text), None)


def named(pack: Pack, entries: Iterable[Question]) -> tuple[Speaker, ...]:
    """The speakers of the pack whose names stand in the titles of entries; else whose name is what the answer says."""
    every = tuple(entries)
    titles = " ".join(entry.title(row.code) for entry in every for row in TONGUES)
    found = tuple(who for who in pack.info.speakers if any(name in titles for name in who.name.texts))
    answers = tuple(text for entry in every for text in entry.answer.texts)
    return found or tuple(who for who in pack.info.speakers if answers and answers[0].startswith(who.name.texts[0]))


def _articles(citations: Iterable[Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.article for citation in citations))
