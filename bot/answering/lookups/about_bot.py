"""What the bot says of itself: what it can do, who runs it, what it keeps, which languages it speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.answering.lookups import facts
from bot.answering.lookups.desk import Desk
from bot.matching import Lookup
from bot.pack.queries.languages import names_of
from bot.quizzing.quiz_material import has_material


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
    if not has_material(desk.pack):
        return desk.say("There is nothing here that I could make a quiz of yet.")
    return desk.say("Gladly: /quiz asks you ten questions and shows the passage behind each answer.")


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
                "Ask me about {library}, in your own words; then ask on: who said it, which article, shorter, why.",
                library=library,
            ),
            say(
                "I can also sum up an article, compare two, define or translate a term, and find a quote. /help lists "
                "everything."
            ),
        )
    asked = say("Ask me about {library}, in your own words; then ask on: shorter, simpler, next.", library=library)
    everything = say("/help lists everything I can do.")
    return asked, say("I can also define a term. /help lists everything.") if pack.terms else everything


ABOUT: Mapping[str, Callable[[Desk], str]] = {
    "privacy": _privacy,
    "operator": _operator,
    "languages": _languages,
    "nature": _nature,
    "help": _help,
    "quiz": _quiz,
}
"""What is said to each request about the bot itself."""


def of_itself(kind: str, desk: Desk) -> Lookup | None:
    """What the bot says of itself; None for a request about something else."""
    return Lookup(kind, ABOUT[kind](desk)) if kind in ABOUT else None
