"""Comparison of two sides: what each says on a subject, in curated answers, quotes and passages, every line cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.answering.lookups import facts, targets
from bot.answering.lookups.article_views import as_whole, forms_of, is_absent
from bot.answering.lookups.comparing.sides import Side, side_of, sides_in, without_names
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.excerpts.shortened import cited_in, shortened
from bot.answering.lookups.occurrences import occurrences
from bot.answering.recognising import Recognised
from bot.answering.recognising.compared import ASKS
from bot.answering.recognising.cues import registers
from bot.languages import tongue
from bot.markdown.citation_marks import without_marks
from bot.markdown.dialect import unemphasised
from bot.matching import Lookup
from bot.pack.models import Article, Citation, Question, Topic
from bot.text import has_han

_LINES = 3
"""Lines of each side on a subject."""
_MARKS = 4
"""Passages that each side cites at most: a reply has nine marks."""
_STEM = 3
"""Letters of a word that stand in all its forms."""
_SECTIONS = 8
_SHARED = 6
_LONGEST = 5
"""Words of the longest subject; more are a question of their own."""
_ON = re.compile(
    r"\b(?:on|about|regarding|concerning|over|when it comes to|in terms of|sobre|acerca de|en cuanto a|respecto a) (.+)"
)
_ON_HAN = re.compile(r"(?:在|关于|對於|对于|就|对)(.+?)(?:上|方面|这点|问题|的(?:看法|观点|态度|说法)|$)")
_PARTICLES = "的了吗呢和与跟上中，。？?“”《》' "


@dataclass(frozen=True, slots=True)
class ComparedOn:
    """What two sides are compared on.

    Attributes:
        words: as it was typed, or the title of the topic.
        topic: the topic that it is; None for words that are none.
        typed: whether somebody typed it, so that what is absent is absent in these words.
    """

    words: str
    topic: Topic | None
    typed: bool


def compare(found: Recognised, desk: Desk) -> Lookup | None:
    """What two sides say, on a subject or in all; None where a message does not name two, or asks something longer.

    Right after a comparison, a subject alone asks for the same two on that.
    """
    line = found.rest.casefold()
    sides = sides_in(line, desk)
    words = _words_on(line, sides, desk)
    if len(words.split()) > _LONGEST:
        return None
    if len(sides) == 1 and not words and len(desk.last.articles) == 1:  # "compare it with the first"
        sides = [*(side for each in desk.articles if (side := side_of(desk.pack, each.id)) is not None), *sides]
        sides = list({side.id: side for side in sides}.values())
    if len(sides) != 2:
        carried = _carried(desk)
        if sides or not words or len(carried) != 2:
            return None
        sides = carried
    return side_by_side((sides[0], sides[1]), subject_of(words, desk) if words else None, desk)


def subject_of(words: str, desk: Desk, *, typed: bool = True) -> ComparedOn:
    """The subject that some words are, with the topic of the pack that they name."""
    topics = desk.pack.info.topics
    topic = next(filter(None, (targets.topic(form, topics) for form in forms_of(words, desk))), None)
    return ComparedOn(words, topic, typed)


def side_by_side(sides: tuple[Side, Side], subject: ComparedOn | None, desk: Desk) -> Lookup:
    """Two sides on a subject, or each as a whole; of a side that is not found to say anything, as much as is proven."""
    cited: list[Citation] = []
    rows: list[str] = []
    for side in sides:
        lines = _on_subject(side, subject, desk) if subject else _as_a_whole(side, desk)
        rows += [side.named(desk.language), *(f"• {text}{_marks(passages, cited)}" for text, passages in lines)]
        if subject and not lines:
            rows.append(f"• {_silence(side, subject, desk)}")
    say = desk.say
    articles = [side.article for side in sides if side.article]
    if subject is None and len(articles) == len(sides) and (shared := _in_both(articles, desk)):
        rows.append(say("Terms in both: {terms}", terms=tongue(desk.language).separator.join(shared)))
    on = facts.quoted(subject.words, desk.language) if subject else ""
    title = say("Side by side on {subject}:", subject=on) if subject else say("Side by side:")
    opening = {each.article: (each.article, each.paragraph) for each in reversed(cited)}
    return Lookup(
        "compare",
        "\n".join(rows),
        title,
        tuple(cited),
        articles=tuple(opening.get(each.id, (each.id, 1)) for each in articles),
        people=tuple(side.speaker for side in sides if side.speaker and not side.article),
        asked=("compare", " ".join([*(side.id for side in sides), *([subject.words] if subject else ())])),
    )


def _words_on(line: str, sides: Sequence[Side], desk: Desk) -> str:
    """What a comparison is on: what follows "on" and the like, without the names of the sides."""
    left = without_names(line, sides, desk.pack)
    hit = _ON_HAN.search(left) if has_han(left) else _ON.search(f" {left}")
    parts = (hit[1] if hit else "" if sides else left).strip(_PARTICLES).split()
    light = registers().light
    while parts and parts[0] in light:
        parts.pop(0)
    while parts and (parts[-1] in light or parts[-1] == ASKS):
        parts.pop()
    return " ".join(parts).strip(_PARTICLES)


def _carried(desk: Desk) -> list[Side]:
    """The sides of the last comparison."""
    request = desk.last.request
    if request is None or request[0] != "compare":
        return []
    return [side for name in request[1].split()[:2] if (side := side_of(desk.pack, name)) is not None]


def _on_subject(side: Side, subject: ComparedOn, desk: Desk) -> list[tuple[str, list[Citation]]]:
    """What a side says on a subject, the plainest first, each with its passages."""
    lines: list[tuple[str, list[Citation]]] = []
    used: list[Citation] = []
    for text, passages in _every_line(side, subject, desk):
        fresh = [each for each in passages if not any(_same(each, other) for other in used)]
        if len(fresh) < len(passages) or len(used) + len(fresh) > _MARKS:
            continue
        used += fresh
        lines.append((text, fresh))
        if len(lines) == _LINES:
            break
    return lines


def _every_line(side: Side, subject: ComparedOn, desk: Desk) -> Iterator[tuple[str, list[Citation]]]:
    """Curated answers that rest on a side alone, then its quotes, then its passages."""
    pack, language = desk.pack, desk.language
    forms = [form for each in forms_of(subject.words, desk) for form in occurrences(desk.engine).forms(each)]
    answers = [
        entry for entry in pack.questions if _rests_on(entry, side, desk) and _about(entry, subject, forms, desk)
    ]
    for entry in sorted(answers, key=lambda each: -_names(each, side, forms))[: _LINES - 1]:
        told = shortened(entry.answer.text(language))
        yield f"{entry.title(language)} — {unemphasised(without_marks(told))}", list(cited_in(told, entry.citations))
    for quote in pack.quotes:
        on_it = subject.topic.id in quote.topics if subject.topic else any(_stands(form, quote.text) for form in forms)
        if on_it and side.holds(pack, quote.citation):
            yield _said(side, quote.citation, desk), [quote.citation]
    article = side.article
    found = (
        as_whole(forms, article, desk)
        if article
        else [each for f in forms for each in occurrences(desk.engine).find(f)]
    )
    for passage in found:
        if side.holds(pack, passage):
            yield _said(side, passage, desk), [passage]


def _rests_on(entry: Question, side: Side, desk: Desk) -> bool:
    return bool(entry.citations) and all(side.holds(desk.pack, each) for each in entry.citations)


def _about(entry: Question, subject: ComparedOn, forms: Sequence[str], desk: Desk) -> bool:
    if subject.topic is not None and desk.pack.topic_of.get(entry.id) == subject.topic.id:
        return True
    return any(_stands(form, " ".join(entry.question.texts)) for form in forms)


def _names(entry: Question, side: Side, forms: Sequence[str]) -> int:
    """How directly an entry is about a side on a subject: it names both, one, or neither in its question."""
    titles = " ".join(entry.question.texts)
    who = side.speaker.name.texts if side.speaker else (side.article.info.short,) if side.article else ()
    return any(name in titles for name in who) + any(_stands(form, titles) for form in forms)


def _stands(form: str, text: str) -> bool:
    if has_han(form):
        return form in text
    words, folded = facts.bases(form), text.casefold()
    may = words and all(word[:_STEM] in folded for word in words)  # reading the whole text takes longer
    return bool(may) and words <= facts.bases(text)


def _said(side: Side, passage: Citation, desk: Desk) -> str:
    """A passage in quotation marks, with who says it where that is not the side itself."""
    spoken = facts.spoken(desk.pack, passage)
    quoted = facts.quoted(passage.quote, desk.language)
    if spoken.who is None or spoken.who == side.speaker:
        return quoted
    return f"{quoted} — {spoken.who.name.text(desk.language)}"


def _silence(side: Side, subject: ComparedOn, desk: Desk) -> str:
    """That nothing of a side on a subject was found, or, where it is proven, that it does not stand there."""
    say = desk.say
    word = facts.quoted(subject.words, desk.language)
    article = side.article
    if article is not None and subject.typed and is_absent(subject.words, article, desk):
        source = article.info.short
        return say("{article} doesn't mention {subject}; I looked for every form of it.", article=source, subject=word)
    if article is not None:
        return say("I found nothing on {subject} in {article}.", article=article.info.short, subject=word)
    return say("I found nothing by {name} on {subject}.", name=side.named(desk.language), subject=word)


def _as_a_whole(side: Side, desk: Desk) -> list[tuple[str, list[Citation]]]:
    """Who, when and how long, the summary and the sections of an article; what else a person is quoted with."""
    pack, say = desk.pack, desk.say
    if side.article is None:
        quotes = [quote.citation for quote in pack.quotes if quote.speaker == side.id][:_LINES]
        return [(_said(side, each, desk), [each]) for each in quotes]
    article = side.article
    byline = [Citation(article=article.id, paragraph=0, quote=article.paragraphs[0].text)]
    lines = [
        (facts.printed(article, say) or say("unsigned and undated"), byline),
        (facts.long_to_read(article, say), list[Citation]()),
    ]
    if article.info.summary:
        summary = pack.question_by_id[article.info.summary]
        told = shortened(summary.answer.text(desk.language), _MARKS - len(byline))
        lines.append((unemphasised(without_marks(told)), list(cited_in(told, summary.citations))))
    sections = [name for name, _ in groupby(paragraph.section for paragraph in article.paragraphs[1:]) if name]
    if sections:
        lines.append((say("Sections: {names}", names="; ".join(sections[:_SECTIONS])), []))
    return lines


def _in_both(named: Sequence[Article], desk: Desk) -> list[str]:
    texts = [" ".join(paragraph.text for paragraph in article.paragraphs[1:]).casefold() for article in named]
    both = [
        term
        for term in desk.pack.terms
        if all(any(name.casefold() in text for name in term.term.texts) for text in texts)
    ]
    return [term.headwords(desk.language)[0] for term in both[:_SHARED]]


def _marks(passages: Sequence[Citation], cited: list[Citation]) -> str:
    """The marks of a line's passages, which are put among those cited."""
    numbers: list[int] = []
    for each in passages:
        if each not in cited:
            cited.append(each)
        numbers.append(cited.index(each) + 1)
    return (" " if numbers else "") + "".join(f"[{number}]" for number in numbers)


def _same(one: Citation, other: Citation) -> bool:
    """Whether two passages are the same words, or one holds the other."""
    same_place = (one.article, one.paragraph) == (other.article, other.paragraph)
    return same_place and (one.quote in other.quote or other.quote in one.quote)
