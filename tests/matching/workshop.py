"""A small pack about a bicycle workshop, and engines built from it, for tests of how questions are matched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from bot.matching import Engine
from bot.matching.confidence.calibration import Fitted, fit_own, refused_texts
from bot.matching.confidence.shipped_model import shipped as shipped_confidence
from bot.matching.confidence.thresholds import Thresholds
from bot.matching.decisions import WORTH_OFFERING, Levels
from bot.matching.encoding.encoder import installed
from bot.matching.encoding.text_vectors import TextVectors
from bot.matching.index.corpus import Corpus
from bot.matching.index.index import Index
from bot.matching.index.query import Query
from bot.pack.models import (
    Article,
    ArticleInfo,
    Chitchat,
    Citation,
    LabelledQuestion,
    LocalizedAnswer,
    LocalizedName,
    LocalizedText,
    LocalizedTitle,
    Pack,
    PackInfo,
    Paragraph,
    Question,
    Speaker,
    Term,
    Topic,
    UnanswerableGroup,
)
from tests.matching.workshop_texts import ASKED, FAR, GREETINGS, NEAR, NOTICE, PHRASINGS, UNANSWERABLE


def a_question(name: str, phrasings: Sequence[str] = ()) -> Question:
    text = NOTICE[name]
    return Question(
        id=name,
        question=LocalizedTitle.of(f"About the {name}?"),
        answer=LocalizedAnswer.of(text),
        citations=(Citation(article="notice", paragraph=1 + list(NOTICE).index(name), quote=text),),
        see_also=(),
        phrasings=tuple(phrasings or PHRASINGS[name]),
    )


def labelled() -> tuple[LabelledQuestion, ...]:
    """Calibration questions of all kinds, more than forty with an answer and more than forty without."""
    return (
        *(LabelledQuestion(text=text, answers=(name,), kind=None) for name, asked in ASKED.items() for text in asked),
        *(LabelledQuestion(text=text, answers=(), kind="near") for text in NEAR),
        *(LabelledQuestion(text=text, answers=(), kind="far") for text in FAR),
    )


def a_pack(
    questions: Sequence[Question] | None = None,
    *,
    calibration: Sequence[LabelledQuestion] = (),
    unanswerable: Sequence[str] = UNANSWERABLE,
    greetings: Sequence[str] = GREETINGS,
    terms: Sequence[Term] = (),
    fingerprint: str = "workshop",
) -> Pack:
    """A pack about the workshop; by default everything but terms, quotes and calibration questions."""
    said = LocalizedText({"en": "The workshop", "zh": "工坊"})
    named = LocalizedName(said.root)
    texts = ("Notice of the workshop", *NOTICE.values())
    paragraphs = [Paragraph(number=n, text=text, section=None, line=n + 1) for n, text in enumerate(texts)]
    chosen = tuple(a_question(name) for name in PHRASINGS) if questions is None else tuple(questions)
    return Pack(
        folder=Path("workshop"),
        info=PackInfo(
            title=named,
            languages=("en", "zh"),
            about=said,
            colour="#123456",
            licence=said,
            topics=(Topic(id="repairs", title=named),),
            speakers=(Speaker(id="rosa", name=named, role=None),),
            names=(),
            examples=(),
        ),
        entries={
            Article: (
                Article(
                    info=ArticleInfo.model_validate({"id": "notice", "title": "Notice", "short": "Notice"}),
                    paragraphs=tuple(paragraphs),
                ),
            ),
            Question: chosen,
            Term: tuple(terms),
            Chitchat: (Chitchat(id="greeting", phrasings=tuple(greetings), answer=said),) if greetings else (),
            UnanswerableGroup: (_unanswerable(unanswerable),) if unanswerable else (),
            LabelledQuestion: tuple(calibration),
        },
        topic_of={question.id: "repairs" for question in chosen},
        fingerprint=fingerprint,
    )


def _unanswerable(questions: Sequence[str]) -> UnanswerableGroup:
    return UnanswerableGroup(id="others", reason=LocalizedText.of("Not on the notice."), questions=tuple(questions))


@cache
def vectors() -> TextVectors:
    """The encoder that is installed."""
    encoder = installed()
    assert encoder is not None
    return TextVectors(encoder)


@cache
def workshop() -> Engine:
    """The engine of the whole pack, calibrated."""
    return Engine.build(a_pack(calibration=labelled()))


@cache
def whole_corpus() -> Corpus:
    """The pack with its calibration questions, as texts and labels."""
    return Corpus.of(a_pack(calibration=labelled()))


@cache
def whole_index() -> Index:
    """The index that a confidence is fitted on."""
    return Index.build(whole_corpus(), vectors=vectors(), decoys=refused_texts(whole_corpus()))


@cache
def fitted() -> Fitted:
    """The confidence fitted on the pack's calibration questions."""
    return fit_own(whole_index(), whole_corpus(), shipped_confidence(encoder=True).prior.confidence, vectors())


def workshop_with(threshold: float, *, offer: float = WORTH_OFFERING) -> Engine:
    """An engine that needs a certain confidence, whatever is tolerated; more than 1 is never reached.

    Args:
        threshold: the confidence that an answer needs.
        offer: the probability from which entries are offered.
    """
    thresholds = Thresholds(np.array([threshold], np.float32), np.zeros(1, np.float32))
    levels = Levels(thresholds, offer)
    return Engine(a_pack(calibration=labelled()), whole_index(), fitted().confidence, levels, vectors=vectors())


@cache
def workshop_index(*, encoder: bool = True, decoys: bool = True) -> Index:
    """An index over the pack, with its unanswerable questions as the only decoys."""
    corpus = Corpus.of(a_pack())
    return Index.build(corpus, vectors=vectors() if encoder else None, decoys=UNANSWERABLE if decoys else ())


def asked(text: str, index: Index | None = None) -> Query:
    """A question as an index sees it."""
    index = index or workshop_index()
    return index.query(text)


def entry(name: str) -> int:
    """The number of an entry."""
    return list(PHRASINGS).index(name)
