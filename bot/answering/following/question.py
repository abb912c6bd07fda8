"""Questions after a reply: asked alone, and with what the last reply was about where they lean on it.

An entry that was just shown never wins by its own words. What "it" or "he" means is put in its place; what stays
unresolved is never certain. How likely another entry is meant, a model of its own says (`likelihood`): the engine's
confidence was fitted on whole questions and says nothing of joined ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.following.labelled_figures import for_quantity, of_figure
from bot.answering.following.leaning import THING, Way, leans, of_person, of_thing, points, ways
from bot.answering.following.likelihood import likelihood
from bot.answering.following.namesakes import in_full
from bot.answering.following.weighing import Ask, OwnWords, Weighed, on_topic, weighed
from bot.answering.last_reply import LastReply
from bot.answering.lookups import facts
from bot.answering.no_answer.subjects import own_words
from bot.answering.recognising import Message, moves
from bot.languages import tongue
from bot.matching import Candidate, Decision, Engine, Reply
from bot.matching.reading import read
from bot.pack.models import Question
from bot.text import clean, has_han

_COMPLETE = 2
"""Words of its own from which a question may be complete although it says "it": asked twice, it is answered twice."""
_PLAIN = 0.95
"""Confidence from which such a question needs no context."""
_LIKELY = 0.1
"""Confidence from which the entry on a person is given to whoever asks for that person by name."""
_SHORT = 7
"""Words of a question that may lean on the last reply without saying so ("what about quality")."""


def ask(text: str, last: LastReply | None, engine: Engine, put: Ask) -> Reply:
    """The reply to a question after a last reply.

    Args:
        text: what was asked.
        last: the last reply; None at the beginning of a conversation.
        engine: whose entries answer.
        put: asks the engine a text, with the asker's language and tolerance.
    """
    whole = in_full(text, last, engine.pack)
    if whole is not None and (reply := _asked(whole, last, engine, put)).decision is Decision.ANSWER:
        return replace(reply, text=text)
    return _asked(text, last, engine, put)


def _asked(text: str, last: LastReply | None, engine: Engine, put: Ask) -> Reply:
    alone = put(text)
    if (person := _of_whom(text, alone, engine)) is not None:
        return _given(text, person, alone, person.confidence)
    if (figure := of_figure(text, alone, engine)) is not None:
        return _given(text, figure, alone, max(figure.confidence, _PLAIN))
    if (wording := _of_scene(text, alone, engine)) is not None:
        return replace(put(wording), text=text)
    leaning = leans(text)
    own = own_words(text)
    of_faq = not engine.pack.articles  # where "it" is what the whole is about: "How much is it?"
    if last is None or not last.tells:
        return _unsure(alone) if points(text) and not own and not of_faq else alone
    worded = of_faq and engine.is_wording(text)
    whole = alone.parts or (alone.decision is Decision.ANSWER and not leaning) or _complete(own, alone, engine)
    if worded or whole:
        return alone
    return _in_context(text, alone, last, engine, put) or (_unsure(alone) if leaning else alone)


def _in_context(text: str, alone: Reply, last: LastReply, engine: Engine, put: Ask) -> Reply | None:
    """The answer to a question that may be about the last reply; None where none is likely enough."""
    if (not own_words(text) and not (last.people and of_person(text))) or not may_follow(text):
        return None
    if not for_quantity(text):  # "and NEVs?" after a figure asks for theirs
        for wording in (wording for way, wording in ways(text, last, engine) if way is Way.IN_PLACE):
            figure = of_figure(wording, found := put(wording), engine)
            if figure is not None and figure.question not in last.entries:
                return _given(text, figure, found, max(figure.confidence, _PLAIN))
    chance, each = likeliest(text, last, engine, put) or (0.0, None)
    if each is not None and chance >= likelihood().threshold:
        return _given(text, each.candidate, each.reply, chance)
    return alone if alone.answer is not None and _means(text, alone.answer, last, engine) else None


def _of_scene(text: str, alone: Reply, engine: Engine) -> str | None:
    """A question that is about a term of the clause before it ("since everyone talks of AI, what is said of it?").

    With that term in place of the pronoun, or before it where it has none; None for any other.
    """
    questions = read(text).questions
    if alone.decision is Decision.ANSWER or len(questions) != 1 or not questions[0].led:
        return None
    asked = questions[0]
    sources = re.compile(tongue(alone.language).names_a_source)
    terms = engine.terms_in(asked.scene)
    if not terms or not all(sources.search(word) for word in own_words(asked.text)):
        return None
    name = terms[-1].term.headwords(alone.language)[0]
    return THING.sub(lambda _: name, asked.text, count=1) if of_thing(asked.text) else f"{name} {asked.text}"


def may_follow(text: str) -> bool:
    """Whether a question may be about the last reply: it says so, or is short."""
    return leans(text) or len(clean(text).split()) <= _SHORT


def likeliest(text: str, last: LastReply, engine: Engine, put: Ask) -> tuple[float, Weighed] | None:
    """The entry that is likeliest to be meant, with how likely that is; None where none comes near."""
    every = weighed(text, own_words(text), last, engine, put)
    if not every:
        return None
    chances = likelihood().chances([each.row for each in every])
    return max(zip(chances, every, strict=True), key=lambda pair: pair[0])


def _complete(own: list[str], alone: Reply, engine: Engine) -> bool:
    """Whether a question says all by itself, and surely so: it is answered again when it is asked again."""
    if alone.answer is None or len(own) < _COMPLETE or alone.confidence < _PLAIN:
        return False
    return OwnWords.of(own, engine).share_told(facts.entry_text(alone.answer)) == 1.0


def _means(text: str, entry: Question, last: LastReply, engine: Engine) -> bool:
    """Whether an entry found without the context may be believed: what is pointed at must be its topic, too."""
    if OwnWords.of(own_words(text), engine).share_told(facts.entry_text(entry)) < 1.0:
        return False
    if not points(text):
        return True
    unresolved = bool(last.people) and of_person(text)
    return entry not in last.entries and not unresolved and on_topic(text, entry, last, engine)


def _of_whom(text: str, alone: Reply, engine: Engine) -> Candidate | None:
    """The entry on somebody, for a question that has their whole name, and no other word of its own but for their post.

    The name is a proof that the engine's confidence, which weighs every word alike, does not count as one.
    """
    first = next(iter(alone.candidates), None)
    if alone.decision is Decision.ANSWER or first is None or first.confidence < _LIKELY:
        return None
    who = next((each for each in engine.pack.info.speakers if _asks_who(text, facts.names_of(each))), None)
    names = facts.names_of(who) if who is not None else ()
    titled = any(name in title for name in names for title in first.question.question.texts)
    return first if titled else None


def _asks_who(text: str, names: Sequence[str]) -> bool:
    """Whether a question asks who somebody is, or what they do ("潘教峰什么来头"), and nothing else."""
    own = " ".join(own_words(text))
    for name in names:
        if own == " ".join(own_words(name)):
            return True
        if name.casefold() in text.casefold():
            pronoun = "他" if has_han(name) else "he"
            spoken = re.sub(re.escape(name), pronoun, text, flags=re.IGNORECASE).replace("he's", "his")
            if any(move.kind == "role" for move in moves(Message.of(spoken))):
                return True
    return False


def _given(text: str, candidate: Candidate, reply: Reply, chance: float) -> Reply:
    candidate = replace(candidate, confidence=chance)
    others = tuple(one for one in reply.candidates if one.question.id != candidate.question.id)
    return replace(
        reply,
        text=text,
        decision=Decision.ANSWER,
        confidence=chance,
        answer=candidate.question,
        passages=(),
        parts=(),
        chitchat=None,
        candidates=(candidate, *others),
    )


def _unsure(reply: Reply) -> Reply:
    """A reply that is certain of nothing: whatever was found is offered at most."""
    if reply.decision is not Decision.ANSWER:
        return reply
    return replace(reply, decision=Decision.NOTHING, answer=None)
