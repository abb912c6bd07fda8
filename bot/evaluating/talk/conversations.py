"""Labelled conversations: what a turn should be, what became of it, and the figures of following up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from yaml import YAMLError, safe_load

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.errors import FootnoteError
from bot.evaluating.measures import share
from bot.matching import Decision, Reply
from bot.validation import in_one_line

SAME_SERVED = (
    frozenset({"source", "article"}),
    frozenset({"define", "simpler"}),
    frozenset({"quote", "next"}),
    frozenset({"more", "next"}),
    frozenset({"summary", "article", "list"}),
    frozenset({"mention", "search"}),
    frozenset({"mention", "which-articles"}),
)
"""Moves and requests that serve each other: who asks for the source is served by the article, too."""


class Expected(StrEnum):
    """What a turn should be."""

    QUESTION = "question"
    """A question that entries answer."""
    MOVE = "move"
    """A move on the last reply."""
    REQUEST = "request"
    """A request for something the bot has."""
    REACTION = "reaction"
    """Nothing to answer."""
    NOTHING = "nothing"
    """A question that nothing in the library answers."""


class Turn(BaseModel):
    """One turn of a conversation.

    Attributes:
        answers: ids of the entries that answer a question; several where it asks several, or each will do.
        move: the move or request.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    expect: Expected
    answers: tuple[str, ...] = ()
    move: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Turn:
        if (self.expect is Expected.QUESTION) != bool(self.answers):
            raise ValueError("a question has the answers that it expects, and nothing else has any")
        if (self.expect in (Expected.MOVE, Expected.REQUEST)) != bool(self.move):
            raise ValueError("a move or a request says which, and nothing else does")
        return self


