"""The cards of the post of the day: every post and every overview fits, whatever the library holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.daily.models import IN_TURN, Delivery, Overview, Pause, PostKind, Reason, Schedule, State
from bot.discord_app.components.cards import Card
from bot.discord_app.components.text_limits import plain
from bot.discord_app.permissions import Lack, Problem
from bot.discord_app.reader import Audience
from bot.discord_app.render import DailyRenderer, PostRenderer
from bot.discord_app.render.daily.daily_posts import DailyPost, PostMaterial
from bot.languages import Language
from bot.matching.language.pinyin import prepare
from bot.picturing import Pictures
from bot.quizzing.quiz_cache import QuizCache
from bot.translations import voice
from tests.support.packs import shipped_pack
from tests.support.payloads import check_components, text_of

from .awkward import awkward_pack

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = NOW.date()
MATERIAL = PostMaterial(QuizCache(), Pictures())


@pytest.fixture(scope="module", params=["shipped-en", "shipped-zh", "awkward-en", "awkward-zh"])
def renderer(request: pytest.FixtureRequest) -> DailyRenderer:
    name, _, language = request.param.partition("-")
    pack = shipped_pack() if name == "shipped" else awkward_pack()
    spoken: Language = "zh" if language == "zh" else "en"
    return DailyRenderer(pack, Audience(voice(spoken), asker=2**63, private=False))


def said(card: Card) -> str:
    """Everything a card says, page after page, each held against Discord's limits."""
    shown = [card.view(page).to_components() for page in range(len(card.pages()))]
    for components in shown:
        check_components(components)
    return "\n".join(map(text_of, shown))


def posted(renderer: DailyRenderer, kind: PostKind, entry: str) -> Card:
    """A post in a channel, which has one page and carries its day in the id of its first button."""
    audience = replace(renderer.audience, asker=0)
    card = PostRenderer(renderer.pack, audience).post(DailyPost(2**63, DAY, kind, entry, role=2**63), MATERIAL)
    assert card is not None, entry
    assert len(card.pages()) == 1, entry
    assert card.rows[0][0].press.custom_id().startswith("f1:post:20261121:")
    return card


def test_every_quote_fits_into_one_post_and_stands_whole(renderer: DailyRenderer) -> None:
    for quote in renderer.pack.quotes:
        card = posted(renderer, PostKind.QUOTE, quote.id)
        shown = "\n".join(f"> {line}" for line in plain(quote.text).splitlines()).removeprefix("> ")
        assert shown in said(card), quote.id  # in quotation marks or, where the words are a reporter's, without


def test_every_term_fits_into_one_post(renderer: DailyRenderer) -> None:
    prepare(term.chinese for term in renderer.pack.terms if term.chinese)  # as a running bot does when it starts
    for term in renderer.pack.terms:
        assert plain(term.headwords(renderer.audience.language)[0])[:40] in said(
            posted(renderer, PostKind.TERM, term.id)
        )


def test_every_question_fits_into_one_post_with_its_four_answers(renderer: DailyRenderer) -> None:
    for number in range(1, 80):
        card = posted(renderer, PostKind.QUIZ, str(number))
        assert sum(len(row) for row in card.rows) == 4
        assert said(card)


@pytest.mark.parametrize("kind", PostKind)
def test_what_has_left_the_library_is_not_drawn(renderer: DailyRenderer, kind: PostKind) -> None:
    bare = PostRenderer(replace(renderer.pack, entries={}), renderer.audience)
    assert bare.post(DailyPost(2**63, DAY, kind, "1"), MATERIAL) is None


@pytest.mark.parametrize("kind", PostKind)
def test_the_name_of_the_thread_fits(renderer: DailyRenderer, kind: PostKind) -> None:
    assert 1 <= len(PostRenderer.thread_name(renderer.audience.say, date(2026, 9, 30), kind)) <= 100


def deliveries() -> tuple[Delivery, ...]:
    """More deliveries than are shown, with every state and reason among them."""
    blank = Delivery(2**63, NOW.date(), 2**63, "", 0, NOW, State.SKIPPED, reason=Reason.LATE)
    sent = Delivery(2**63, NOW.date(), 2**63, "q", 0, NOW, State.SENT, message=2**63)
    skipped = [Delivery(1, NOW.date(), 2, "", 0, NOW, State.SKIPPED, reason=reason) for reason in Reason]
    return (sent, Delivery(1, NOW.date(), 2, "q", 0, NOW, State.CLAIMED), *skipped, blank, sent, blank)


@pytest.mark.parametrize("reason", [None, *Reason])
def test_an_overview_in_which_everything_is_wrong_fits(renderer: DailyRenderer, reason: Reason | None) -> None:
    topics = frozenset(topic.id for topic in renderer.pack.info.topics)
    days, zone = frozenset(range(1, 7)), "America/Argentina/ComodRivadavia"
    schedule = Schedule(2**63, 2**63, time(23, 59), zone, days, topics, thread=True, role=2**63, kinds=IN_TURN)
    pause = Pause(reason, NOW) if reason else None
    overview = Overview(schedule, None if pause else NOW + timedelta(hours=1), pause, deliveries())
    card = renderer.overview(overview, [Problem(lack, 2**63, 2**63) for lack in Lack], NOW, "✅")
    assert len(card.pages()) == 1
    text = said(card)
    assert text.count("⚠️") >= len(Lack)
    assert text.count(" — ") == 10


def test_every_reason_and_every_lack_has_words_of_its_own(renderer: DailyRenderer) -> None:
    outcomes = {renderer.outcome(delivery) for delivery in deliveries()}
    assert len(outcomes) == len(Reason) + 2  # posted, and being posted
    assert len({said(renderer.not_saved([], [Problem(lack, 2, 3)])) for lack in Lack}) == len(Lack)
