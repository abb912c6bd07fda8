"""Moves on the people of the last reply: whom a pronoun means, and what position they hold."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.lookups import facts
from bot.answering.lookups.desk import Desk
from bot.matching import Lookup
from bot.pack.models import Article, Citation, Pack, Speaker
from bot.pack.sentences import sentences

_MOST = 4
"""Persons told of in one reply."""
_MOST_OF_ROLE = 0.6
"""Share of the words of somebody's post that the sentence cited for it must hold."""


def role(_line: str, desk: Desk) -> Lookup | None:
    """What position they hold, each cited from where it is told."""
    asked_of = _persons(people(desk), desk)
    if not asked_of:
        return None
    say = desk.say
    lines: list[str] = []
    cited: list[Citation] = []
    for who in asked_of[:_MOST]:
        name = who.name.text(desk.language)
        if who.role is None:
            lines.append(say("The library doesn't say what position {speaker} holds.", speaker=name))
            continue
        mark = ""
        if (told := _role_of(who, desk.pack)) is not None:
            cited.append(told)
            mark = f"[{len(cited)}]"
        lines.append(facts.labelled(name, who.role.text(desk.language), say) + mark)
    text = "\n".join(facts.bulleted(lines))
    return Lookup("role", text, "", tuple(cited), entry=desk.entry, people=tuple(asked_of))


def _persons(those: list[Speaker], desk: Desk) -> list[Speaker]:
    """Those of some who are persons; all where none is: a paper holds no position."""
    papers = {name for article in desk.pack.articles for name in (article.id, article.info.publisher) if name}
    persons = [who for who in those if who.id not in papers and not papers & set(who.name.texts)]
    return persons or those


def people(desk: Desk) -> list[Speaker]:
    """Whom a pronoun means: whom the last reply was about, else whose words it gave, the first person alone."""
    if desk.last.people:
        return list(desk.last.people)
    spoken = (facts.spoken(desk.pack, citation).who for citation in desk.last.citations)
    authors = (facts.author(desk.pack, name) for name in desk.last.articles)
    return _persons([who for who in (*spoken, *authors) if who is not None], desk)[:1]


def _role_of(who: Speaker, pack: Pack) -> Citation | None:
    """Where a post stands: the sentence that names somebody and holds most words of it; None where none does."""
    roles = [words for role in (who.role.texts if who.role else ()) if (words := facts.bases(role))]
    best, told = _MOST_OF_ROLE, None
    for article in pack.articles:
        for paragraph, sentence in _naming(who, article):
            words = facts.bases(sentence)
            share = max((len(role & words) / len(role) for role in roles), default=0.0)
            if share > best:
                best, told = share, Citation(article=article.id, paragraph=paragraph, quote=sentence)
    return told


def _naming(who: Speaker, article: Article) -> Iterator[tuple[int, str]]:
    """The sentences of an article that name somebody, each with the number of its paragraph."""
    names = facts.names_of(who)
    for paragraph in article.paragraphs:
        if any(name in paragraph.text for name in names):
            for sentence in sentences(paragraph.text):
                if any(name in sentence.text for name in names):
                    yield paragraph.number, sentence.text
