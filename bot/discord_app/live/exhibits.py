"""Exhibits: one message of each kind that the bot sends, made from the pack in use by the renderers in use."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import time as clock_time
from itertools import chain, islice

from bot.answering.answer import Answering, Asker, ChannelContext
from bot.curating.worklist import Worklist
from bot.daily.models import Overview, PostKind, Schedule
from bot.discord_app.client import FEATURES
from bot.discord_app.commands.curating.worklist_cards import CuratingRenderer
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, key
from bot.discord_app.connection.client_base import Drawer
from bot.discord_app.connection.error_reports import apology
from bot.discord_app.reader import Audience
from bot.discord_app.render import (
    AnswerMenu,
    DailyRenderer,
    EvidenceRenderer,
    GuideRenderer,
    PanelRenderer,
    PostRenderer,
    ReplyRenderer,
)
from bot.discord_app.render.daily.daily_posts import DailyPost, PostMaterial
from bot.discord_app.render.quiz.quiz_cards import QuizRenderer, QuizState
from bot.errors import DatabaseFailure, StorageError
from bot.languages import Language
from bot.library.library import Edition
from bot.matching import Decision
from bot.pack.models import Pack, Question
from bot.picturing.pictures import Pictures
from bot.ports.feedback import Stored
from bot.ports.server_settings import ServerSettings
from bot.quizzing.quiz import Quiz
from bot.quizzing.quiz_cache import QuizCache
from bot.quizzing.quiz_progress import QuizProgress, length
from bot.settings import Settings
from bot.translations import voice

MOST_TRIED = 300
"""Most texts that are put to the engine to see each of its decisions once."""
UNKNOWN = "What is the zxqvk of @everyone, <@1> and https://example.org/?"
"""Nothing answers it, so a reply repeats it: it must ping nobody and link nowhere."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A card, and what it is called in the report."""

    name: str
    card: Card


def exhibits(edition: Edition, language: Language, settings: Settings) -> Iterator[Exhibit]:
    """Every kind of card in one language, as far as the pack has what it shows.

    Args:
        edition: the pack in use and its engine; this takes up to seconds of work.
        language: of the readers.
        settings: the operator's, by which is decided what is answered.
    """
    audience = Audience(voice(language), asker=0, private=False)
    made = chain(
        _replies(edition, audience, settings),
        _addressed(edition, audience),
        _of_the_bot(edition.pack, audience),
        _under_an_answer(edition.pack, audience),
        _daily(edition.pack, audience),
        _quiz(edition.pack, audience),
    )
    for exhibit in made:
        yield Exhibit(f"{exhibit.name} [{language}]", exhibit.card)


def _replies(edition: Edition, audience: Audience, settings: Settings) -> Iterator[Exhibit]:
    """One reply for each decision of the engine that the pack's own texts lead to."""
    answering = Answering(lambda: edition.engine, settings, time.monotonic)
    renderer, missing = ReplyRenderer(edition.pack, audience), set(Decision)
    for number, text in enumerate(islice(_asked(edition.pack, audience.language), MOST_TRIED)):
        if not missing:
            return
        reply = answering.answer(text, Asker(0, audience.language), ChannelContext(number))
        if reply.decision in missing:
            missing.discard(reply.decision)
            yield Exhibit(f"reply: {reply.decision.value}", renderer.reply(reply, echoes=True))


