"""Facts of the pack in words: whose words a passage is, when and where an article appeared, how long it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from babel.dates import format_date
from babel.lists import format_list

from bot.answering.last_reply import clipped
from bot.languages import Language, tongue
from bot.matching.language.inflection import base
from bot.matching.language.words import tokens
from bot.pack.models import Article, Citation, Pack, Question, Speaker
from bot.pack.sentences import sentences
from bot.text import has_han
from bot.translations import Voice

WORDS_A_MINUTE = 230
"""Reading speed of adults in English, silently: 238 words a minute (Brysbaert 2019, a review of 190 studies)."""
CHARACTERS_A_MINUTE = 400
"""The same for Chinese characters: about 400 (Brysbaert 2019 gives 260 words of 1.5 characters)."""
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Whose words a passage is.

    Attributes:
        who: the speaker; None for an article that names no author.
        voice: "author" for an article's own words, else "quoted" or "reported".
    """

    who: Speaker | None
    voice: str
    citation: Citation


def spoken(pack: Pack, citation: Citation) -> Spoken:
    """Whose words a citation is: as a quote of the pack says, else whoever is named in it, else the author."""
    told = [
        quote for quote in pack.quotes if (quote.article, quote.paragraph) == (citation.article, citation.paragraph)
    ]
    for quote in told:
        if quote.text in citation.quote or citation.quote in quote.text:
            return Spoken(pack.speaker_by_id[quote.speaker], quote.voice, citation)
    for speaker in pack.info.speakers:
        if any(name in citation.quote for name in names_of(speaker)) and not is_author(pack, citation.article, speaker):
            return Spoken(speaker, "reported", citation)
    return Spoken(author(pack, citation.article), "author", citation)


def author(pack: Pack, article: str) -> Speaker | None:
    """The speaker that stands for an article: its author, else its publisher, else the article itself."""
    return next((speaker for speaker in pack.info.speakers if is_author(pack, article, speaker)), None)


def is_author(pack: Pack, article: str, speaker: Speaker) -> bool:
    """Whether an article's own words are a speaker's."""
    info = pack.article_by_id[article].info
    return bool({info.author, info.publisher} & set(speaker.name.texts)) or speaker.id == article


def who_in_words(one: Spoken, pack: Pack, say: Voice) -> str:
    """Whose words they are, as "Zhang Yi (…), quoted in What's 'new'"."""
    source = pack.article_by_id[one.citation.article].info.short
    if one.who is None:
        return say("the unsigned article {source}", source=source)
    name = with_role(one.who, say)
    if one.voice == "quoted":
        return say("{speaker}, quoted in {source}", speaker=name, source=source)
    if one.voice == "reported":
        return say("{speaker}, as reported in {source}", speaker=name, source=source)
    return say("{speaker}, in {source}", speaker=name, source=source)


def with_role(speaker: Speaker, say: Voice) -> str:
    """A name with the post, as far as the pack has one."""
    name = speaker.name.text(say.language)
    if speaker.role is None:
        return name
    before, after = ("（", "）") if has_han(name) else (" (", ")")
    return f"{name}{before}{speaker.role.text(say.language)}{after}"


def number_of(pack: Pack, article: str) -> int:
    """The number of an article in the list of sources, from 1."""
    return 1 + [each.id for each in pack.articles].index(article)


def named(article: Article, say: Voice) -> str:
    """An article's title in quotation marks with its label."""
    opening, closing = tongue(say.language).quotation_marks
    return f"{opening}{article.info.title}{closing} ({article.info.short})"


def labelled(label: str, text: str, say: Voice) -> str:
    """A text after what it is about, with the colon of the reader's language between them."""
    return say("{label}: {text}", label=label, text=text)


def dated(article: Article, say: Voice) -> str:
    """When an article appeared, as far as it prints that."""
    info = article.info
    if not info.published:
        return say("{source}: the text carries no date.", source=info.short)
    day = day_in_words(info.published, say.language)
    if info.date_kind == "updated":
        return say("{source}: it only says when it was updated, {day}.", source=info.short, day=day)
    return say("{source}: published {day}.", source=info.short, day=day)


