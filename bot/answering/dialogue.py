"""Dialogue: what a message is before anything is matched, and the reply to everything that is no question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.following.leaning import leads_over
from bot.answering.following.pointers import Reference, narrowed, reference
from bot.answering.last_reply import LastReply
from bot.answering.lookups import facts
from bot.answering.lookups import moves as served_moves
from bot.answering.lookups import requests as served_requests
from bot.answering.lookups.about_bot import of_itself
from bot.answering.lookups.article_views import of_its_own, serves_better
from bot.answering.lookups.desk import Desk
from bot.answering.recognising import Message, Recognised, moves, reaction, requests
from bot.languages import known_language
from bot.matching import Decision, Lookup, Reply, reads_as_question
from bot.matching.reply import Why
from bot.pack.models import Article, Chitchat, Question

_EXPLICIT = frozenset(
    {"summary", "article", "points", "compare", "read", "list", "define", "translate", "search", "quote", "mention"}
)
"""Requests that go before an entry that would answer: they say what is to be done."""
_LONGEST_MOVE = 3
"""Words of the longest wording of an entry that is rather a move on the last reply ("who wrote it")."""
_TALK = 4
"""Words of the shortest message that may be talk; a shorter one may be a topic to look up."""
_LONGEST_CARRIED = 5
"""Words of the longest message that repeats the last request for something else ("and 4", "and perovskite")."""


class Dialogue:
    """Replies to what is no question.

    Attributes:
        last: what a question is about that this leaves: the last reply of the conversation, or the one item of its
            list that the message points at; None at its beginning.
    """

    def __init__(self, desk: Desk, last: LastReply | None) -> None:
        """Take what look-ups are served from, and the last reply."""
        self._desk = desk
        self.last = last

    def reply(self, text: str, put: Callable[[str], Reply]) -> Reply | None:
        """The reply to a message that is no question; None for one that is.

        Args:
            text: what was typed.
            put: asks the engine, for requests that an entry may serve better.
        """
        engine = self._desk.engine
        message = Message.of(text, engine.knows)
        asked = requests(message)
        for found in asked:
            if (lookup := of_itself(found.kind, self._desk)) is not None:
                return self._spoken(text, lookup)
        wording = engine.is_wording(text)
        if not wording and (lookup := self._pointed(message)) is not None:
            return self._looked_up(text, lookup)
        pointing = self.last is not None and self.last.tells
        if (lookup := self._moved(message, wording=wording)) is not None:
            return self._looked_up(text, lookup)
        if (exchange := engine.small_talk(text, self._desk.language)) is not None:
            return self._small_talk(text, exchange)
        if not wording and (lookup := self._requested(text, asked, put)) is not None:
            return self._looked_up(text, lookup)
        mood = None if wording else reaction(message)
        if mood is None and pointing and not wording and self._only_tells(text, message, put):
            mood = "neutral"
        return self._reacted(text, mood) if mood is not None else None

    def of_its_own(self, text: str, asked: Reply) -> Reply | None:
        """What the article says that a question names, where the entry that answers it rests on others alone."""
        if asked.decision is not Decision.ANSWER or asked.answer is None or self._desk.engine.is_wording(text):
            return None
        lookup = of_its_own(asked.answer, Message.of(text, self._desk.engine.knows).line, self._desk)
        return self._looked_up(text, lookup) if lookup is not None else None

    def _moved(self, message: Message, *, wording: bool) -> Lookup | None:
        """What serves a move on the last reply, or the last request for something else."""
        if not wording and (carried := self._carried(message)) is not None:
            return carried
        if self.last is None or not self.last.tells or (wording and len(message.words) > _LONGEST_MOVE):
            return None
        served = (served_moves.serve(found.kind, message.line, self._desk) for found in moves(message))
        return next(filter(None, served), None)

    def _pointed(self, message: Message) -> Lookup | None:
        """What is asked of an item of the last list; where nothing serves it, the item is what a question is about."""
        last, pack = self.last, self._desk.pack
        found = reference(message.line, last, pack) if last is not None else None
        if last is None or found is None:
            return None
        numbers = [facts.number_of(pack, each.id) for each in found.items if isinstance(each, Article)]
        named = " and ".join(f"article {number}" for number in numbers)
        first, *others = found.items
        if others:
            asked = requests(replace(message, line=found.naming(named))) if named else ()
            return next(filter(None, (served_requests.serve(each, self._desk) for each in asked)), None)
        desk = replace(self._desk, last=narrowed(last, first, pack))
        lookup = self._of_item(found, named, message, desk)
        if lookup is None:
            self._desk, self.last = desk, desk.last
        return lookup

    def _of_item(self, found: Reference, named: str, message: Message, desk: Desk) -> Lookup | None:
        """What serves that is asked of one item of a list; the item itself where nothing is.

        Args:
            found: the item, and what is asked of it.
            named: what the item is called in a request ("article 2"); empty for an entry.
            message: the message.
            desk: look-ups are served from, as if the last reply had been about the item alone.
        """
        item, rest = found.items[0], replace(message, line=found.rest)
        asked = list(moves(rest)) if found.rest else []
        if isinstance(item, Question) and (not found.rest or self._wants_whole(asked, item)):
            return served_moves.shown("nth", item, desk)
        summary = [] if found.rest else [Recognised("summary", named, named, 0)]
        wanted = [*summary, *requests(replace(message, line=found.naming(named)))] if named else ()
        served = (
            *(served_moves.serve(move.kind, rest.line, desk) for move in asked),
            *(served_requests.serve(each, desk) for each in wanted),
        )
        return next(filter(None, served), None)

    def _wants_whole(self, asked: Sequence[Recognised], item: Question) -> bool:
        """Whether more is asked of an entry that was offered and not shown yet."""
        seen = self.last.seen if self.last is not None else ()
        return item.id not in seen and any(move.kind in ("more", "nth") for move in asked)

    def _only_tells(self, text: str, message: Message, put: Callable[[str], Reply]) -> bool:
        """Whether a message after a reply is talk: no question, no bare topic, nor one that is led over to.

        In a language that the bot does not speak, a question may be worded in ways it does not know ("c koi les
        horaires"): there it is one if an entry answers it that was not shown just now.
        """
        if len(message.words) < _TALK or reads_as_question(text) or leads_over(text) is not None:
            return False
        if known_language(self._desk.language) is not None:
            return True
        found = put(text).answer
        return found is None or (self.last is not None and found in self.last.entries)

    def _requested(self, text: str, asked: Sequence[Recognised], put: Callable[[str], Reply]) -> Lookup | None:
        """What serves a request; one that an entry may answer is left to it where the engine is sure."""
        for found in asked:
            lookup = served_requests.serve(found, self._desk)
            if lookup is None:
                continue
            if found.kind not in _EXPLICIT and self._answered(put(text), lookup):
                return None
            return lookup
        return None

    def _answered(self, reply: Reply, lookup: Lookup) -> bool:
        """Whether an entry answers a request."""
        if reply.decision is not Decision.ANSWER or reply.answer is None:
            return False
        return lookup.kind != "views" or serves_better(reply.answer, lookup, self._desk)

    def _carried(self, message: Message) -> Lookup | None:
        """The last request, for something else."""
        request = self.last.request if self.last is not None else None
        words = message.words
        if request is None or not words or len(words) > _LONGEST_CARRIED:
            return None
        if words[0] not in ("and", "or", "what", "how") and not message.line.endswith("呢"):
            return None
        rest = message.line.removesuffix(" ?").removesuffix("呢")
        for lead in ("and what about", "what about", "how about", "and", "or", "那", "那么"):
            rest = rest.removeprefix(lead).strip()
        served = served_requests.serve(Recognised(request[0], rest, rest, 0), self._desk) if rest else None
        found = served is not None and (served.citations or served.articles or served.term or served.people)
        return served if found else None  # "and X?" is no request for what the glossary lacks

    def _looked_up(self, text: str, lookup: Lookup) -> Reply:
        language = self._desk.language
        return _reply(text, Decision.LOOKUP, self._desk, lookup=lookup, language=language)

    def _spoken(self, text: str, lookup: Lookup) -> Reply:
        """What the bot says of itself."""
        return _reply(text, Decision.CHITCHAT, self._desk, lookup=lookup, said=lookup.text)

    def _small_talk(self, text: str, exchange: Chitchat) -> Reply:
        said = exchange.answer.text(self._desk.language)
        return _reply(text, Decision.CHITCHAT, self._desk, chitchat=exchange, said=said)

    def _reacted(self, text: str, mood: str) -> Reply:
        """A line for somebody who only reacts."""
        say = self._desk.say
        said = {
            "glad": say("Glad that's useful."),
            "sorry": say("Sorry that missed. Put it in other words, or press 👎 under the answer and say why."),
        }.get(mood, say("All right. Ask on whenever you like."))
        return _reply(text, Decision.CHITCHAT, self._desk, said=said)


def _reply(text: str, decision: Decision, desk: Desk, **fields: object) -> Reply:
    """A reply that no model had a part in."""
    plain = Reply(
        text=text,
        decision=decision,
        confidence=0.0,
        answer=None,
        chitchat=None,
        candidates=(),
        passages=(),
        language=desk.language,
        why=Why(None, 0.0, None, 0.0, 0.0),
        micros=0,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]
