"""Lines: whole sentences of a pack that can be read on their own, each with the passage in which it stands.

In a pack with articles they are the sentences of quotes, and of what answers cite; they are the articles' own words.
Where an answer cites nothing its own sentences are lines, read under its question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.markdown import plain_text, without_marks
from bot.pack.models import Citation, Pack, Question, Quote
from bot.pack.sentences import sentences
from bot.quizzing.quiz_models import EntryRef
from bot.text import fold

SHORTEN = range(25, 321)
"""Length of a line, in characters."""
_POINTS_BACK = re.compile(
    r"(?:it|they|he|she|this|these|those|that|such|both|there|its|their|his|her|"
    r"the (?:first|second|third|former|latter)|first|second|third|secondly|moreover|meanwhile|also|thus|therefore|"
    r"subsequently|but|and|or|so|yes|no|[-–•●]+|"
    r"er|sie|es|das|dies(?:e[rs]?)?|ja|nein|aber|und|"
    r"él|ella|esto|eso|estos?|estas?|sí|pero|y)\b|[-–•●(]|[这那它他她其]",
    re.IGNORECASE,
)
"""How a sentence begins that cannot be read without the one before it."""
_UNREADABLE = re.compile(r"[|<>\\]|\s{2,}|_{2,}")


@dataclass(frozen=True, slots=True)
class QuizLine:
    """A sentence.

    Attributes:
        heading: the question under which it is read; empty for an article's own words.
        passage: the whole paragraph, or the whole answer.
        language: in which it is written: the article's, else the reader's.
        speaker: id of the speaker, of a quote's sentence.
        place: what lines of one passage share.
    """

    text: str
    entry: EntryRef
    heading: str
    passage: str
    place: str
    language: str
    citations: tuple[Citation, ...] = ()
    topic: str = ""
    speaker: str = ""
    names: tuple[str, ...] = ()


def lines_of(pack: Pack, language: str) -> tuple[QuizLine, ...]:
    """The lines of a pack for a reader of `language`, none twice, in the order of its entries."""
    found: dict[str, QuizLine] = {}
    for line in (*_of_quotes(pack), *_of_answers(pack, language)):
        if len(line.text) in SHORTEN and not _POINTS_BACK.match(line.text) and not _UNREADABLE.search(line.text):
            found.setdefault(fold(line.text), line)
    return tuple(found.values())


def _of_quotes(pack: Pack) -> Iterator[QuizLine]:
    for quote in pack.quotes:
        yield from _cited(pack, quote.citation, EntryRef("quote", quote.id), (*quote.topics, "")[0], quote)


def _of_answers(pack: Pack, language: str) -> Iterator[QuizLine]:
    for question in pack.questions:
        entry, topic = EntryRef("question", question.id), pack.topic_of.get(question.id, "")
        for citation in question.citations:
            if citation.paragraph and not pack.passage(citation).caption:
                yield from _cited(pack, citation, entry, topic, None)
        if not question.citations:
            yield from _answered(question, language, entry, topic)


def _cited(pack: Pack, citation: Citation, entry: EntryRef, topic: str, quote: Quote | None) -> Iterator[QuizLine]:
    """The whole sentences of a passage that are cited."""
    passage = pack.passage(citation).text
    language = pack.article_by_id[citation.article].info.language or pack.info.languages[0]
    begin = passage.find(citation.quote)
    for sentence in sentences(passage):
        if begin <= sentence.start and sentence.end <= begin + len(citation.quote):
            cited = Citation(article=citation.article, paragraph=citation.paragraph, quote=sentence.text)
            place = f"{citation.article} {citation.paragraph}"
            speaker = quote.speaker if quote else ""
            yield QuizLine(sentence.text, entry, "", passage, place, language, (cited,), topic, speaker)


def _answered(question: Question, language: str, entry: EntryRef, topic: str) -> Iterator[QuizLine]:
    """The sentences of an answer that rests on nothing but itself; none of a list, a table or a heading."""
    answer = without_marks(question.answer.text(language))
    passage = " ".join(plain_text(answer).split())
    for paragraph in answer.split("\n\n"):
        if re.match(r"\s*(?:[-*+>#|]|\d+\.|```|    )", paragraph):
            continue
        for sentence in sentences(" ".join(plain_text(paragraph).split())):
            if sentence.text[-1:] in ".!?。！？" and sentence.text in passage:
                yield QuizLine(sentence.text, entry, question.title(language), passage, entry.id, language, (), topic)