def _asked(pack: Pack, language: Language) -> Iterator[str]:
    """Texts that lead to this and that: whole questions, several, parts of them, names, and what nobody can answer."""
    titles = [question.title(language) for question in pack.questions]
    yield UNKNOWN
    yield from titles[:1]
    yield "hello"
    yield from (f"define {term.headwords(language)[0]}" for term in pack.terms[:3])
    yield from (name for term in pack.terms for name in term.headwords(language)[:1])
    yield from (title[: len(title) // 2] for title in titles)
    yield from (title[len(title) // 2 :] for title in titles)


def _addressed(edition: Edition, audience: Audience) -> Iterator[Exhibit]:
    """Every card that has an address, from which buttons draw it again."""
    drawers: dict[CardKind, Drawer] = {kind: drawer for feature in FEATURES for kind, drawer in feature.drawers.items()}
    for kind in CardKind:
        address = _address(kind, edition.pack, audience.language)
        card = drawers[kind](edition, audience, address) if address is not None else None
        if card is not None:
            yield Exhibit(f"card: {kind.name.lower()}", card)


def _address(kind: CardKind, pack: Pack, language: Language) -> Sequence[str] | None:  # noqa: PLR0911 - a row a kind
    """An address of a kind in the pack; None where it has nothing of the kind."""
    question = next((each for each in pack.questions if each.citations), next(iter(pack.questions), None))
    article, quote, term = next(iter(pack.articles), None), next(iter(pack.quotes), None), next(iter(pack.terms), None)
    match kind:
        case CardKind.QUESTION | CardKind.SHORT | CardKind.COPY:
            return (question.id,) if question else None
        case CardKind.EVIDENCE:
            return (CardKind.QUESTION, question.id) if question else None
        case CardKind.CITED:
            return (CardKind.QUESTION, question.id, "0") if question else None
        case CardKind.TERM:
            return (term.id,) if term else None
        case CardKind.QUOTE:
            return (quote.id,) if quote else None
        case CardKind.PARAGRAPH | CardKind.ARTICLE:
            return (article.info.id, str(article.paragraphs[-1].number)) if article else None
        case CardKind.PAGE:
            return (article.info.id,) if article else ("",)
        case CardKind.COMPARED:
            sides = [key(each.info.id) for each in pack.articles[:2]]
            return sides if len(sides) > 1 else None
        case CardKind.FOUND:
            return (question.title(language),) if question else None
        case CardKind.GLOSSARY:
            return ("", "")
        case CardKind.SOURCES | CardKind.ABOUT:
            return ()


def _of_the_bot(pack: Pack, audience: Audience) -> Iterator[Exhibit]:
    """What the bot says of itself: help, welcome, settings, privacy, curators' worklist, troubles."""
    guide, panel = GuideRenderer(pack, audience), PanelRenderer(pack, audience)
    yield Exhibit("help", guide.help({}))
    yield Exhibit("welcome, to admins", guide.welcome({}))
    yield Exhibit("welcome, to a member", guide.welcome({}, to_admins=False))
    yield Exhibit("settings", panel.settings(ServerSettings(), ()))
    yield Exhibit("privacy", panel.privacy(ServerSettings(), Stored(2, 1, 3), may_erase_server=True))
    yield Exhibit("privacy, are you sure", panel.sure())
    yield Exhibit("worklist", CuratingRenderer(pack, audience).worklist(Worklist((), (), (), ()), None))
    yield Exhibit("apology", apology(audience.say, "0000-0000", StorageError("", DatabaseFailure.FULL)))
    yield Exhibit("entry gone", guide.gone())


def _under_an_answer(pack: Pack, audience: Audience) -> Iterator[Exhibit]:
    """What the buttons under an answer lead to."""
    renderer, questions = EvidenceRenderer(pack, audience), pack.questions
    if not questions:
        return
    first: Question = questions[0]
    second = next(iter(questions[1:]), None)
    runner_up = (second, 0.12) if second else None
    yield Exhibit("answer's menu", renderer.menu_of(first, AnswerMenu()))
    yield Exhibit("why this", renderer.why(first, next(iter(first.phrasings), None), 0.97, runner_up, 0.8))
    counted = audience.say("Thank you, noted. So far: 👍 {up} · 👎 {down}", up=2, down=1)
    yield Exhibit("voted down", renderer.not_helpful(first, counted, second))


def _daily(pack: Pack, audience: Audience) -> Iterator[Exhibit]:
    """The post of the day, and what admins see of it."""
    renderer, now = DailyRenderer(pack, audience), datetime.now(UTC)
    overview = Overview(Schedule(0, 0, clock_time(9), "Europe/London"), now, None, ())
    yield Exhibit("daily: overview", renderer.overview(overview, (), now))
    yield Exhibit("daily: none", renderer.none({}))
    first = {
        PostKind.QUOTE: next((quote.id for quote in pack.quotes), ""),
        PostKind.TERM: next((term.id for term in pack.terms), ""),
        PostKind.QUIZ: "1",
    }
    material = PostMaterial(QuizCache(), Pictures())
    for kind in PostKind:
        post = PostRenderer(pack, audience).post(DailyPost(0, now.date(), kind, first[kind]), material)
        if post is not None:
            yield Exhibit(f"daily: {kind.value}", post)


def _quiz(pack: Pack, audience: Audience) -> Iterator[Exhibit]:
    """A question of the quiz, what came of it, and the score."""
    quiz, progress, renderer = Quiz(pack, audience.say), QuizProgress(1), QuizRenderer(pack, audience)
    asked = progress.asked(quiz)
    if not asked:
        yield Exhibit("quiz: nothing", renderer.nothing())
        return
    wrong, state = progress.marked(right=False), QuizState(progress, length(quiz))
    yield Exhibit("quiz: question", renderer.question(asked[0], state))
    after = QuizState(wrong, length(quiz))
    yield Exhibit("quiz: outcome", renderer.outcome(asked[0], (asked[0].right + 1) % len(asked[0].choices), after))
    yield Exhibit("quiz: result", renderer.result(asked, after, comes_back=False))
