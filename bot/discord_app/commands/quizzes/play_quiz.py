"""`/quiz`: ten questions made from the pack, for one member; its buttons carry all of it, and survive a restart."""

from __future__ import annotations

from discord import app_commands

from bot.discord_app.commands.quizzes.quiz_cards import QuizRenderer, QuizState, fingerprint
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, everywhere
from bot.discord_app.reader import Audience
from bot.quizzing.quiz_progress import QuizProgress, length
from bot.translations import voice

_SEEDS = 1 << 32


@everywhere
@app_commands.command(name="quiz", description="Ten questions about what is in here, just for you")
async def quiz(interaction: Interaction) -> None:
    """Ask the first question, privately."""
    await begin(Exchange(interaction))


async def begin(exchange: Exchange) -> None:
    """Begin a quiz: in place of the one that is over, else in a message of its own that only its player sees."""
    progress = QuizProgress(exchange.client.ports.chance.randrange(_SEEDS))
    card = await exchange.compute(lambda: ask(exchange, exchange.reader(), progress))
    await (exchange.replace(card) if exchange.in_private else exchange.show(card))


def ask(exchange: Exchange, audience: Audience, progress: QuizProgress) -> Card:
    """The next question, or the score where there is none."""
    renderer = exchange.renderer(QuizRenderer, audience)
    made = exchange.client.quizzes.of(exchange.pack, audience.say)
    questions = progress.asked(made)
    state = QuizState(progress, length(made))
    if not questions:
        return renderer.nothing()
    over = len(progress.marks) >= state.count
    return renderer.result(questions, state) if over else renderer.question(questions[-1], state)


async def play(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Begin a quiz, take an answer, or go on, as the button's id says."""
    if arguments == ("new",):
        await begin(exchange)
        return
    language, seed, marks, shown, done = arguments
    audience = Audience(voice(language), exchange.member, private=True)
    progress = QuizProgress(int(seed, 16), marks)
    if done == "on":
        card = await exchange.compute(lambda: ask(exchange, audience, progress))
    else:
        card = await exchange.compute(lambda: _answered(exchange, audience, progress, shown, int(done)))
    await exchange.replace(card)


def _answered(exchange: Exchange, audience: Audience, progress: QuizProgress, shown: str, chosen: int) -> Card:
    """What came of an answer; a question that can no longer be made as it was asked makes way for a new quiz."""
    renderer = exchange.renderer(QuizRenderer, audience)
    made = exchange.client.quizzes.of(exchange.pack, audience.say)
    questions = progress.asked(made)
    if len(questions) != len(progress.marks) + 1 or fingerprint(questions[-1]) != shown:
        return renderer.changed()
    after = progress.marked(right=chosen == questions[-1].right)
    return renderer.outcome(questions[-1], chosen, QuizState(after, length(made)))


FEATURE = Feature(commands=(quiz,), presses={Verb.QUIZ: play})
