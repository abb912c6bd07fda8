"""`/quiz review`: what a member missed comes back when it is due, once they opted in."""

from __future__ import annotations

from discord import app_commands

from bot.discord_app.components.cards import Card
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import in_group
from bot.discord_app.reader import Audience
from bot.discord_app.render.quiz.question_cards import fingerprint
from bot.discord_app.render.quiz.review_cards import ReviewRenderer, difficulty_of
from bot.quizzing import Difficulty, QuizQuestion
from bot.reviewing.review_models import ReviewItem, due_cards
from bot.translations import voice

_SEEDS = 1 << 32


@in_group
@app_commands.command(name="review", description="What you missed in the quiz, asked again when it is due")
async def review(interaction: Interaction) -> None:
    """Ask what is due, privately; whoever has not opted in is told what that would store."""
    exchange = Exchange(interaction)
    await exchange.show(await _next(exchange))


async def press_review(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Opt in or out, go on, or take an answer, as the button's id says."""
    ports, renderer = exchange.client.ports, exchange.renderer(ReviewRenderer)
    match arguments:
        case ("on",):
            await ports.reviews.join(exchange.member, ports.clock.now())
            card = renderer.joined()
        case ("off",):
            card = renderer.ended(await ports.reviews.leave(exchange.member))
        case ("go",):
            card = await _next(exchange)
        case _:
            card = await _answered(exchange, arguments)
    await (exchange.replace(card) if exchange.in_private else exchange.show(card))


async def _next(exchange: Exchange) -> Card:
    """The question that is due longest, else when one is, else the offer to opt in."""
    ports, renderer = exchange.client.ports, exchange.renderer(ReviewRenderer)
    cards = await ports.reviews.cards(exchange.member)
    if cards is None:
        return renderer.offer()
    due = due_cards(cards, ports.clock.now())
    for at, card in enumerate(due):
        seed = ports.chance.randrange(_SEEDS)
        asked = await _question(exchange, exchange.reader(), card.item, seed, difficulty_of(card))
        if asked is not None:
            return renderer.review(asked, card, seed, len(due) - at)
        await ports.reviews.drop(exchange.member, card.item)
    return renderer.idle([card for card in cards if card not in due])


async def _answered(exchange: Exchange, arguments: tuple[str, ...]) -> Card:
    """What came of an answer, counted once; what is asked no more makes way for the next."""
    language, key, seed, difficulty, shown, chosen = arguments
    audience, ports = Audience(voice(language), exchange.member, private=True), exchange.client.ports
    cards = await ports.reviews.cards(exchange.member) or ()
    item = next((card.item for card in cards if card.item.key == key), None)
    if item is None:
        return await _next(exchange)
    asked = await _question(exchange, audience, item, int(seed, 16), Difficulty(int(difficulty)))
    if asked is None or fingerprint(asked) != shown:
        return await _next(exchange)
    right = int(chosen) == asked.right
    card = await ports.reviews.note(exchange.member, item, right=right, answer=f"r{seed}", now=ports.clock.now())
    return exchange.renderer(ReviewRenderer, audience).reviewed(asked, int(chosen), card)


async def _question(
    exchange: Exchange, audience: Audience, item: ReviewItem, seed: int, difficulty: Difficulty
) -> QuizQuestion | None:
    def make() -> QuizQuestion | None:
        made = exchange.client.quizzes.of(exchange.pack, audience.say)
        return made.about(item.kind, item.entry, seed, difficulty)

    return await exchange.compute(make)
