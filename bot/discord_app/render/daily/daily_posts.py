"""Renderer of the posts of the day: a quote, a term of the glossary, or a question of the quiz."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.daily.models import PostKind
from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card, CardPart, Piece
from bot.discord_app.components.custom_ids import CardKind, Press, Verb
from bot.discord_app.render.dates import say_day
from bot.discord_app.render.entry_cards import EntryRenderer
from bot.discord_app.render.picture_cards import attached, text_of
from bot.discord_app.render.quiz.question_cards import fingerprint
from bot.discord_app.render.quiz.quiz_cards import QuizRenderer
from bot.picturing import Pictures, UndrawableError
from bot.quizzing.quiz_cache import QuizCache
from bot.translations import Voice

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DailyPost:
    """What a server is shown on a local date.

    Attributes:
        entry: what is shown, as `kind` names it.
        role: id of the role that is mentioned; None mentions nobody.
        picture: whether it carries its card, where one can be drawn; a question has none.
        topics: ids of the topics that a question is on, one of them at least; empty means all.
    """

    server: int
    day: date
    kind: PostKind
    entry: str
    role: int | None = None
    picture: bool = False
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PostMaterial:
    """What posts are made with, besides the pack."""

    quizzes: QuizCache
    pictures: Pictures


class PostRenderer(EntryRenderer):
    """Draws posts of the day; the id of the first button carries the day, so that a post can be found again."""

    __slots__ = ()

    def post(self, post: DailyPost, material: PostMaterial) -> Card | None:
        """The post; None when what it shows is gone.

        A quiz may take up to a second to be worked out and a picture a tenth, so it is drawn off the event loop.
        """
        match post.kind:
            case PostKind.QUOTE:
                return self._pictured(self._quote(post), CardKind.QUOTE, post, material.pictures)
            case PostKind.TERM:
                return self._pictured(self._term(post), CardKind.TERM, post, material.pictures)
            case PostKind.QUIZ:
                return self._question(post, material.quizzes)

    def _pictured(self, card: Card | None, kind: CardKind, post: DailyPost, pictures: Pictures) -> Card | None:
        """The post with its card, where one is wanted and can be drawn."""
        text = text_of(self.pack, kind, post.entry, self.audience.say)
        if card is None or text is None or not (post.picture and pictures.available):
            return card
        try:
            return replace(card, picture=attached(text, pictures.png(text)))
        except UndrawableError as error:
            log.info("The post of the day stays without a picture: %s", error.reason)
            return card

    @staticmethod
    def thread_name(say: Voice, day: date, kind: PostKind) -> str:
        """What the thread under a post is called."""
        said = say_day(day, say.language)
        match kind:
            case PostKind.QUOTE:
                return say("Quote of {day}", day=said)
            case PostKind.TERM:
                return say("Term of {day}", day=said)
            case PostKind.QUIZ:
                return say("Question of {day}", day=said)

    def _quote(self, post: DailyPost) -> Card | None:
        quote = self.pack.quote_by_id.get(post.entry)
        if quote is None:
            return None
        press = Press(Verb.POST, (f"{post.day:%Y%m%d}", quote.id))
        row = [Button(self.audience.say("In context"), press, "📖"), self.another(quote)]
        return self._dated(post, self.said(quote), [row], (CardKind.QUOTE, quote.id))

    def _term(self, post: DailyPost) -> Card | None:
        term = self.pack.term_by_id.get(post.entry)
        if term is None:
            return None
        say, press = self.audience.say, Press(Verb.POST, (f"{post.day:%Y%m%d}", post.kind, term.id))
        opens = Button(say("Passages"), press) if term.citations else Button(say("Glossary"), press, "📚")
        row = [opens, *self.related(term)]
        return self._dated(post, self.meaning(term), [row], (CardKind.TERM, term.id))

    def _question(self, post: DailyPost, quizzes: QuizCache) -> Card | None:
        made = quizzes.of(self.pack, self.audience.say).numbered(post.server, int(post.entry), post.topics)
        if made is None:
            return None
        asked = made.asked
        known = (f"{post.day:%Y%m%d}", post.kind, self.audience.language, made.key, fingerprint(asked))
        quiz = QuizRenderer(self.pack, self.audience)
        choices, rows = quiz.choices(asked, lambda chosen: Press(Verb.POST, (*known, chosen)))
        return self._dated(post, [*quiz.asked_once(asked), *choices], rows)

    def _dated(
        self,
        post: DailyPost,
        pieces: Sequence[CardPart],
        rows: Sequence[Sequence[Button]],
        address: Sequence[str] = (),
    ) -> Card:
        title = post_title(post.kind, self.audience.say)
        headline = Piece(f"### {title}\n-# {say_day(post.day, self.audience.language)}")
        mention = [Piece(f"-# <@&{post.role}>")] if post.role is not None else []
        return self.card([headline, *pieces, *mention], rows, address)


def post_title(kind: PostKind, say: Voice) -> str:
    """What stands over a post of a kind."""
    match kind:
        case PostKind.QUOTE:
            return say("Quote of the day")
        case PostKind.TERM:
            return say("Term of the day")
        case PostKind.QUIZ:
            return say("Question of the day")
