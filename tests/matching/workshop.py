"""A small pack about a bicycle workshop, and engines built from it, for tests of how questions are matched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from bot.asking.building import build_engine
from bot.matching import Engine
from bot.matching.corpus import Corpus
from bot.matching.index import Index
from bot.matching.query import Query
from bot.matching.vectors import StaticVectors
from bot.pack.loader import load_pack
from bot.pack.models import (
    Article,
    ArticleInfo,
    Chitchat,
    Citation,
    LabelledQuestion,
    Localized,
    Pack,
    PackInfo,
    Paragraph,
    Question,
    Speaker,
    Term,
    Topic,
    UnanswerableGroup,
)

ROOT = Path(__file__).parents[2]
NOTICE = {
    "hours": "The workshop opens at eight in the morning and closes at six. On Sundays it stays shut.",
    "puncture": "A puncture costs 12 pounds to mend, the patch included.",
    "brakes": "New brake pads cost 30 pounds a pair, fitted.",
    "mechanic": "Rosa Lind mends gears and wheels; she has worked here since 1998.",
    "booking": "Customers book a repair by telephone or at the counter, a day ahead.",
    "guarantee": "Every repair is guaranteed for three months.",
    "loan": "A loan bicycle is free while a repair takes longer than one day.",
    "place": "The workshop stands behind the old mill, next to the canal bridge.",
}
"""What the workshop's notice says of each thing, a paragraph each."""
PHRASINGS: dict[str, tuple[str, ...]] = {
    "hours": (
        "when does the workshop open",
        "what are the opening hours",
        "until when is the workshop open in the evening",
        "is the shop open on sunday",
        "closing time of the workshop",
        "工坊几点开门",
    ),
    "puncture": (
        "how much does it cost to mend a puncture",
        "price of a flat tyre repair",
        "what do you charge for a puncture",
        "cost of patching an inner tube",
        "my tyre is flat, how much is the repair",
        "补胎多少钱",
    ),
    "brakes": (
        "how much are new brake pads",
        "price of brakes",
        "what does it cost to replace the brakes",
        "brake pad replacement cost",
        "换刹车多少钱",
    ),
    "mechanic": (
        "who mends the gears",
        "who is the mechanic",
        "name of the person who repairs the wheels",
        "who works in the workshop",
        "谁修变速器",
    ),
    "booking": (
        "how do I book a repair",
        "can I make an appointment for a repair",
        "do I have to book ahead",
        "booking a repair by telephone",
        "怎么预约修理",
    ),
    "guarantee": (
        "is there a guarantee on repairs",
        "how long is a repair guaranteed",
        "warranty on the work",
        "what if the repair breaks again",
        "修理有保修吗",
    ),
    "loan": (
        "can I borrow a bicycle while mine is repaired",
        "do you lend bicycles",
        "is there a loan bicycle",
        "what does a replacement bicycle cost during the repair",
        "可以借自行车吗",
    ),
    "place": (
        "where is the workshop",
        "how do I find the shop",
        "address of the bicycle workshop",
        "which bridge is the workshop next to",
        "工坊在哪里",
    ),
}
ASKED: dict[str, tuple[str, ...]] = {
    "hours": (
        "what time do you open in the morning",
        "are you open on sundays",
        "when do you close today",
        "opening times please",
        "how late is the workshop open",
        "几点关门",
    ),
    "puncture": (
        "how much for a flat tyre",
        "what is the price for mending a puncture",
        "puncture repair price",
        "cost of a new patch on my tyre",
        "what will fixing a flat cost me",
    ),
    "brakes": (
        "how much do you want for brake pads",
        "new brakes price please",
        "my brakes are worn, what does replacing them cost",
        "cost of fitting brakes",
        "brake pads how much",
    ),
    "mechanic": (
        "who repairs gears here",
        "what is the mechanic called",
        "who is it that mends the wheels",
        "name of your mechanic",
        "who works there",
    ),
    "booking": (
        "how can I get an appointment",
        "do repairs have to be booked",
        "can I book by telephone",
        "booking a repair how does that work",
        "must I make an appointment ahead",
    ),
    "guarantee": (
        "do you give a guarantee",
        "for how long are repairs guaranteed",
        "is there any warranty on a repair",
        "the repair broke again, is that covered by the guarantee",
        "guarantee period",
    ),
    "loan": (
        "could I borrow a bicycle meanwhile",
        "do you lend out a bicycle during a repair",
        "loan bicycle available",
        "is a replacement bicycle free",
        "may I have a loan bicycle while you mend mine",
    ),
    "place": (
        "where can I find the workshop",
        "what is the address",
        "where are you, which bridge",
        "how do I get to the bicycle shop",
        "is the workshop near the canal",
    ),
}
"""Questions about each thing in other words than the phrasings."""
NEAR = (
    "do you sell new bicycles", "how much is an electric bicycle", "can you paint my frame", "do you repair scooters",
    "what does a helmet cost", "how many mechanics have you trained", "is the workshop for sale",
    "do you buy used bicycles", "how heavy is a steel frame", "which brand of tyre is best",
    "can I park my car at the workshop", "do you have a website", "what does the mechanic earn",
    "do you rent out tandems", "how many bicycles do you mend a year", "is there a cafe in the workshop",
    "do you offer courses in wheel building", "can I pay by card", "do you collect bicycles at home",
    "who owned the mill before", "how fast can one ride on the canal path", "what colour is the workshop",
)  # fmt: skip
FAR = (
    "what a lovely sunset tonight", "my cat sleeps all day", "anyone fancy a game of chess", "that film was terrible",
    "see you after lunch", "I lost my phone again", "who won the match yesterday", "please pass the salt",
    "how do I cook rice", "this song is stuck in my head", "the exam was so hard", "happy birthday to your sister",
    "what is the capital of peru", "my knee hurts since monday", "the plane was late again", "can dogs eat grapes",
    "let us meet at the station", "I need a new laptop", "translate this poem for me", "who wants pizza tonight",
)  # fmt: skip
UNANSWERABLE = (
    "do you sell bicycle helmets", "how much does a new bicycle cost", "do you repair motorcycles",
    "can I hire a tandem for the weekend", "how many customers come in a day",
)  # fmt: skip
GREETINGS = ("hello", "good morning", "hi there", "👋", "你好")
"""What people say that is no question."""