def day_in_words(printed: str, language: Language) -> str:
    """A date as printed (ISO 8601, or a year) in words."""
    try:
        return format_date(date.fromisoformat(printed), "long", locale=tongue(language).locale)
    except ValueError:
        return printed


def placed(article: Article, say: Voice) -> str:
    """Where an article appeared, as far as it prints that."""
    info = article.info
    if not info.publisher:
        return say("{source}: the text doesn't say where it was published.", source=info.short)
    if info.issue:
        return say("{source}: {publisher}, {issue}.", source=info.short, publisher=info.publisher, issue=info.issue)
    return say("{source}: {publisher}.", source=info.short, publisher=info.publisher)


def minutes(article: Article, begin: int = 1) -> int:
    """How long an article takes to read from a paragraph on."""
    body = [paragraph.text for paragraph in article.paragraphs[max(begin, 1) :]]
    characters = sum(len(_HAN.findall(text)) for text in body)
    words = sum(map(_words_in, body))
    return max(1, ceil(words / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE))


def word_count(article: Article) -> int:
    """Words of an article's body; Chinese characters do not count."""
    return sum(_words_in(paragraph.text) for paragraph in article.paragraphs[1:])


def _words_in(text: str) -> int:
    return len(_HAN.sub(" ", text).split())


def long_to_read(article: Article, say: Voice) -> str:
    """How long an article is and takes to read."""
    return say.plural(
        "{source}: about {count} minute to read ({words} words, {paragraphs} paragraphs).",
        "{source}: about {count} minutes to read ({words} words, {paragraphs} paragraphs).",
        minutes(article),
        source=article.info.short,
        words=f"{word_count(article):,}",
        paragraphs=len(article.paragraphs) - 1,
    )


def printed(article: Article, say: Voice) -> str:
    """Who wrote an article, where and when, as far as is printed."""
    info = article.info
    day = day_in_words(info.dated, say.language) if info.dated else ""
    return " · ".join(part for part in (info.author, info.publisher, info.issue, day) if part)


def listed(names: Sequence[str], language: Language) -> str:
    """Names as a list: "a, b and c"."""
    return format_list(names, locale=tongue(language).locale)


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    found = sentences(text)
    return clipped(found[0].text if found else text)


def quoted(text: str, language: Language) -> str:
    """A passage in quotation marks."""
    opening, closing = tongue(language).quotation_marks
    return f"{opening}{text}{closing}"


def extracts(pack: Pack, citations: Iterable[Citation]) -> Iterator[Citation]:
    """Every sentence of the cited paragraphs as a citation, those cited first, each once."""
    known: set[tuple[str, int, str]] = set()
    cited = tuple(citations)
    for whole in (False, True):
        for citation in cited:
            text = pack.passage(citation).text if whole else citation.quote
            for sentence in sentences(text):
                place = (citation.article, citation.paragraph, sentence.text)
                if place not in known:
                    known.add(place)
                    quote = clipped(sentence.text)
                    yield Citation(article=citation.article, paragraph=citation.paragraph, quote=quote)


def bases(text: str) -> frozenset[str]:
    """The words of a text in their base forms."""
    return frozenset(base(word) for word in tokens(text))


def entry_text(entry: Question) -> str:
    """All that an entry says, in every language."""
    told = (*entry.question.texts, *entry.answer.texts)
    return " ".join((*told, *entry.phrasings, *(citation.quote for citation in entry.citations)))


def names_of(speaker: Speaker) -> list[str]:
    """A speaker's name in each language that has one."""
    return list(speaker.name.texts)


def worded(shown: Sequence[Citation], language: Language) -> str:
    """Passages in quotation marks, each with its mark."""
    return "\n".join(f"{quoted(each.quote, language)} [{number}]" for number, each in enumerate(shown, 1))


def bulleted(lines: Sequence[str]) -> list[str]:
    """Lines as a list, where there are several."""
    return [f"• {line}" for line in lines] if len(lines) > 1 else list(lines)


def sourced(shown: Sequence[Citation], pack: Pack, language: Language) -> list[str]:
    """Passages in quotation marks, each with its source and its mark, as the lines of a list."""
    return bulleted(
        [
            f"{quoted(each.quote, language)} — {pack.source(each.article, each.paragraph)} [{number}]"
            for number, each in enumerate(shown, 1)
        ]
    )
