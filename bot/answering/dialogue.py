"""Dialogue: what a message is before anything is matched, and the reply to everything that is no question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.answering.following.leaning import leads_over, leans
from bot.answering.following.moves_in_doubt import RATHER, may_be_move, nothing_yet
from bot.answering.following.moves_in_part import goes_on, moved_in_part
from bot.answering.following.pointers import Reference, narrowed, reference
from bot.answering.last_reply import LastReply
from bot.answering.lookups import facts, intent_checks
from bot.answering.lookups import moves as served_moves
from bot.answering.lookups import requests as served_requests
from bot.answering.lookups.about_bot import of_itself
from bot.answering.lookups.article_views import of_its_own, serves_better
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.intent_checks import (
    CLEAR,
    PLAIN,
    SURE,
    asks_of_bot,
    may_be_topics,
    names_nothing,
    untold,
)
from bot.answering.no_answer.subjects import own_words
from bot.answering.recognising import (
    Intent,
    Message,
    Recognised,
    asked_whether,
    asks,
    hinted,
    intent,
    moves,
    reaction,
    requests,
)
from bot.answering.recognising.examples import MOODS, OTHER
from bot.languages import known_language
from bot.matching import Decision, Lookup, Reply, reads_as_question
from bot.matching.reading import read
from bot.matching.reply import unmatched
from bot.pack.models import Article, Question
from bot.text import has_han

_LONGEST_MOVE = 3
"""Words of the longest wording of an entry that is rather a move on the last reply ("who wrote it")."""
_TALK = 4
"""Words of the shortest message that may be talk; a shorter one may be a topic to look up."""
_WHOLE = frozenset({"summary", "points"})
"""Requests for an article as a whole: of one pointed at in a list they go before moves."""
_NAMELESS = frozenset({"list", "summary", "points", "quote"})
"""Requests that need not name what they are about."""
_BEHIND_IT = re.compile(r"\b(?:behind|responsible for) (?:it|that)\b")
"""Of what was shown, where there is anything; else of the bot."""
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
        self._desk: Desk = desk
        self.last: LastReply | None = last

    def reply(self, text: str, put: Callable[[str], Reply]) -> Reply | None:
        """The reply to a message that is no question; None for one that is.

        Args:
            text: what was typed.
            put: asks the engine, for requests that an entry may serve better.
        """
        message = Message.of(text, self._desk.engine.knows)
        wording = self._desk.engine.is_wording(text)
        every = self._of_wording(text, message) if wording else self._of_message(text, message, put)
        return next(filter(None, every), None)

    def _of_wording(self, text: str, message: Message) -> Iterator[Reply | None]:
        """The replies to a message that is, word for word, a wording of an entry."""
        yield self._about_bot(text, requests(message))
        yield self._looked_up(text, self._moved(message) if len(message.words) <= _LONGEST_MOVE else None)
        yield self._small_talk(text)

    def _of_message(self, text: str, message: Message, put: Callable[[str], Reply]) -> Iterator[Reply | None]:
        """The replies to a message, as what it may be: what says most first."""
        asked = requests(message)
        behind = _BEHIND_IT.search(message.line) and self._moved(message)
        if not (behind or intent_checks.of_its_subject(text, message.line, self._desk.engine, put)):
            yield self._about_bot(text, asked)
        mood = reaction(message)
        yield self._looked_up(text, self._pointed(message) or self._carried(message))
        yield self._looked_up(text, self._moved(message) if mood is None or not has_han(text) else None)
        meant = intent(message, self._desk.engine.vectors(text))
        plain = meant if meant is not None and self._names_nothing(text, meant, message) else None
        surely = plain is not None and plain.chance >= SURE and (has_han(text) or plain.kind in served_moves.MOVES)
        exclaims = mood is not None and not surely
        if not exclaims and plain is not None:
            yield self._looked_up(text, self._likely_moved(text, plain, message, put))
        if mood is None:
            yield self._looked_up(text, self._moved_in_frame(text))
        yield self._looked_up(text, moved_in_part(text, self._moved, self._desk, self.last))
        yield self._small_talk(text)
        yield self._looked_up(text, self._requested(text, asked, put))
        wants = plain is not None and plain.kind not in (*MOODS, OTHER)
        wants |= meant is not None and asked_whether(text, meant) is not None
        wants |= meant is not None and not meant.strange and meant.kind in served_moves.MOVES
        if mood is not None or (not wants and self._only_tells(text, message, meant, put)):
            yield self._reacted(text, mood or "neutral")
        sure = plain or (meant if meant is not None and asks_of_bot(meant, message.line, self._desk.engine) else None)
        if sure is not None and not self._asks(text, sure, put):
            yield self._meant(text, sure, message)

    def _names_nothing(self, text: str, meant: Intent, message: Message) -> bool:
        """Whether a message is what it most likely is, and names nothing new."""
        cued = meant.kind in hinted(message)
        return names_nothing(text, meant, self._desk.engine, self.last, hinted=cued)

    def _likely_moved(self, text: str, meant: Intent, message: Message, put: Callable[[str], Reply]) -> Lookup | None:
        """What serves the move that a message most likely is; None where it is none, or an entry answers it."""
        if self.last is None or not self.last.tells or meant.kind not in served_moves.MOVES:
            return None
        return None if self._asks(text, meant, put) else self._served(meant.kind, message.line)

    def rather(self, text: str, asked: Reply) -> Reply | None:
        """The reply to a message that no entry answers (`asked`), where it may be a move or a request after all."""
        engine = self._desk.engine
        message = Message.of(text, engine.knows)
        meant = None if engine.is_wording(text) else intent(message, engine.vectors(text))
        if meant is None:
            return None
        if (subject := asked_whether(text, meant)) is not None:
            lookup = served_requests.serve(Recognised("mention", subject, subject, 0), self._desk)
            return self._looked_up(text, lookup)
        strange = untold(meant.strange, self.last)
        may_move = meant.kind in served_moves.MOVES and may_be_move(text, meant, strange, asked, engine)
        least = SURE if strange else CLEAR if meant.strange else RATHER
        likely = meant.chance >= least and not may_be_topics(strange, engine)
        if not (may_move or likely):
            return None
        if meant.kind in served_moves.MOVES:
            lookup = self._served(meant.kind, message.line)
            return self._looked_up(text, lookup) or nothing_yet(text, meant, asked, self._desk)
        return self._meant(text, meant, message)

    def of_its_own(self, text: str, asked: Reply) -> Reply | None:
        """What the article says that a question names, where the entry that answers it rests on others alone."""
        if asked.decision is not Decision.ANSWER or asked.answer is None or self._desk.engine.is_wording(text):
            return None
        lookup = of_its_own(asked.answer, Message.of(text, self._desk.engine.knows).line, self._desk)
        return self._looked_up(text, lookup)

    def _asks(self, text: str, meant: Intent, put: Callable[[str], Reply]) -> bool:
        """Whether a message is rather a question, which an entry answers by itself, more likely than it is a move."""
        sure = meant.chance >= SURE and meant.kind not in _NAMELESS
        if sure or not own_words(text) or leans(text):
            return False
        asked = put(text)
        return asked.decision is Decision.ANSWER and asked.confidence > meant.chance

    def _meant(self, text: str, meant: Intent, message: Message) -> Reply | None:
        """The reply to what a message most likely is, where that is no move."""
        if meant.kind in MOODS:
            topic = intent_checks.may_be_bare_topic(own_words(text), meant, message.words, self._desk.engine)
            asked = topic or message.asks or asks(message) or leads_over(text) is not None
            return None if asked else self._reacted(text, meant.kind)
        lookup = of_itself(meant.kind, self._desk)
        if lookup is not None and not goes_on(text):
            return self._spoken(text, lookup)
        if meant.kind in _NAMELESS:
            lookup = served_requests.serve(Recognised(meant.kind, "", "", 0), self._desk)
            return self._looked_up(text, lookup)
        return None

    def _moved(self, message: Message) -> Lookup | None:
        """What serves a move on the last reply."""
        if self.last is None or not self.last.tells:
            return None
        served = (self._served(found.kind, message.line) for found in moves(message))
        return next(filter(None, served), None)

    def _moved_in_frame(self, text: str) -> Lookup | None:
        """What serves a move that something is said around ("tell me where this was published")."""
        asked = read(text).questions
        if len(asked) != 1 or asked[0].led or asked[0].text == text:
            return None
        return self._moved(Message.of(asked[0].text, self._desk.engine.knows))

    def _served(self, kind: str, line: str) -> Lookup | None:
        """What serves a move; "next", of articles looked at one by one, is the article after the last."""
        following = served_requests.next_article(self._desk) if kind == "next" else None
        return following or served_moves.serve(kind, line, self._desk)

    def _pointed(self, message: Message) -> Lookup | None:
        """What is asked of an item of the last list; where nothing serves it, the item is what a question is about."""
        last, pack = self.last, self._desk.pack
        found = reference(message.line, last, pack) if last is not None else None
        if last is None or found is None:
            return None
        numbers = [facts.number_of(pack, each.id) for each in found.items if isinstance(each, Article)]
        named = " and ".join(f"article {number}" for number in numbers)
        first, *others = found.items
        asked = requests(replace(message, line=found.naming(named))) if named else ()
        compared = (served_requests.serve(each, self._desk) for each in asked if each.kind == "compare")
        if (lookup := next(filter(None, compared), None)) is not None:
            return lookup
        if others:
            meant = intent(message, self._desk.engine.vectors(message.text))
            likely = [Recognised("compare", named, named, 0)] if meant and meant.kind == "compare" else []
            return next(filter(None, (served_requests.serve(each, self._desk) for each in (*asked, *likely))), None)
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
        if found.rest and not asked and not wanted:
            asked, wanted = self._likely(rest, named)
        whole = [each for each in wanted if each.kind in _WHOLE]  # "sum up the second one" asks for its summary
        served = (
            *(served_requests.serve(each, desk) for each in whole),
            *(served_moves.serve(move.kind, rest.line, desk) for move in asked),
            *(served_requests.serve(each, desk) for each in wanted if each not in whole),
        )
        lookup = next(filter(None, served), None)
        if lookup is None and named and not reads_as_question(message.text):
            return served_requests.serve(Recognised("summary", named, named, 0), desk)
        return lookup

    def _likely(self, rest: Message, named: str) -> tuple[list[Recognised], list[Recognised]]:
        """The move, or the request, that what is said of an item most likely is."""
        meant = intent(rest, self._desk.engine.vectors(rest.line))
        if meant is None or meant.strange or meant.chance < PLAIN:
            return [], []
        if meant.kind in served_moves.MOVES:
            return [Recognised(meant.kind, "", "", 0)], []
        return [], [Recognised(meant.kind, named, named, 0)] if named and meant.kind in _NAMELESS else []

    def _wants_whole(self, asked: Sequence[Recognised], item: Question) -> bool:
        """Whether more is asked of an entry that was offered and not shown yet."""
        seen = self.last.seen if self.last is not None else ()
        return item.id not in seen and any(move.kind in ("more", "nth") for move in asked)

    def _only_tells(self, text: str, message: Message, meant: Intent | None, put: Callable[[str], Reply]) -> bool:
        """Whether a message after a reply is talk: no question, no bare topic, nor one that is led over to.

        In a language that the bot does not speak, a question may be worded in ways it does not know ("c koi les
        horaires"): there it is one if an entry answers it that was not shown just now.
        """
        pointing = self.last is not None and self.last.tells
        if not pointing or len(message.words) < _TALK or reads_as_question(text) or leads_over(text) is not None:
            return False
        if meant is not None and meant.language:
            return meant.kind in MOODS
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
            if found.kind not in served_requests.EXPLICIT and self._answered(put(text), lookup, found.bare):
                return None
            return lookup
        return None

    def _answered(self, reply: Reply, lookup: Lookup, named: str) -> bool:
        """Whether an entry answers a request for what it names."""
        if reply.decision is not Decision.ANSWER or reply.answer is None:
            return False
        if lookup.kind == "which-articles":  # only an entry that is asked the same tells which articles
            same = (found for title in reply.answer.question.texts for found in requests(Message.of(title)))
            return any(found.kind == lookup.kind and facts.bases(found.bare) == facts.bases(named) for found in same)
        if lookup.kind == "mention":  # an entry on the very thing says more than where its name stands
            return reply.confidence >= SURE and any(named in title.casefold() for title in reply.answer.question.texts)
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

    def _looked_up(self, text: str, lookup: Lookup | None) -> Reply | None:
        return None if lookup is None else unmatched(text, Decision.LOOKUP, self._desk.language, lookup=lookup)

    def _about_bot(self, text: str, asked: Sequence[Recognised]) -> Reply | None:
        """What the bot says of itself."""
        spoken = (of_itself(found.kind, self._desk) for found in asked)
        lookup = next(filter(None, spoken), None)
        return self._spoken(text, lookup) if lookup is not None else None

    def _spoken(self, text: str, lookup: Lookup) -> Reply:
        return unmatched(text, Decision.CHITCHAT, self._desk.language, lookup=lookup, said=lookup.text)

    def _small_talk(self, text: str) -> Reply | None:
        exchange = self._desk.engine.small_talk(text, self._desk.language)
        if exchange is None:
            return None
        said = exchange.answer.text(self._desk.language)
        return replace(unmatched(text, Decision.CHITCHAT, self._desk.language, said=said), chitchat=exchange)

    def _reacted(self, text: str, mood: str) -> Reply:
        """A line for somebody who only reacts."""
        say = self._desk.say
        said = {
            "glad": say("Glad that's useful."),
            "sorry": say("Sorry that missed. Put it in other words, or press 👎 under the answer and say why."),
        }.get(mood, say("All right. Ask away whenever you like."))
        return unmatched(text, Decision.CHITCHAT, self._desk.language, said=said)