def a_question(name: str, phrasings: Sequence[str] = ()) -> Question:
    text = NOTICE[name]
    return Question(
        id=name,
        question=f"About the {name}?",
        question_zh=None,
        answer=Localized(en=text, zh=None),
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
    said = Localized(en="The workshop", zh="工坊")
    texts = ("Notice of the workshop", *NOTICE.values())
    paragraphs = [Paragraph(number=n, text=text, section=None, line=n + 1) for n, text in enumerate(texts)]
    chosen = tuple(a_question(name) for name in PHRASINGS) if questions is None else tuple(questions)
    return Pack(
        folder=Path("workshop"),
        info=PackInfo(
            title=said,
            about=said,
            colour="#123456",
            licence=said,
            topics=(Topic(id="repairs", title=said),),
            speakers=(Speaker(id="rosa", name=said, role=None),),
            names=(),
            examples=(),
        ),
        articles=(
            Article(
                info=ArticleInfo.model_validate({"id": "notice", "title": "Notice", "short": "Notice"}),
                paragraphs=tuple(paragraphs),
            ),
        ),
        questions=chosen,
        terms=tuple(terms),
        quotes=(),
        chitchat=(Chitchat(id="greeting", phrasings=tuple(greetings), answer=said),) if greetings else (),
        unanswerable=(_unanswerable(unanswerable),) if unanswerable else (),
        calibration=tuple(calibration),
        topic_of={question.id: "repairs" for question in chosen},
        fingerprint=fingerprint,
    )


def _unanswerable(questions: Sequence[str]) -> UnanswerableGroup:
    return UnanswerableGroup(id="others", reason="Not on the notice.", questions=tuple(questions))


@cache
def workshop() -> Engine:
    """The engine of the whole pack, calibrated."""
    return Engine.build(a_pack(calibration=labelled()))


@cache
def workshop_index(vectors: Literal["installed"] | None = "installed", decoys: bool = True) -> Index:
    """An index over the pack, with its unanswerable questions as the only decoys."""
    corpus = Corpus.of(a_pack())
    table = StaticVectors.load() if vectors == "installed" else None
    return Index.build(corpus, vectors=table, decoys=UNANSWERABLE if decoys else ())


@cache
def shipped() -> Engine:
    """The engine of the pack that ships, from the user's cache where it has been built before."""
    return build_engine(load_pack(ROOT / "seeds"))


def asked(text: str, index: Index | None = None) -> Query:
    """A question as an index sees it."""
    index = index or workshop_index()
    return index.query(index.reader(text).words)


def entry(name: str) -> int:
    """The number of an entry."""
    return list(PHRASINGS).index(name)
