"""Suggestions for a newcomer to the demo, taken from the pack: each fills the message box, one key sends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bot.answering.lookups import facts
from bot.demo.example_server import Scene
from bot.languages import DEFAULT, TONGUES, Language
from bot.matching import Decision, Engine, QuestionSource
from bot.pack.models import LocalizedText, Pack
from bot.picturing.typesetting import is_installed
from bot.quizzing.quiz_material import has_material
from bot.translations import Voice, localizations, voice
from sandbox import ThingToTry

MOST_QUESTIONS = 2
"""Questions offered for the command, besides the one for the open channel."""
EXAMPLES = 3
"""Questions taken for examples where a pack names none."""
LOOKED_AT = 40
"""Headwords tried in search of one that several questions fit."""

Caption: TypeAlias = Callable[[Voice], str]
"""What a suggestion is called, in the language of a voice."""


def things_to_try(pack: Pack, engine: Engine, scene: Scene) -> tuple[ThingToTry, ...]:
    """What can be tried with this pack, in the order of a first visit."""
    return (*_questions(pack, engine, scene), *_commands(pack, scene))


def asked_before(pack: Pack, engine: Engine) -> str | None:
    """A question that the bot answers where nobody calls it, and that is not offered to the newcomer besides."""
    offered = {example.first for example in pack.info.examples}
    titles = (entry.question.first for entry in pack.questions[:LOOKED_AT])
    return next((title for title in titles if title not in offered and _answered_unasked(engine, title)), None)


def _answered_unasked(engine: Engine, text: str | None) -> bool:
    """Whether the bot is sure enough to answer a text that it overhears; a thing to try must not meet silence."""
    return text is not None and engine.ask(text, mode=QuestionSource.CHANNEL).decision is Decision.ANSWER


def _questions(pack: Pack, engine: Engine, scene: Scene) -> list[ThingToTry]:
    found: list[ThingToTry] = []
    examples = pack.info.examples or tuple(question.question for question in pack.questions[:EXAMPLES])
    if examples:
        unasked = next((each for each in examples if _answered_unasked(engine, _texts(each)[DEFAULT])), examples[0])
        text, others = _in_locales(_texts(unasked))
        label = _in_words(_texts(unasked))
        found.append(_try(label, channel=scene.open.id, text=text, text_localizations=others))
        asked = [each for each in examples if each is not unasked]
        found += [_asking(_in_words(_texts(each)), scene, _texts(each)) for each in asked[:MOST_QUESTIONS]]
    vague: dict[Language, str | None] = {row.code: _vague(engine, pack, row.code) for row in TONGUES}
    if first := vague[DEFAULT]:
        term = next(term for term in pack.terms if term.headwords(DEFAULT)[0] == first)
        words: dict[Language, str] = {code: word or term.headwords(code)[0] for code, word in vague.items()}
        found.append(_asking(_in_words(words), scene, words))
    return found


def _in_words(texts: Mapping[Language, str]) -> Caption:
    """A suggestion is called what it asks."""
    return lambda say: texts[say.language]


def _texts(example: LocalizedText) -> dict[Language, str]:
    return {row.code: example.text(row.code) for row in TONGUES}


def _in_locales(texts: Mapping[Language, str]) -> tuple[str, dict[str, str]]:
    """A text for everybody, and those for the locales of Discord that have a language of their own."""
    return texts[DEFAULT], localizations(lambda say: texts[say.language])


def _vague(engine: Engine, pack: Pack, language: Language) -> str | None:
    """The first headword to which the bot replies with several questions that may be meant."""
    words = (term.headwords(language)[0] for term in pack.terms[:LOOKED_AT])
    return next((word for word in words if engine.ask(word).decision is Decision.SUGGEST), None)


def _asking(label: Caption, scene: Scene, questions: Mapping[Language, str]) -> ThingToTry:
    """A question to be asked with the command; its name and options are understood in English everywhere."""
    command, others = _in_locales({language: f"/ask question: {text}" for language, text in questions.items()})
    return _try(label, channel=scene.general.id, command=command, command_localizations=others)


def _comparing(pack: Pack, scene: Scene) -> ThingToTry | None:
    """Two authors on the first topic on which both are quoted; None where there are no two."""
    authors = {article.id: who for article in pack.articles if (who := facts.author(pack, article.id)) is not None}
    for topic in pack.info.topics:
        heard = (quote.article for quote in pack.quotes if topic.id in quote.topics and quote.article in authors)
        left, right, *_ = (*dict.fromkeys(heard), "", "")
        if right:
            said: dict[Language, str] = {}
            for row in TONGUES:
                say = voice(row.code)
                said[row.code] = say(
                    "Compare {left} and {right} on “{topic}”",
                    left=authors[left].name.text(row.code),
                    right=authors[right].name.text(row.code),
                    topic=topic.title.text(row.code),
                )
            return _asking(_in_words(said), scene, said)
    return None


def _commands(pack: Pack, scene: Scene) -> list[ThingToTry]:
    place = f"/daily set channel: #{scene.daily.name} time: 08:00 zone: Asia/Shanghai" if scene.daily else ""
    admin = scene.admin.id
    shown = [
        _defining(pack, scene) if pack.terms else None,
        _try(_reading_a_quote, command="/quote ") if pack.quotes else None,
        *(_quizzes(scene) if has_material(pack) else ()),
        _comparing(pack, scene),
        _try(lambda say: say("See the library"), command="/article " if pack.articles else "/about"),
        _try(lambda say: say("Settings"), command="/settings", person=admin),
        _try(lambda say: say("Set up the post of the day"), command=place, person=admin) if place else None,
        _try(lambda say: say("Choose what is posted daily"), command="/daily show", person=admin) if place else None,
        _try(lambda say: say("Help"), command="/help"),
    ]
    return [each for each in shown if each is not None]


def _quizzes(scene: Scene) -> list[ThingToTry]:
    """The quiz alone, with everybody, and what was missed once more."""
    round_here = "/quiz round seconds: 20 questions: 5"
    return [
        _try(lambda say: say("Take a quiz"), command="/quiz start"),
        _try(
            lambda say: say("Play a round with others"),
            channel=scene.general.id,
            command=round_here,
        ),
        _try(lambda say: say("Review what was missed"), command="/quiz review"),
    ]


def _reading_a_quote(say: Voice) -> str:
    return say("Read a quote, or see it as a card") if is_installed() else say("Read a quote")


def _defining(pack: Pack, scene: Scene) -> ThingToTry:
    """The first term, to be looked up; channels and names of options are understood in English everywhere."""
    heads = {row.code: pack.terms[0].headwords(row.code)[0] for row in TONGUES}
    command, others = _in_locales({language: f"/define term: {head}" for language, head in heads.items()})
    return _try(
        lambda say: say("What does “{term}” mean?", term=heads[say.language]),
        channel=scene.general.id,
        command=command,
        command_localizations=others,
    )


def _try(label: Caption, **others: Any) -> ThingToTry:
    """Something to try, labelled in every language; `others` are fields of `ThingToTry`."""
    return ThingToTry(label(voice(DEFAULT)), label_localizations=localizations(label), **others)
