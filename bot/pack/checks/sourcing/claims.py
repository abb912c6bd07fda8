"""Check of claims: what the pack's policies ask of answers and definitions.

Whether they cite, say whose claim it is, and state no number and no name that their citations lack: each is a fault, a
piece of advice or nothing, as `policies` in pack.yaml says. An entry without citations is not held against any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.languages import TONGUES
from bot.pack.checks.sourcing.numbers import unsupported
from bot.pack.checks.sourcing.proper_names import Known, ProperName, Usage, goes_by_a_part, names_in, usage
from bot.pack.checks.text_forms import as_said
from bot.pack.faults import Fault, as_asked
from bot.pack.fields import Keys, find
from bot.pack.models import Article, Chitchat, Cites, LocalizedText, PackInfo, Question, Speaker, Term
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located

ENGLISH = "en"
"""The language whose names can be told by their capitals."""
OUR_OWN = {"caveat", "gloss"}
"""Texts of an entry that say themselves that they are not from the articles."""


def check_claims(draft: Draft) -> Iterator[Fault]:
    """Numbers and names without a source, answers nobody is said to give, texts in the wrong script."""
    yield from _not_in_script(draft)
    if draft.info is None or frozenset(article.id for article in draft.articles) != draft.ids("article"):
        return  # while they cannot be read, it is not known which names need no citation
    policies, speakers = draft.info.entry.policies, draft.info.entry.speakers
    if draft.articles or policies.citation == "required":  # a FAQ without articles has nothing to cite
        yield from as_asked(policies.citation, _uncited(draft))
    yield from as_asked(policies.support, _unsupported(draft, draft.info.entry))
    sources = [*_sources(draft, speakers)]
    for question in draft.of(Question):
        yield from as_asked(policies.attribution, _attributed(question, sources))


def _uncited(draft: Draft) -> Iterator[Fault]:
    """Entries that rest on nothing."""
    for located in draft.everything():
        if isinstance(located.entry, Cites) and not located.entry.citations and not located.entry.source:
            yield located.fault("It cites no passage and names no source.", "Add citations, or source.", "citations")


def _unsupported(draft: Draft, info: PackInfo) -> Iterator[Fault]:
    """Numbers and names that what an entry cites does not give."""
    used = usage(_prose(draft))
    common = Known((*info.names, *_names_of_articles(draft)))
    for located, keys, text in _claims(draft):
        held = [*_held(draft, located)]
        yield from _numbers(located, text, keys, held)
        for name in _unknown_names(located.entry, text, Known(held) | common, used, info.speakers):
            problem = f"The name “{name}” stands in none of its citations."
            remedy = "Cite the passage that names it, take it out, or add it to names in pack.yaml."
            yield located.fault(problem, remedy, *keys, ENGLISH)


def _claims(draft: Draft) -> Iterator[tuple[Located[Cites], Keys, LocalizedText]]:
    """The texts that must rest on citations: all of an entry that has some, with the keys that lead to them."""
    for located in draft.everything():
        if isinstance(located.entry, Cites) and located.entry.citations:
            for keys, text, _ in find(located.entry, LocalizedText):
                if keys[0] not in OUR_OWN:
                    yield located, keys, text


def _numbers(located: Located[Cites], text: LocalizedText, keys: Keys, held: Iterable[str]) -> Iterator[Fault]:
    """Numbers and months, in any language, that what is cited does not give."""
    if located.entry.named_by == keys[0]:
        return  # a title asks, and a headword names; neither states a number
    for language, prose in text.items():
        for shown in unsupported(as_said(prose), "\n".join(held)):
            problem = f"The number {shown} stands in none of its citations."
            yield located.fault(problem, "Cite the passage that gives it, or take it out.", *keys, language)


def _unknown_names(
    entry: Cites, text: LocalizedText, known: Known, used: Usage, speakers: Iterable[Speaker]
) -> Iterator[ProperName]:
    """Names in the English text that are not known, nor the full name of a speaker whom a citation names in part."""
    prose = text.exactly(ENGLISH)
    if prose is None or text is getattr(entry, entry.named_by, None):
        return
    if isinstance(entry, Term):
        known |= Known((*entry.term.texts, *entry.variants))
    unknown = [name for name in names_in(_said(prose), used) if not known.holds(name)]
    if unknown:
        quotes = [citation.quote for citation in entry.citations]
        full = [name for speaker in speakers if (name := speaker.name.exactly(ENGLISH))]
        known |= Known(name for name in full if goes_by_a_part(name, quotes))
        yield from (name for name in unknown if not known.holds(name))


def _said(prose: str) -> str:
    """A text as it is read: without marks and code; a heading, an item or a quotation begins a sentence."""
    return re.sub(r"\n+", ".\n", as_said(prose))


def _attributed(located: Located[Question], sources: list[str]) -> Iterator[Fault]:
    """An answer that cites tells whose claim it is: an author, a paper, a speaker, or "the article".

    Judged in languages whose words for "the article" are known.
    """
    rows = {row.code: row for row in TONGUES}
    for language, prose in located.entry.answer.items() if located.entry.citations else ():
        row = rows.get(language)
        if row is None or (row.in_script and not row.in_script(prose)):
            continue
        said = prose.casefold()
        if not re.search(row.names_a_source, prose) and not any(name in said for name in sources):
            problem = "The answer does not say whose claim it is."
            yield located.fault(problem, "Name the author, speaker or article.", "answer", language)


def _not_in_script(draft: Draft) -> Iterator[Fault]:
    """Texts that are not in the script of their language; in pack.yaml a name may well be the same in several."""
    rows = {row.code: row for row in TONGUES if row.in_script}
    for located in draft.everything():
        for keys, text, _ in () if isinstance(located.entry, PackInfo) else find(located.entry, LocalizedText):
            for language, prose in text.items():
                row = rows.get(language)
                if row and row.in_script and not row.in_script(prose):
                    problem = f"The {row.english_name} text holds no {row.english_name}."
                    yield located.fault(problem, f"Write it in {row.written}.", *keys, language)


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
        yield from (name.casefold() for name in speaker.name.texts)
    for article in draft.articles:
        info = article.info
        yield from (name.casefold() for name in (info.author, info.publisher, info.short) if name)


def _prose(draft: Draft) -> Iterator[str]:
    """The edited prose of the pack."""
    for article in draft.articles:
        yield from (paragraph.text for paragraph in article.paragraphs)
    for _, _, text in _claims(draft):
        yield text.exactly(ENGLISH) or ""
    for chat in draft.of(Chitchat):
        yield chat.entry.answer.exactly(ENGLISH) or ""
