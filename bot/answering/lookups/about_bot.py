"""What the bot says of itself: what it can do, who runs it, what it keeps, which languages it speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.answering.lookups import facts
from bot.answering.lookups.desk import Desk
from bot.matching import Lookup
from bot.pack.queries.languages import names_of
from bot.quizzing.quiz import Quiz
from bot.quizzing.quiz_material import has_material

_MOST_QUESTIONS = 5


def _privacy(desk: Desk) -> str:
    return desk.say(
        "I don't keep what you write: I answer from memory and forget it within minutes. Only votes and questions that "
        "you send in yourself are stored; /privacy shows and erases them."
    )


def _operator(desk: Desk) -> str:
    if not desk.pack.articles:
        return desk.say(
            "I'm Footnote, open-source software. Whoever added me to this server, or runs me for it, is in charge; the "
            "server's admins know whom to ask. /about says what I answer from."
        )
    return desk.say(
        "I'm Footnote, open-source software. Whoever added me to this server, or runs me for it, is in charge; the "
        "server's admins know whom to ask. /about says where my articles come from."
    )


def _languages(desk: Desk) -> str:
    names = facts.listed(names_of(desk.pack), desk.language)
    return desk.say(
        "I write {languages}, and I understand questions in many more languages. Just ask.", languages=names
    )


def _nature(desk: Desk) -> str:
    if not desk.pack.articles:
        return desk.say(
            "No language model writes my answers. People wrote them in advance; I find the one that fits your question."
        )
    return desk.say(
        "No language model writes my answers. People wrote them in advance, from the articles; I find the one that "
        "fits your question and show the passages behind it."
    )


def _quiz(desk: Desk) -> str:
    if not has_material(desk.pack) or (not desk.pack.articles and Quiz(desk.pack, desk.say).empty):
        return desk.say("There is nothing here that I could make a quiz of yet.")
    if not desk.pack.articles:
        return desk.say("Gladly: /quiz start asks you ten questions, /quiz round asks everybody in a channel.")
    return desk.say(
        "Gladly: /quiz start asks you ten questions and shows the passage behind each answer, /quiz round asks "
        "everybody in a channel, /quiz review comes back to what you missed."
    )


def _resume(desk: Desk) -> str:
    if not desk.pack.articles:
        return desk.say("There are no articles here to read.")
    return desk.say(
        "/read opens an article where you pressed Stop here, with your bookmarks; nothing is stored until you say so."
    )


def _picture(desk: Desk) -> str:
    if not (desk.pack.quotes or desk.pack.terms):
        return desk.say("There is nothing here that I could make a card of.")
    return desk.say(
        "Press Card under a quote, a term, or in More under an answer; /quote and /define find one. Where there is no "
        "such button, I wasn't set up to draw."
    )


def _help(desk: Desk) -> str:
    say = desk.say
    examples = [example.text(desk.language) for example in desk.pack.info.examples[:2]]
    asked = [say("For example:"), *(f"• {example}" for example in examples)] if examples else []
    return "\n".join((*_offers(desk), *asked))


def _offers(desk: Desk) -> tuple[str, str]:
    """What can be asked, and asked next; nothing that the pack has no texts for."""
    say, pack = desk.say, desk.pack
    library = pack.info.title.text(desk.language)
    if pack.articles and pack.terms and pack.quotes:
        return (
            say(
                "Ask me about {library} in your own words, then follow up: who said it, which article, shorter, why.",
                library=library,
            ),
            say(
                "I can also sum up an article, compare two, define or translate a term, and find a quote. /help lists "
                "everything."
            ),
        )
    asked = say("Ask me about {library} in your own words, then follow up: shorter, simpler, next.", library=library)
    everything = say("/help lists everything I can do.")
    return asked, say("I can also define a term. /help lists everything.") if pack.terms else everything


def questions_of(desk: Desk) -> str:
    """Some questions of the pack: the first of each topic, or its own examples, and what else there is."""
    pack = desk.pack
    examples = [each.text(desk.language) for each in pack.info.examples]
    firsts: dict[str, str] = {}
    for entry in pack.questions:
        firsts.setdefault(pack.topic_of[entry.id], entry.title(desk.language))
    spread = [*firsts.values()] if len(firsts) > 1 else []
    others = [entry.title(desk.language) for entry in pack.questions]
    shown = list(dict.fromkeys((*spread, *examples, *others)))[:_MOST_QUESTIONS]
    return "\n".join(f"• {each}" for each in shown)


ABOUT: Mapping[str, Callable[[Desk], str]] = {
    "privacy": _privacy,
    "operator": _operator,
    "languages": _languages,
    "nature": _nature,
    "help": _help,
    "quiz": _quiz,
    "resume": _resume,
    "picture": _picture,
}
"""What is said to each request about the bot itself."""


def of_itself(kind: str, desk: Desk) -> Lookup | None:
    """What the bot says of itself; None for a request about something else."""
    return Lookup(kind, ABOUT[kind](desk)) if kind in ABOUT else None
