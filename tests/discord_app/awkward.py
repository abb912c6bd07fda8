"""A pack built to be awkward: every text as long as the models allow, and of what is hardest to show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.pack.field_types import ANSWER_LIMIT, QUESTION_LIMIT, QUOTE_LIMIT, TEXT_LIMIT, TITLE_LIMIT
from bot.pack.models import (
    Article,
    ArticleInfo,
    Chitchat,
    Citation,
    LocalizedAnswer,
    LocalizedName,
    LocalizedText,
    LocalizedTitle,
    Pack,
    PackInfo,
    Paragraph,
    Question,
    Quote,
    Speaker,
    Term,
    Topic,
)

KINDS: Mapping[str, str] = {
    "marks": "**bold** __line__ ~~no~~ ||hidden|| `code` > quote # head - item [x](https://e.org) <@1> @everyone ",
    "stars": "*_~|`",
    "chinese": "新质生产力是创新起主导作用，摆脱传统经济增长方式。",
    "direction": "\u202eright to left\u202c \u2067עברית\u2069 \u200f",
    "emoji": "🚋🚃🚎👩‍👩‍👧‍👦 ",
    "oneword": "incomprehensibilities",
    "lines": "line\nbreak\n\n",
}
"""What each entry is filled with."""

ID = "an-id-as-long-as-an-id-may-be-with-sixty-characters-in-all-{:02}"


def long_id(number: int) -> str:
    return ID.format(number)[:60].rstrip("-")[:58] + f"{number:02}"


def full(kind: str, limit: int) -> str:
    """The longest text of a kind, without space at its ends."""
    return (KINDS[kind] * limit)[:limit].strip() or "x"


def awkward_pack() -> Pack:
    """The pack; one article, question, term and quote of each kind, with long ids."""
    kinds = list(KINDS)
    articles = tuple(_article(long_id(n), kind) for n, kind in enumerate(kinds))
    names = [long_id(n) for n in range(len(kinds))]
    speakers = tuple(
        Speaker(id=name, name=_name(kind), role=_both(kind)) for name, kind in zip(names, kinds, strict=True)
    )
    topics = tuple(Topic(id=name, title=_name(kind)) for name, kind in zip(names, kinds, strict=True))
    questions = tuple(
        Question(
            id=name,
            question=_title(kind),
            answer=LocalizedAnswer({"en": full(kind, ANSWER_LIMIT), "zh": full(kind, ANSWER_LIMIT)}),
            citations=_citations(articles, number),
            see_also=tuple(other for other in names if other != name)[:5],
            phrasings=(f"{kind} question",),
        )
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True))
    )
    terms = tuple(
        Term(
            id=name,
            term=LocalizedName({"en": full(kind, TITLE_LIMIT), "zh": full("chinese", TITLE_LIMIT)}),
            variants=(),
            topic=name,
            definition=_both(kind),
            citations=_citations(articles, number),
            related=tuple(other for other in names if other != name)[:5],
        )
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True))
    )
    quotes = tuple(
        Quote(
            id=name,
            text=articles[number].paragraphs[2].text[:QUOTE_LIMIT],
            speaker=name,
            voice=("author", "quoted", "reported")[number % 3],
            article=name,
            paragraph=2,
            topics=(name,),
        )
        for number, name in enumerate(names)
    )
    info = PackInfo(
        title=_name("marks"),
        about=_both("marks"),
        colour="#ffffff",
        licence=_both("lines"),
        topics=topics,
        speakers=speakers,
        names=(),
        examples=tuple(_title(kind) for kind in kinds[:5]),
    )
    return Pack(
        folder=Path("awkward"),
        info=info,
        entries={
            Article: articles,
            Question: questions,
            Term: terms,
            Quote: quotes,
            Chitchat: tuple(
                Chitchat(id=n, phrasings=(f"{k} hello",), answer=_both(k)) for n, k in zip(names, kinds, strict=True)
            ),
        },
        topic_of=dict(zip(names, names, strict=True)),
        fingerprint="awkward",
    )


def _both(kind: str) -> LocalizedText:
    return LocalizedText({"en": full(kind, TEXT_LIMIT), "zh": full(kind, TEXT_LIMIT)})


def _title(kind: str) -> LocalizedTitle:
    return LocalizedTitle({"en": full(kind, QUESTION_LIMIT), "zh": full(kind, QUESTION_LIMIT)})


def _name(kind: str) -> LocalizedName:
    return LocalizedName({"en": full(kind, TITLE_LIMIT), "zh": full(kind, TITLE_LIMIT)})


def _citations(articles: tuple[Article, ...], number: int) -> tuple[Citation, ...]:
    cited = [articles[(number + step) % len(articles)] for step in range(3)]
    return (
        *(Citation(article=a.id, paragraph=2, quote=a.paragraphs[2].text[:QUOTE_LIMIT]) for a in cited),
        Citation(article=cited[0].id, paragraph=2, quote=cited[0].paragraphs[2].text[5 : 5 + QUOTE_LIMIT]),
    )


def _article(name: str, kind: str) -> Article:
    texts = ["Title\nByline", full(kind, 900), full(kind, 9000), full(kind, 700), "End."]
    info = ArticleInfo(
        id=name,
        title=full(kind, 400),
        short=full(kind, TITLE_LIMIT),
        author=full(kind, 300),
        role=full(kind, 300),
        publisher=full(kind, 300),
        issue=full(kind, 200),
        published="2021",
        date_kind="published",
        editor=full(kind, 200),
        translator=None,
        source_file=None,
    )
    paragraphs = tuple(
        Paragraph(number=n, text=text, section=full(kind, 300) if n else None, line=n + 1)
        for n, text in enumerate(texts)
    )
    return Article(info=info, paragraphs=paragraphs)
