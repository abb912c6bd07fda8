"""`/quiz start`: ten questions for one member, made from the pack; its buttons carry it all, and survive a restart."""

from __future__ import annotations

from contextlib import suppress

from discord import app_commands

from bot.discord_app.commands.quizzes.play_round import can_play_here
from bot.discord_app.components.cards import Card
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import in_group
from bot.discord_app.reader import Audience
from bot.discord_app.render.quiz.question_cards import fingerprint
from bot.discord_app.render.quiz.quiz_cards import QuizRenderer, QuizState
from bot.errors import StorageError
from bot.quizzing import QuizQuestion
from bot.quizzing.quiz_progress import QuizProgress, length
from bot.reviewing.review_models import ReviewItem, weak_kinds
from bot.translations import voice

_SEEDS = 1 << 32


@in_group
@app_commands.command(name="start", description="Ten questions about what is in here, just for you")
async def start(interaction: Interaction) -> None:
    """Ask the first question, privately."""
    await begin(Exchange(interaction))


async def begin(exchange: Exchange) -> None:
    """Begin a quiz: in place of the one that is over, else in a message of its own that only its player sees."""
    seed = exchange.client.ports.chance.randrange(_SEEDS)
    progress = QuizProgress(seed, favoured=await _missed_most(exchange))
    card = await exchange.compute(lambda: ask(exchange, exchange.reader(), progress, comes_back=False))
    await (exchange.replace(card) if exchange.in_private else exchange.show(card))


def ask(exchange: Exchange, audience: Audience, progress: QuizProgress, *, comes_back: bool) -> Card:
    """The next question, or the score where there is none."""
    renderer = exchange.renderer(QuizRenderer, audience)
    made = exchange.client.quizzes.of(exchange.pack, audience.say)
    questions = progress.asked(made)
    state = QuizState(progress, length(made), can_share=can_play_here(exchange))
    if not questions:
        return renderer.nothing()
    over = len(progress.marks) >= state.count
    return renderer.result(questions, state, comes_back=comes_back) if over else renderer.question(questions[-1], state)


async def play(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Begin a quiz, take an answer, or go on, as the button's id says."""
    if arguments == ("new",):
        await begin(exchange)
        return
    language, seed, marks, shown, done = arguments
    audience = Audience(voice(language), exchange.member, private=True)
    progress = QuizProgress.read(seed, marks)
    if done == "on":
        comes_back = await _opted_in(exchange)
        card = await exchange.compute(lambda: ask(exchange, audience, progress, comes_back=comes_back))
    else:
        card = await _answered(exchange, audience, progress, shown, int(done))
    await exchange.replace(card)


async def _answered(exchange: Exchange, audience: Audience, progress: QuizProgress, shown: str, chosen: int) -> Card:
    """What came of an answer; a question that can no longer be made as it was asked makes way for a new quiz."""
    renderer = exchange.renderer(QuizRenderer, audience)
    made = await exchange.compute(lambda: exchange.client.quizzes.of(exchange.pack, audience.say))
    questions = await exchange.compute(lambda: progress.asked(made))
    if len(questions) != len(progress.marks) + 1 or fingerprint(questions[-1]) != shown:
        return renderer.changed()
    asked = questions[-1]
    right = chosen == asked.right
    await _remember(exchange, asked, right=right, answer=f"q{progress.seed:x}-{len(progress.marks)}")
    return renderer.outcome(asked, chosen, QuizState(progress.marked(right=right), length(made)))


async def _remember(exchange: Exchange, asked: QuizQuestion, *, right: bool, answer: str) -> None:
    """Count the answer for whoever opted in. The quiz goes on where that cannot be stored."""
    item, ports = ReviewItem(asked.kind, asked.entry), exchange.client.ports
    with suppress(StorageError):  # the database says so itself
        await ports.reviews.note(exchange.member, item, right=right, answer=answer, now=ports.clock.now())


async def _missed_most(exchange: Exchange) -> tuple[str, ...]:
    """The kinds of question that a member who opted in misses most."""
    with suppress(StorageError):
        return weak_kinds(await exchange.client.ports.reviews.cards(exchange.member) or ())
    return ()


async def _opted_in(exchange: Exchange) -> bool:
    with suppress(StorageError):
        return await exchange.client.ports.reviews.cards(exchange.member) is not None
    return False
