"""Check of translations: each of one whole sentence, none twice, and none lacking that the pack asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.pack.faults import Fault, as_asked
from bot.pack.models import Citation, Cites, PackInfo, Translation
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located
from bot.pack.sentences import sentences

_Place = tuple[str, int, str]
"""Article, number of the paragraph, sentence."""


def check_translations(draft: Draft) -> Iterator[Fault]:
    """Translations of no sentence or of one that has another, and cited sentences without one."""
    first: dict[_Place, Located[Translation]] = {}
    for located in draft.of(Translation):
        entry = located.entry
        yield from _no_sentence(draft, located)
        yield from _no_translation(draft, located)
        other = first.setdefault((entry.article, entry.paragraph, entry.text), located)
        if other is not located:
            problem = f"The sentence is translated already in {other.source.name}:{other.line()}."
            yield located.fault(problem, "Take one out.", "text")
    if draft.info is not None:
        yield from as_asked(draft.info.entry.policies.translation, _lacking(draft, draft.info.entry, first))


def _no_sentence(draft: Draft, located: Located[Translation]) -> Iterator[Fault]:
    """A text that is not one sentence, so that no citation would find it; one that stands nowhere is told already."""
    entry = located.entry
    article = draft.article(entry.article)
    paragraph = article.paragraph(entry.paragraph) if article else None
    if paragraph and entry.text in paragraph.text:
        whole = [each.text for each in sentences(paragraph.text)]
        if entry.text not in whole:
            around = next((each for each in whole if entry.text in each or each in entry.text), "")
            remedy = f"Write one whole sentence, such as “{around}”." if around else "Write one whole sentence."
            yield located.fault("The text is not one sentence of its paragraph.", remedy, "text")


def _no_translation(draft: Draft, located: Located[Translation]) -> Iterator[Fault]:
    """A text in the language of the article itself, which is what one without its language is taken for."""
    article = draft.article(located.entry.article)
    if article is None or draft.info is None:
        return
    own = article.info.language or draft.info.entry.languages[0]
    if located.entry.translation.exactly(own) is not None:
        problem = f"The translation is in {own!r}, as the article is."
        yield located.fault(problem, "Write each text behind its language, as in “zh: …”.", "translation")


def _lacking(draft: Draft, info: PackInfo, known: dict[_Place, Located[Translation]]) -> Iterator[Fault]:
    told: set[tuple[_Place, str]] = set()
    for located in draft.everything():
        for number, citation in enumerate(located.entry.citations if isinstance(located.entry, Cites) else ()):
            for place, language in _asked_for(draft, info.languages, citation):
                translated = place in known and known[place].entry.translation.exactly(language)
                if not translated and (place, language) not in told:
                    told.add((place, language))
                    problem = f"The cited sentence “{place[2][:60]}” has no translation into {language!r}."
                    yield located.fault(problem, "Add it to translations/.", "citations", number, "quote")


def _asked_for(draft: Draft, languages: Iterable[str], citation: Citation) -> Iterator[tuple[_Place, str]]:
    """Each sentence that a citation holds a part of, with each language of the pack but the article's."""
    article = draft.article(citation.article)
    paragraph = article.paragraph(citation.paragraph) if article else None
    if article is None or paragraph is None or citation.quote not in paragraph.text:
        return  # told as a citation that does not stand there
    first, *_ = languages
    start = paragraph.text.find(citation.quote)
    for sentence in sentences(paragraph.text):
        if sentence.start < start + len(citation.quote) and start < sentence.end:
            place = (article.id, paragraph.number, sentence.text)
            yield from ((place, each) for each in languages if each != (article.info.language or first))