class LabelledConversation(BaseModel):
    """Turns of one member in one channel."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    conversation: str
    turns: tuple[Turn, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class JudgedTurn:
    """What became of a turn.

    Attributes:
        served: the move or request that was served; empty for none.
        answers: ids of the entries given.
        absent: whether the reply proved that the library does not mention what was asked about.
        repeated: whether an entry was given that stood in the reply before, and is not asked for.
        follows: whether it is not the first of its conversation.
    """

    conversation: str
    turn: Turn
    decision: Decision
    served: str
    answers: tuple[str, ...]
    absent: bool
    repeated: bool
    follows: bool = False

    @property
    def given(self) -> bool:
        """Whether it got an answer, or a look-up that says it has one."""
        return self.decision is Decision.ANSWER or (self.decision is Decision.LOOKUP and self.served != "mention")

    @property
    def right(self) -> bool:
        """Whether it became what it should be."""
        match self.turn.expect:
            case Expected.QUESTION:
                return any(name in self.turn.answers for name in self.answers)
            case Expected.MOVE | Expected.REQUEST:
                return serves(self.turn.move, self)
            case Expected.REACTION:
                return self.decision in (Decision.CHITCHAT, Decision.NOTHING)
            case Expected.NOTHING:
                return not self.given


def serves(move: str, judged: JudgedTurn) -> bool:
    """Whether a move or request was served; who asks whether something is mentioned is, by the proof that it is not."""
    if move == "mention" and judged.absent:
        return True
    return judged.served == move or any({move, judged.served} <= group for group in SAME_SERVED)


@dataclass(frozen=True, slots=True)
class DialogueFigures:
    """Shares from 0 to 1; None where the file holds no turn of that kind.

    Attributes:
        answerable_right: answerable questions answered rightly.
        wrong_among_given: wrong ones among the answers given to answerable questions.
        unanswerable_answered: questions that nothing answers and that got an answer.
        moves_served: moves and requests served.
        reactions_answered: reactions that got an answer.
        repeated: turns in which an entry was given again that was not asked for.
        follow_ups_right: answerable questions after the first turn answered rightly.
        follow_ups_wrong: among the answers given to questions after the first turn, those to others than these.
    """

    answerable_right: float | None
    wrong_among_given: float | None
    unanswerable_answered: float | None
    moves_served: float | None
    reactions_answered: float | None
    repeated: float | None
    follow_ups_right: float | None
    follow_ups_wrong: float | None


@dataclass(frozen=True, slots=True)
class DialogueScorecard:
    """Everything measured on labelled conversations; `wrong` are the turns that went otherwise than they should."""

    conversations: int
    turns: int
    figures: DialogueFigures
    wrong: tuple[JudgedTurn, ...]


def is_conversations(path: Path) -> bool:
    """Whether a file holds conversations rather than single questions."""
    if path.suffix not in (".yaml", ".yml"):
        return False
    try:
        data = safe_load(path.read_text("utf-8"))
    except (YAMLError, UnicodeDecodeError):
        return False
    first: Any = cast("list[Any]", data)[0] if isinstance(data, list) and data else None
    return isinstance(first, dict) and "turns" in first


def read_conversations(path: Path) -> tuple[LabelledConversation, ...]:
    """Read labelled conversations.

    Raises:
        FootnoteError: the file is no list of conversations.
    """
    try:
        data: Any = safe_load(path.read_text("utf-8"))
        return tuple(LabelledConversation.model_validate(each) for each in data)
    except YAMLError as error:
        raise FootnoteError(f"{path} is not YAML: {error}") from None
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
        raise FootnoteError(f"{path} cannot be measured with: {in_one_line(found)}.") from None


def converse(conversations: Iterable[LabelledConversation], begin: Callable[[], Answering]) -> tuple[JudgedTurn, ...]:
    """Hold every conversation from its beginning; `begin` gives a memory of its own for each."""
    return tuple(judged for each in conversations for judged in _held(each, begin()))


def _held(conversation: LabelledConversation, answering: Answering) -> Iterator[JudgedTurn]:
    before: tuple[str, ...] = ()
    for turn in conversation.turns:
        reply = answering.answer(turn.text, Asker(1), ChannelContext(1))
        answers = _ids(reply)
        again = reply.decision is Decision.ANSWER and any(name in before for name in answers)
        repeated = again and not any(name in turn.answers for name in answers)
        served = reply.lookup.kind if reply.lookup else ""
        yield JudgedTurn(
            conversation.conversation,
            turn,
            reply.decision,
            served,
            answers,
            bool(reply.absence),
            repeated,
            turn is not conversation.turns[0],
        )
        before = answers or before


def _ids(reply: Reply) -> tuple[str, ...]:
    if reply.decision is Decision.LOOKUP and reply.lookup and reply.lookup.entry:
        return (reply.lookup.entry.id,)
    return tuple(entry.id for entry in reply.answers)


def score_conversations(judged: Sequence[JudgedTurn]) -> DialogueScorecard:
    """Measure conversations that were held."""

    def of(*kinds: Expected) -> list[JudgedTurn]:
        return [each for each in judged if each.turn.expect in kinds]

    questions, given = of(Expected.QUESTION), [each for each in of(Expected.QUESTION) if each.given]
    figures = DialogueFigures(
        answerable_right=share([each.right for each in questions]),
        wrong_among_given=share([not each.right for each in given]),
        unanswerable_answered=share([each.given for each in of(Expected.NOTHING)]),
        moves_served=share([each.right for each in of(Expected.MOVE, Expected.REQUEST)]),
        reactions_answered=share([not each.right for each in of(Expected.REACTION)]),
        repeated=share([each.repeated for each in judged]),
        follow_ups_right=share([each.right for each in questions if each.follows]),
        follow_ups_wrong=share(
            [
                not each.right
                for each in of(Expected.QUESTION, Expected.NOTHING)
                if each.follows and each.decision is Decision.ANSWER
            ]
        ),
    )
    names = {each.conversation for each in judged}
    return DialogueScorecard(len(names), len(judged), figures, tuple(each for each in judged if not each.right))
