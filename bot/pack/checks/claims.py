"""Check of claims: an answer states no number and no name that its citations lack, and says whose claim it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.pack.checks.numbers import unsupported
from bot.pack.checks.proper_names import Known, ProperName, Usage, goes_by_a_part, names_in, usage
from bot.pack.faults import Fault
from bot.pack.field_types import In
from bot.pack.fields import Keys, find
from bot.pack.models import Article, Chitchat, Cites, Localized, PackInfo, Question, Speaker, Term
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located
from bot.tongues import TONGUES, Language, tongue


def check_claims(draft: Draft) -> Iterator[Fault]:
    """Numbers and names without a source, answers nobody is said to give, Chinese texts without Chinese."""
    yield from _not_in_script(draft)
    if draft.info is None or frozenset(article.id for article in draft.articles) != draft.ids("article"):
        return  # while they cannot be read, it is not known which names need no citation
    speakers = draft.info.entry.speakers
    sources = [*_sources(draft, speakers)]
    used = usage(_prose(draft))
    common = Known((*draft.info.entry.names, *_names_of_articles(draft)))
    for located, keys, text in _claims(draft):
        held = [*_held(draft, located)]
        yield from _numbers(located, text, keys, held)
        for name in _unknown_names(located.entry, text, Known(held) | common, used, speakers):
            problem = f"The name “{name}” stands in none of its citations."
            remedy = "Cite the passage that names it, take it out, or add it to names in pack.yaml."
            yield located.fault(problem, remedy, *keys, "en")
    for question in draft.of(Question):
        yield from _attributed(question, sources)


def _claims(draft: Draft) -> Iterator[tuple[Located[Cites], Keys, Localized]]:
    """The texts that must rest on citations: all of an entry that cites, with the keys that lead to them."""
    for located in draft.everything():
        if isinstance(located.entry, Cites):
            yield from ((located, keys, text) for keys, text, _ in find(located.entry, Localized))


def _numbers(located: Located[Cites], text: Localized, keys: Keys, held: Iterable[str]) -> Iterator[Fault]:
    """Numbers and months, in any language, that what is cited does not give."""
    for row in TONGUES:
        for shown in unsupported(text.exactly(row.code) or "", "\n".join(held)):
            problem = f"The number {shown} stands in none of its citations."
            yield located.fault(problem, "Cite the passage that gives it, or take it out.", *keys, row.code)


def _unknown_names(
    entry: Cites, text: Localized, known: Known, used: Usage, speakers: Iterable[Speaker]
) -> Iterator[ProperName]:
    """Names in the English text that are not known, nor the full name of a speaker whom a citation names in part."""
    if isinstance(entry, Term):
        known |= Known((entry.term, *entry.variants))
    unknown = [name for name in names_in(text.en, used) if not known.holds(name)]
    if unknown:
        quotes = [citation.quote for citation in entry.citations]
        known |= Known(speaker.name.en for speaker in speakers if goes_by_a_part(speaker.name.en, quotes))
        yield from (name for name in unknown if not known.holds(name))


def _attributed(located: Located[Question], sources: list[str]) -> Iterator[Fault]:
    """An answer tells whose claim it is: an author, a paper, a speaker, or "the article"."""
    for row in TONGUES:
        prose = located.entry.answer.exactly(row.code)
        if not prose or _in_another_script(prose, row.code):
            continue
        said = prose.casefold()
        if not re.search(row.names_a_source, prose) and not any(name in said for name in sources):
            problem = "The answer does not say whose claim it is."
            yield located.fault(problem, "Name the author, speaker or article.", "answer", row.code)


def _not_in_script(draft: Draft) -> Iterator[Fault]:
    """Texts that are not in the script of their language; in pack.yaml a name may well be the same in several."""
    for located in draft.everything():
        for keys, text, mark in () if isinstance(located.entry, PackInfo) else find(located.entry, In):
            if _in_another_script(text, mark.language):
                row = tongue(mark.language)
                problem = f"The {row.english_name} text holds no {row.english_name}."
                yield located.fault(problem, f"Write it in {row.written}.", *keys)


def _in_another_script(text: str, language: Language) -> bool:
    """Whether a text is not in the script of its language, where the language has one of its own."""
    in_script = tongue(language).in_script
    return in_script is not None and not in_script(text)


def _held(draft: Draft, located: Located[Cites]) -> Iterator[str]:
    """What an entry may say: its citations, the headings they stand under, the front matter of their articles."""
    for citation in located.entry.citations:
        yield citation.quote
        article = draft.article(citation.article)
        if article is None:
            continue
        paragraph = article.paragraph(citation.paragraph)
        if paragraph and paragraph.section:
            yield paragraph.section
        yield from _front_matter(article)


def _front_matter(article: Article) -> Iterator[str]:
    """What an answer may say of a cited article without citing its paragraph 0."""
    info = article.info
    people = (info.author, info.role, info.editor, info.translator)
    yield from filter(None, (info.title, info.short, *people, info.publisher, info.issue, info.published))


def _names_of_articles(draft: Draft) -> Iterator[str]:
    """What articles are called by; it needs no citation."""
    for article in draft.articles:
        yield from filter(None, (article.info.author, article.info.publisher, article.info.title))


def _sources(draft: Draft, speakers: Iterable[Speaker]) -> Iterator[str]:
    """Everybody whose claim something may be, in small letters."""
    for speaker in speakers:
        yield from (name.casefold() for name in (speaker.name.en, speaker.name.zh) if name)
    for article in draft.articles:
        info = article.info
        yield from (name.casefold() for name in (info.author, info.publisher, info.short) if name)


def _prose(draft: Draft) -> Iterator[str]:
    """The edited prose of the pack."""
    for article in draft.articles:
        yield from (paragraph.text for paragraph in article.paragraphs)
    for _, _, text in _claims(draft):
        yield text.en
    for chat in draft.of(Chitchat):
        yield chat.entry.answer.en
